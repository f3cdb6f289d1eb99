import { inChild, median } from '../child.mts';
import type { Case } from '../report.mts';

const RUNS = 7;
const MAX_MS = 60;

/** How long n8n's own loader takes for the built package. */
export const load: Case = {
	name: 'load',
	async run(progress) {
		progress(`n8n loads the package, ${RUNS} times, each in a new process`);
		const times: number[] = [];
		const workflowTimes: number[] = [];
		for (let round = 0; round < RUNS; round++) {
			const { ms, workflowMs } = await inChild<{ ms: number; workflowMs: number }>('load.mts');
			times.push(ms);
			workflowTimes.push(workflowMs);
		}
		return [
			{
				what: 'n8n loads the package',
				measured: `${median(times).toFixed(0)} ms`,
				target: `< ${MAX_MS} ms`,
				isMet: median(times) < MAX_MS,
				beside: `median of ${RUNS} new processes; n8n-workflow itself: ${median(workflowTimes).toFixed(0)} ms`,
			},
		];
	},
};
