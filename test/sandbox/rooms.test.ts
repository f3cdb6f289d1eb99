import { call, eventPath, hour, makeEvent } from './calendarCalls.mts';
import { client, sandbox, signIn, useSandbox } from './started.mts';

useSandbox();

const [BAMBOO, PLUM] = ['room10floor0001a8b4e740a317813ab6f', 'room10floor0002c1d9e28f6b0542c7d1e'];

const newEvent = async (more: Record<string, unknown> = {}, userId = 'zhangwei') =>
	(await makeEvent(more, userId)).body.id as string;
const add = async (eventId: string, roomIds: string[], userId = 'zhangwei') =>
	await call('POST', `${eventPath(eventId, userId)}/meetingRooms`, {
		meetingRoomsToAdd: roomIds.map((roomId) => ({ roomId })),
	});
const remove = async (eventId: string, meetingRoomsToRemove: Array<{ roomId: string }>) =>
	await call('POST', `${eventPath(eventId)}/meetingRooms/batchRemove`, { meetingRoomsToRemove });
const schedules = async (
	roomIds: string[],
	startTime = '2027-03-01T00:00:00+08:00',
	endTime = '2027-03-08T00:00:00+08:00',
) =>
	await call('POST', '/v1.0/calendar/users/union-lina/meetingRooms/schedules/query', {
		roomIds,
		startTime,
		endTime,
	});

describe('a meeting room', () => {
	it('is booked for an event, told as busy, and given back', async () => {
		const id = await newEvent();
		expect(await add(id, [BAMBOO, PLUM])).toMatchObject({ status: 200, body: { result: true } });
		expect((await call('GET', eventPath(id))).body).toMatchObject({
			location: { meetingRooms: ['10F Bamboo 竹', '10F Plum 梅'] },
			meetingRooms: [
				{ roomId: BAMBOO, displayName: '10F Bamboo 竹', responseStatus: 'accepted' },
				{ roomId: PLUM },
			],
		});
		expect((await schedules([BAMBOO])).body.scheduleInformation).toEqual([
			{
				roomId: BAMBOO,
				scheduleItems: [
					{
						eventId: id,
						organizer: { id: 'union-zhangwei' },
						start: { dateTime: '2027-03-01T10:00:00+08:00', timeZone: 'Asia/Shanghai' },
						end: { dateTime: '2027-03-01T11:00:00+08:00', timeZone: 'Asia/Shanghai' },
						status: 'BUSY',
					},
				],
			},
		]);
		expect((await remove(id, [{ roomId: BAMBOO }])).body).toEqual({ result: true });
		expect((await schedules([BAMBOO])).body.scheduleInformation[0].scheduleItems).toEqual([]);
	});

	it('is not given twice at a time', async () => {
		await add(await newEvent(), [BAMBOO]);
		const clash = await newEvent(hour('2027-03-01T10:30:00+08:00'), 'lina');
		expect(await add(clash, [PLUM, BAMBOO], 'lina')).toMatchObject({
			status: 400,
			body: { code: 'meetingRoomNotAvailable' },
		});
		expect((await call('GET', eventPath(clash, 'lina'))).body.meetingRooms).toBeUndefined();
		const after = await newEvent(hour('2027-03-01T11:00:00+08:00'), 'lina');
		expect((await add(after, [BAMBOO], 'lina')).status).toBe(200);
	});

	it('is free for a series only when it is each time', async () => {
		const recurrence = {
			pattern: { type: 'weekly', interval: 1, daysOfWeek: 'monday' },
			range: { type: 'noEnd' },
		};
		await add(await newEvent(hour('2027-04-05T10:30:00+08:00')), [BAMBOO]);
		const weekly = await newEvent({ recurrence });
		expect((await add(weekly, [BAMBOO])).body.code).toBe('meetingRoomNotAvailable');
		expect((await add(weekly, [PLUM])).status).toBe(200);
		const april = ['2027-04-01T00:00:00+08:00', '2027-04-30T00:00:00+08:00'] as const;
		expect(
			(await schedules([PLUM], ...april)).body.scheduleInformation[0].scheduleItems,
		).toHaveLength(4);
	});

	it('is free again when the event is cancelled', async () => {
		const id = await newEvent();
		await add(id, [BAMBOO]);
		await call('DELETE', eventPath(id));
		expect((await add(await newEvent(), [BAMBOO])).status).toBe(200);
	});

	it('is refused by the rules of its calls', async () => {
		const id = await newEvent();
		expect((await add(id, [])).body.message).toBe('roomId must be provided.');
		expect((await add(id, ['nothing'])).body.message).toBe('roomId invalid');
		expect((await add(id, Array(6).fill(BAMBOO))).body.message).toBe(
			'attendees batch size too large. Maximum allowed:5',
		);
		expect((await add(id, [BAMBOO], 'lina')).status).toBe(404);
		expect((await remove(id, [])).body.message).toBe('Meeting rooms to remove must be provided.');
		expect((await schedules([])).body.message).toBe('query ids cannot be empty');
		expect((await schedules(Array(6).fill(BAMBOO))).body.message).toBe(
			'Cannot get schedule information for more than limit.',
		);
		expect((await schedules(['nothing'])).body.message).toBe('roomId invalid');
		const days = (await schedules([BAMBOO], '2027-03-01T00:00:00Z', '2027-05-31T00:00:00Z')).body;
		expect(days.message).toBe('Cannot query schedule for more than 90 days.');
	});

	it('is listed in pages, to apps with the permission', async () => {
		const list = async (query: string) =>
			await call('GET', `/v1.0/rooms/meetingRoomLists?${query}`);
		for (let count = 0; count < 16; count++) sandbox.control.addMeetingRoom({ name: `R${count}` });
		const first = (await list('unionId=union-lina')).body;
		expect(first).toMatchObject({ hasMore: true, nextToken: 20 });
		expect(first.result).toHaveLength(20);
		expect(first.result[0]).toEqual({
			corpId: 'dingsandboxcorp',
			roomId: BAMBOO,
			roomName: '10F Bamboo 竹',
			roomCapacity: 12,
			roomStatus: 0,
			roomLocation: { title: 'HQ Tower 总部大厦', desc: '1 Sandbox Road' },
		});
		const last = (await list('unionId=union-lina&nextToken=20')).body;
		expect(last).toMatchObject({
			hasMore: false,
			result: [{ roomName: 'R14' }, { roomName: 'R15' }],
		});
		expect(last).not.toHaveProperty('nextToken');
		expect((await list('unionId=union-lina&maxResults=2')).body.result).toHaveLength(2);
		const refused = { status: 400, body: { code: 'invalidParameter' } };
		for (const query of [
			'',
			'unionId=lina',
			'unionId=nobody',
			'unionId=union-lina&maxResults=21',
		]) {
			expect(await list(query)).toMatchObject(refused);
		}
		await signIn('bare');
		expect(await list('unionId=union-lina')).toMatchObject({
			status: 403,
			body: { accessdenieddetail: { requiredScopes: ['VideoConference.Conference.Read'] } },
		});
	});

	it('can be added to the sandbox', async () => {
		const { roomId } = (await client.api('POST', '/_sandbox/rooms', { name: 'Garden 花园' })).body;
		expect((await add(await newEvent(), [roomId as string])).status).toBe(200);
		expect(sandbox.control.state().rooms).toContainEqual({
			roomId,
			name: 'Garden 花园',
			capacity: 8,
		});
		expect(() => sandbox.control.addMeetingRoom({ name: '' })).toThrow('name of a room');
	});
});
