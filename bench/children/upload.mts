import { credentialFor, runNode, temporaryFolder, useBinaryMode } from '../engine.mts';

import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeExecutionData } from 'n8n-workflow';

const { BinaryDataService } = await import('n8n-core');
const { Container } = await import('../../harness/container.mts');

const MB = 1024 * 1024;
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

/** Collects what is not needed any more, and gives the system time to notice. */
async function idleMb(): Promise<number> {
	for (let round = 0; round < 5; round++) {
		globalThis.gc?.();
		await sleep(100);
	}
	return process.memoryUsage.rss() / MB;
}

/** Highest resident memory since the last reset; Linux counts it, elsewhere since the process began. */
function peakMb(): number {
	try {
		const status = readFileSync('/proc/self/status', 'utf8');
		return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
	} catch {
		return process.resourceUsage().maxRSS / 1024;
	}
}

function resetPeak(): void {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
	} catch {
		/* Then the peak of the start counts too: the figure is too high, never too low. */
	}
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
