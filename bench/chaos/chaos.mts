import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../../harness/session.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { ExecutionStore } from '../../harness/n8n/executions.mts';
import type { MemoryUse } from '../../harness/n8n/inspector.mts';
import {
	cutOff,
	force,
	pausesOf,
	planFaults,
	shuffled,
	untilStanding,
	type FaultPlan,
	type Outage,
} from './faults.mts';
import { killN8n, type Kill } from './kill.mts';
import { LONE_APP, SHARED_APP, type Lane } from './lanes.mts';
import { pushAtPace } from './pushing.mts';
import { judge, mayBeCutOff, type Meant, type Verdict } from './verdict.mts';

/** How much chaos. */
export interface ChaosPlan {
	/** At least so many pushes. */
	pushes: number;
	perSecond: number;
	faults: number;
	/**
	 * Between two faults, while the connections bear it. Less of it makes the run longer: lines that do not
	 * stand for 10 s are opened again after ever longer pauses.
	 */
	faultGapMs: number;
	/** Outages of the lone app: how many attempts are refused in each. */
	outages: number[];
	/** How often n8n is killed (kill −9): before each of the first outages. @default 0 */
	kills?: number;
}

/** Memory of n8n's process after so many pushes. */
export interface MemorySample extends MemoryUse {
	pushes: number;
	/** Since the beginning. */
	ms: number;
	/** How often n8n had been killed before. */
	kills: number;
}

/** What came of it. */
export interface ChaosResult {
	verdict: Verdict;
	faults: FaultPlan;
	/** For each outage the pauses before its attempts, in ms. */
	pauses: number[][];
	kills: Kill[];
	memory: MemorySample[];
	ms: number;
}

/** Where the chaos happens; the lanes' workflows are imported and not active. */
export interface ChaosSite {
	session: Session;
	sandbox: Sandbox;
	lanes: readonly Lane[];
	/** Measures n8n's process, if it can be measured. */
	memory?: () => Promise<MemoryUse>;
	/** n8n was killed and runs again. */
	onRestarted?: () => Promise<void>;
	progress(text: string): void;
}

/** Faster than DingTalk's own, so that pushes come again while the run lasts. */
const STREAM_TIMES = { pingEveryMs: 3_000, redeliverAfterMs: 4_000, drainMs: 3_000 };
const TICK_MS = 25;
const FAULTS_POLL_MS = 250;
const MEMORY_EVERY_MS = 15_000;
const MEMORY_LIMIT_MS = 10_000;
/** After so long the trigger has forgotten the outage before, and begins with the shortest pause. */
const RESTED_MS = 65_000;
const SETTLE_LIMIT_MS = 180_000;

/** Pushes and breaks things at the same time, then waits until all is at rest and compares. */
export async function runChaos(site: ChaosSite, plan: ChaosPlan): Promise<ChaosResult> {
	const { session, sandbox, lanes, progress } = site;
	const { control } = sandbox;
	const shared = lanes.filter(({ clientId }) => clientId === SHARED_APP).length;
	control.clearPushes();
	control.streamSettings(STREAM_TIMES);
	const startedAt = Date.now();
	try {
		for (const { workflowId } of lanes) await session.client.activate(workflowId);
		await untilStanding(sandbox, SHARED_APP, shared);
		await untilStanding(sandbox, LONE_APP, 1);

		const state: ChaosState = {
			...{ meant: new Map(), forced: 0, isBreaking: true, isDown: false },
			...{ kills: [], memory: [] },
		};
		const faults = planFaults(plan.faults);
		const store = new ExecutionStore(session.instance);
		try {
			const breaking = breakThings(site, plan, faults, state);
			await Promise.all([
				breaking.finally(() => (state.isBreaking = false)),
				pushAtPace(site, plan, state, store),
				watchMemory(site, state, startedAt),
			]);
			const outages = await breaking;
			progress('waiting until everything is at rest');
			await settle(site, store, state);
			await sampleMemory(site, state, startedAt);
			return {
				verdict: judge({
					...state,
					pushes: control.pushes(),
					executions: executionsOf(store, lanes),
				}),
				faults,
				kills: state.kills,
				pauses: outages.map((outage) => pausesOf(sandbox, outage)),
				memory: state.memory,
				ms: Date.now() - startedAt,
			};
		} finally {
			store.close();
		}
	} finally {
		control.clearFaults();
		for (const { workflowId } of lanes) await session.client.deactivate(workflowId);
	}
}

