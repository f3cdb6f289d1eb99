import nock from 'nock';

import { GET_USER, planUser } from '../../helpers/contacts.mts';
import { API } from '../../helpers/dingTalk.mts';
import { emitted } from '../../../harness/poll.mts';
import {
	DAY,
	EVENTS,
	HOUR,
	MINUTE,
	START,
	changed,
	event,
	planChanges,
	planEvent,
	planPage,
	planRefusedToken,
	planWhole,
	setNow,
	stopClock,
	triggerOn,
} from './calendar';

stopClock();

const ALL = ['cancelled', 'created', 'updated'];
const kinds = (workflow: Parameters<typeof emitted>[0]) =>
	emitted(workflow).map(({ kind, eventId }) => `${String(kind)} ${String(eventId)}`);

/** A trigger that knows `old`, one minute after it was turned on. */
async function turnedOn(known: Array<Record<string, unknown>>, triggerKinds = ALL) {
	const workflow = triggerOn(triggerKinds);
	planWhole(known, 's1');
	await workflow.activate();
	setNow(START + MINUTE);
	return workflow;
}

test('takes what is there when it is turned on as known, and emits none of it', async () => {
	const workflow = await turnedOn([event('a'), event('b')]);
	planChanges('s1', []);
	await workflow.poll();
	expect(workflow.runs).toEqual([]);
	expect(workflow.errors).toEqual([]);
});

test('emits what was created, updated and cancelled since, in one execution, in this order', async () => {
	const [a, b] = [event('a'), event('b')];
	const workflow = await turnedOn([a, b]);
	planChanges('s1', [
		{ id: 'b', status: 'cancelled', updateTime: new Date(START + 30_000).toISOString() },
		event('new', { made: START + 10_000 }),
		changed(a, START + 20_000, { summary: 'Another name' }),
	]);
	await workflow.poll();
	expect(workflow.runs).toHaveLength(1);
	expect(emitted(workflow)).toEqual([
		expect.objectContaining({ kind: 'created', eventId: 'new', summary: 'Event new' }),
		expect.objectContaining({ kind: 'updated', eventId: 'a', summary: 'Another name' }),
		// DingTalk gave no more than the ID; the rest is what was known.
		expect.objectContaining({
			kind: 'cancelled',
			eventId: 'b',
			summary: 'Event b',
			start: new Date(START + 3 * HOUR).toISOString(),
		}),
	]);
});

test('goes on from the newest token', async () => {
	const workflow = await turnedOn([]);
	planChanges('s1', [event('a', { made: START + 1000 })], 's2');
	await workflow.poll();
	planChanges('s2', [], 's3');
	await workflow.poll();
	planChanges('s3', [event('b', { made: START + 2000 })], 's4');
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['created a', 'created b']);
});

test('reads all pages, and takes the token of the last one', async () => {
	const workflow = triggerOn(ALL);
	planWhole([event('a')], undefined, { nextToken: 'p2' });
	const timeMin = new Date(START - 7 * DAY).toISOString();
	// A page may be empty and not the last.
	planPage({ timeMin, nextToken: 'p2' }, { events: [], nextToken: 'p3' });
	planPage(
		{ timeMin, nextToken: 'p3' },
		{ events: [event('b')], nextToken: null, syncToken: 's1' },
	);
	await workflow.activate();
	planChanges('s1', [changed(event('b'), START + 1000)]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['updated b']);
});

test('says nothing twice when DingTalk says it twice', async () => {
	const workflow = await turnedOn([event('a'), event('b')]);
	const news = [
		changed(event('a'), START + 1000),
		{ ...event('b'), status: 'cancelled' },
		event('c', { made: START + 2000 }),
	];
	planChanges('s1', news, 's2');
	await workflow.poll();
	planChanges('s2', news, 's2');
	await workflow.poll();
	expect(workflow.runs).toHaveLength(1);
	expect(kinds(workflow)).toEqual(['cancelled b', 'updated a', 'created c']);
});

test('takes the order within lists for no change, and an answer of an attendee for one', async () => {
	const attendees = [
		{ id: 'u1', responseStatus: 'needsAction' },
		{ id: 'u2', responseStatus: 'needsAction' },
	];
	const meeting = event('a', { attendees });
	const workflow = await turnedOn([meeting]);
	planChanges('s1', [{ ...meeting, attendees: [...attendees].reverse() }]);
	await workflow.poll();
	expect(workflow.runs).toEqual([]);
	planChanges('s1', [
		{ ...meeting, attendees: [attendees[1], { id: 'u1', responseStatus: 'accepted' }] },
	]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['updated a']);
});

