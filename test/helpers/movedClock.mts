import { systemClock } from '../../nodes/shared/run/clock.ts';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';

/** A sandbox, and time that passes for it and for the nodes alike. */
export interface MovedClock {
	readonly sandbox: Sandbox;
	pass(ms: number): void;
}

/** A sandbox of its own for the tests of a file, at the seed before each of them. */
export function movedClock(): MovedClock {
	let sandbox: Sandbox;
	/** How far the clocks are ahead. They never go back, as turns count by them. */
	let ahead = 0;
	beforeAll(async () => {
		sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
	});
	beforeEach(() => {
		sandbox.control.reset();
		sandbox.control.advanceClock(ahead);
		const realNow = systemClock.now;
		jest.spyOn(systemClock, 'now').mockImplementation(() => realNow() + ahead);
	});
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => await sandbox.close());
	return {
		get sandbox() {
			return sandbox;
		},
		pass(ms) {
			ahead += ms;
			sandbox.control.advanceClock(ms);
		},
	};
}
