import { inChild } from '../child.mts';
import { credentialFor, runNode } from '../engine.mts';
import type { Case, Row } from '../report.mts';
import { startSandboxProcess } from '../sandbox.mts';

const MANY = 100_000;
const PER_CALL = 100;
const LIMIT_MB = 64;
const LIMIT_KB = 8;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
/** Without records at first. */
export const TABLE = {
	baseId: byId('20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv'),
	table: byId('pQzEmpty'),
};

/** What `children/watch.mts` tells. */
export interface Watched {
	/** Peak memory above idle, of a poll. */
	mb: number;
	seconds: number;
	/** What n8n has stored after it. */
	storedBytes: number;
	told: number;
}

/** The AI Table Trigger on a large table: the memory of a poll, its calls, and what it remembers. */
export const watch: Case = {
	name: 'watch',
	async run(progress) {
		const sandbox = await startSandboxProcess();
		try {
			await sandbox.reset(0, Number.POSITIVE_INFINITY);
			progress(`${MANY.toLocaleString('en')} records in a table that is watched`);
			const credentials = credentialFor(sandbox, {
				callsPerSecond: 100_000,
				operatorId: 'zhangwei',
			});
			const items = Array.from({ length: MANY }, (_, at) => ({
				json: { '文本 Text': `Record ${at}` },
			}));
			const columns = { mappingMode: 'autoMapInputData', value: null, schema: [] };
			const create = { ...TABLE, resource: 'aiTableRecord', operation: 'create', columns };
			await runNode(create as never, items, credentials);
			const before = await sandbox.counts();
			const { apiUrl, oapiUrl } = sandbox;
			const { poll, polls } = await inChild<{ poll: Watched; polls: number }>(
				'watch.mts',
				apiUrl,
				oapiUrl,
			);
			const lists = (counts: Record<string, number>) => counts['notable.listRecords'] ?? 0;
			const calls = (lists(await sandbox.counts()) - lists(before)) / polls;
			return rowsOf(poll, calls);
		} finally {
			await sandbox.close();
		}
	},
};

function rowsOf({ mb, seconds, storedBytes, told }: Watched, calls: number): Row[] {
	const what = `poll of ${MANY.toLocaleString('en')} records`;
	const kb = storedBytes / 1024;
	return [
		{
			what: `${what}: peak memory above idle`,
			measured: `${mb.toFixed(0)} MB`,
			target: `< ${LIMIT_MB} MB`,
			isMet: mb < LIMIT_MB,
			beside: `${calls.toFixed(0)} calls of ${PER_CALL} records, ${seconds.toFixed(1)} s without latency and allowance`,
		},
		{
			what: `${what}: remembered`,
			measured: `${kb.toFixed(1)} kB`,
			target: `< ${LIMIT_KB} kB`,
			isMet: kb < LIMIT_KB && told === 10,
			beside: `${told} new records told, of 10`,
		},
	];
}
