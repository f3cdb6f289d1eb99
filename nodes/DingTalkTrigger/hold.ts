import type { Clock } from '../shared/run/clock';
import type { Asked } from './underWay';
import { MINUTE_MS } from '../shared/run/durations';

/** DingTalk pushes an event again after 60 s without an answer; how soon after `LATER` is [unverified]. */
const HOLD_MS = 50_000;
/**
 * n8n stores an execution, or says that it cannot, within seconds. What it has been at for so long without a word is
 * taken for stored: a workflow that runs for hours shall not be pushed again for hours.
 */
const TAKEN_AFTER_MS = 10 * MINUTE_MS;

/** Waits until it is known whether n8n has an execution, at most as long as DingTalk waits for an acknowledgement. */
export type Hold = (asked: Asked) => Promise<boolean>;

/** @param signal aborts when the trigger is closed: then nothing is waited for, and DingTalk pushes again */
export function createHold(clock: Clock, signal: AbortSignal): Hold {
	const held = new Set<() => void>();
	// One listener for all: Node warns of more than ten, and hundreds may be held.
	signal.addEventListener('abort', () => {
		for (const wake of [...held]) wake();
	});

	async function wait(asked: Asked): Promise<void> {
		const over = new AbortController();
		const wake = () => over.abort();
		const forget = asked.whenKnown(wake);
		held.add(wake);
		await clock.sleep(HOLD_MS, over.signal);
		held.delete(wake);
		forget();
	}

	return async (asked) => {
		if (asked.known === 'unknown' && !signal.aborted) await wait(asked);
		if (asked.known === 'unknown' && !signal.aborted && isLong(asked)) asked.settle('stored');
		return asked.known === 'stored';
	};

	function isLong({ sinceMs }: Asked): boolean {
		return sinceMs !== undefined && clock.now() - sinceMs >= TAKEN_AFTER_MS;
	}
}
