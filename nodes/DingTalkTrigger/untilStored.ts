import type { IRun } from 'n8n-workflow';

import type { Clock } from '../shared/run/clock';
import { isCancellation } from '../shared/errors/n8nError';
import type { Asked } from './underWay';

/** Six minutes in all: the restart of a database takes no longer. */
const WAITS_MS = [1000, 5000, 15_000, 60_000, 300_000];

/** An execution that starts, or what n8n threw instead. */
export type Emitted =
	| { ok: true; run: Promise<IRun | undefined>; asked?: Asked }
	| { ok: false; error: unknown };

type Ended = { ok: true; run: IRun | undefined } | { ok: false; error: unknown };

/** How n8n is asked again. */
export interface Retrying {
	/** Asks once more, with the same key. */
	emit(): Emitted;
	clock: Clock;
	/** Ends the asking. */
	signal?: AbortSignal;
	/** n8n did not take the execution; it is asked again after a pause. */
	onRefused(): void;
}

/**
 * The end of a run, for which n8n is asked again where it could not store the execution: of a message DingTalk has
 * its acknowledgement and will not push again, and an event is not left to how often it does. Whatever else made the
 * run reject, n8n knows the key and starts no second one.
 *
 * @throws what n8n said last
 */
export async function untilStored(
	first: Promise<IRun | undefined>,
	{ emit, clock, signal, onRefused }: Retrying,
): Promise<IRun | undefined> {
	let ended = await endOf(first);
	for (const waitMs of WAITS_MS) {
		if (ended.ok || isCancellation(ended.error)) break;
		onRefused();
		await clock.sleep(waitMs, signal);
		if (signal?.aborted) break;
		const again = emit();
		ended = again.ok ? await endOf(again.run) : again;
	}
	if (ended.ok) return ended.run;
	throw ended.error;
}

const endOf = async (run: Promise<IRun | undefined>): Promise<Ended> =>
	await run.then(
		(value): Ended => ({ ok: true, run: value }),
		(error: unknown): Ended => ({ ok: false, error }),
	);
