/** Group robot (webhook): DingTalk docs "自定义机器人发送群消息". */
export const WEBHOOK_LIMITS = {
	bodyBytes: 20_000,
	mentions: 50,
	perMinute: 20,
} as const;

/** App robot: DingTalk docs "批量发送人与机器人会话中机器人消息", "机器人发送群聊消息". */
export const APP_ROBOT_LIMITS = {
	/** Documented for groups; used for one-to-one messages too [unverified there]. */
	msgParamBytes: 15_000,
	userIdsPerCall: 20,
	processQueryKeysPerCall: 20,
	/** sampleActionCard … sampleActionCard5 */
	verticalButtons: 5,
	/** sampleActionCard6 has exactly two. */
	horizontalButtons: 2,
	/** sampleFile: the `fileType` values that its documentation lists. */
	fileTypes: ['xlsx', 'pdf', 'zip', 'rar', 'doc', 'docx'],
} as const;

/** The `msg` object of work notifications and both legacy calls: DingTalk docs "消息通知类型". */
export const MSG_LIMITS = {
	msgBytes: 2_048,
	cardMarkdownChars: 1_000,
	buttonTitleChars: 20,
	singleUrlChars: 500,
	buttonUrlChars: 700,
	/** All buttons of a card together, as JSON. */
	buttonsChars: 1_000,
	fileBytes: 10 * 1024 * 1024,
	/** A voice message has to be shorter than a minute. */
	voiceSeconds: 59,
	oaRows: 6,
} as const;

/** Work notifications: DingTalk docs "发送工作通知", "获取工作通知消息的发送结果". */
export const WORK_NOTIFICATION_LIMITS = {
	userIdsPerCall: 100,
	departmentsPerCall: 20,
} as const;

/** Into how many messages one text is split, unless the options say otherwise. */
export const DEFAULT_MAX_PARTS = 20;
/** Into how many at most; a robot would post them for most of an hour. */
export const HIGHEST_MAX_PARTS = 999;
