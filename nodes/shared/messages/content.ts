/** A button of an action card. */
export interface CardButton {
	title: string;
	url: string;
}

/** A row of a feed card. */
export interface FeedLink {
	title: string;
	messageUrl: string;
	picUrl: string;
}

/** Who is named in a message, so that their client rings. */
export interface Mentions {
	mobiles: string[];
	userIds: string[];
	everyone: boolean;
}

export interface TextContent {
	kind: 'text';
	text: string;
}
export interface MarkdownContent {
	kind: 'markdown';
	/** Shown in the conversation list and in notifications only. */
	title: string;
	markdown: string;
}
export interface LinkContent {
	kind: 'link';
	title: string;
	text: string;
	messageUrl: string;
	picUrl?: string;
}
export interface ImageContent {
	kind: 'image';
	/** A media ID (`@…`) or a public URL. */
	photo: string;
}
export interface FileContent {
	kind: 'file';
	mediaId: string;
	/** With extension. */
	fileName: string;
}
export interface ActionCardContent {
	kind: 'actionCard';
	title: string;
	markdown: string;
	buttons: CardButton[];
	layout: 'vertical' | 'horizontal';
	hideAvatar?: boolean;
}
export interface FeedCardContent {
	kind: 'feedCard';
	links: FeedLink[];
}

/** A message as people think of it; the builders turn it into each API's wire form. */
export type MessageContent =
	| TextContent
	| MarkdownContent
	| LinkContent
	| ImageContent
	| FileContent
	| ActionCardContent
	| FeedCardContent;

export type MessageKind = MessageContent['kind'];
