import type { Hint } from './hint';

/** Calendars, events and meeting rooms. */
export const calendar: readonly Hint[] = [
	{
		codes: ['flowLimit'],
		kind: 'quota',
		title: 'The person has created 100 events today, and DingTalk takes no more',
		cure: 'Create the others tomorrow, or in the calendar of another person',
	},
	{
		codes: ['permissionDeny'],
		kind: 'other',
		title: 'This person may not do that with this calendar or event',
		cure: "Only the organizer may change an event: choose the organizer as 'User'. In a shared calendar the person needs the right to write",
	},
	{
		codes: ['idempotencyProcessing'],
		kind: 'busy',
		title: 'DingTalk is still carrying out the same call',
		cure: 'Look whether it took effect before running the workflow again',
	},
	{
		codes: ['meetingRoomNotAvailable'],
		kind: 'other',
		title: 'The meeting room is not available at that time',
		cure: 'Choose another room or time. Availability > Get shows when rooms are free',
	},
	{
		codes: [/^invalidParameter/],
		text: /\broom/i,
		kind: 'notFound',
		title: 'DingTalk knows no such meeting room',
		cure: 'Check the room ID, and that the room belongs to the organisation of this app',
	},
	{
		codes: ['itemNotFound'],
		kind: 'notFound',
		title: 'DingTalk knows no such event or calendar',
		cure: "Check the event ID, the calendar ID, and that 'User' is somebody who has the event in the calendar. It may have been deleted",
	},
	{
		codes: ['instanceNotExist'],
		kind: 'notFound',
		title: 'The event was deleted',
		cure: "A deleted event shows only in Get Many with 'Show Deleted'",
	},
	{
		// The group API uses the code too, in other words.
		codes: ['paramIllegal'],
		text: /参数非法|^paramIllegal$/,
		kind: 'invalid',
		title: 'DingTalk finds the request faulty',
		cure: 'Check the IDs and the other parameters of the call',
	},
	{
		codes: ['paramIllegal', 'PARAM ILLEGAL'],
		kind: 'invalid',
		title: 'DingTalk finds the calendar request faulty',
		cure: 'Check the people, who must belong to the organisation of this app, and the times',
	},
];
