import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export const MB = 1024 * 1024;

/** Collects what is not needed any more, and gives the system time to notice. */
export async function idleMb(): Promise<number> {
	for (let round = 0; round < 5; round++) {
		globalThis.gc?.();
		await sleep(100);
	}
	return process.memoryUsage.rss() / MB;
}

/** Highest resident memory since the last reset; Linux counts it, elsewhere since the process began. */
export function peakMb(): number {
	try {
		const status = readFileSync('/proc/self/status', 'utf8');
		return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
	} catch {
		return process.resourceUsage().maxRSS / 1024;
	}
}

export function resetPeak(): void {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
	} catch {
		/* Then the peak of the start counts too: the figure is too high, never too low. */
	}
}
