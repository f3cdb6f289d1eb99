import { inChild, median } from '../child.mts';
import type { Case } from '../report.mts';

const RUNS = 5;

/** How long n8n's own loader takes for the built package. */
export const load: Case = {
	name: 'load',
	async run(progress) {
		progress(`n8n loads the package, ${RUNS} times, each in a new process`);
		const times: number[] = [];
		for (let round = 0; round < RUNS; round++) {
			times.push((await inChild<{ ms: number }>('load.mts')).ms);
		}
		return [
			{
				what: 'n8n loads the package',
				measured: `${median(times).toFixed(0)} ms`,
				beside: `median of ${RUNS} new processes, slowest ${Math.max(...times).toFixed(0)} ms`,
			},
		];
	},
};
