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
	/** Among them DingTalk's own IDs of people, which replies can mention by. */
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
	/** Leave it to DingTalk to refuse a format. */
	anyFormat?: boolean;
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

export interface VoiceContent {
	kind: 'voice';
	mediaId: string;
	durationSeconds: number;
}
export interface VideoContent {
	kind: 'video';
	mediaId: string;
	/** The picture shown before it plays. */
	coverMediaId: string;
	durationSeconds: number;
}

/** A row of an OA message's form. */
export interface OaRow {
	key: string;
	value: string;
}

/** A structured card of work notifications. */
export interface OaContent {
	kind: 'oa';
	messageUrl: string;
	pcMessageUrl?: string;
	headText: string;
	/** #RRGGBB, or 8 hex digits ARGB. */
	headColor: string;
	title?: string;
	form: OaRow[];
	/** A large number and its unit. */
	rich?: { number: string; unit: string };
	content?: string;
	imageMediaId?: string;
	fileCount?: string;
	author?: string;
	/** Shown only when sent to five people at most. */
	statusBar?: { text: string; color?: string };
}

/** The wire form itself, as the user wrote it. */
export interface CustomContent {
	kind: 'customJson';
	value: Record<string, unknown>;
}

/** A message as people think of it; the builders turn it into each API's wire form. */
export type MessageContent =
	| TextContent
	| MarkdownContent
	| LinkContent
	| ImageContent
	| FileContent
	| VoiceContent
	| VideoContent
	| ActionCardContent
	| FeedCardContent
	| OaContent
	| CustomContent;

export type MessageKind = MessageContent['kind'];
