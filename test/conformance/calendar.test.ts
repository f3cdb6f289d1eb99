import type { INode } from 'n8n-workflow';

import { calendar } from '../sandbox/official.mts';
import type { Recorded } from '../helpers/recorder.mts';
import { TwoClients, type Official } from './twoClients.mts';

const ZHANGWEI = 'union-zhangwei';
const PRIMARY = 'primary';
const EVENTS = `/v1.0/calendar/users/${ZHANGWEI}/calendars/primary/events`;
const ROOM = 'room10floor0001a8b4e740a317813ab6f';

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => void clients.taken());
afterAll(async () => await clients.close());

const clientOf = ({ config }: Official) => new calendar.default(config);
const union = (userId: string) => ({ __rl: true, mode: 'unionId', value: `union-${userId}` });
const people = (...userIds: string[]) => ({
	person: userIds.map((userId) => ({ user: union(userId) })),
});
const form = (parameters: INode['parameters']): INode['parameters'] => ({
	resource: 'calendarEvent',
	userId: union('zhangwei'),
	...parameters,
});
const planning = form({
	operation: 'create',
	summary: 'Planning 排期会',
	start: '2027-03-01T10:00:00',
	end: '2027-03-01T11:00:00',
	attendees: people('lina'),
	additionalFields: { timeZone: 'Asia/Shanghai' },
});

/** An id of an event ends in `==`; the official client leaves it as it is, which is as good. */
const decoded = (requests: Recorded[]) =>
	requests.map((request) => ({ ...request, path: decodeURIComponent(request.path) }));

/** The same moment, however its offset is written. */
const moments = (requests: Recorded[]) =>
	decoded(requests).map(({ body, ...request }) => ({
		...request,
		body: JSON.parse(
			JSON.stringify(body, (name, value: unknown) =>
				name === 'dateTime' ? new Date(String(value)).toISOString() : value,
			),
		) as unknown,
	}));

async function newEvent(further: INode['parameters'] = {}): Promise<string> {
	const { items } = await clients.compare({
		parameters: { ...planning, ...further },
		path: EVENTS,
		official: async () => undefined,
	});
	return items[0].json.eventId as string;
}

const onEvent = (rest = '') => new RegExp(`${EVENTS}/[^/]+${rest}$`);

