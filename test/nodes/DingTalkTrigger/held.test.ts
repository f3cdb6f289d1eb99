import { ManualExecutionCancelledError } from 'n8n-workflow';

import { forgetAsked } from '../../../nodes/DingTalkTrigger/underWay';
import { systemClock } from '../../../nodes/shared/run/clock';
import { manualClock, nextTurn } from '../../helpers/fakeClock.mts';
import type { ServerConnection, StreamServer } from '../../helpers/streamServer.mts';
import { startStreamServer } from '../../helpers/streamServer.mts';
import type { TriggerRun } from '../../helpers/trigger.mts';
import { ALL_EVENTS, botMessage, eventHeaders, listening, MESSAGES } from './listening';

const AWAY = new Error('the database is away');
const SUCCESS = { status: 'SUCCESS', message: '' };
const LATER = { status: 'LATER', message: 'not known to be stored' };

let server: StreamServer;
let runs: TriggerRun[] = [];

async function started(options: Parameters<typeof listening>[1] = {}) {
	const clock = manualClock(systemClock.now());
	const run = listening(server, { parameters: ALL_EVENTS, runsLong: true, clock, ...options });
	runs.push(run);
	await run.start();
	const connection = await server.connected(server.connections.length || 1);
	return { run, connection, clock };
}

/** Pushes an event; its acknowledgement, once there is one. */
function pushed(connection: ServerConnection, eventId = 'e1') {
	const state: { ack?: unknown; acked: Promise<unknown> } = {
		acked: connection.push('EVENT', '*', {}, eventHeaders(eventId)).then(({ data }) => {
			state.ack = data;
			return data;
		}),
	};
	return state;
}

/** Long enough for an acknowledgement to arrive, if one was sent. */
async function settledLine(connection: ServerConnection): Promise<void> {
	await connection.push('SYSTEM', 'ping', { opaque: 'x' });
	for (let turn = 0; turn < 5; turn++) await nextTurn();
}

beforeEach(async () => {
	forgetAsked();
	server = await startStreamServer();
});

afterEach(async () => {
	for (const run of runs) await run.close();
	runs = [];
	await server.close();
});

test('an event is not acknowledged before its execution has ended', async () => {
	const { run, connection } = await started();
	const push = pushed(connection);
	const [emit] = await run.emitted(1);
	await settledLine(connection);
	expect(push.ack).toBeUndefined();
	emit.finish();
	expect(await push.acked).toEqual(SUCCESS);
});

test('one whose execution failed on the way is acknowledged: n8n has it', async () => {
	const { run, connection } = await started();
	const push = pushed(connection);
	const [emit] = await run.emitted(1);
	emit.finish({ status: 'error', finished: false } as never);
	expect(await push.acked).toEqual(SUCCESS);
});

test('one whose execution somebody cancelled is acknowledged, and not asked for again', async () => {
	const { run, connection } = await started();
	const push = pushed(connection);
	const [emit] = await run.emitted(1);
	emit.fail(new ManualExecutionCancelledError('7'));
	expect(await push.acked).toEqual(SUCCESS);
	expect(run.emits).toHaveLength(1);
});

test('one that n8n has had before, over a restart, is acknowledged', async () => {
	const { run, connection } = await started();
	run.onEmit = (emit) => queueMicrotask(() => emit.finish(undefined));
	expect(await pushed(connection).acked).toEqual(SUCCESS);
	expect(run.emits).toHaveLength(1);
});

test('events do not wait for each other, nor do executions for acknowledgements', async () => {
	const { run, connection } = await started();
	const pushes = Array.from({ length: 100 }, (_, n) => pushed(connection, `e${n}`));
	const emits = await run.emitted(100);
	emits[99].finish();
	expect(await pushes[99].acked).toEqual(SUCCESS);
	expect(pushes.filter(({ ack }) => ack !== undefined)).toHaveLength(1);
	for (const emit of emits) emit.finish();
	await Promise.all(pushes.map(async ({ acked }) => await acked));
});

