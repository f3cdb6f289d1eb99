import type { Hint } from './hint';

const BUSY = {
	kind: 'busy',
	title: 'DingTalk was too busy to answer',
	cure: 'Try again later. Look whether the call took effect before sending it again',
} as const;

/** Quotas, rates, length and content, and DingTalk's own trouble. */
export const limits: readonly Hint[] = [
	{
		codes: ['90020', '90030', 'Forbidden.AccessDenied.ApiCountLimitForOrg'],
		kind: 'quota',
		title: "The organisation's monthly DingTalk quota is spent",
		cure: 'Nothing more is accepted until next month, unless an administrator buys a larger package',
	},
	{
		codes: ['660026', '130101', '410100'],
		kind: 'rateLimited',
		title: 'The robot has sent more than 20 messages within a minute',
		cure: 'DingTalk blocks it for up to 10 minutes. Spread the messages, or join several into one',
	},
	{
		codes: [
			/^900(0[1-9]|1[0-4]|18)$/,
			/^Forbidden\.AccessDenied\.Qp[sm]Limit/,
			/^Throttling/,
			'request.overlimit',
			'qps.exceed.limit',
			'send.too.fast',
			'send.byToken.tooFast',
			'toomuch.msg',
			'too.many.group',
			'too.many.people',
			'41047',
			'41048',
			'45009',
		],
		kind: 'rateLimited',
		title: 'DingTalk limits how often this can be called',
		cure: "Lower 'Calls per Second' in the credential, or run fewer workflows at once",
	},
	{
		codes: [
			'460101',
			// An older code for the same: [unverified], reported publicly.
			'101002',
			'invalidParameter.msgParam.tooLong',
			'34016',
			'41101',
			/^4500[2-8]$/,
		],
		kind: 'tooLong',
		title: 'The message is too long',
		cure: 'Shorten it, split it, or send it as a file',
	},
	{
		codes: [
			'groupNickForbid',
			'41049',
			/^43010[1-4]$/,
			/^contain\.(unsafe|notAllowed)\./,
			'40048',
			'60022',
			'1430002',
		],
		kind: 'unsafe',
		title: 'DingTalk rejects the content as unsafe',
		cure: 'Change the text, picture or link that DingTalk objects to',
	},
	{
		// For work records DingTalk's prose gives these numbers other meanings; the text decides.
		codes: ['400001'],
		text: /系统|system/i,
		...BUSY,
	},
	{
		codes: [
			'-1',
			'500',
			// "系统异常，请稍后再试": [unverified], reported publicly for group robots.
			'500100',
			'system.busy',
			'systemBusy',
			'system.error',
			'systemError',
			'systemInnerError',
			'unknownError',
			'server.error',
			/^todo\.\w+\.systemError$/,
		],
		...BUSY,
	},
];