test('takes texts that change places for a change, also where DingTalk tells no later time', async () => {
	const meeting = event('a', { summary: 'One', description: 'Two' });
	const workflow = await turnedOn([meeting]);
	planChanges('s1', [{ ...meeting, summary: 'Two', description: 'One' }]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['updated a']);
});

test('emits what was made and deleted between two polls as cancelled only', async () => {
	const workflow = await turnedOn([]);
	planChanges('s1', [event('a', { made: START + 1000, status: 'cancelled' })]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['cancelled a']);
});

test('takes an invitation to an older event for a new one, and a change of what is not read first for a change', async () => {
	const workflow = await turnedOn([]);
	const older = (id: string, at?: number) => event(id, { made: START - 30 * DAY, at });
	// It began before the week that the first read looks back, and is not over.
	const leave = {
		...older('leave', START - 8 * DAY),
		end: { dateTime: new Date(START + 8 * DAY).toISOString(), timeZone: 'Asia/Shanghai' },
	};
	planChanges('s1', [
		changed(older('invited'), START + 1000),
		changed(older('past', START - 20 * DAY), START + 2000),
		changed(leave, START + 3000),
	]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['created invited', 'updated past', 'updated leave']);
});

test('emits only what is wanted, and what was made and changed at once as changed', async () => {
	const workflow = await turnedOn([event('a')], ['updated']);
	const fresh = event('c', { made: START + 1000 });
	planChanges('s1', [
		event('b', { made: START + 1000 }),
		changed(fresh, START + 2000),
		{ ...event('a'), status: 'cancelled' },
	]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['updated c']);
});

test('says nothing when another occurrence of a known series comes due', async () => {
	const master = event('weekly', { made: START - 30 * DAY });
	const due = event('weekly_2', { seriesMasterId: 'weekly', made: START - 30 * DAY });
	const workflow = await turnedOn([master]);
	planChanges('s1', [due]);
	await workflow.poll();
	expect(workflow.runs).toEqual([]);
	planChanges('s1', [
		changed({ ...due, id: 'weekly_3' }, START + 1000),
		// And of a series of which nothing was known, a new occurrence.
		event('old_9', { seriesMasterId: 'old', made: START - 60 * DAY }),
	]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['updated weekly_3']);
});

test('emits each of several occurrences that were changed within one second', async () => {
	const workflow = await turnedOn([event('daily')]);
	const occurrence = (id: string) =>
		changed(event(id, { seriesMasterId: 'daily' }), START + 1000, { summary: `Moved ${id}` });
	planChanges('s1', [occurrence('daily_8'), occurrence('daily_9')]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['updated daily_8', 'updated daily_9']);
});

test('emits a change of a whole series once, however many of its occurrences are listed', async () => {
	const master = event('daily');
	const workflow = await turnedOn([master]);
	const occurrence = (id: string) => changed(event(id, { seriesMasterId: 'daily' }), START + 1000);
	planChanges('s1', [
		occurrence('daily_1'),
		changed(master, START + 1000, { summary: 'Renamed' }),
		occurrence('daily_2'),
	]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['updated daily']);
});

test('emits a new series once, however many of its occurrences are listed', async () => {
	const workflow = await turnedOn([]);
	const occurrence = (id: string) => event(id, { seriesMasterId: 'daily', made: START + 1000 });
	planChanges('s1', [occurrence('daily_1'), occurrence('daily_2')]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['created daily_1']);
});