test('while the run lasts, DingTalk is told LATER before it pushes again by itself', async () => {
	const { run, connection, clock } = await started();
	const push = pushed(connection);
	await run.emitted(1);
	await clock.pass(49_999);
	await settledLine(connection);
	expect(push.ack).toBeUndefined();
	await clock.pass(1);
	expect(await push.acked).toEqual(LATER);
});

test('the same event again starts nothing, waits for the same run, and ends with it', async () => {
	const { run, connection, clock } = await started();
	const first = pushed(connection);
	const [emit] = await run.emitted(1);
	await clock.pass(50_000);
	expect(await first.acked).toEqual(LATER);
	const second = pushed(connection);
	const third = pushed(connection);
	await settledLine(connection);
	expect([second.ack, third.ack]).toEqual([undefined, undefined]);
	emit.finish();
	expect([await second.acked, await third.acked]).toEqual([SUCCESS, SUCCESS]);
	expect(await pushed(connection).acked).toEqual(SUCCESS);
	expect(run.emits).toHaveLength(1);
});

test('a run of hours is not pushed again for hours: after ten minutes it counts as stored', async () => {
	const { run, connection, clock } = await started();
	const answers: unknown[] = [];
	while (answers.length < 60) {
		const push = pushed(connection);
		await settledLine(connection);
		await clock.pass(50_000);
		answers.push(await push.acked);
		if ((answers.at(-1) as { status: string }).status === 'SUCCESS') break;
		await clock.pass(10_000);
	}
	expect(answers).toEqual([...Array.from({ length: 10 }, () => LATER), SUCCESS]);
	expect(run.emits).toHaveLength(1);
	expect(await pushed(connection).acked).toEqual(SUCCESS);
});

test('what n8n could not store is asked for again, and acknowledged when it is stored', async () => {
	const { run, connection, clock } = await started();
	const push = pushed(connection);
	const [first] = await run.emitted(1);
	first.fail(AWAY);
	await settledLine(connection);
	expect(push.ack).toBeUndefined();
	await clock.pass(1000);
	const [, second] = await run.emitted(2);
	expect(second.deduplicationKey).toBe(first.deduplicationKey);
	second.finish();
	expect(await push.acked).toEqual(SUCCESS);
});

test('what n8n can not store for six minutes is never acknowledged, and comes anew', async () => {
	const { run, connection, clock } = await started();
	run.onEmit = (emit) => queueMicrotask(() => emit.fail(AWAY));
	const answers: unknown[] = [];
	for (let minute = 0; minute < 6; minute++) {
		const push = pushed(connection);
		await settledLine(connection);
		await clock.pass(60_000);
		answers.push(await push.acked);
	}
	expect(answers).toEqual(Array.from({ length: 6 }, () => LATER));
	await clock.pass(60_000);
	expect(run.emits).toHaveLength(6);
	run.onEmit = (emit) => queueMicrotask(() => emit.finish());
	expect(await pushed(connection).acked).toEqual(SUCCESS);
	expect(run.emits).toHaveLength(7);
});

test('closed, a trigger keeps nobody waiting: DingTalk pushes again', async () => {
	const { run, connection } = await started();
	const push = pushed(connection);
	await run.emitted(1);
	await run.close();
	expect(await push.acked).toEqual(LATER);
});

test('a trigger that is published anew does not ask n8n again for what is under way', async () => {
	const first = await started();
	const push = pushed(first.connection);
	const [emit] = await first.run.emitted(1);
	await first.run.close();
	expect(await push.acked).toEqual(LATER);
	const second = await started();
	const again = pushed(await server.connected(2));
	await settledLine(await server.connected(2));
	expect([again.ack, second.run.emits]).toEqual([undefined, []]);
	emit.finish();
	expect(await again.acked).toEqual(SUCCESS);
	expect(await pushed(await server.connected(2)).acked).toEqual(SUCCESS);
	expect(second.run.emits).toEqual([]);
});

