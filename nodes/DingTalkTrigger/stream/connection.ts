import type { Clock } from '../../shared/run/clock';
import type { Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import type { OpenSocket } from './socket';
import type { Ack, Frame } from '../../shared/pushes/frames';
import { answerTo, parseFrame, pingAck } from '../../shared/pushes/frames';
import { createPingWatch } from './pingWatch';

/**
 * Why a connection needs a successor: DingTalk asked to leave (the socket still works for a while), nothing
 * was heard for too long, or the socket is gone.
 */
export type OverReason = 'disconnect' | 'silence' | 'gone';

/** Answers the push that came with it, over the socket it came on. */
export type Answer = (ack: Ack) => void;

/** One socket to DingTalk's gateway, from open to closed. */
export interface Connection {
	readonly openedAt: number;
	/** When something came last. */
	readonly heardAt: number;
	/** Settles once, with the first reason for a successor. */
	readonly over: Promise<OverReason>;
	/** Settles when the socket is gone or was closed. */
	readonly gone: Promise<void>;
	/** May be called at any time, and again. */
	close(): void;
}

export interface ConnectionParts {
	clock: Clock;
	openSocket: OpenSocket;
	/** An event or a callback; never throws. */
	onPush(frame: Frame, answer: Answer): void;
	/** Something came that is no frame. */
	onUnreadable?(): void;
}

const OPEN_TIMEOUT_MS = 20_000;

/** Opens a socket and speaks the gateway's protocol over it: pings, `disconnect`, pushes, watch on silence. */
export async function connect(
	url: string,
	parts: ConnectionParts,
	signal: AbortSignal,
): Promise<Outcome<Connection>> {
	const { clock, openSocket } = parts;
	const opened = deferred<string | undefined>();
	const over = deferred<OverReason>();
	const gone = deferred<undefined>();
	const ended = new AbortController();
	const watch = createPingWatch(clock);

	const close = () => {
		ended.abort();
		socket.close();
		over.resolve('gone');
		gone.resolve(undefined);
	};
	const socket = openSocket(url, {
		onOpen: () => opened.resolve(undefined),
		onText(text) {
			watch.heard();
			const frame = parseFrame(text);
			if (!frame) return parts.onUnreadable?.();
			const answer: Answer = (ack) => socket.send(answerTo(frame, ack));
			if (frame.type !== 'SYSTEM') return parts.onPush(frame, answer);
			// Further topics (CONNECTED, REGISTERED, KEEPALIVE) only tell, and want no answer.
			if (frame.headers.topic === 'disconnect') return over.resolve('disconnect');
			if (frame.headers.topic !== 'ping') return;
			watch.pinged();
			answer(pingAck(frame));
		},
		onEnd(reason) {
			opened.resolve(reason);
			ended.abort();
			over.resolve('gone');
			gone.resolve(undefined);
		},
	});

	const problem = await openedInTime(opened.promise, clock, signal);
	if (problem !== undefined) {
		close();
		const code = problem === TIMEOUT ? 'streamTimeout' : 'streamUnreachable';
		return failed({ kind: 'unreachable', code, message: problem });
	}
	const openedAt = clock.now();
	void watch.untilSilent(ended.signal).then((isSilent) => {
		if (isSilent) over.resolve('silence');
	});
	return success({
		openedAt,
		get heardAt() {
			return watch.heardAt;
		},
		over: over.promise,
		gone: gone.promise.then(() => {}),
		close,
	});
}

const TIMEOUT = `not open after ${OPEN_TIMEOUT_MS / 1000} s`;

/** What kept a socket from opening; undefined once it is open. */
async function openedInTime(
	opened: Promise<string | undefined>,
	clock: Clock,
	signal: AbortSignal,
): Promise<string | undefined> {
	const settled = new AbortController();
	const late = clock
		.sleep(OPEN_TIMEOUT_MS, AbortSignal.any([signal, settled.signal]))
		.then(() => (signal.aborted ? 'stopped' : TIMEOUT));
	const problem = await Promise.race([opened, late]);
	settled.abort();
	return problem ?? (signal.aborted ? 'stopped' : undefined);
}

function deferred<T>() {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>((settle) => {
		resolve = settle;
	});
	return { promise, resolve };
}
