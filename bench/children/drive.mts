import { credentialFor, runNode, temporaryFolder, useBinaryMode } from '../engine.mts';
import { idleMb, MB, peakMb, resetPeak } from '../memory.mts';

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

const { BinaryDataService } = await import('n8n-core');
const { Container } = await import('../../harness/container.mts');

const [sizeMb, apiUrl, oapiUrl] = process.argv.slice(2);
const SPACE = { __rl: true, mode: 'id', value: '25001000001' };
const UPLOAD = { resource: 'file', operation: 'upload', spaceId: SPACE };
const store = Container.get(BinaryDataService);

/** Bytes of which no two megabytes are alike. */
function* megabytes(count: number): Generator<Buffer> {
	for (let number = 0; number < count; number++) yield Buffer.alloc(MB, `megabyte ${number} `);
}

const hashOf = async (chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<string> => {
	const hash = createHash('sha256');
	for await (const chunk of chunks) hash.update(chunk);
	return hash.digest('hex');
};

/** An item with a file of this size, which is never in memory as a whole. */
async function itemOf(megabytesInAll: number): Promise<INodeExecutionData> {
	const data = await store.store(
		{ type: 'execution', workflowId: 'bench', executionId: '1' },
		Readable.from(megabytes(megabytesInAll)),
		{ data: '', fileName: `${megabytesInAll}.bin`, mimeType: 'application/octet-stream' },
	);
	return { json: {}, binary: { data } };
}

/** The work, the memory that it takes above idle at most, and its time. */
async function measured<T>(work: () => Promise<T>) {
	const idle = await idleMb();
	resetPeak();
	const startedAt = performance.now();
	const result = await work();
	return { result, mb: peakMb() - idle, seconds: (performance.now() - startedAt) / 1000 };
}

await useBinaryMode('filesystem', `${temporaryFolder}/binary`);
const credentials = credentialFor({ apiUrl, oapiUrl }, { operatorId: 'zhangwei' });
const download = (dentryId: unknown) => ({
	resource: 'file',
	operation: 'download',
	spaceId: SPACE,
	dentryId: { __rl: true, mode: 'id', value: String(dentryId) },
});
for (let round = 0; round < 3; round++) {
	const [{ json }] = await runNode(UPLOAD, [await itemOf(1)], credentials);
	await runNode(download(json.dentryId), [{ json: {} }], credentials);
}
const big = await itemOf(Number(sizeMb));
const up = await measured(async () => await runNode(UPLOAD, [big], credentials));
const { dentryId } = up.result[0].json;
const down = await measured(
	async () => await runNode(download(dentryId), [{ json: {} }], credentials),
);
const { id = '' } = down.result[0].binary?.data as IBinaryData;
const came = await hashOf(await store.getAsStream(id));
if (came !== (await hashOf(megabytes(Number(sizeMb))))) throw new Error('The bytes differ');
console.log(
	JSON.stringify({
		upload: { mb: up.mb, seconds: up.seconds },
		download: { mb: down.mb, seconds: down.seconds },
	}),
);