test('a trigger that was closed asks n8n for nothing any more; its successor does', async () => {
	const { run, connection, clock } = await started();
	const push = pushed(connection);
	const [emit] = await run.emitted(1);
	emit.fail(AWAY);
	await clock.someoneSleeps();
	await run.close();
	expect(await push.acked).toEqual(LATER);
	await clock.pass(10 * 60_000);
	expect(run.emits).toHaveLength(1);
	const second = await started();
	const again = pushed(await server.connected(2));
	const [anew] = await second.run.emitted(1);
	expect(anew.deduplicationKey).toBe(emit.deduplicationKey);
	anew.finish();
	expect(await again.acked).toEqual(SUCCESS);
});

test('over 2,000 under way DingTalk keeps the rest; it comes again and none is lost', async () => {
	const { run, connection } = await started();
	const pushes = Array.from({ length: 2000 }, (_, n) => pushed(connection, `e${n}`));
	const emits = [...(await run.emitted(2000))];
	const extra = pushed(connection, 'one too many');
	expect(await extra.acked).toEqual(LATER);
	expect(run.emits).toHaveLength(2000);
	for (const emit of emits) emit.finish();
	await Promise.all(pushes.map(async ({ acked }) => await acked));
	const again = pushed(connection, 'one too many');
	(await run.emitted(2001))[2000].finish();
	expect(await again.acked).toEqual(SUCCESS);
});

test('an event that is lost with its line while it is held is acknowledged on the next one', async () => {
	const { run, connection, clock } = await started();
	const lost = pushed(connection);
	const [emit] = await run.emitted(1);
	connection.socket.terminate();
	await server.until(() => server.live().length === 0);
	const reconnected = server.connected(2);
	while (server.connections.length < 2) await clock.pass(100);
	const again = pushed(await reconnected);
	await settledLine(await reconnected);
	emit.finish();
	expect(await again.acked).toEqual(SUCCESS);
	expect([lost.ack, run.emits.length]).toEqual([undefined, 1]);
});

test('a bot message, which DingTalk sends once, is acknowledged at once', async () => {
	const { run, connection } = await started({ parameters: { triggerOn: ['message'] } });
	const ack = await connection.push('CALLBACK', MESSAGES, botMessage('msg1', 'hello'));
	expect(ack.data).toEqual({ response: null });
	await run.emitted(1);
});

test('an n8n that knows no keys would run an event twice after a restart: acknowledged at once', async () => {
	const { connection } = await started({ knowsKeys: false });
	expect(await pushed(connection).acked).toEqual(SUCCESS);
});

test('a test run takes its event, though the active trigger is at it and waits', async () => {
	const active = await started();
	const test = listening(server, { parameters: ALL_EVENTS, mode: 'manual', runsLong: true });
	runs.push(test);
	const response = await test.start();
	const connecting = response.manualTriggerFunction?.();
	await server.connected(2);
	await connecting;
	const push = pushed(active.connection);
	const [[item]] = (await response.manualTriggerResponse) ?? [];
	expect(item.json.eventId).toBe('e1');
	const [emit] = await active.run.emitted(1);
	await settledLine(active.connection);
	expect(push.ack).toBeUndefined();
	emit.finish();
	expect(await push.acked).toEqual(SUCCESS);
});

test('a trigger that is closed does not wait for the events of another one', async () => {
	const clock = manualClock(systemClock.now());
	const busy = await started({ nodeName: 'Busy' });
	const idle = await started({
		nodeName: 'Idle',
		clock,
		parameters: { triggerOn: ['event'], events: ['org_change'] },
	});
	const push = pushed(await server.connected(2));
	await busy.run.emitted(1);
	await idle.run.close();
	expect(clock.sleepers).toBe(0);
	expect(push.ack).toBeUndefined();
});
