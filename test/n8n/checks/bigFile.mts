import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import { until } from '../../../harness/n8n/until.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { APP } from './sendAndWaitWorkflows.mts';
import { ONE_NODE_TRIGGER, oneNodeWorkflow } from './workflow.mts';

const ID = 'check-big-file';
const NAME = 'recording.bin';
/** In parts of 8 MB. */
const PARTS = 8;
const BYTES = PARTS * 8 * 1024 * 1024 - 1000;
const CONTENT = Buffer.alloc(BYTES, 'every line of it differs 0123456789');
const SPACE = '25001000001';
const PART = 'file.upload';
/** So many parts are there when n8n is killed; each takes so long. */
const KILL_AT = 3;
const LATENCY_MS = 300;

/** A server with a big file. */
export interface FileServer {
	url: string;
	close(): Promise<void>;
}

export async function startFileServer(): Promise<FileServer> {
	const server = createServer((_request, response) => {
		response.writeHead(200, {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename="${NAME}"`,
		});
		response.end(CONTENT);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/${NAME}`,
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

/** Fetches the file, puts it into the drive and takes it out again. */
export function bigFileWorkflow({ url }: FileServer): Workflow {
	const { nodes, ...workflow } = oneNodeWorkflow('big-file', {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { url, options: { response: { response: { responseFormat: 'file' } } } },
	});
	const file = (name: string, parameters: object) => ({
		...{ id: `node-${name}`, name, position: [480, 0], typeVersion: 1 },
		...{ type: 'n8n-nodes-dingtalk-suite.dingTalk', credentials: APP },
		parameters: {
			...{ resource: 'file', spaceId: { __rl: true, mode: 'id', value: SPACE } },
			...parameters,
		},
	});
	const dentryId = { __rl: true, mode: 'id', value: '={{ $json.dentryId }}' };
	const operatorId = { __rl: true, mode: 'id', value: 'zhangwei' };
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		...workflow,
		nodes: [
			...nodes,
			file('Upload', {
				operation: 'upload',
				options: { conflictStrategy: 'OVERWRITE', operatorId },
			}),
			file('Download', { operation: 'download', dentryId, options: { operatorId } }),
		] as Workflow['nodes'],
		connections: {
			[ONE_NODE_TRIGGER]: to('Step'),
			Step: to('Upload'),
			Upload: to('Download'),
		},
	};
}

/** A big file on its way into the drive: kill −9 leaves no half of it, and a part that fails twice is sent again. */
export async function checkBigFile(report: Report, { session, sandbox }: Bench): Promise<void> {
	console.log(`\nA file of ${PARTS} parts into the drive`);
	const { control } = sandbox;
	const { client } = session;
	const inDrive = () =>
		control
			.state()
			.spaces.flatMap(({ dentries }) => dentries)
			.filter(({ name }) => name === NAME);
	const parts = () => control.journal().filter(({ id }) => id === PART).length;
	await report.check('n8n is killed on the way: the drive shows nothing of it', async () => {
		control.latency(LATENCY_MS);
		try {
			const before = parts();
			const executionId = await client.start(ID, ONE_NODE_TRIGGER);
			const isHalf = () => parts() - before >= KILL_AT;
			await until('some parts are there', isHalf, { pollMs: 5 });
			await session.server.kill();
			console.log(`    killed: ${parts() - before} of ${PARTS} parts sent`);
			assert.ok(parts() - before < PARTS, 'it was too quick to be caught');
			await session.restart();
			assert.equal((await client.waitForRun(executionId)).status, 'crashed');
			assert.deepEqual(inDrive(), []);
		} finally {
			control.latency(0);
		}
	});
	await report.check(
		'run again, a part that fails twice is sent again, and all bytes come back',
		async () => {
			control.addFault({ match: { id: PART }, afterCalls: 2, times: 2, cut: true });
			const before = parts();
			const run = await client.run(ID, ONE_NODE_TRIGGER);
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			assert.equal(parts() - before, PARTS + 2);
			assert.deepEqual(
				inDrive().map(({ bytes }) => bytes),
				[BYTES],
			);
			const [{ binary }] = itemsOf(run, 'Download');
			assert.ok(binary?.data);
			const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex');
			assert.equal(hash(await client.bytesOf(binary.data)), hash(CONTENT));
		},
	);
}
