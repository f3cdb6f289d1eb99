/** What passes between a person and an app's robot; `types.mts` has it too. */

/** Bytes as `contentBase64` (over HTTP) or `content` (in the process). */
export interface SentFile {
	fileName?: string;
	mimeType?: string;
	contentBase64?: string;
	content?: Uint8Array;
}

/** A part of a rich text: words, words that lead somewhere, or a picture. */
export type RichTextPart =
	| { text: string }
	| { type: 'link'; text: string; url: string }
	| ({ type: 'picture' } & SentFile);

/** Somebody of another organisation, as which a message is written. */
export interface Outsider {
	name: string;
	/** Tells outsiders apart. Default: the name. */
	id?: string;
	corpId?: string;
}

/** What a person says to an app's robot. Files get a download code. */
export interface ToRobotMessage extends SentFile {
	/** `unknownMsgType` is what DingTalk says of everything else, a sticker for example. */
	msgtype:
		| 'text'
		| 'richText'
		| 'picture'
		| 'audio'
		| 'video'
		| 'file'
		| 'chatRecord'
		| 'unknownMsgType';
	text?: { content: string };
	richText?: RichTextPart[];
	/** In milliseconds, for audio and video. */
	durationMs?: number;
	/** What DingTalk understood, for audio. */
	recognition?: string;
	/** People who are mentioned beside the robot, in a group. */
	atUserIds?: string[];
	/** A message that this one quotes: its id, its processQueryKey, or `last` for the newest of the chat. Texts only. */
	quotes?: string;
	/** For `chatRecord`: what is forwarded, by ids, or `last` for the newest three of the chat. */
	forwards?: string[] | 'last';
	/** Title of a `chatRecord`. */
	title?: string;
	/** In place of the person; the userId is not looked at. */
	outsider?: Outsider;
	/** The month's quota of pushes is used up: the app hears of the message, but not what it says. */
	quotaExceeded?: boolean;
	/** Default: the robot of the first seed app. */
	robotCode?: string;
	/** Said in this group instead of one-to-one. */
	openConversationId?: string;
}

/**
 * What DingTalk tells the app about such a message (stream `data` or callback body). A
 * POST to `sessionWebhook` answers it, without a token, until `sessionWebhookExpiredTime`.
 */
export interface BotMessage {
	conversationId: string;
	/** "1" one-to-one, "2" group. */
	conversationType: '1' | '2';
	conversationTitle?: string;
	chatbotCorpId: string;
	chatbotUserId: string;
	msgId: string;
	senderNick: string;
	isAdmin: boolean;
	/** Of people of the robot's organisation only. */
	senderStaffId?: string;
	senderUnionId?: string;
	senderId: string;
	senderCorpId: string;
	senderPlatform: string;
	sessionWebhook: string;
	/** Sandbox clock, ms. */
	sessionWebhookExpiredTime: number;
	/** Sandbox clock, ms. */
	createAt: number;
	isInAtList: boolean;
	atUsers: Array<{ dingtalkId: string; staffId?: string; unionId?: string }>;
	robotCode: string;
	msgtype: ToRobotMessage['msgtype'];
	text?: { content: string; isReplyMsg?: boolean; repliedMsg?: Record<string, unknown> };
	content?: Record<string, unknown>;
	/** Of what is quoted. */
	originalMsgId?: string;
	originalProcessQueryKey?: string;
	/** Instead of the content when the quota is used up. */
	errorCode?: number;
	errorMessage?: string;
}

/** What `sendToRobot` gives back. */
export interface ToRobotResult {
	/** For files. */
	downloadCode?: string;
	/** Of the pictures of a rich text, in their order. */
	downloadCodes?: string[];
	/** As a trigger would give it on. */
	botMessage: BotMessage;
}
