import type { Clock } from '../../shared/run/clock';
import { redact } from '../../shared/errors/redact';
import type { Failure, FailureKind, Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import type { OpenGateway } from './gateway';
import { createBackOff } from './backOff';
import type { Connection, ConnectionParts, OverReason } from './connection';
import { connect } from './connection';
import { createOutage } from './outage';
import { MINUTE_MS } from '../../shared/run/durations';

// opening → standing → (disconnect, silence) → opening the next, the old one still working → standing
// standing → gone → waiting → opening → … ; refused for good → stopped; close() → stopped, from anywhere

/** The old socket may bring pushes for so long after the new one stands; DingTalk closes it about then. */
const DRAIN_MS = 10_000;
/** Nobody gets a trigger to wait longer than this before its next attempt: DingTalk's own blocks end by then. */
const MAX_ASKED_MS = 10 * MINUTE_MS;

/** Refusals that the next attempt would meet too; whatever else fails may pass. */
const PERMANENT: ReadonlySet<FailureKind> = new Set<FailureKind>([
	'credential',
	'scope',
	'ip',
	'quota',
	'invalid',
	'unknownApi',
]);

export interface StreamParts extends ConnectionParts {
	openGateway: OpenGateway;
	/** DingTalk lets the app in no more; the stream has stopped. */
	onRefused(failure: Failure): void;
	/** There has been no connection for minutes; attempts go on. */
	onOutage(failure: Failure): void;
	/** For the log: what changes, in words. */
	onNews(news: string): void;
}

/** Keeps one connection to the gateway standing. */
export interface Stream {
	/** @returns when the first connection stands, or why it does not; only then it goes on by itself */
	open(): Promise<Outcome<void>>;
	/** Leaves no socket behind, whatever is under way. */
	close(): Promise<void>;
}

/** A stream that is not open yet. */
export function createStream(parts: StreamParts): Stream {
	const { clock } = parts;
	const stopping = new AbortController();
	const stop = stopping.signal;
	const sockets = new Set<Connection>();
	const backOff = createBackOff(clock);
	const outage = createOutage({
		clock,
		onLong: (failure) => void isTold(() => parts.onOutage(failure)),
		onEnd: (lastedMs) => news(`connected again after ${Math.round(lastedMs / MINUTE_MS)} minutes`),
	});
	const news = (text: string) => void isTold(() => parts.onNews(text));
	let keeping: Promise<unknown> = Promise.resolve();

	async function openOne(): Promise<Outcome<Connection>> {
		const ticket = await parts.openGateway(stop);
		if (!ticket.ok) return ticket;
		const outcome = await connect(ticket.value.url, parts, stop);
		if (!outcome.ok) return outcome;
		const connection = outcome.value;
		// Stopped in the very moment in which it opened.
		if (stop.aborted) connection.close();
		sockets.add(connection);
		void connection.gone.then(() => sockets.delete(connection));
		return outcome;
	}

	/** As `openOne`; whatever is thrown on the way is one more attempt that failed. */
	async function tryToOpen(): Promise<Outcome<Connection>> {
		try {
			return await openOne();
		} catch (error) {
			return failed(faultOf(error));
		}
	}

	async function keepStanding(first: Connection): Promise<void> {
		let current: Connection | undefined = first;
		while (current) {
			const reason: OverReason = await current.over;
			if (stop.aborted) return;
			backOff.stood(clock.now() - current.openedAt);
			outage.lost(current);
			news(NEWS[reason]);
			const next = await reopen(reason);
			if (next) void letGo(current, clock, stop);
			current = next;
		}
		stopEverything();
	}

	async function reopen(reason: OverReason): Promise<Connection | undefined> {
		let waitMs = reason === 'gone' ? backOff.afterLossMs() : backOff.beforeChangeMs();
		while (!stop.aborted) {
			await clock.sleep(waitMs, stop);
			if (stop.aborted) return undefined;
			const outcome = await tryToOpen();
			if (outcome.ok) {
				outage.restored();
				return outcome.value;
			}
			if (stop.aborted) return undefined;
			const { failure } = outcome;
			// Untold, it would be a trigger that looks active and is not: then it goes on trying.
			if (PERMANENT.has(failure.kind) && isTold(() => parts.onRefused(failure))) return undefined;
			outage.lasts(failure);
			waitMs = Math.max(backOff.afterLossMs(), Math.min(failure.retryAfterMs ?? 0, MAX_ASKED_MS));
			news(`no connection (${failure.code}), next try in ${Math.ceil(waitMs / 1000)} s`);
		}
		return undefined;
	}

	function stopEverything() {
		stopping.abort();
		for (const connection of sockets) connection.close();
	}

	return {
		async open() {
			const outcome = await openOne();
			if (!outcome.ok) return outcome;
			keeping = keepStanding(outcome.value);
			return success(undefined);
		},
		async close() {
			stopEverything();
			await keeping;
		},
	};
}

/** Tells somebody something. Who cannot listen does not end the stream: what is lost is the word, not the pushes. */
function isTold(tell: () => void): boolean {
	try {
		tell();
		return true;
	} catch {
		return false;
	}
}

/** Something broke that is none of DingTalk's answers. */
const faultOf = (error: unknown): Failure => ({
	kind: 'other',
	code: 'streamFault',
	message: redact(error instanceof Error ? error.message : String(error)),
});

/** The old connection's late pushes are still taken. */
async function letGo(connection: Connection, clock: Clock, stop: AbortSignal): Promise<void> {
	const gone = new AbortController();
	void connection.gone.then(() => gone.abort());
	await clock.sleep(DRAIN_MS, AbortSignal.any([stop, gone.signal]));
	connection.close();
}

const NEWS: Record<OverReason, string> = {
	disconnect: 'DingTalk asked for a new connection',
	silence: 'nothing was heard for too long, opening a new connection',
	gone: 'the connection was lost',
};
