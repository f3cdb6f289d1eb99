import { setTimeout as sleep } from 'node:timers/promises';

import { forgetTokens } from '../../nodes/shared/transport/token.ts';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import type { Parameters, Result } from '../answers/row.mts';
import { sandboxCredential } from '../helpers/appSandbox.mts';
import { runDingTalk } from '../helpers/dingTalk.mts';
import type { CallClass, FaultWorld } from './classes.mts';
import { OUTAGE_MS } from './classes.mts';
import type { Fault } from './faults.mts';
import { FAULTS } from './faults.mts';
import type { Outcome } from './judge.mts';
import { judge } from './judge.mts';
import type { Places } from './places.mts';
import { startPlaces } from './places.mts';
import type { FaultServer } from './server.mts';
import { startFaultServer } from './server.mts';
import type { SimulatedTime } from './time.mts';
import { simulateTime } from './time.mts';

/** What one fault makes of one class of call. */
export interface Cell {
	fault: string;
	callClass: string;
	/** Requests that reached the server; where none can, attempts to connect. */
	requests: number;
	outcome: Outcome;
	/** Simulated, until the outcome; of a standing trigger, from the end of the fault to its next connection. */
	ms: number;
	/** What must not be, in words. */
	problems: string[];
}

/** Between two cells: whatever was learned of an app's pace is over. */
const BETWEEN_MS = 2 * 3_600_000;
const LONGEST_REAL_MS = 20_000;

interface Bench {
	sandbox: Sandbox;
	server: FaultServer;
	time: SimulatedTime;
	places: Places;
}

/** Tries every fault on every class. */
export async function tryFaults(
	classes: readonly CallClass[],
	faults: readonly Fault[] = FAULTS,
	begins: (callClass: CallClass) => void = () => {},
): Promise<Cell[]> {
	const sandbox = await startSandbox({
		limits: { callsPerSecond: Number.POSITIVE_INFINITY },
	});
	const server = await startFaultServer(sandbox);
	const { places, end } = await startPlaces();
	const time = simulateTime(server.traffic, sandbox.control.advanceClock);
	const stray: unknown[] = [];
	const onStray = (reason: unknown) => void stray.push(reason);
	process.on('unhandledRejection', onStray);
	const cells: Cell[] = [];
	try {
		for (const callClass of classes) {
			begins(callClass);
			for (const fault of faults.filter((one) => isPossible(callClass, one))) {
				const cell = await tryFault({ sandbox, server, time, places }, callClass, fault);
				for (const reason of stray.splice(0)) {
					cell.problems.push(`a rejection that nobody handles: ${String(reason)}`);
				}
				cells.push(cell);
			}
		}
	} finally {
		process.off('unhandledRejection', onStray);
		time.end();
		await end();
		await server.close();
		await sandbox.close();
	}
	return cells;
}

const isPossible = ({ isSettled }: CallClass, { does }: Fault): boolean =>
	!isSettled || typeof does === 'function';