describe('an event is sent as by the official client', () => {
	it('timed, with everything it may have', async () => {
		const { node, client } = await clients.compare({
			parameters: {
				...planning,
				additionalFields: {
					timeZone: 'Asia/Shanghai',
					description: 'Bring numbers',
					location: 'Kitchen',
					onlineMeeting: true,
					reminders: '5, 60',
					optionalAttendees: people('bob'),
				},
				options: { pushNotification: false },
			},
			path: EVENTS,
			official: async (official) =>
				await clientOf(official).createEventWithOptions(
					ZHANGWEI,
					PRIMARY,
					new calendar.CreateEventRequest({
						summary: 'Planning 排期会',
						description: 'Bring numbers',
						start: new calendar.CreateEventRequestStart({
							dateTime: '2027-03-01T10:00:00+08:00',
							timeZone: 'Asia/Shanghai',
						}),
						end: new calendar.CreateEventRequestEnd({
							dateTime: '2027-03-01T11:00:00+08:00',
							timeZone: 'Asia/Shanghai',
						}),
						isAllDay: false,
						location: new calendar.CreateEventRequestLocation({ displayName: 'Kitchen' }),
						onlineMeetingInfo: new calendar.CreateEventRequestOnlineMeetingInfo({
							type: 'dingtalk',
						}),
						reminders: [
							new calendar.CreateEventRequestReminders({ method: 'dingtalk', minutes: 5 }),
							new calendar.CreateEventRequestReminders({ method: 'dingtalk', minutes: 60 }),
						],
						extra: { noPushNotification: 'true' },
						attendees: [
							new calendar.CreateEventRequestAttendees({ id: 'union-lina', isOptional: false }),
							new calendar.CreateEventRequestAttendees({ id: 'union-bob', isOptional: true }),
						],
					}),
					new calendar.CreateEventHeaders(official.headers),
					official.runtime,
				),
		});
		expect(moments(node)).toEqual(moments(client));
	});

	it('of whole days, each month on its last Friday', async () => {
		const { node, client } = await clients.compare({
			parameters: {
				...planning,
				allDay: true,
				start: '2027-01-29',
				end: '2027-01-30',
				additionalFields: {
					recurrence: {
						rule: {
							repeat: 'monthlyByWeekday',
							interval: 1,
							weekIndex: 'last',
							weekday: 'friday',
							ends: 'afterCount',
							occurrences: 3,
						},
					},
				},
			},
			path: EVENTS,
			official: async (official) =>
				await clientOf(official).createEventWithOptions(
					ZHANGWEI,
					PRIMARY,
					new calendar.CreateEventRequest({
						summary: 'Planning 排期会',
						start: new calendar.CreateEventRequestStart({ date: '2027-01-29' }),
						end: new calendar.CreateEventRequestEnd({ date: '2027-01-31' }),
						isAllDay: true,
						recurrence: new calendar.CreateEventRequestRecurrence({
							pattern: new calendar.CreateEventRequestRecurrencePattern({
								type: 'relativeMonthly',
								interval: 1,
								index: 'last',
								daysOfWeek: 'friday',
							}),
							range: new calendar.CreateEventRequestRecurrenceRange({
								type: 'numbered',
								numberOfOccurrences: 3,
							}),
						}),
						attendees: [
							new calendar.CreateEventRequestAttendees({ id: 'union-lina', isOptional: false }),
						],
					}),
					new calendar.CreateEventHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('read, changed and deleted', async () => {
		const eventId = await newEvent();
		const read = await clients.compare({
			parameters: form({ operation: 'get', eventId, options: { maxAttendees: 10 } }),
			path: onEvent(),
			official: async (official) =>
				await clientOf(official).getEventWithOptions(
					ZHANGWEI,
					PRIMARY,
					eventId,
					new calendar.GetEventRequest({ maxAttendees: 10 }),
					new calendar.GetEventHeaders(official.headers),
					official.runtime,
				),
		});
		expect(decoded(read.node)).toEqual(decoded(read.client));
		const update = await clients.compare({
			parameters: form({ operation: 'update', eventId, updateFields: { summary: 'Retro' } }),
			path: onEvent(),
			official: async (official) =>
				await clientOf(official).patchEventWithOptions(
					ZHANGWEI,
					PRIMARY,
					eventId,
					new calendar.PatchEventRequest({ id: eventId, summary: 'Retro' }),
					new calendar.PatchEventHeaders(official.headers),
					official.runtime,
				),
		});
		expect(decoded(update.node)).toEqual(decoded(update.client));
		const deleted = await clients.compare({
			parameters: form({ operation: 'delete', eventId, options: { pushNotification: true } }),
			path: onEvent(),
			official: async (official) =>
				await clientOf(official).deleteEventWithOptions(
					ZHANGWEI,
					PRIMARY,
					eventId,
					new calendar.DeleteEventRequest({ pushNotification: true }),
					new calendar.DeleteEventHeaders(official.headers),
					official.runtime,
				),
		});
		expect(decoded(deleted.node)).toEqual(decoded(deleted.client));
	});

	it('listed, and taken apart', async () => {
		const range = { from: '2027-03-01T00:00:00+08:00', until: '2027-03-08T00:00:00+08:00' };
		const timeZone = 'Asia/Shanghai';
		const span = { timeMin: range.from, timeMax: range.until, maxResults: 20 };
		const list = await clients.compare({
			parameters: form({ operation: 'getAll', ...range, expandRecurrences: false, limit: 20 }),
			timeZone,
			path: EVENTS,
			official: async (official) =>
				await clientOf(official).listEventsWithOptions(
					ZHANGWEI,
					PRIMARY,
					new calendar.ListEventsRequest(span),
					new calendar.ListEventsHeaders(official.headers),
					official.runtime,
				),
		});
		expect(list.node).toEqual(list.client);
		const view = await clients.compare({
			parameters: form({ operation: 'getAll', ...range, expandRecurrences: true, limit: 20 }),
			timeZone,
			path: `${EVENTS}view`,
			official: async (official) =>
				await clientOf(official).listEventsViewWithOptions(
					ZHANGWEI,
					PRIMARY,
					new calendar.ListEventsViewRequest(span),
					new calendar.ListEventsViewHeaders(official.headers),
					official.runtime,
				),
		});
		expect(view.node).toEqual(view.client);
	});

	it('answered', async () => {
		const eventId = await newEvent();
		const { node, client } = await clients.compare({
			parameters: form({
				operation: 'respond',
				userId: union('lina'),
				eventId,
				response: 'tentative',
			}),
			path: /\/respond$/,
			official: async (official) =>
				await clientOf(official).respondEventWithOptions(
					'union-lina',
					PRIMARY,
					eventId,
					new calendar.RespondEventRequest({ responseStatus: 'tentative' }),
					new calendar.RespondEventHeaders(official.headers),
					official.runtime,
				),
		});
		expect(decoded(node)).toEqual(decoded(client));
	});

	it('with guests added, listed and removed', async () => {
		const eventId = await newEvent();
		const add = await clients.compare({
			parameters: form({ operation: 'addAttendees', eventId, attendees: people('bob') }),
			path: onEvent('/attendees'),
			official: async (official) =>
				await clientOf(official).addAttendeeWithOptions(
					ZHANGWEI,
					PRIMARY,
					eventId,
					new calendar.AddAttendeeRequest({
						attendeesToAdd: [
							new calendar.AddAttendeeRequestAttendeesToAdd({ id: 'union-bob', isOptional: false }),
						],
					}),
					new calendar.AddAttendeeHeaders(official.headers),
					official.runtime,
				),
		});
		expect(decoded(add.node)).toEqual(decoded(add.client));
		const list = await clients.compare({
			parameters: form({ operation: 'getAttendees', eventId, limit: 50 }),
			path: onEvent('/attendees'),
			official: async (official) =>
				await clientOf(official).listAttendeesWithOptions(
					ZHANGWEI,
					PRIMARY,
					eventId,
					new calendar.ListAttendeesRequest({ maxResults: 50 }),
					new calendar.ListAttendeesHeaders(official.headers),
					official.runtime,
				),
		});
		expect(decoded(list.node)).toEqual(decoded(list.client));
		const remove = await clients.compare({
			parameters: form({ operation: 'removeAttendees', eventId, attendees: people('bob') }),
			path: onEvent('/attendees/batchRemove'),
			official: async (official) =>
				await clientOf(official).removeAttendeeWithOptions(
					ZHANGWEI,
					PRIMARY,
					eventId,
					new calendar.RemoveAttendeeRequest({
						attendeesToRemove: [
							new calendar.RemoveAttendeeRequestAttendeesToRemove({ id: 'union-bob' }),
						],
					}),
					new calendar.RemoveAttendeeHeaders(official.headers),
					official.runtime,
				),
		});
		expect(decoded(remove.node)).toEqual(decoded(remove.client));
	});

	it('with rooms booked and given back', async () => {
		const eventId = await newEvent();
		const add = await clients.compare({
			parameters: form({ operation: 'addRooms', eventId, roomIds: { list: [{ ids: ROOM }] } }),
			path: onEvent('/meetingRooms'),
			official: async (official) =>
				await clientOf(official).addMeetingRoomsWithOptions(
					ZHANGWEI,
					PRIMARY,
					eventId,
					new calendar.AddMeetingRoomsRequest({
						meetingRoomsToAdd: [
							new calendar.AddMeetingRoomsRequestMeetingRoomsToAdd({ roomId: ROOM }),
						],
					}),
					new calendar.AddMeetingRoomsHeaders(official.headers),
					official.runtime,
				),
		});
		expect(decoded(add.node)).toEqual(decoded(add.client));
		const remove = await clients.compare({
			parameters: form({ operation: 'removeRooms', eventId, roomIds: { list: [{ ids: ROOM }] } }),
			path: onEvent('/meetingRooms/batchRemove'),
			official: async (official) =>
				await clientOf(official).removeMeetingRoomsWithOptions(
					ZHANGWEI,
					PRIMARY,
					eventId,
					new calendar.RemoveMeetingRoomsRequest({
						meetingRoomsToRemove: [
							new calendar.RemoveMeetingRoomsRequestMeetingRoomsToRemove({ roomId: ROOM }),
						],
					}),
					new calendar.RemoveMeetingRoomsHeaders(official.headers),
					official.runtime,
				),
		});
		expect(decoded(remove.node)).toEqual(decoded(remove.client));
	});
});
