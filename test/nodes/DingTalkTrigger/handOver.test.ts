import type { IRun, ITriggerFunctions } from 'n8n-workflow';
import { ManualExecutionCancelledError } from 'n8n-workflow';

import { deduplicationKey, handOver } from '../../../nodes/DingTalkTrigger/handOver';
import { createSeen } from '../../../nodes/shared/pushes/seen';
import { instantClock } from '../../helpers/fakeClock.mts';

const PUSH = { kind: 'event' as const, id: 'e1', data: {}, eventType: 'user_add_org' };
const FINISHED = { finished: true } as unknown as IRun;
const AWAY = new Error('the database is away');

/** One answer of n8n's `emit` for each time it is called. */
function handedOver(
	answers: Array<IRun | undefined | Error>,
	{ knowsKeys = true, closeAfter = 0 } = {},
) {
	const clock = instantClock();
	const closing = new AbortController();
	const keys: Array<string | undefined> = [];
	const settle = (done: { resolve(run?: IRun): void; reject(error: Error): void }) => {
		const answer = answers[keys.length - 1];
		if (answer instanceof Error) done.reject(answer);
		else done.resolve(answer);
	};
	const withKey = (_items: unknown, _response: unknown, done: never, key?: string) => {
		keys.push(key);
		settle(done);
	};
	const withoutKey = (_items: unknown, _response: unknown, done: never) => {
		keys.push(undefined);
		settle(done);
	};
	const context = {
		emit: knowsKeys ? withKey : withoutKey,
		getMode: () => 'trigger',
		getWorkflow: () => ({ id: 'w1' }),
		getNode: () => ({ id: 'n1', name: 'Trigger' }),
		helpers: {
			createDeferredPromise() {
				const deferred = {} as Record<string, unknown>;
				deferred.promise = new Promise((resolve, reject) =>
					Object.assign(deferred, { resolve, reject }),
				);
				return deferred;
			},
		},
	} as unknown as ITriggerFunctions;
	const seen = createSeen({ clock });
	const standings: string[] = [];
	seen.begin('event:e1');
	const emitted = handOver(context, PUSH, [{ json: {} }], {
		seen,
		clock: {
			...clock,
			async sleep(ms, signal) {
				standings.push(seen.begin('event:e1'));
				if (standings.length === closeAfter) closing.abort();
				await clock.sleep(ms, signal);
			},
		},
		signal: closing.signal,
	});
	if (!emitted.ok) throw new Error('not emitted');
	return { run: emitted.run, keys, clock, seen, standings };
}

test('an execution that n8n could not store is asked for again, under the same key', async () => {
	const { run, keys, clock, seen } = handedOver([AWAY, AWAY, FINISHED]);
	expect(seen.begin('event:e1')).toBe('inWork');
	expect(await run).toBe(FINISHED);
	expect(keys[0]).toMatch(/^dingtalk:/);
	expect(keys).toEqual([keys[0], keys[0], keys[0]]);
	expect(clock.waits).toEqual([1000, 5000]);
});

test('one that n8n had stored all the same is not started a second time', async () => {
	const { run, keys } = handedOver([AWAY, undefined]);
	expect(await run).toBeUndefined();
	expect(keys).toHaveLength(2);
});

test('after six minutes n8n is asked no more, and the push may come again', async () => {
	const { run, keys, seen } = handedOver(Array.from({ length: 9 }, () => AWAY));
	await expect(run).rejects.toBe(AWAY);
	expect(keys).toHaveLength(6);
	expect(seen.begin('event:e1')).toBe('new');
});

test('a push that comes while n8n could not store its first one is in work, later handled', async () => {
	const { run, standings, seen } = handedOver([AWAY, AWAY, FINISHED]);
	expect(await run).toBe(FINISHED);
	expect(standings).toEqual(['inWork', 'inWork']);
	expect(seen.begin('event:e1')).toBe('handled');
});

test('a trigger that was closed asks no more, and the push may come again', async () => {
	const { run, keys, seen } = handedOver([AWAY, AWAY, FINISHED], { closeAfter: 2 });
	await expect(run).rejects.toBe(AWAY);
	expect(keys).toHaveLength(2);
	expect(seen.begin('event:e1')).toBe('new');
});

test('an execution that somebody cancelled stays cancelled', async () => {
	const cancelled = new ManualExecutionCancelledError('7');
	const { run, keys } = handedOver([cancelled]);
	await expect(run).rejects.toBe(cancelled);
	expect(keys).toHaveLength(1);
});

test('an n8n that knows no keys is asked once: it might start a second execution', async () => {
	const { run, keys } = handedOver([AWAY], { knowsKeys: false });
	await expect(run).rejects.toBe(AWAY);
	expect(keys).toHaveLength(1);
});

test('each trigger has a key of its own for each push, and the same one again', () => {
	const keyOf = (workflow: string, id: string, name: string, push: object = {}) =>
		deduplicationKey(
			{ getWorkflow: () => ({ id: workflow }), getNode: () => ({ id, name }) } as never,
			{ ...PUSH, ...push },
		);
	const keys = [
		keyOf('w1', 'n1', 'A'),
		// A copy of the workflow, a node of the same ID as a program may write it, and other pushes.
		keyOf('w2', 'n1', 'A'),
		keyOf('w1', 'n1', 'B'),
		keyOf('w1', 'n2', 'A'),
		keyOf('w1', 'n1', 'A', { id: 'e2' }),
		keyOf('w1', 'n1', 'A', { kind: 'message' }),
		keyOf('w1', 'n1', 'A', { id: 'long'.repeat(100) }),
	];
	expect(new Set(keys).size).toBe(keys.length);
	expect(keyOf('w1', 'n1', 'A')).toBe(keys[0]);
	// n8n's column is a varchar(255).
	for (const key of keys) expect(key.length).toBeLessThanOrEqual(255);
});