async function tryFault(bench: Bench, callClass: CallClass, fault: Fault): Promise<Cell> {
	const { server, sandbox, time, places } = bench;
	const place = typeof fault.does === 'string' ? places[fault.does] : undefined;
	const ends: Array<() => Promise<void>> = [];
	time.skip(BETWEEN_MS);
	sandbox.control.reset();
	sandbox.control.advanceClock(Math.max(0, time.now() - Date.now()));
	server.aim(undefined);
	server.handOut(server.url);
	try {
		const base = place && !callClass.isHandedOut ? place.url : server.url;
		const world = await worldOf(bench, base, (end) => ends.push(end));
		const call = await callClass.start(world);
		await call.before?.();
		if (callClass.isTokenMissing) {
			forgetTokens();
			Object.assign(world.credentials.stored.dingTalkAppApi, { accessToken: '', expiresAt: 0 });
		}
		if (place && callClass.isHandedOut) server.handOut(place.url);
		server.aim({
			path: callClass.path,
			spared: place ? 0 : (callClass.spared ?? 0),
			misbehave: typeof fault.does === 'function' ? fault.does : () => {},
		});
		const doneBefore = callClass.done?.(sandbox.control.state()) ?? 0;
		const attemptsBefore = place?.attempts() ?? 0;
		const startedAt = time.now();
		const result = await inRealTime(call());
		let ms = time.now() - startedAt;
		const requests = place ? place.attempts() - attemptsBefore : server.victims();
		const done = (callClass.done?.(sandbox.control.state()) ?? 0) - doneBefore;
		const paths = server.paths();
		const hanging = await stillHanging(server);
		if (callClass.isStanding) {
			server.aim(undefined);
			server.handOut(server.url);
			ms = await untilLive(server, time);
		}
		const { outcome, problems } = judge({ callClass, fault, result, requests, done, paths });
		if (hanging > 0 && !callClass.isStanding) problems.push('a connection is left open');
		return {
			fault: fault.name,
			callClass: callClass.name,
			requests,
			outcome,
			ms,
			problems: problems.map((problem) => `${callClass.name}: ${fault.name}: ${problem}`),
		};
	} finally {
		for (const end of ends) await end();
		server.dropSockets();
		server.dropHanging();
	}
}

/** A world whose DingTalk stands at `base`, with a token. */
async function worldOf(
	{ sandbox, server, time }: Bench,
	base: string,
	atEnd: FaultWorld['atEnd'],
): Promise<FaultWorld> {
	forgetTokens();
	const hosts = { apiUrl: server.url, oapiUrl: server.url };
	const credentials = sandboxCredential(hosts, {
		operatorId: 'zhangwei',
		agentId: '1001',
		callsPerSecond: 100_000,
	});
	const run: FaultWorld['run'] = async (given, input) => {
		const parameters = given as Parameters;
		const { items, error } = await runDingTalk({ parameters, input, credentials });
		if (error) throw new Error(`${error.message}: ${String(error.description)}`);
		return items.map(({ json }) => json);
	};
	// So that there is a token.
	await run({ resource: 'workRecord', operation: 'count', userId: 'lina' });
	const stored = credentials.stored.dingTalkAppApi;
	const issuedFor = `${String(stored.clientId)}@${base}`;
	Object.assign(stored, { apiBaseUrl: base, oapiBaseUrl: base, issuedFor });
	const control: Sandbox['control'] = {
		...sandbox.control,
		sendToRobot(userId, message) {
			const sent = sandbox.control.sendToRobot(userId, message);
			const { sessionWebhook } = sent.botMessage;
			sent.botMessage.sessionWebhook = sessionWebhook.replace(sandbox.oapiUrl, base);
			return sent;
		},
	};
	return {
		sandbox: { ...sandbox, apiUrl: base, oapiUrl: base, control },
		credentials,
		secrets: [],
		atEnd,
		run,
		server,
		time,
	};
}

/** What takes longer than this does not end at all. */
async function inRealTime(call: Promise<Result>): Promise<Result> {
	const given = new AbortController();
	const tooLong = sleep(LONGEST_REAL_MS, undefined, { signal: given.signal }).then(
		() => ({ output: undefined, error: { message: 'It does not end' } }),
		() => ({ output: undefined }),
	);
	const result = await Promise.race([call, tooLong]);
	given.abort();
	return result;
}

/** Requests that are still open a moment after the end of the call. */
async function stillHanging({ traffic }: FaultServer): Promise<number> {
	for (let turn = 0; turn < 50 && traffic.hanging > 0; turn++) await sleep(2);
	return traffic.hanging;
}

async function untilLive(server: FaultServer, time: SimulatedTime): Promise<number> {
	const startedAt = time.now();
	const until = Date.now() + LONGEST_REAL_MS;
	while (server.live() === 0 && Date.now() < until) await sleep(2);
	return server.live() === 0 ? OUTAGE_MS : time.now() - startedAt;
}
