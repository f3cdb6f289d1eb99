import type { Hint } from './hint';

/** People and departments. */
export const people: readonly Hint[] = [
	{
		codes: ['50002', '50004', '60019', 'permession.checkFailed', 'conversation.org.notMatch'],
		kind: 'range',
		title: "A person or department is outside the app's visible range",
		cure: "Widen the visible range under 'Version Management' of the app, or leave the person out. For a group, its owner must be in the range",
	},
	{
		codes: ['33012', '60121', '40104', 'staffId.notExisted', 'userNotExist', '40031'],
		kind: 'notFound',
		title: 'DingTalk knows no such user',
		cure: 'Check the user ID (userId, not unionId, name or mobile number) and that the person belongs to the organisation of this app',
	},
	{
		codes: ['60003'],
		kind: 'notFound',
		title: 'DingTalk knows no such department',
		cure: 'Check the department ID; the root department is 1',
	},
];
