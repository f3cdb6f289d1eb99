/** Why a work notification did not reach somebody. */
export interface WorkNotificationCode {
	/** Reads as a sentence of its own. */
	reason: string;
	/** What to do about it. */
	cure: string;
}

const TOO_MANY_A_MINUTE = 'The app sent to more people within a minute than DingTalk allows';
const TOO_MANY_A_DAY =
	'The person has got as many notifications of this app today as DingTalk allows';
const SAME_AGAIN = 'The person has got a notification with the same content today already';
const SPREAD = 'Send to fewer people at once, or wait a minute between runs';
const NEXT_DAY = 'Join several notifications into one, or send it tomorrow';
const CHANGE =
	'Change the content, for instance by adding the time; DingTalk shows the same content once per person and day';

/**
 * The codes of `getsendresult`. DingTalk answers `errcode` 0 when it drops a notification for one of these,
 * so the result is the only place where they show.
 *
 * @see DingTalk docs "获取工作通知消息的发送结果"
 */
export const WORK_NOTIFICATION_CODES: Readonly<Record<string, WorkNotificationCode>> = {
	'143103': { reason: TOO_MANY_A_MINUTE, cure: SPREAD },
	'143104': {
		reason: 'The organisation sent to more people within a minute than DingTalk allows',
		cure: SPREAD,
	},
	'143105': { reason: TOO_MANY_A_DAY, cure: NEXT_DAY },
	'143106': { reason: SAME_AGAIN, cure: CHANGE },
	'143203': { reason: TOO_MANY_A_MINUTE, cure: SPREAD },
	'143204': { reason: TOO_MANY_A_MINUTE, cure: SPREAD },
	'143205': { reason: TOO_MANY_A_DAY, cure: NEXT_DAY },
	'143206': { reason: SAME_AGAIN, cure: CHANGE },
	'1430000': {
		reason: 'DingTalk found nobody to send to',
		cure: 'Check the userIds and departments, and that they are in the visible range of the app',
	},
	'1430001': {
		reason: 'DingTalk does not know how this app may send (grantType)',
		cure: 'Check the app in the DingTalk developer console',
	},
	'1430002': {
		reason: 'The content is forbidden',
		cure: 'Change the text, picture or link that DingTalk objects to',
	},
	'1430003': {
		reason: 'DingTalk protected itself against too many calls',
		cure: 'Wait some minutes, then send to the people who were left out',
	},
	'1430004': {
		reason: 'The person is an executive whom the organisation protects against notifications',
		cure: 'Ask the administrator to let this app through, or reach the person in another way',
	},
};

/** What a code of a send result means; unknown ones are named. */
export const explainWorkNotificationCode = (code: string): WorkNotificationCode =>
	WORK_NOTIFICATION_CODES[code] ?? {
		reason: `DingTalk did not deliver it, with code ${code}`,
		cure: "Look the code up in DingTalk's documentation of work notifications",
	};
