import type { Hint } from './hint';

/** Work records and todos. */
export const todos: readonly Hint[] = [
	{
		codes: ['854001'],
		kind: 'invalid',
		title: 'The person already got a work record with the same form items today',
		cure: 'Change a form item; DingTalk takes the same content once per person and day',
	},
	{
		codes: ['854002'],
		kind: 'quota',
		title: 'The person got 100 work records today already',
		cure: 'DingTalk takes no more for this person until tomorrow',
	},
	{
		codes: ['todo.taskCreate.paramError'],
		text: /task exist/i,
		kind: 'invalid',
		title: 'A todo with this source ID exists already',
		cure: "Give another 'Source ID', or set 'If Source ID Exists' to return the existing todo",
	},
	{
		codes: [/^todo\.\w+\.paramError$/],
		text: /task not exist/i,
		kind: 'notFound',
		title: 'DingTalk knows no such todo',
		cure: 'Check the ID, and the Owner or Operator. The todo may have been deleted',
	},
	{
		codes: [/^todo\.\w+\.paramError$/],
		text: /not belong to bizTag/i,
		kind: 'other',
		title: 'The todo was created by another app, or by a person',
		cure: 'An app may change only todos that it created. Use the credential of the app that created this one',
	},
	{
		codes: [/^todo\.\w+\.paramError$/],
		kind: 'invalid',
		title: 'DingTalk finds the todo faulty',
		cure: "DingTalk's own text below says more. Owner and people must belong to the organisation of this app; unionIds of others are refused",
	},
	{
		codes: ['todo.taskCreate.lockError'],
		kind: 'rateLimited',
		title: 'DingTalk is still creating another todo for the same people or source ID',
		cure: 'Run fewer workflows at once that create todos for the same people',
	},
	{
		codes: ['todo.taskCreate.flowControlError'],
		kind: 'rateLimited',
		title: 'DingTalk takes no more todos for these executors, or this organisation, right now',
		cure: 'Create fewer todos at once',
	},
];
