import { calendar, Config, rooms as meetingRooms, RuntimeOptions } from './official.mts';
import { sandbox, token, useSandbox } from './started.mts';

useSandbox();

const ZHANGWEI = 'union-zhangwei';
const PRIMARY = 'primary';
const ROOM = 'room10floor0001a8b4e740a317813ab6f';
const DAY = { startTime: '2027-03-01T00:00:00+08:00', endTime: '2027-03-02T00:00:00+08:00' };
const runtime = () => new RuntimeOptions({});
const headers = (more: Record<string, string> = {}) => ({
	xAcsDingtalkAccessToken: token,
	...more,
});
const newClient = () =>
	new calendar.default(
		new Config({ protocol: 'http', endpoint: sandbox.apiUrl.replace('http://', '') }),
	);

const timed = (dateTime: string) => ({ dateTime, timeZone: 'Asia/Shanghai' });

async function create(fields: Record<string, unknown> = {}, xClientToken?: string) {
	const { body } = await newClient().createEventWithOptions(
		ZHANGWEI,
		PRIMARY,
		new calendar.CreateEventRequest({
			summary: 'Planning 排期会',
			start: new calendar.CreateEventRequestStart(timed('2027-03-01T10:00:00+08:00')),
			end: new calendar.CreateEventRequestEnd(timed('2027-03-01T11:00:00+08:00')),
			attendees: [new calendar.CreateEventRequestAttendees({ id: 'union-lina' })],
			...fields,
		}),
		new calendar.CreateEventHeaders(headers(xClientToken ? { xClientToken } : {})),
		runtime(),
	);
	return body?.id ?? '';
}

const get = async (id: string) =>
	(
		await newClient().getEventWithOptions(
			ZHANGWEI,
			PRIMARY,
			id,
			new calendar.GetEventRequest({ maxAttendees: 10 }),
			new calendar.GetEventHeaders(headers()),
			runtime(),
		)
	).body;

