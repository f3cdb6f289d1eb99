import type { INode } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const BAMBOO = 'room10floor0001a8b4e740a317813ab6f';
const PLUM = 'room10floor0002c1d9e28f6b0542c7d1e';
/** Monday, 6 May 2030, in Shanghai. */
const at = (time: string) => `2030-05-06T${time}:00+08:00`;

async function run(parameters: object) {
	const { items, error } = await runDingTalk({
		credentials: sandboxCredential(sandbox, { operatorId: 'zhangwei' }),
		parameters: parameters as INode['parameters'],
	});
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items.map(({ json }) => json);
}

const book = async (userId: string, from: string, until: string, further: object = {}) =>
	await run({
		resource: 'calendarEvent',
		operation: 'create',
		userId,
		summary: `${userId} is busy`,
		start: at(from),
		end: at(until),
		additionalFields: { timeZone: 'Asia/Shanghai', ...further },
	});
const day = {
	resource: 'availability',
	from: at('00:00'),
	until: at('23:59'),
	options: { timeZone: 'Asia/Shanghai' },
};

test('tells when people and rooms are busy, and of whom nothing is known', async () => {
	await book('lina', '09:00', '10:00', { roomIds: { list: [{ ids: BAMBOO }] } });
	const found = await run({
		...day,
		operation: 'get',
		people: {
			list: [
				{ ids: 'lina, 13800000006, nobody', idType: 'any' },
				{ ids: 'union-x', idType: 'unionId' },
			],
		},
		roomIds: { list: [{ ids: `${BAMBOO}, ${PLUM}, room-x` }] },
	});
	const busy = [{ start: at('09:00'), end: at('10:00'), status: 'busy' }];
	expect(found).toEqual([
		{ kind: 'person', person: 'lina', unionId: 'union-lina', isFree: false, busy },
		{ kind: 'person', person: '13800000006', unionId: 'union-bob', isFree: true, busy: [] },
		{ kind: 'person', person: 'nobody', error: expect.stringContaining('Nobody') },
		{ kind: 'person', person: 'union-x', unionId: 'union-x', error: expect.any(String) },
		{ kind: 'room', roomId: BAMBOO, isFree: false, busy },
		{ kind: 'room', roomId: PLUM, isFree: true, busy: [] },
		{ kind: 'room', roomId: 'room-x', error: expect.any(String) },
	]);
});

test('finds a slot, books it, and finds the next one', async () => {
	await book('lina', '09:00', '10:30');
	await book('wangfang', '10:45', '11:00', { roomIds: { list: [{ ids: PLUM }] } });
	const find = {
		...day,
		operation: 'findSlot',
		attendees: { list: [{ ids: 'lina, wangfang, alice' }] },
		durationMinutes: 60,
		roomIds: { list: [{ ids: `${PLUM}, ${BAMBOO}` }] },
	};
	const [slot] = await run(find);
	expect(slot).toMatchObject({ found: true, start: at('11:00'), end: at('12:00'), roomId: PLUM });
	await run({
		resource: 'calendarEvent',
		operation: 'create',
		summary: 'Found',
		start: slot.start,
		end: slot.end,
		attendees: { list: [{ ids: 'lina, wangfang, alice' }] },
		additionalFields: { timeZone: 'Asia/Shanghai', roomIds: { list: [{ ids: slot.roomId }] } },
	});
	const [next] = await run(find);
	expect(next).toMatchObject({ start: at('12:00'), roomId: PLUM });
});

test('takes a day off for taken from midnight to midnight', async () => {
	await run({
		resource: 'calendarEvent',
		operation: 'create',
		userId: 'alice',
		summary: 'Day off',
		allDay: true,
		start: '2030-05-06',
		end: '2030-05-06',
	});
	const [slot] = await run({
		...day,
		operation: 'findSlot',
		until: '2030-05-07T23:00:00+08:00',
		attendees: { list: [{ ids: 'alice' }] },
		workingHours: {},
	});
	expect(slot.start).toBe('2030-05-07T00:00:00+08:00');
});

test('lists the calendars that events can be asked for by', async () => {
	const calendars = await run({
		resource: 'calendar',
		operation: 'getAll',
		userId: 'bob',
		returnAll: true,
	});
	expect(calendars.map(({ calendarId, privilege }) => [calendarId, privilege])).toEqual([
		['primary', 'owner'],
		['cal-holidays', 'reader'],
	]);
});