/** What goes on. */
export interface ChaosState {
	meant: Meant;
	forced: number;
	isBreaking: boolean;
	/** n8n was killed, and does not run again yet. */
	isDown: boolean;
	kills: Kill[];
	memory: MemorySample[];
}

/** All faults of the shared app, and the outages of the lone one, beside each other. */
async function breakThings(
	site: ChaosSite,
	plan: ChaosPlan,
	faults: FaultPlan,
	state: ChaosState,
): Promise<Outage[]> {
	const { sandbox, lanes } = site;
	const shared = lanes.filter(({ clientId }) => clientId === SHARED_APP).length;
	const outages: Outage[] = [];
	const cuttingOff = async () => {
		for (const refusals of plan.outages) {
			const isKilled = state.kills.length < (plan.kills ?? 0);
			if (isKilled) await killN8n(site, state);
			const isFresh = isKilled || outages.length === 0;
			outages.push(await cutOff(sandbox, refusals, isFresh ? 0 : RESTED_MS));
		}
	};
	const forcing = async () => {
		for (const what of shuffled(faults)) {
			await sleep(plan.faultGapMs);
			await force(sandbox, what, shared);
			state.forced++;
		}
		// Each of them has to hit something before the pushes end.
		while (sandbox.control.state(1).streamFaults.length > 0) await sleep(FAULTS_POLL_MS);
	};
	await Promise.all([cuttingOff(), forcing()]);
	return outages;
}

async function watchMemory(site: ChaosSite, state: ChaosState, startedAt: number): Promise<void> {
	if (site.memory === undefined) return;
	while (state.isBreaking) {
		await sampleMemory(site, state, startedAt);
		const next = Date.now() + MEMORY_EVERY_MS;
		while (state.isBreaking && Date.now() < next) await sleep(TICK_MS);
	}
}

async function sampleMemory(
	{ memory }: ChaosSite,
	state: ChaosState,
	startedAt: number,
): Promise<void> {
	if (memory === undefined) return;
	if (state.isDown) return;
	const kills = state.kills.length;
	// Killed in the middle of it: there will be other samples.
	const use = await Promise.race([memory(), sleep(MEMORY_LIMIT_MS)]);
	if (use === undefined || kills !== state.kills.length) return;
	state.memory.push({ ...use, pushes: state.meant.size, ms: Date.now() - startedAt, kills });
}

/** Waits until no push is on its way and no execution runs. */
async function settle(
	{ sandbox, lanes }: ChaosSite,
	store: ExecutionStore,
	{ meant, kills }: ChaosState,
) {
	const deadline = Date.now() + SETTLE_LIMIT_MS;
	const isAtRest = () => {
		const pushes = sandbox.control.pushes().filter(({ key }) => meant.has(key));
		if (pushes.some(({ status }) => status === 'waiting' || status === 'pushed')) return false;
		const counts = lanes.map(({ workflowId }) => store.count(workflowId));
		const executions = counts.reduce((sum, { all }) => sum + all, 0);
		const acknowledged = pushes.filter(
			(push) => push.status === 'acked' && !mayBeCutOff(push, kills),
		).length;
		return executions >= acknowledged && counts.every(({ unfinished }) => unfinished === 0);
	};
	// What did not come to rest in this time is told by the verdict.
	while (!isAtRest() && Date.now() < deadline) await sleep(500);
}

function* executionsOf(store: ExecutionStore, lanes: readonly Lane[]) {
	for (const { workflowId } of lanes) {
		for (const execution of store.of(workflowId)) yield { ...execution, workflowId };
	}
}
