import type { Clock } from '../shared/run/clock';
import type { Failure, Outcome } from '../shared/errors/failure';
import { pushOfFrame } from '../shared/pushes/read';
import { dispatch } from './stream/dispatch';
import type { Receiver } from './stream/receivers';
import { join, siblingsOf } from './stream/receivers';
import { createStream } from './stream/stream';
import type { OpenGateway } from './stream/gateway';
import type { OpenSocket } from './stream/socket';

/** Pushes that were acknowledged are handed over before the trigger closes, if it takes no longer. */
const FINISH_MS = 5000;

export interface ListenerParts {
	clock: Clock;
	openGateway: OpenGateway;
	openSocket: OpenSocket;
	/** Client ID and base URL: triggers of one app share what comes. */
	app: string;
	/** Workflow, node and kind of run. */
	trigger: string;
	isTest?: boolean;
	receiver: Receiver;
	onRefused(failure: Failure): void;
	onOutage(failure: Failure): void;
	onNews(news: string): void;
	/** Something that was pushed could not be dealt with. */
	onFault(error: unknown): void;
}

/** One trigger that listens: a stream, and a receiver among those of its app. */
export interface Listener {
	open(): Promise<Outcome<void>>;
	/** May be called at any time, and again. */
	close(): Promise<void>;
}

/** A listener that does not listen yet. */
export function createListener(parts: ListenerParts): Listener {
	const { app, trigger, clock } = parts;
	const underWay = new Set<Promise<unknown>>();
	let leave = () => {};
	let isClosed = false;
	let closing: Promise<void> | undefined;
	let joined: (() => void) | undefined;
	// The first push may be there before anybody could join.
	const ready = new Promise<void>((resolve) => {
		joined = resolve;
	});

	function track<T>(work: Promise<T>): Promise<T> {
		const done = () => underWay.delete(work);
		underWay.add(work);
		work.then(done, done);
		return work;
	}

	const stream = createStream({
		...parts,
		onPush(frame, answer) {
			const work = ready.then(
				async () => await dispatch(frame, answer, siblingsOf(app, clock), pushOfFrame),
			);
			// Nothing that comes may bring the trigger down.
			void track(work.catch(parts.onFault));
		},
		onUnreadable: () => parts.onNews('something came that is no frame; it was ignored'),
	});

	async function finish(): Promise<void> {
		isClosed = true;
		leave();
		const late = new AbortController();
		const finished = Promise.allSettled(underWay).then(() => late.abort());
		await Promise.race([finished, clock.sleep(FINISH_MS, late.signal)]);
		await stream.close();
	}

	return {
		async open() {
			const outcome = await stream.open();
			if (outcome.ok && !isClosed) {
				const take: Receiver['take'] = async (push) => await track(parts.receiver.take(push));
				leave = join({ app, trigger, isTest: parts.isTest }, { take }, clock);
			}
			joined?.();
			return outcome;
		},
		async close() {
			await (closing ??= finish());
		},
	};
}
