import { setTimeout as realSleep } from 'node:timers/promises';

import { systemClock } from '../../nodes/shared/run/clock.ts';

/** Turns of the event loop in which nothing happens, after which whoever waits is woken. */
const QUIET_TURNS = 4;
/** The same where somebody still waits for an answer: their time-out is next. */
const QUIET_TURNS_HANGING = 12;
const TURN_MS = 2;

interface Timer {
	at: number;
	isDeadline: boolean;
	fire(): void;
}

/** What the server knows of the calls. */
export interface Traffic {
	/** Grows with everything that happens. */
	readonly happened: number;
	/** Requests that will be answered. */
	readonly busy: number;
	/** Requests that nobody will ever answer to the end. */
	readonly hanging: number;
}

/** Time that passes only while everybody waits. */
export interface SimulatedTime {
	now(): number;
	/** Resolves at this time. */
	until(at: number): Promise<void>;
	/** Lets time pass without waking anybody who sleeps. */
	skip(ms: number): void;
	/** Real time again. */
	end(): void;
}

/**
 * Simulated time for the nodes: their clock, and the deadlines of calls (`AbortSignal.timeout`), which would take
 * minutes. It jumps to the next timer as soon as nothing else happens; a deadline is reached only while a request
 * hangs. What the table calls seconds are these: they are what production takes, without the time of network and
 * computer, and they are the same in each run.
 */
export function simulateTime(traffic: Traffic, onPassed: (ms: number) => void): SimulatedTime {
	let now = Date.now();
	let isOver = false;
	const timers = new Set<Timer>();
	const before = { ...systemClock };
	const { timeout } = AbortSignal;
	const add = (ms: number, isDeadline: boolean, fire: () => void) => {
		const timer = { at: now + Math.ceil(ms), isDeadline, fire };
		timers.add(timer);
		return timer;
	};
	const pass = (ms: number) => {
		if (ms <= 0) return;
		now += ms;
		onPassed(ms);
	};
	const sleep = async (ms: number, signal?: AbortSignal) => {
		if (signal?.aborted || ms <= 0) return;
		await new Promise<void>((resolve) => {
			const timer = add(ms, false, resolve);
			signal?.addEventListener('abort', () => {
				timers.delete(timer);
				resolve();
			});
		});
	};
	Object.assign(systemClock, { now: () => now, sleep, random: () => 0.5 });
	AbortSignal.timeout = (ms) => {
		const controller = new AbortController();
		add(ms, true, () => controller.abort(new DOMException('too late', 'TimeoutError')));
		return controller.signal;
	};

	const next = (): Timer | undefined =>
		[...timers]
			.filter(({ isDeadline }) => !isDeadline || traffic.hanging > 0)
			.sort((a, b) => a.at - b.at)[0];
	const run = async () => {
		let quiet = 0;
		let seen = traffic.happened;
		while (!isOver) {
			await realSleep(TURN_MS);
			quiet = seen === traffic.happened && traffic.busy === 0 ? quiet + 1 : 0;
			seen = traffic.happened;
			const timer = next();
			const enough = traffic.hanging > 0 ? QUIET_TURNS_HANGING : QUIET_TURNS;
			if (!timer || quiet < enough) continue;
			pass(timer.at - now);
			timers.delete(timer);
			timer.fire();
			quiet = 0;
		}
	};
	void run();
	return {
		now: () => now,
		until: async (at) => await sleep(at - now),
		skip(ms) {
			pass(ms);
			// Nobody waits for the end of a call that is over.
			for (const timer of timers) if (timer.isDeadline) timers.delete(timer);
		},
		end() {
			isOver = true;
			Object.assign(systemClock, before);
			AbortSignal.timeout = timeout;
			for (const { fire, isDeadline } of timers) if (!isDeadline) fire();
		},
	};
}
