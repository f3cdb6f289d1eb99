import type { Hint } from './hint';

/** People and departments. */
export const people: readonly Hint[] = [
	{
		codes: ['50002', '50004', '60019', 'permession.checkFailed', '660036'],
		kind: 'range',
		title: "A person or department is outside the app's visible range",
		cure: "Widen the visible range under 'Version Management' of the app, or leave the person out. For a group, its owner must be in the range",
	},
	{
		codes: [
			'33012',
			'60121',
			'60111',
			'staffId.notExisted',
			'userNotExist',
			'invalidParameter.user.notFound',
			'invalidUserIds',
			'miss.staffId',
			'40003',
			'40031',
			'46004',
			// The sender of a message to a conversation.
			'34002',
			'34006',
			'34012',
			'40012',
			// Owner and members of a group.
			'49016',
			'49017',
			'49018',
			'49019',
			'660022',
			'660041',
		],
		kind: 'notFound',
		title: 'DingTalk knows no such user',
		cure: 'Check the user ID (userId, not unionId, name or mobile number) and that the person belongs to the organisation of this app',
	},
	{
		codes: ['40104', '60103'],
		kind: 'notFound',
		title: 'DingTalk knows nobody with this mobile number',
		cure: 'Check the number; one from outside mainland China needs its country code. The person must belong to the organisation of this app and be in its visible range',
	},
	{
		codes: ['60120'],
		kind: 'notFound',
		title: "The person's DingTalk account is disabled",
		cure: 'Leave the person out, or ask an administrator of the organisation',
	},
	{
		codes: ['60003', '40009', '40010', '60004'],
		kind: 'notFound',
		title: 'DingTalk knows no such department',
		cure: 'Check the department ID; the root department is 1',
	},
];
