import { roomsOperation } from './rooms';

/** @see DingTalk docs "添加会议室" */
export const addRooms = roomsOperation('add', {
	value: 'addRooms',
	name: 'Add Rooms',
	action: 'Add rooms to a calendar event',
	description: 'Book meeting rooms for an event; rooms that are taken are listed in the output',
	endpoints: [
		'POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms',
	],
});