describe('after a stop', () => {
	test('emits what happened meanwhile, once', async () => {
		const workflow = await turnedOn([event('a'), event('b')]);
		setNow(START + 3 * DAY);
		const news = [
			changed(event('a'), START + DAY),
			event('c', { made: START + 2 * DAY, at: START + 5 * DAY }),
		];
		planChanges('s1', news, 's2');
		await workflow.restart();
		planChanges('s2', []);
		await workflow.poll();
		expect(kinds(workflow)).toEqual(['updated a', 'created c']);
	});

	test('says nothing again that was emitted before the stop', async () => {
		const workflow = await turnedOn([event('a')]);
		const news = [changed(event('a'), START + 1000)];
		planChanges('s1', news, 's2');
		await workflow.poll();
		planChanges('s2', []);
		await workflow.restart();
		expect(kinds(workflow)).toEqual(['updated a']);
	});

	test('repeats nothing although n8n stores no poll that found nothing', async () => {
		const workflow = await turnedOn([], ['updated']);
		// It is not wanted, so nothing is emitted, and n8n does not store that it is known.
		const fresh = event('a', { made: START + 1000 });
		planChanges('s1', [fresh], 's2');
		await workflow.poll();
		const later = changed(fresh, START + 2000);
		planChanges('s1', [later], 's3');
		await workflow.restart();
		expect(kinds(workflow)).toEqual(['updated a']);
		planChanges('s3', [later], 's4');
		await workflow.poll();
		expect(workflow.runs).toHaveLength(1);
	});
});

describe('when DingTalk no longer knows the token', () => {
	test.each([
		[400, 'invalidParameter'],
		[400, 'syncTokenExpired'],
		[410, 'gone'],
	])('compares a whole read with what it knows (%i %s)', async (status, code) => {
		const [same, edited, gone, hidden] = ['same', 'edited', 'gone', 'hidden'].map((id) =>
			event(id),
		);
		const workflow = await turnedOn([same, edited, gone, hidden]);
		setNow(START + 2 * HOUR);
		planRefusedToken('s1', status, code);
		planWhole(
			[
				same,
				changed(edited, START + HOUR, { summary: 'Edited' }),
				event('fresh', { made: START + HOUR }),
				// Long known to be over and deleted, but not to this trigger.
				event('ancient', { status: 'cancelled', made: START - 3 * DAY }),
			],
			's9',
		);
		planEvent('gone', undefined);
		planEvent('hidden', hidden);
		await workflow.poll();
		expect(kinds(workflow).sort()).toEqual(['cancelled gone', 'created fresh', 'updated edited']);
		planChanges('s9', []);
		await workflow.poll();
		expect(workflow.runs).toHaveLength(1);
	});

	test('does so each time where DingTalk gives no token at all', async () => {
		const workflow = triggerOn(ALL);
		const known = event('a');
		planWhole([known]);
		await workflow.activate();
		planWhole([known, event('b', { made: START + 1000 })]);
		await workflow.poll();
		planWhole([known, event('b', { made: START + 1000 })]);
		await workflow.poll();
		expect(workflow.errors).toEqual([]);
		expect(kinds(workflow)).toEqual(['created b']);
	});
});

test('a poll that fails loses nothing', async () => {
	const workflow = await turnedOn([]);
	nock(API)
		.get(EVENTS)
		.query(true)
		.reply(403, {
			code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
			message: 'no',
			requestid: 'req-1',
			accessdenieddetail: { requiredScopes: ['Calendar.Event.Read'] },
		});
	await workflow.poll();
	expect(workflow.errors).toHaveLength(1);
	expect(workflow.errors[0].message).toBe(
		'The app lacks a permission for this call: Calendar.Event.Read',
	);
	planChanges('s1', [event('a', { made: START + 1000 })]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['created a']);
});

test('does not start a second poll while one is under way', async () => {
	const workflow = await turnedOn([]);
	nock(API)
		.get(EVENTS)
		.query(true)
		.delay(50)
		.reply(200, {
			events: [event('a', { made: START + 1000 })],
			nextToken: null,
			syncToken: 's2',
		});
	await Promise.all([workflow.poll(), workflow.poll(), workflow.poll()]);
	expect(kinds(workflow)).toEqual(['created a']);
	planChanges('s2', []);
	await workflow.poll();
	expect(workflow.runs).toHaveLength(1);
});

test('looks the person up once, and begins anew with another one', async () => {
	const workflow = triggerOn(ALL, { userId: { __rl: true, mode: 'list', value: 'lina' } });
	planUser('lina');
	planWhole([], 's1');
	await workflow.activate();
	planChanges('s1', [event('a', { made: START + 1000 })], 's2');
	await workflow.poll();
	planUser('bob');
	nock(API)
		.get(EVENTS.replace('union-lina', 'union-bob'))
		.query(({ syncToken }) => syncToken === undefined)
		.reply(200, { events: [event('b')], nextToken: null, syncToken: 't1' });
	await workflow.change({ userId: { __rl: true, mode: 'id', value: 'bob' } });
	expect(kinds(workflow)).toEqual(['created a']);
});

