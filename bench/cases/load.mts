import { inChild, median } from '../child.mts';
import type { Case } from '../report.mts';

const RUNS = 7;
const MAX_MS = 60;

interface Loaded {
	/** Milliseconds until n8n knows the nodes and has the credentials, as it does when it starts. */
	ms: number;
	/** Milliseconds until the DingTalk node can run, when a workflow first uses it. */
	firstUseMs: number;
	/** Milliseconds that n8n-workflow itself takes. */
	workflowMs: number;
}

/** How long n8n's own loader takes for the built package. */
export const load: Case = {
	name: 'load',
	async run(progress) {
		progress(`n8n loads the package, ${RUNS} times, each in a new process`);
		const runs: Loaded[] = [];
		for (let round = 0; round < RUNS; round++) runs.push(await inChild<Loaded>('load.mts'));
		const ms = median(runs.map((run) => run.ms));
		const firstUseMs = median(runs.map((run) => run.firstUseMs));
		const workflowMs = median(runs.map((run) => run.workflowMs));
		return [
			{
				what: 'n8n loads the package',
				measured: `${ms.toFixed(0)} ms`,
				target: `< ${MAX_MS} ms`,
				isMet: ms < MAX_MS,
				beside: `median of ${RUNS} new processes; first use of DingTalk: ${firstUseMs.toFixed(0)} ms more; n8n-workflow itself: ${workflowMs.toFixed(0)} ms`,
			},
		];
	},
};
