import type { INode } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { itemsOf } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const BAMBOO = 'room10floor0001a8b4e740a317813ab6f';
const PLUM = 'room10floor0002c1d9e28f6b0542c7d1e';

const call = async (parameters: object, input?: object[]) =>
	await runDingTalk({
		credentials: sandboxCredential(sandbox, { operatorId: 'zhangwei' }),
		parameters: { resource: 'calendarEvent', ...parameters } as INode['parameters'],
		input: input && itemsOf(...(input as never[])),
	});
/** What an operation puts out; fails the test when DingTalk refuses. */
async function run(parameters: object, input?: object[]) {
	const { items, error } = await call(parameters, input);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items.map(({ json }) => json);
}

const CREATE = {
	operation: 'create',
	summary: '发布评审 Release review',
	start: '2030-05-06T09:00:00',
	end: '2030-05-06T10:00:00',
	additionalFields: { timeZone: 'Asia/Shanghai' },
};
const listed = async (from: string, until: string, more: object = {}) =>
	await run({ operation: 'getAll', from, until, returnAll: true, ...more });
const startsOf = (events: Array<Record<string, unknown>>) => events.map(({ start }) => start);

test('the life of an event: create, query by range, change, answer, delete', async () => {
	const [created] = await run({
		...CREATE,
		attendees: { list: [{ ids: 'lina, 13800000003', idType: 'any' }] },
		additionalFields: {
			timeZone: 'Asia/Shanghai',
			description: 'What is left',
			location: 'Building 2',
			onlineMeeting: true,
			optionalAttendees: { list: [{ ids: 'union-bob', idType: 'unionId' }] },
			reminders: '5, 60',
			roomIds: { list: [{ ids: BAMBOO }] },
		},
	});
	expect(created).toMatchObject({
		summary: '发布评审 Release review',
		allDay: false,
		start: '2030-05-06T09:00:00+08:00',
		end: '2030-05-06T10:00:00+08:00',
		location: 'Building 2',
		organizer: { unionId: 'union-zhangwei' },
		rooms: [{ roomId: BAMBOO }],
		failed: [],
	});
	expect(created.meetingUrl).toEqual(expect.any(String));
	const { eventId } = created;
	const range = ['2030-05-06T00:00:00Z', '2030-05-07T00:00:00Z'] as const;
	for (const userId of ['', 'lina', 'bob']) {
		expect((await listed(...range, { userId })).map((event) => event.eventId)).toEqual([eventId]);
	}
	await run({
		operation: 'update',
		eventId,
		updateFields: {
			summary: '改期 Moved',
			time: {
				span: { start: '2030-06-06T09:00', end: '2030-06-06T11:00', timeZone: 'Asia/Shanghai' },
			},
		},
	});
	expect(await listed(...range)).toEqual([]);
	const [moved] = await run({ operation: 'get', eventId });
	expect(moved).toMatchObject({ summary: '改期 Moved', start: '2030-06-06T09:00:00+08:00' });
	await run({ operation: 'respond', eventId, userId: 'lina', response: 'declined' });
	await run({ operation: 'removeAttendees', eventId, attendees: { list: [{ ids: 'bob' }] } });
	await run({ operation: 'addAttendees', eventId, attendees: { list: [{ ids: 'alice' }] } });
	const people = await run({ operation: 'getAttendees', eventId, returnAll: true });
	const answers = new Map(people.map(({ unionId, response }) => [unionId, response]));
	expect(answers.get('union-lina')).toBe('declined');
	expect(answers.has('union-alice')).toBe(true);
	expect(answers.has('union-bob')).toBe(false);
	expect(
		await run({ operation: 'removeRooms', eventId, roomIds: { list: [{ ids: BAMBOO }] } }),
	).toMatchObject([{ success: true }]);
	expect(await run({ operation: 'delete', eventId })).toEqual([{ deleted: true }]);
	const { error } = await call({ operation: 'get', eventId });
	expect(error?.message).toBe('The event was deleted');
	const options = { showDeleted: true };
	const gone = await listed('2030-06-01', '2030-07-01', { expandRecurrences: false, options });
	expect(gone).toMatchObject([{ eventId, status: 'cancelled' }]);
});

test('an all-day event takes the days that were typed, the last one too', async () => {
	await run({
		...CREATE,
		allDay: true,
		start: '2028-02-28',
		end: '2028-02-29',
		additionalFields: {},
	});
	const [event] = await listed('2028-02-29T00:00:00+08:00', '2028-02-29T12:00:00+08:00');
	expect(event).toMatchObject({ allDay: true, start: '2028-02-28', end: '2028-02-29' });
	expect(await listed('2028-03-01T00:01:00+08:00', '2028-03-02T00:00:00+08:00')).toEqual([]);
});