test('remembers a bounded number of events, and takes none of the others for a new one', async () => {
	const many = Array.from({ length: 700 }, (_, index) =>
		event(`e${index}`, { at: START + (index + 1) * HOUR }),
	);
	const workflow = await turnedOn(many);
	expect(JSON.stringify(workflow.stored()).length).toBeLessThan(150_000);
	planChanges('s1', [
		changed(event('e3', { at: START + 4 * HOUR }), START + 1000),
		changed(event('e650', { at: START + 651 * HOUR }), START + 2000),
	]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['updated e3', 'updated e650']);
});

describe('with more events than it can remember', () => {
	const many = Array.from({ length: 700 }, (_, index) =>
		event(`e${index}`, { at: START + (index + 1) * HOUR }),
	);
	/** Somebody is invited to an event that is older than the trigger. */
	const invitation = (at: number) =>
		changed(event('invited', { made: START - 30 * DAY, at: at + DAY }), at - 1000);

	test('takes an unknown event for one of the others, until the last of them is over', async () => {
		const workflow = await turnedOn(many);
		planChanges('s1', [invitation(START + MINUTE)], 's2');
		await workflow.poll();
		expect(kinds(workflow)).toEqual(['updated invited']);
		const later = START + 701 * HOUR;
		setNow(later);
		planChanges('s2', [{ ...invitation(later), id: 'invited later' }]);
		await workflow.poll();
		expect(kinds(workflow)).toEqual(['updated invited', 'created invited later']);
	});

	test('knows them all again after a whole read that fits', async () => {
		const workflow = await turnedOn(many);
		planRefusedToken('s1', 400, 'syncTokenExpired');
		planWhole(many.slice(0, 500), 's2');
		await workflow.poll();
		planChanges('s2', [invitation(START + MINUTE)]);
		await workflow.poll();
		expect(kinds(workflow)).toEqual(['created invited']);
	});
});

test('forgets what is long over without taking a late change of it for something new', async () => {
	const workflow = await turnedOn([]);
	const made = event('a', { made: START + 1000 });
	planChanges('s1', [made], 's2');
	await workflow.poll();
	setNow(START + 20 * DAY);
	planChanges('s2', [event('b', { made: START + 19 * DAY, at: START + 21 * DAY })], 's3');
	await workflow.poll();
	expect(JSON.stringify(workflow.stored())).not.toContain('Event a');
	planChanges('s3', [changed(made, START + 20 * DAY)]);
	await workflow.poll();
	expect(kinds(workflow)).toEqual(['created a', 'created b', 'updated a']);
});

test('returns what DingTalk says when Simplify is off', async () => {
	const workflow = triggerOn(['created'], { simplify: false });
	planWhole([], 's1');
	await workflow.activate();
	const made = event('a', { made: START + 1000, reminders: [{ minutes: '15' }] });
	planChanges('s1', [made]);
	await workflow.poll();
	expect(emitted(workflow)).toEqual([{ kind: 'created', ...made }]);
});

test.each([
	['nobody', { userId: { __rl: true, mode: 'id', value: '={{ "" }}' } }, /'User' is empty/],
	['no occasion', { triggerOn: [] }, /'Trigger On' is empty/],
	['no calendar', { calendarId: '={{ " " }}' }, /'Calendar ID' is empty/],
	[
		'a notice of half a minute',
		{ triggerOn: ['startingSoon'], minutesBefore: 0.5 },
		/'Minutes Before' is not a whole number from 1 to 1440: 0.5/,
	],
])('stays off with %s, before anything is asked', async (_name, parameters, wanted) => {
	const workflow = triggerOn(['created'], parameters);
	await expect(workflow.activate()).rejects.toThrow(wanted);
});

test('stays off when the person is unknown, and names the field', async () => {
	const workflow = triggerOn(['created'], { userId: { __rl: true, mode: 'id', value: 'nobody' } });
	nock('https://oapi.dingtalk.com')
		.post(GET_USER)
		.query(true)
		.reply(200, { errcode: 60121, errmsg: '找不到该用户' });
	await expect(workflow.activate()).rejects.toThrow(
		"'User' is nobody's userId in this organisation: nobody",
	);
});
