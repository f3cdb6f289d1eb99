/**
 * What nodes wait for between two attempts lasts a tenth here, and their clock goes ten times as fast: where nock is
 * DingTalk nobody else has a clock. The sandbox has one, so its tests take `realTime`.
 */
import { systemClock } from '../../nodes/shared/run/clock.ts';

const startedAt = Date.now();
const { now, sleep } = systemClock;
let times = 10;

systemClock.now = () => startedAt + (now() - startedAt) * times;
systemClock.sleep = async (ms, signal) => await sleep(ms / times, signal);

/** For this file, and to be called before anything runs. */
export function realTime(): void {
	times = 1;
}
