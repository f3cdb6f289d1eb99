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
		codes: ['43002'],
		kind: 'invalid',
		title: 'DingTalk expects another HTTP method here',
		cure: 'Use POST (or GET) as the documentation of the API says',
	},
	{
		codes: [
			'40035',
			'400002',
			'40068',
			'40069',
			'43004',
			'43005',
			'43009',
			'400105',
			/^invalidParameter/,
			/^miss\./,
			'parameter.invalid',
			'parameter.error',
			'receivers.exceed',
		],
		kind: 'invalid',
		title: 'DingTalk finds the request faulty',
		cure: "DingTalk's own text below names the parameter",
	},
];
