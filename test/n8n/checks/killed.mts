import assert from 'node:assert/strict';
import { ExecutionStore, type StoredExecution } from '../../../harness/n8n/executions.mts';
import { until } from '../../../harness/n8n/until.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { STREAM } from './triggerWorkflows.mts';

const EVENTS = 50;
/** So many come first and are acknowledged; then the others, all at once. */
const FIRST = 10;
/** n8n is killed as soon as it has so many executions of the others. */
const KILL_AT = 12;
/** DingTalk pushes again after a minute; here it has less patience. */
const REDELIVER_AFTER_MS = 3_000;
const POLL_MS = 2;
const SLOW = { limitMs: 90_000 };

/** Kill −9 in the middle of a burst of events: what was acknowledged is in n8n, the rest comes again. */
export async function checkKilled(report: Report, { session, sandbox }: Bench): Promise<void> {
	console.log(`\nKill −9 in a burst of ${EVENTS} events`);
	const { control } = sandbox;
	const { client, instance } = session;
	const store = new ExecutionStore(instance);
	const before = store.count(STREAM).all;
	const ours = () => [...store.of(STREAM)].slice(before);
	const pushes = () => control.pushes().filter(({ kind }) => kind === 'event');
	const acknowledged = () =>
		pushes().flatMap(({ key, status }) => (status === 'acked' ? [key] : []));
	// n8n knows the events of an earlier round.
	const ids = Array.from({ length: EVENTS }, (_, n) => `kill-${before}-${n}`);
	let kept: string[] = [];
	try {
		control.clearPushes();
		control.streamSettings({ redeliverAfterMs: REDELIVER_AFTER_MS });
		await report.check('n8n is killed while it stores them', async () => {
			await client.activate(STREAM);
			const raise = (eventId: string) =>
				control.raiseEvent('check_in', { timeStamp: 1, staffId: 'lina' }, { eventId });
			ids.slice(0, FIRST).forEach(raise);
			// For half a minute after a trigger was started, events come again: others may be to come.
			await until('the first are acknowledged', () => acknowledged().length === FIRST, SLOW);
			ids.slice(FIRST).forEach(raise);
			const isCaught = () => store.count(STREAM).all - before >= FIRST + KILL_AT;
			await until('some are stored', isCaught, { pollMs: POLL_MS });
			await session.server.kill();
			kept = acknowledged();
			const stored = store.count(STREAM).all - before;
			console.log(`    killed: ${stored} executions, ${kept.length} acknowledged`);
			assert.ok(stored < EVENTS, 'it was too quick to be caught');
		});
		await report.check('what was acknowledged then is in n8n', () => {
			const keys = new Set(ours().map(keyOf));
			const lost = kept.filter((key) => !keys.has(key));
			assert.equal(lost.length, 0, `${lost.length} of ${kept.length} are lost`);
		});
		await report.check('started again, it gets the rest and acknowledges all', async () => {
			await session.restart();
			const isAcked = () => pushes().every(({ status }) => status === 'acked');
			await until('all are acknowledged', isAcked, SLOW);
			assert.equal(pushes().length, EVENTS);
		});
		await report.check('each of them has one execution', async () => {
			await until('all have ended', () => store.count(STREAM).unfinished === 0);
			const executions = ours();
			const crashed = executions.filter(({ status }) => status === 'crashed');
			const again = pushes().filter(({ attempts }) => attempts > 1).length;
			console.log(
				`    in all: ${executions.length} executions, ${crashed.length} of them crashed with n8n; ${again} events came again`,
			);
			assert.deepEqual(executions.map(keyOf).sort(), [...ids].sort());
		});
	} finally {
		control.streamSettings({ redeliverAfterMs: 60_000 });
		store.close();
		await client.deactivate(STREAM);
	}
}

const keyOf = ({ items: [item] }: StoredExecution): string => String(item?.eventId);
