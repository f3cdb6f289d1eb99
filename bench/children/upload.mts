import { credentialFor, runNode, temporaryFolder, useBinaryMode } from '../engine.mts';
import { idleMb, MB, peakMb, resetPeak } from '../memory.mts';

import type { INodeExecutionData } from 'n8n-workflow';

const { BinaryDataService } = await import('n8n-core');
const { Container } = await import('../../harness/container.mts');

const [mode, apiUrl, oapiUrl] = process.argv.slice(2);
const PARAMETERS = { resource: 'media', operation: 'upload', mediaType: 'file' };

/** An item with a file of this size, where n8n keeps files in this mode. */
async function itemOf(bytes: number): Promise<INodeExecutionData> {
	const data = await Container.get(BinaryDataService).store(
		{ type: 'execution', workflowId: 'bench', executionId: '1' },
		Buffer.alloc(bytes, 'report '),
		{ data: '', fileName: 'report.pdf', mimeType: 'application/pdf' },
	);
	return { json: {}, binary: { data } };
}

await useBinaryMode(mode === 'filesystem' ? 'filesystem' : 'default', `${temporaryFolder}/binary`);
const credentials = credentialFor({ apiUrl, oapiUrl });
const small = await itemOf(MB / 4);
for (let round = 0; round < 3; round++) await runNode(PARAMETERS, [small], credentials);
const big = await itemOf(20 * MB);
const idle = await idleMb();
resetPeak();
const [{ json }] = await runNode(PARAMETERS, [big], credentials);
if (json.bytes !== 20 * MB) throw new Error(`uploaded ${String(json.bytes)} bytes`);
console.log(JSON.stringify({ mb: peakMb() - idle }));
