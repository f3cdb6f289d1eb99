import type { Clock } from '../../shared/run/clock';
import type { Failure } from '../../shared/errors/failure';
import { MINUTE_MS } from '../../shared/run/durations';

/** An outage this long is told to the user, once. */
const REPORT_AFTER_MS = 5 * MINUTE_MS;
/** A connection that did not stand so long has ended no outage. */
const STEADY_MS = 10_000;

export interface OutageParts {
	clock: Pick<Clock, 'now'>;
	/** The outage lasts long; called once for each. */
	onLong(failure: Failure): void;
	/** A reported outage is over. */
	onEnd(lastedMs: number): void;
}

/** Keeps account of how long there has been no connection. */
export interface Outage {
	/** A connection ended; `steadyMs` is how long it had stood. */
	lost(connection: { openedAt: number; heardAt: number }): void;
	/** There is still none. */
	lasts(failure: Failure): void;
	restored(): void;
}

/** Starts without an outage. */
export function createOutage({ clock, onLong, onEnd }: OutageParts): Outage {
	let sinceMs: number | undefined;
	let isReported = false;

	const lasts = (failure: Failure) => {
		if (isReported || sinceMs === undefined || clock.now() - sinceMs < REPORT_AFTER_MS) return;
		isReported = true;
		onLong(failure);
	};
	return {
		lost({ openedAt, heardAt }) {
			if (sinceMs === undefined || clock.now() - openedAt >= STEADY_MS) {
				sinceMs = heardAt;
				isReported = false;
			}
			lasts(DROPPED);
		},
		lasts,
		restored() {
			if (isReported && sinceMs !== undefined) onEnd(clock.now() - sinceMs);
		},
	};
}

/** Connections open, and none lasts. */
const DROPPED: Failure = { kind: 'connection', code: 'streamDropped', message: '' };