describe('the official client, with events', () => {
	it('makes one, reads it, changes it and deletes it', async () => {
		const client = newClient();
		const id = await create({
			reminders: [new calendar.CreateEventRequestReminders({ method: 'dingtalk', minutes: 5 })],
		});
		expect(await get(id)).toMatchObject({
			id,
			start: timed('2027-03-01T10:00:00+08:00'),
			attendees: [{ id: 'union-lina', responseStatus: 'needsAction' }],
			organizer: { id: ZHANGWEI, self: true },
			reminders: [{ method: 'dingtalk', minutes: '5' }],
		});
		const { body: changed } = await client.patchEventWithOptions(
			ZHANGWEI,
			PRIMARY,
			id,
			new calendar.PatchEventRequest({ id, summary: 'Retro' }),
			new calendar.PatchEventHeaders(headers()),
			runtime(),
		);
		expect(changed).toMatchObject({ summary: 'Retro', end: timed('2027-03-01T11:00:00+08:00') });
		const deleted = await client.deleteEventWithOptions(
			ZHANGWEI,
			PRIMARY,
			id,
			new calendar.DeleteEventRequest({ pushNotification: true }),
			new calendar.DeleteEventHeaders(headers()),
			runtime(),
		);
		expect(deleted.statusCode).toBe(200);
		await expect(get(id)).rejects.toMatchObject({ code: 'instanceNotExist' });
		await expect(get('nothing==')).rejects.toMatchObject({
			code: 'itemNotFound',
			data: { statusCode: 404 },
		});
	});

	it('makes one once for a client token', async () => {
		const first = await create({}, 'token-1');
		expect(await create({}, 'token-1')).toBe(first);
		expect(await create({}, 'token-2')).not.toBe(first);
	});

	it('makes whole days and a series, and lists them', async () => {
		const client = newClient();
		await create({
			isAllDay: true,
			start: new calendar.CreateEventRequestStart({ date: '2027-03-02' }),
			end: new calendar.CreateEventRequestEnd({ date: '2027-03-03' }),
		});
		const master = await create({
			recurrence: new calendar.CreateEventRequestRecurrence({
				pattern: new calendar.CreateEventRequestRecurrencePattern({ type: 'daily', interval: 1 }),
				range: new calendar.CreateEventRequestRecurrenceRange({
					type: 'numbered',
					numberOfOccurrences: 3,
				}),
			}),
		});
		const span = { timeMin: '2027-03-01T00:00:00+08:00', timeMax: '2027-03-10T00:00:00+08:00' };
		const { body: view } = await client.listEventsViewWithOptions(
			ZHANGWEI,
			PRIMARY,
			new calendar.ListEventsViewRequest({ ...span, maxResults: 100 }),
			new calendar.ListEventsViewHeaders(headers()),
			runtime(),
		);
		expect(view?.events?.map(({ start }) => start?.date ?? start?.dateTime)).toEqual([
			'2027-03-01T10:00:00+08:00',
			'2027-03-02',
			'2027-03-02T10:00:00+08:00',
			'2027-03-03T10:00:00+08:00',
		]);
		const { body: instances } = await client.listInstancesWithOptions(
			ZHANGWEI,
			PRIMARY,
			master,
			new calendar.ListInstancesRequest(span),
			new calendar.ListInstancesHeaders(headers()),
			runtime(),
		);
		expect(instances?.events).toHaveLength(3);
		const list = async (request: Record<string, unknown>) =>
			(
				await client.listEventsWithOptions(
					ZHANGWEI,
					PRIMARY,
					new calendar.ListEventsRequest(request),
					new calendar.ListEventsHeaders(headers()),
					runtime(),
				)
			).body;
		const all = await list({ timeMin: span.timeMin });
		expect(all?.events).toHaveLength(2);
		await create({ summary: 'later' });
		const changes = await list({ syncToken: all?.syncToken });
		expect(changes?.events).toMatchObject([{ summary: 'later' }]);
	});

	it('adds, lists and removes guests, who answer', async () => {
		const client = newClient();
		const id = await create();
		const added = await client.addAttendeeWithOptions(
			ZHANGWEI,
			PRIMARY,
			id,
			new calendar.AddAttendeeRequest({
				attendeesToAdd: [new calendar.AddAttendeeRequestAttendeesToAdd({ id: 'union-bob' })],
			}),
			new calendar.AddAttendeeHeaders(headers()),
			runtime(),
		);
		expect(added.statusCode).toBe(200);
		await client.respondEventWithOptions(
			'union-bob',
			PRIMARY,
			id,
			new calendar.RespondEventRequest({ responseStatus: 'accepted' }),
			new calendar.RespondEventHeaders(headers()),
			runtime(),
		);
		await client.removeAttendeeWithOptions(
			ZHANGWEI,
			PRIMARY,
			id,
			new calendar.RemoveAttendeeRequest({
				attendeesToRemove: [
					new calendar.RemoveAttendeeRequestAttendeesToRemove({ id: 'union-lina' }),
				],
			}),
			new calendar.RemoveAttendeeHeaders(headers()),
			runtime(),
		);
		const { body } = await client.listAttendeesWithOptions(
			ZHANGWEI,
			PRIMARY,
			id,
			new calendar.ListAttendeesRequest({ maxResults: 500 }),
			new calendar.ListAttendeesHeaders(headers()),
			runtime(),
		);
		expect(body?.attendees).toMatchObject([{ id: 'union-bob', responseStatus: 'accepted' }]);
	});

	it('lists rooms, page by page', async () => {
		const client = new meetingRooms.default(
			new Config({ protocol: 'http', endpoint: sandbox.apiUrl.replace('http://', '') }),
		);
		const list = async (nextToken?: number) =>
			(
				await client.queryMeetingRoomListWithOptions(
					new meetingRooms.QueryMeetingRoomListRequest({
						unionId: ZHANGWEI,
						maxResults: 4,
						nextToken,
					}),
					new meetingRooms.QueryMeetingRoomListHeaders(headers()),
					runtime(),
				)
			).body;
		const first = await list();
		expect(first?.hasMore).toBe(true);
		expect(first?.result?.[0]).toMatchObject({ roomId: ROOM, roomCapacity: 12 });
		const last = await list(first?.nextToken);
		expect(last?.hasMore).toBe(false);
		expect(last?.result).toHaveLength(2);
	});

	it('books rooms, and asks when people and rooms are free', async () => {
		const client = newClient();
		const id = await create();
		const { body: booked } = await client.addMeetingRoomsWithOptions(
			ZHANGWEI,
			PRIMARY,
			id,
			new calendar.AddMeetingRoomsRequest({
				meetingRoomsToAdd: [new calendar.AddMeetingRoomsRequestMeetingRoomsToAdd({ roomId: ROOM })],
			}),
			new calendar.AddMeetingRoomsHeaders(headers()),
			runtime(),
		);
		expect(booked?.result).toBe(true);
		const rooms = async () =>
			(
				await client.getMeetingRoomsScheduleWithOptions(
					ZHANGWEI,
					new calendar.GetMeetingRoomsScheduleRequest({ roomIds: [ROOM], ...DAY }),
					new calendar.GetMeetingRoomsScheduleHeaders(headers()),
					runtime(),
				)
			).body?.scheduleInformation?.[0].scheduleItems;
		expect(await rooms()).toMatchObject([{ eventId: id, organizer: { id: ZHANGWEI } }]);
		await client.removeMeetingRoomsWithOptions(
			ZHANGWEI,
			PRIMARY,
			id,
			new calendar.RemoveMeetingRoomsRequest({
				meetingRoomsToRemove: [
					new calendar.RemoveMeetingRoomsRequestMeetingRoomsToRemove({ roomId: ROOM }),
				],
			}),
			new calendar.RemoveMeetingRoomsHeaders(headers()),
			runtime(),
		);
		expect(await rooms()).toEqual([]);
		const { body: busy } = await client.getScheduleWithOptions(
			ZHANGWEI,
			new calendar.GetScheduleRequest({ userIds: [ZHANGWEI, 'zhangwei'], ...DAY }),
			new calendar.GetScheduleHeaders(headers()),
			runtime(),
		);
		expect(busy?.scheduleInformation).toMatchObject([
			{ scheduleItems: [{ status: 'BUSY' }] },
			{ error: expect.any(String) },
		]);
		const { body: calendars } = await client.listCalendarsWithOptions(
			ZHANGWEI,
			new calendar.ListCalendarsHeaders(headers()),
			runtime(),
		);
		expect(calendars?.response?.calendars?.[0]).toMatchObject({ id: PRIMARY, privilege: 'owner' });
	});
});
