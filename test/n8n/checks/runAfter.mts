import type { N8nClient } from '../../../harness/n8n/client.mts';
import type { RunResult } from '../../../harness/n8n/runData.mts';

const RUN_LIMIT_MS = 90_000;
const LOOK_MS = 200;

/** The first run that is none of these: n8n polls at its start, or when the next minute begins. */
export async function runAfter(
	client: N8nClient,
	workflowId: string,
	before: readonly string[],
): Promise<RunResult> {
	const deadline = Date.now() + RUN_LIMIT_MS;
	while (Date.now() < deadline) {
		const fresh = (await client.executionIds(workflowId)).find((id) => !before.includes(id));
		if (fresh !== undefined) return await client.waitForRun(fresh);
		await new Promise((done) => setTimeout(done, LOOK_MS));
	}
	throw new Error(`No run within ${RUN_LIMIT_MS / 1000} s`);
}