test('a meeting at nine stays at nine when the clocks change', async () => {
	const rule = { repeat: 'weekly', daysOfWeek: ['sunday'], ends: 'onDay', lastDay: '2030-04-07' };
	await run({
		...CREATE,
		start: '2030-03-24T09:00',
		end: '2030-03-24T10:00',
		additionalFields: { timeZone: 'Europe/Berlin', recurrence: { rule } },
	});
	expect(startsOf(await listed('2030-03-01', '2030-05-01'))).toEqual([
		'2030-03-24T09:00:00+01:00',
		'2030-03-31T09:00:00+02:00',
		'2030-04-07T09:00:00+02:00',
	]);
});

test.each<[string, object, string[]]>([
	['the 31st', { repeat: 'monthlyByDate' }, ['2030-01-31', '2030-03-31', '2030-05-31']],
	[
		'the last Thursday, as the start is the fifth',
		{ repeat: 'monthlyByWeekday' },
		['2030-01-31', '2030-02-28', '2030-03-28'],
	],
	[
		'every other month on the first Monday',
		{ repeat: 'monthlyByWeekday', interval: 2, weekIndex: 'first', weekday: 'monday' },
		['2030-01-31', '2030-03-04', '2030-05-06'],
	],
	[
		'every tenth day',
		{ repeat: 'daily', interval: 10 },
		['2030-01-31', '2030-02-10', '2030-02-20'],
	],
])('repeats on %s', async (_name, rule, days) => {
	const recurrence = { rule: { ...rule, ends: 'afterCount', occurrences: 3 } };
	const times = { start: '2030-01-31T09:00', end: '2030-01-31T10:00' };
	await run({ ...CREATE, ...times, additionalFields: { timeZone: 'Asia/Shanghai', recurrence } });
	const starts = startsOf(await listed('2030-01-01', '2030-12-01'));
	expect(starts.map((start) => String(start).slice(0, 10))).toEqual(days);
	const [series] = await listed('2030-01-01', '2030-12-01', { expandRecurrences: false });
	const [raw] = await run({ operation: 'get', eventId: series.eventId, simplify: false });
	expect(raw.recurrence).toMatchObject({ range: { type: 'numbered', numberOfOccurrences: 3 } });
});

test('lists what began before the range with Expand Recurrences, and without it what starts in it', async () => {
	const additionalFields = { timeZone: 'Asia/Shanghai' };
	await run({ ...CREATE, additionalFields, start: '2030-05-06T09:00', end: '2030-05-06T12:00' });
	const range = ['2030-05-06T10:00:00+08:00', '2030-05-07T00:00:00+08:00'] as const;
	expect(await listed(...range)).toHaveLength(1);
	expect(await listed(...range, { expandRecurrences: false })).toEqual([]);
});

test('reads a range of years part by part, each occurrence once', async () => {
	const recurrence = { rule: { repeat: 'monthlyByDate', ends: 'afterCount', occurrences: 30 } };
	await run({ ...CREATE, additionalFields: { timeZone: 'Asia/Shanghai', recurrence } });
	const starts = startsOf(await listed('2030-01-01', '2033-01-01'));
	expect(starts).toHaveLength(30);
	expect(new Set(starts).size).toBe(30);
});

test('books the rooms that are free, and lists the one that is taken', async () => {
	await run({
		...CREATE,
		additionalFields: { ...CREATE.additionalFields, roomIds: { list: [{ ids: BAMBOO }] } },
	});
	const rooms = { ...CREATE.additionalFields, roomIds: { list: [{ ids: `${BAMBOO}, ${PLUM}` }] } };
	const [event] = await run({ ...CREATE, summary: 'Another', additionalFields: rooms });
	expect(event).toMatchObject({
		rooms: [{ roomId: PLUM }],
		failed: [{ roomIds: [BAMBOO], code: 'meetingRoomNotAvailable' }],
	});
});

test('invites 600 people, and reads all of them', async () => {
	const ids = Array.from(
		{ length: 600 },
		(_, index) => `load${String(index + 1).padStart(4, '0')}`,
	);
	const attendees = { list: [{ ids: ids.map((id) => `union-${id}`).join(), idType: 'unionId' }] };
	const [{ eventId, failed }] = await run({ ...CREATE, attendees });
	expect(failed).toEqual([]);
	const people = await run({ operation: 'getAttendees', eventId, returnAll: true });
	const invited = new Set(people.map(({ unionId }) => unionId));
	expect(ids.every((id) => invited.has(`union-${id}`))).toBe(true);
});

test('says when the day has had its 100 events', async () => {
	const input = Array.from({ length: 101 }, (_, index) => ({ n: index }));
	const { error } = await call({ ...CREATE, summary: '=Event {{ $json.n }}' }, input);
	expect(error?.message).toBe(
		'The person has created 100 events today, and DingTalk takes no more',
	);
});
