/** What passes between a person and an app's robot; `types.mts` has it too. */

/**
 * What a person says to an app's robot. Files carry their bytes as `contentBase64` (over HTTP) or
 * `content` (in the process) and get a download code.
 */
export interface ToRobotMessage {
	msgtype: 'text' | 'picture' | 'audio' | 'video' | 'file';
	text?: { content: string };
	fileName?: string;
	mimeType?: string;
	contentBase64?: string;
	content?: Uint8Array;
	/** In milliseconds, for audio and video. */
	durationMs?: number;
	/** Default: the robot of the first seed app. */
	robotCode?: string;
	/** Said in this group instead of one-to-one. */
	openConversationId?: string;
}

/**
 * What DingTalk tells the app about such a message (stream `data` or callback body, §12.5). A
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
	senderStaffId: string;
	senderUnionId: string;
	senderId: string;
	senderCorpId: string;
	senderPlatform: string;
	sessionWebhook: string;
	/** Sandbox clock, ms. */
	sessionWebhookExpiredTime: number;
	/** Sandbox clock, ms. */
	createAt: number;
	isInAtList: boolean;
	atUsers: Array<{ dingtalkId: string; staffId?: string }>;
	robotCode: string;
	msgtype: ToRobotMessage['msgtype'];
	text?: { content: string };
	content?: Record<string, unknown>;
}

/** What `sendToRobot` gives back. */
export interface ToRobotResult {
	/** For files. */
	downloadCode?: string;
	/** As a trigger would give it on. */
	botMessage: BotMessage;
}
