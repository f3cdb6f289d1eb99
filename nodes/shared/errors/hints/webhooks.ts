import type { Hint } from './hint';
import type { FailureKind } from './kinds';

const SESSION_OVER = {
	kind: 'notFound',
	title: 'The session webhook is unknown or over',
	cure: 'It ends 90 minutes after the message. Let the workflow answer sooner, or send to the person or group by the app robot',
} as const;
const NO_SUCH_TOKEN = {
	kind: 'credential',
	title: 'DingTalk knows no group robot with this access token',
	cure: "Copy the robot's webhook URL again from the group's robot settings into the credential; a removed robot takes its token with it",
} as const;

/** Whether a session webhook is unknown or over; 300001 also says that the body is no message. */
export const isSessionOver = ({ code, kind }: { code: string; kind: FailureKind }): boolean =>
	code === '300001' && kind !== 'invalid';

/** The webhooks of group robots and of messages: token, session, body. */
export const webhooks: readonly Hint[] = [
	{ codes: ['300001'], text: /session|会话/i, ...SESSION_OVER },
	{ codes: ['session.notExisted', 'session.expired'], ...SESSION_OVER },
	{ codes: ['300001'], text: /^$|token/i, ...NO_SUCH_TOKEN },
	{
		codes: [
			'300005',
			'400101',
			'token.notExisted',
			'invalidParameter.token.invalid',
			// "token对应机器人不存在".
			'invalidParameter.invalid',
		],
		...NO_SUCH_TOKEN,
	},
	{
		// "msgtype is null", "message param title or text is null", "param error": [unverified], reported publicly.
		codes: ['300001'],
		text: /./,
		kind: 'invalid',
		title: 'DingTalk does not take this as a message',
		cure: "A message has 'msgtype' and beside it an object of that name with all its fields, such as title and text of a markdown. DingTalk's own text below names what is missing",
	},
	{
		// 400402 and 400403, "参数 markdown --》 title 缺失": [unverified], reported publicly.
		codes: [/^4004\d\d$/],
		text: /参数.{0,99}(缺失|格式不正确)/,
		kind: 'invalid',
		title: 'A field of the message is missing or has the wrong form',
		cure: "DingTalk's own text below names it. An empty title or text counts as missing",
	},
];
