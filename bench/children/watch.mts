import { credentialFor, runNode } from '../engine.mts';
import { idleMb, peakMb, resetPeak } from '../memory.mts';

import { createRequire } from 'node:module';
import type { INodeType } from 'n8n-workflow';

import type { Watched } from '../cases/watch.mts';
import { TABLE } from '../cases/watch.mts';

const { pollingWorkflow } = await import('../../harness/poll.mts');

const [apiUrl, oapiUrl] = process.argv.slice(2);
const { DingTalkAiTableTrigger } = createRequire(import.meta.url)(
	'../../dist/nodes/DingTalkAiTableTrigger/DingTalkAiTableTrigger.node.js',
) as { DingTalkAiTableTrigger: new () => INodeType };

const credentials = credentialFor(
	{ apiUrl, oapiUrl },
	{ callsPerSecond: 100_000, operatorId: 'zhangwei' },
);
const workflow = pollingWorkflow({
	type: new DingTalkAiTableTrigger(),
	parameters: {
		pollTimes: { item: [{ mode: 'everyMinute' }] },
		...TABLE,
		triggerOn: 'createdOrUpdated',
	} as never,
	credentials,
});
await workflow.activate();
// What was made within the last hour is remembered at first.
await workflow.poll();

const columns = { mappingMode: 'autoMapInputData', value: null, schema: [] };
const create = { ...TABLE, resource: 'aiTableRecord', operation: 'create', columns };
const fresh = Array.from({ length: 10 }, (_, at) => ({ json: { '文本 Text': `Fresh ${at}` } }));
await runNode(create as never, fresh, credentials);

const idle = await idleMb();
resetPeak();
const startedAt = performance.now();
await workflow.poll();
const [error] = workflow.errors;
if (error) throw error;
const poll: Watched = {
	mb: peakMb() - idle,
	seconds: (performance.now() - startedAt) / 1000,
	storedBytes: JSON.stringify(workflow.stored()).length,
	told: workflow.runs.flat().length,
};
console.log(JSON.stringify({ poll, polls: 3 }));
