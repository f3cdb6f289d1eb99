import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/index.mts';
import type { StreamFaultKind } from '../../sandbox/state/types.mts';
import { LONE_APP, SHARED_APP } from './lanes.mts';

/** How many faults of each kind. */
export type FaultPlan = Record<StreamFaultKind, number>;

/** The connections of the app with one trigger were refused for a while. */
export interface Outage {
	/** Unix ms. */
	droppedAt: number;
	/** How many attempts were refused. */
	refusals: number;
}

/** Faults of a frame; all others take a line down, for a while. */
const OF_FRAMES: ReadonlySet<StreamFaultKind> = new Set([
	'duplicate',
	'reorder',
	'delay',
	'badJson',
]);
/** A line is taken down only while so large a part of them stands; else there would be nothing to hit. */
const STANDING_SHARE = 0.4;
const POLL_MS = 50;
const FRAME_DELAY_MS = { min: 200, max: 1500 };
const MAX_REFUSALS = 3;

/** So many faults, storms being the fewest: each of them cuts every connection. */
export function planFaults(total: number): FaultPlan {
	const storm = Math.max(1, Math.round(total * 0.02));
	const halfOpen = Math.max(1, Math.round(total * 0.06));
	const others: StreamFaultKind[] = [
		...(['drop', 'dropMidFrame', 'disconnect', 'duplicate', 'reorder'] as const),
		...(['delay', 'badJson', 'refuseTicket', 'refuseOpen'] as const),
	];
	const rest = total - storm - halfOpen;
	const each = Math.floor(rest / others.length);
	const plan = Object.fromEntries(others.map((kind) => [kind, each])) as FaultPlan;
	return { ...plan, storm, halfOpen, drop: each + (rest - each * others.length) };
}

/** The faults of a plan in random order. */
export function shuffled(plan: FaultPlan): StreamFaultKind[] {
	const kinds = Object.entries(plan).flatMap(([kind, times]) =>
		Array.from({ length: times }, () => kind as StreamFaultKind),
	);
	for (let last = kinds.length - 1; last > 0; last--) {
		const other = randomInt(last + 1);
		[kinds[last], kinds[other]] = [kinds[other], kinds[last]];
	}
	return kinds;
}

/** How many connections of an app take pushes. */
export function standing({ control }: Sandbox, clientId: string): number {
	return control.connections().filter((one) => one.clientId === clientId && one.state === 'open')
		.length;
}

const idsOf = ({ control }: Sandbox, clientId: string): string[] =>
	control
		.connections()
		.filter((connection) => connection.clientId === clientId)
		.map(({ id }) => id);

function stoodFor({ control }: Sandbox, clientId: string): number {
	const one = control.connections().find((connection) => connection.clientId === clientId);
	return one === undefined ? 0 : Date.now() - one.openedAt;
}

/** Waits until the app has so many connections. */
export async function untilStanding(sandbox: Sandbox, clientId: string, count: number) {
	while (standing(sandbox, clientId) < count) await sleep(POLL_MS);
}

/** Forces one fault on the shared app, as soon as there is something to hit. */
export async function force(sandbox: Sandbox, what: StreamFaultKind, lanes: number): Promise<void> {
	const { control } = sandbox;
	const clientId = SHARED_APP;
	const needed = OF_FRAMES.has(what) ? 1 : Math.ceil(lanes * STANDING_SHARE);
	await untilStanding(sandbox, clientId, needed);
	switch (what) {
		case 'refuseTicket':
		case 'refuseOpen':
			control.streamFault({ what, times: 1 + randomInt(MAX_REFUSALS), clientId });
			// So that somebody comes to the door.
			control.streamFault({ what: 'drop', times: 1, clientId });
			return;
		case 'delay':
		case 'reorder':
			control.streamFault({
				what,
				times: 1,
				delayMs: randomInt(FRAME_DELAY_MS.min, FRAME_DELAY_MS.max),
				clientId,
			});
			return;
		default:
			control.streamFault({ what, times: what === 'storm' ? lanes : 1, clientId });
	}
}

/**
 * Cuts the lone app off and refuses so many attempts; ends when it is back.
 *
 * @param rested the connection has to stand for so long before, in ms
 */
export async function cutOff(sandbox: Sandbox, refusals: number, rested = 0): Promise<Outage> {
	const clientId = LONE_APP;
	while (stoodFor(sandbox, clientId) < rested) await sleep(POLL_MS);
	await untilStanding(sandbox, clientId, 1);
	const before = idsOf(sandbox, clientId);
	sandbox.control.streamFault({ what: 'refuseOpen', times: refusals, clientId });
	const droppedAt = Date.now();
	sandbox.control.streamFault({ what: 'drop', clientId });
	while (idsOf(sandbox, clientId).every((id) => before.includes(id))) await sleep(POLL_MS);
	return { droppedAt, refusals };
}

/** The pauses before each attempt of an outage, in ms, out of the sandbox's record of calls. */
export function pausesOf({ control }: Sandbox, { droppedAt, refusals }: Outage): number[] {
	const attempts = control
		.journal()
		.filter(({ id, time, request }) => {
			const { clientId } = (request ?? {}) as { clientId?: string };
			return id === 'stream.open' && clientId === LONE_APP && time >= droppedAt;
		})
		.slice(0, refusals + 1)
		.map(({ time }) => time);
	return attempts.map((time, index) => time - (index === 0 ? droppedAt : attempts[index - 1]));
}
