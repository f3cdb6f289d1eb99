import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExecutionStore } from '../../harness/n8n/executions.mts';
import type { ChaosSite, ChaosState } from './chaos.mts';
import { untilStanding } from './faults.mts';
import { LONE_APP, raiseFor, SHARED_APP, writeTo } from './lanes.mts';

/** n8n was killed in the middle of a burst. */
export interface Kill {
	/** Unix ms. */
	at: number;
	/** How many of the burst's events n8n had stored, and how many were acknowledged. */
	stored: number;
	acknowledged: number;
	/** How long n8n was away, until all triggers were connected again. */
	awayMs: number;
}

const BURST_EVENTS = 60;
const BURST_MESSAGES = 10;
const POLL_MS = 2;
const BURST_LIMIT_MS = 60_000;

/** Pushes a burst, kills n8n (kill −9) as soon as it has stored some of it, and starts it again. */
export async function killN8n(site: ChaosSite, state: ChaosState): Promise<void> {
	const { session, sandbox, lanes, progress } = site;
	const store = new ExecutionStore(session.instance);
	const stored = () => lanes.reduce((sum, { workflowId }) => sum + store.count(workflowId).all, 0);
	try {
		await allStanding(site);
		const before = stored();
		const keys = burst(site, state);
		const enough = before + 1 + randomInt(BURST_EVENTS);
		const deadline = Date.now() + BURST_LIMIT_MS;
		while (stored() < enough && Date.now() < deadline) await sleep(POLL_MS);
		state.isDown = true;
		await session.server.kill();
		const at = Date.now();
		const acknowledged = sandbox.control
			.pushes()
			.filter(({ key, status }) => keys.has(key) && status === 'acked').length;
		const kill: Kill = { at, stored: stored() - before, acknowledged, awayMs: 0 };
		state.kills.push(kill);
		progress(
			`killed n8n: ${kill.stored} executions of ${BURST_EVENTS + BURST_MESSAGES} pushes, ${acknowledged} events acknowledged`,
		);
		await session.restart();
		await site.onRestarted?.();
		state.isDown = false;
		await allStanding(site);
		kill.awayMs = Date.now() - at;
	} finally {
		store.close();
	}
}

async function allStanding({ sandbox, lanes }: ChaosSite): Promise<void> {
	const shared = lanes.filter(({ clientId }) => clientId === SHARED_APP).length;
	// Not all of the shared ones: the faults go on meanwhile.
	await untilStanding(sandbox, SHARED_APP, Math.ceil(shared / 2));
	await untilStanding(sandbox, LONE_APP, 1);
}

/** @returns the events' keys */
function burst({ sandbox, lanes }: ChaosSite, { meant }: ChaosState): Set<string> {
	const keys = new Set<string>();
	for (let n = 0; n < BURST_EVENTS + BURST_MESSAGES; n++) {
		const lane = lanes[randomInt(lanes.length)];
		const kind = n % 7 === 6 ? 'message' : 'event';
		const key = (kind === 'event' ? raiseFor : writeTo)(lane, sandbox, meant.size);
		meant.set(key, { workflowId: lane.workflowId, kind });
		if (kind === 'event') keys.add(key);
	}
	return keys;
}
