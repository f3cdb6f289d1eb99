/** The shapes of messages; `types.mts` has them too. */

/** How a message came into being. */
export type MessageVia =
	| 'robot-oto'
	| 'robot-group'
	| 'webhook'
	| 'legacy-conversation'
	| 'legacy-chat'
	| 'work-notification'
	| 'ding'
	| 'session'
	| 'to-robot'
	| 'card-instance'
	| 'drive-file';

/** The kind a DingTalk user sees, whatever family (webhook, msgKey, msgtype) it was sent in. */
export type MessageKind =
	| 'text'
	| 'markdown'
	| 'link'
	| 'image'
	| 'file'
	| 'audio'
	| 'video'
	| 'actionCard'
	| 'feedCard'
	| 'oa'
	| 'richText'
	| 'card';

/**
 * Who a message is from; `id` is a robotCode, a webhook token's last characters, a userId, or the
 * Client ID of the app a work notification is from.
 */
export interface Sender {
	type: 'appRobot' | 'webhookRobot' | 'person' | 'app';
	id: string;
	name: string;
}

/** Where a message went: people (one-to-one chats with the robot), or one group. */
export interface MessageTarget {
	userIds?: string[];
	openConversationId?: string;
	/** Set for `to-robot` messages: the robot a person wrote to. */
	robotCode?: string;
}

/** A button of an action card. */
export interface Button {
	title: string;
	url: string;
}

/** One entry of a feed card; `picUrl` may be a URL or a media id. */
export interface FeedLink {
	title: string;
	messageUrl: string;
	picUrl: string;
}

/** One row of an OA message's form. */
export interface OaFormRow {
	key: string;
	value: string;
}

/** The body of an OA message, in camelCase. */
export interface OaContent {
	messageUrl: string;
	pcMessageUrl?: string;
	headText: string;
	/** Eight hex digits ARGB, for example `FFBBBBBB`. */
	headColor: string;
	title?: string;
	form: OaFormRow[];
	rich?: { num: string; unit: string };
	content?: string;
	/** A media id. */
	image?: string;
	fileCount?: string;
	author?: string;
	/** Only where DingTalk shows it: a work notification to at most five named people. */
	statusBar?: { value: string; background?: string };
}

/**
 * The fields of a message, normalised over all families. Which are set depends on the kind:
 * text → text; markdown → title, text; link → title, text, messageUrl, picUrl;
 * image → picUrl (URL or media id); file → mediaId, fileName, fileType; audio → mediaId,
 * durationMs; video → mediaId, picMediaId, durationMs; actionCard → title, text, buttons, layout;
 * feedCard → links; oa → oa; richText → parts; card → outTrackId.
 */
export interface MessageContent {
	title?: string;
	text?: string;
	messageUrl?: string;
	/** A full URL or a media id (`@…`); media ids are also listed in `Message.mediaIds`. */
	picUrl?: string;
	mediaId?: string;
	picMediaId?: string;
	fileName?: string;
	fileType?: string;
	durationMs?: number;
	buttons?: Button[];
	layout?: 'vertical' | 'horizontal';
	links?: FeedLink[];
	hideAvatar?: boolean;
	oa?: OaContent;
	parts?: Array<{ text: string; url?: string } | { picUrl: string }>;
	/** The card is in `SandboxState.cards`: it changes. */
	outTrackId?: string;
	/** What the message quotes: who wrote it, and its first words. */
	quote?: { name: string; text: string };
	/** How a DING reaches people. */
	remind?: 'app' | 'sms' | 'call';
}

/** Who is mentioned, as sent in `at` (webhook and session only; robot sends carry no mentions). */
export interface Mentions {
	mobiles: string[];
	userIds: string[];
	/** DingTalk's own IDs; answers to a session only. */
	dingtalkIds?: string[];
	everyone: boolean;
}

/** One message as a DingTalk user would see it. */
export interface Message {
	/** Sandbox id, unique and increasing: `msg-1`, `msg-2`, … */
	id: string;
	via: MessageVia;
	sender: Sender;
	target: MessageTarget;
	kind: MessageKind;
	content: MessageContent;
	mentions: Mentions;
	/** Every media id the message refers to; bytes at `GET /_sandbox/media/:mediaId`. */
	mediaIds: string[];
	/** Sandbox clock, ms. */
	time: number;
	recalled: boolean;
	/** Robot messages only. */
	processQueryKey?: string;
	/** `/chat/send` only. */
	messageId?: string;
	/** Work notifications only: digits as text. */
	taskId?: string;
	/** DINGs only. */
	openDingId?: string;
	/** To-robot messages only: where to answer, and until when (sandbox clock, ms). */
	sessionWebhook?: string;
	sessionWebhookExpiredTime?: number;
	/** To-robot files only. */
	downloadCode?: string;
	/** Webhook messages only, when the sender gave one. */
	msgUuid?: string;
	/** People who have read it, by userId, in the order they did. */
	readBy: string[];
	/** When each of them did, sandbox clock, ms. */
	readAt: Record<string, number>;
}
