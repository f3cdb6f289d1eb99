import { roomsOperation } from './rooms';

/** @see DingTalk docs "移除会议室" */
export const removeRooms = roomsOperation('remove', {
	value: 'removeRooms',
	name: 'Remove Rooms',
	action: 'Remove rooms from a calendar event',
	description: 'Give back meeting rooms that were booked for an event',
	endpoints: [
		'POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/batchRemove',
	],
});
