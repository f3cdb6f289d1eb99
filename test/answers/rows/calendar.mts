import type { Row, World } from '../row.mts';
import { operation } from '../row.mts';

const BAMBOO = 'room10floor0001a8b4e740a317813ab6f';
const EVENT = {
	summary: 'Release review',
	start: '2030-05-06T09:00:00',
	end: '2030-05-06T10:00:00',
	attendees: { list: [{ ids: 'lina' }] },
};
const inShanghai = (further: object = {}) => ({
	additionalFields: { timeZone: 'Asia/Shanghai', ...further },
});
const DAY = {
	from: '2030-05-06T00:00:00+08:00',
	until: '2030-05-06T23:00:00+08:00',
	options: { timeZone: 'Asia/Shanghai' },
};
const CALENDAR_LATER = {
	outcome: 'told',
	why: 'the event is there all the same: what of it was refused is listed',
} as const;

/** Parameters for an event that is there, with a room if wanted. */
const forEvent =
	(further: object, created: object = {}) =>
	async ({ run }: World) => {
		const [{ eventId }] = await run({
			resource: 'calendarEvent',
			operation: 'create',
			...EVENT,
			...inShanghai(created),
		});
		return { eventId, ...further };
	};
const weekly = { rule: { repeat: 'weekly', ends: 'afterCount', occurrences: 3 } };
const many = Array.from({ length: 501 }, (_, index) => {
	return `union-load${String(index + 1).padStart(4, '0')}`;
});
/** One call takes 500 of them; after the other the event is read again. */
const CROWD = {
	...EVENT,
	attendees: { list: [{ ids: many.join(), idType: 'unionId' }] },
	...inShanghai(),
};

export const calendarRows: readonly Row[] = [
	operation('availability/get: people', 'calendar.querySchedule', {
		...DAY,
		people: { list: [{ ids: 'lina' }] },
	}),
	operation('availability/get: rooms', 'calendar.meetingRooms.schedules', {
		...DAY,
		roomIds: { list: [{ ids: BAMBOO }] },
	}),
	operation('availability/findSlot: people', 'calendar.querySchedule', {
		...DAY,
		attendees: { list: [{ ids: 'lina' }] },
	}),
	operation('availability/findSlot: rooms', 'calendar.meetingRooms.schedules', {
		...DAY,
		roomIds: { list: [{ ids: BAMBOO }] },
	}),
	operation('calendar/getAll', 'calendar.calendars.list', { userId: 'bob' }),
	operation('calendarEvent/create', 'calendar.event.create', { ...EVENT, ...inShanghai() }),
	operation(
		'calendarEvent/create: with rooms',
		'calendar.meetingRooms.add',
		{ ...EVENT, ...inShanghai({ roomIds: { list: [{ ids: BAMBOO }] } }) },
		{ tolerated: CALENDAR_LATER },
	),
	operation('calendarEvent/create: more than 500 people', 'calendar.attendees.add', CROWD, {
		answer: 'nothing',
		tolerated: CALENDAR_LATER,
	}),
	operation('calendarEvent/create: read again', 'calendar.event.get', CROWD, {
		tolerated: { outcome: 'done', why: 'the answer to its creation tells of the event as well' },
	}),
	operation('calendarEvent/get', 'calendar.event.get', forEvent({})),
	operation('calendarEvent/getAll: occurrences', 'calendar.events.view', async (world) => ({
		...DAY,
		options: {},
		...(await forEvent({})(world)),
	})),
	operation('calendarEvent/getAll: once', 'calendar.events.list', async (world) => ({
		...DAY,
		options: {},
		expandRecurrences: false,
		...(await forEvent({})(world)),
	})),
	operation(
		'calendarEvent/update',
		'calendar.event.update',
		forEvent({
			updateFields: { summary: 'Moved' },
		}),
	),
	operation(
		'calendarEvent/update: recurrence',
		'calendar.event.get',
		forEvent({
			updateFields: { recurrence: weekly },
		}),
	),
	operation('calendarEvent/delete', 'calendar.event.delete', forEvent({}), { answer: 'nothing' }),
	operation(
		'calendarEvent/respond',
		'calendar.event.respond',
		forEvent({ userId: 'lina', response: 'declined' }),
		{ answer: 'nothing' },
	),
	operation('calendarEvent/getAttendees', 'calendar.attendees.list', forEvent({})),
	operation(
		'calendarEvent/addAttendees',
		'calendar.attendees.add',
		forEvent({ attendees: { list: [{ ids: 'alice' }] } }),
		{ answer: 'nothing' },
	),
	operation(
		'calendarEvent/removeAttendees',
		'calendar.attendees.remove',
		forEvent({ attendees: { list: [{ ids: 'lina' }] } }),
		{ answer: 'nothing' },
	),
	operation(
		'calendarEvent/addRooms',
		'calendar.meetingRooms.add',
		forEvent({ roomIds: { list: [{ ids: BAMBOO }] } }),
	),
	operation(
		'calendarEvent/removeRooms',
		'calendar.meetingRooms.remove',
		forEvent({ roomIds: { list: [{ ids: BAMBOO }] } }, { roomIds: { list: [{ ids: BAMBOO }] } }),
	),
];
