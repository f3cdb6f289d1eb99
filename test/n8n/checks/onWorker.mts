import assert from 'node:assert/strict';
import type { N8nProcess } from '../../../harness/n8n/server.mts';
import type { Session } from '../../../harness/session.mts';

/** An execution ran on one of the workers, and none of them all on the main process. */
export function assertOnWorker(
	workers: N8nProcess[],
	{ server }: Session,
	executionId: string,
): void {
	const finished = `Worker finished execution ${executionId} `;
	const outputs = workers.map((worker) => worker.output());
	assert.ok(
		outputs.some((output) => output.includes(finished)),
		outputs.join('\n'),
	);
	assert.ok(!server.output().includes('Worker started execution'), 'the main process ran it');
}
