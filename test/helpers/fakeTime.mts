import { systemClock } from '../../nodes/shared/run/clock.ts';
import type { FakeClock } from './fakeClock.mts';
import { instantClock } from './fakeClock.mts';

/** Replaces the nodes' clock until `jest.restoreAllMocks`: waits take no time. */
export function fakeTime(): FakeClock {
	const clock = instantClock(Date.now());
	jest.spyOn(systemClock, 'now').mockImplementation(clock.now);
	jest.spyOn(systemClock, 'random').mockImplementation(clock.random);
	jest.spyOn(systemClock, 'sleep').mockImplementation(clock.sleep);
	return clock;
}
