import type { StreamFault, StreamFaultKind } from '../state/types.mts';

/** All kinds of faults, in the order the page shows them. */
const STREAM_FAULTS: readonly StreamFaultKind[] = [
	'drop',
	'dropMidFrame',
	'halfOpen',
	'disconnect',
	'storm',
	'duplicate',
	'reorder',
	'delay',
	'badJson',
	'refuseTicket',
	'refuseOpen',
];

/** Says what is wrong with a fault that came over HTTP, or nothing. */
export function streamFaultProblem(fault: unknown): string | undefined {
	const { what, times, delayMs, answer } = (fault ?? {}) as Partial<StreamFault>;
	if (!STREAM_FAULTS.includes(what as StreamFaultKind)) {
		return `expected what: ${STREAM_FAULTS.join(', ')}`;
	}
	for (const count of [times, delayMs]) {
		if (count !== undefined && !(Number.isFinite(count) && count >= 0)) {
			return 'expected times and delayMs to be numbers from 0';
		}
	}
	if (answer && typeof answer.status !== 'number') return 'expected answer: {status, body}';
	return undefined;
}

/** Stream faults that wait for what they hit. */
export class StreamFaults {
	private waiting: Array<{ fault: StreamFault; left: number }> = [];

	/** Adds a fault behind those that are already there. */
	add(fault: StreamFault, left: number): void {
		if (left > 0) this.waiting.push({ fault, left });
	}

	/** The faults that can still hit, with how often. */
	list(): StreamFault[] {
		return this.waiting.map(({ fault, left }) => ({ ...fault, times: left }));
	}

	/** Drops all of them. */
	clear(): void {
		this.waiting = [];
	}

	/** Uses up one hit of the first fault of these kinds. */
	take(clientId: string, ...kinds: Array<StreamFaultKind>): StreamFault | undefined {
		const found = this.waiting.find(
			({ fault }) =>
				kinds.includes(fault.what) && (fault.clientId === undefined || fault.clientId === clientId),
		);
		if (!found) return undefined;
		found.left--;
		if (found.left <= 0) this.waiting = this.waiting.filter((entry) => entry !== found);
		return found.fault;
	}
}
