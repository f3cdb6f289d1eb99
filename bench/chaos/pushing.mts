import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionStore } from '../../harness/n8n/executions.mts';
import type { ChaosPlan, ChaosSite, ChaosState } from './chaos.mts';
import { standing } from './faults.mts';
import { raiseFor, SHARED_APP, writeTo } from './lanes.mts';

/** Events, the rest are messages. */
const EVENT_SHARE = 0.6;
/** Executions that have not ended, from which on no more is pushed. */
const MAX_UNFINISHED = 40;
const TICK_MS = 25;
const TICKS_PER_LOOK = 20;
const LOOK_MS = 250;

/**
 * Pushes at the given pace, at least as many as asked for and for as long as things are broken. It waits while
 * n8n has much to run: this is about lines that break, not about how many executions a machine can bear.
 */
export async function pushAtPace(
	{ sandbox, lanes, progress }: ChaosSite,
	plan: ChaosPlan,
	state: ChaosState,
	store: ExecutionStore,
) {
	const { meant } = state;
	const isBehind = () =>
		lanes.reduce((sum, { workflowId }) => sum + store.count(workflowId).unfinished, 0) >
		MAX_UNFINISHED;
	let due = 0;
	let lastAt = Date.now();
	for (let tick = 0; state.isBreaking || meant.size < plan.pushes; tick++) {
		if (tick % TICKS_PER_LOOK === 0 && isBehind()) {
			while (isBehind()) await sleep(LOOK_MS);
			lastAt = Date.now();
		}
		due += (plan.perSecond * (Date.now() - lastAt)) / 1000;
		lastAt = Date.now();
		while (meant.size < due) {
			const lane = lanes[randomInt(lanes.length)];
			const kind = Math.random() < EVENT_SHARE ? 'event' : 'message';
			const send = kind === 'event' ? raiseFor : writeTo;
			const key = send(lane, sandbox, meant.size);
			meant.set(key, { workflowId: lane.workflowId, kind });
			if (meant.size % 1000 === 0) {
				const up = standing(sandbox, SHARED_APP);
				progress(`${meant.size} pushes, ${state.forced} faults, ${up} shared connections stand`);
			}
		}
		await sleep(TICK_MS);
	}
}
