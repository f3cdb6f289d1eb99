import type { Hint } from './hint';

/** What fits every call; after all others, as its patterns are the widest. */
export const general: readonly Hint[] = [
	{
		codes: ['22', '404'],
		kind: 'unknownApi',
		title: 'DingTalk knows no API under this path',
		cure: 'Check the path and the host: paths that start with /v1.0 or /v2.0 belong to the API host, all others to the OAPI host',
	},
	{
		codes: ['success: false', 'result: false'],
		kind: 'other',
		title: 'DingTalk took the call, and answered that it did not do it',
		cure: 'It gives no reason. Check that the IDs are right, that what they name still exists, and that the app may change it',
	},
	{
		codes: ['43001', '43002'],
		kind: 'invalid',
		title: 'DingTalk expects another HTTP method here',
		cure: 'Use POST (or GET) as the documentation of the API says',
	},
	{
		codes: ['43003'],
		kind: 'invalid',
		title: 'DingTalk takes calls by HTTPS only',
		cure: "The base URLs in the credential must start with 'https://'",
	},
	{
		codes: [
			'40011',
			'40032',
			'40033',
			'40035',
			'40036',
			'40038',
			'40039',
			'40067',
			'40068',
			'40069',
			'40070',
			/^410(06|09|10|15|16)$/,
			'41100',
			/^4300[4589]$/,
			'44002',
			'47001',
			'400002',
			'400105',
			// Spelt in several ways.
			/^invalidParam/,
			/^invalid\.param\./,
			/^miss\./,
			'paramBlank',
			'commonParamIllegal',
			'param.illegal',
			'parameter.invalid',
			'parameter.error',
			'illegal.receivers',
			'illegal.excludes',
			'receivers.exceed',
		],
		kind: 'invalid',
		title: 'DingTalk finds the request faulty',
		cure: "DingTalk's own text below names the parameter",
	},
	{
		// "body is mandatory for this action": [unverified], reported publicly.
		codes: [/^Missing\w+$/],
		text: /mandatory/i,
		kind: 'invalid',
		title: 'The call lacks something that DingTalk needs',
		cure: "DingTalk's own text below names it. A body must be JSON",
	},
];
