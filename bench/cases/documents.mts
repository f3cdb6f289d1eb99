import { performance } from 'node:perf_hooks';
import type { IDataObject } from 'n8n-workflow';

import { credentialFor, runNode } from '../engine.mts';
import type { Case, Row } from '../report.mts';
import { seconds } from '../report.mts';
import type { SandboxProcess } from '../sandbox.mts';
import { startSandboxProcess } from '../sandbox.mts';

const MANY = 10_000;
const FEW = 2_500;
const ROUNDS = 3;
const GROWTH = 2;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const AUTO_MAPPED = { mappingMode: 'autoMapInputData', value: null, schema: [] };

/** A kind of document with lines, how the node fills an empty one, and in how many calls at most. */
interface Kind {
	what: string;
	/** Of the calls that count, by the beginning of their names in the sandbox. */
	calls: string;
	write: object;
	read: object;
	item(index: number): IDataObject;
	mostCalls(lines: number): { write: number; read: number };
}

const TABLE = {
	resource: 'aiTableRecord',
	baseId: byId('20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv'),
	table: byId('pQzEmpty'),
};
const SHEET = {
	resource: 'spreadsheetRow',
	workbookId: byId('nodeOrders000000000000000000001'),
	sheetId: byId('订单 Orders'),
};

const KINDS: Kind[] = [
	{
		what: 'records of an AI table',
		calls: 'notable.',
		write: { ...TABLE, operation: 'create', columns: { ...AUTO_MAPPED, matchingColumns: [] } },
		read: { ...TABLE, operation: 'getAll', returnAll: true },
		item: (index) => ({ '文本 Text': `Record ${index}` }),
		// 100 records each; the columns are asked for once.
		mostCalls: (lines) => ({ write: lines / 100 + 1, read: lines / 100 + 1 }),
	},
	{
		what: 'rows of a spreadsheet',
		calls: 'workbook.',
		write: { ...SHEET, operation: 'append', row: { ...AUTO_MAPPED, matchingColumns: [] } },
		read: { ...SHEET, operation: 'getAll', returnAll: true },
		item: (index) => ({ Amount: index, Customer: `Customer ${index}` }),
		// 5,000 cells are written at once and 20,000 read, of a sheet with six columns; what stands there is asked for first.
		mostCalls: (lines) => ({
			write: Math.ceil(lines / Math.floor(5000 / 6)) + 3,
			read: Math.ceil(lines / Math.floor(20_000 / 6)) + 3,
		}),
	},
];

interface Measured {
	writeMs: number;
	readMs: number;
	writeCalls: number;
	readCalls: number;
}

async function measure(sandbox: SandboxProcess, kind: Kind, lines: number): Promise<Measured> {
	await sandbox.reset(0, Number.POSITIVE_INFINITY);
	const credentials = credentialFor(sandbox, { callsPerSecond: 100_000, operatorId: 'zhangwei' });
	const callsSoFar = async () =>
		Object.entries(await sandbox.counts())
			.filter(([name]) => name.replace('refused:', '').startsWith(kind.calls))
			.reduce((sum, [, count]) => sum + count, 0);
	const timed = async (parameters: object, items: IDataObject[]) => {
		const before = await callsSoFar();
		const startedAt = performance.now();
		const input = items.map((json, item) => ({ json, pairedItem: { item } }));
		const put = await runNode(parameters as never, input, credentials);
		const ms = performance.now() - startedAt;
		return { ms, put: put.length, calls: (await callsSoFar()) - before };
	};
	const old = await timed(kind.read, [{}]);
	const written = await timed(
		kind.write,
		Array.from({ length: lines }, (_, at) => kind.item(at)),
	);
	const read = await timed(kind.read, [{}]);
	const came = read.put - (old.put > 1 ? old.put : 0);
	if (written.put !== lines || came !== lines || written.calls === 0 || read.calls === 0)
		throw new Error(`${written.put} of ${lines} ${kind.what} were written, and ${came} read`);
	return {
		...{ writeMs: written.ms, writeCalls: written.calls },
		...{ readMs: read.ms, readCalls: read.calls },
	};
}

/** 10,000 lines written and read again: calls made, and the time per line against that of a quarter of them. */
export const documents: Case = {
	name: 'documents',
	async run(progress) {
		const table: Row[] = [];
		const sandbox = await startSandboxProcess();
		try {
			for (const kind of KINDS) {
				progress(`${MANY.toLocaleString('en')} ${kind.what}, written and read`);
				// The first run loads much of n8n.
				await measure(sandbox, kind, FEW);
				const few: Measured[] = [];
				const many: Measured[] = [];
				for (let round = 0; round < ROUNDS; round++) {
					few.push(await measure(sandbox, kind, FEW));
					many.push(await measure(sandbox, kind, MANY));
				}
				table.push(...rowsOf(kind, few, many));
			}
		} finally {
			await sandbox.close();
		}
		return table;
	},
};

function rowsOf(kind: Kind, few: Measured[], many: Measured[]): Row[] {
	const most = kind.mostCalls(MANY);
	return (['write', 'read'] as const).flatMap((way): Row[] => {
		const what = `${MANY.toLocaleString('en')} ${kind.what}, ${way === 'write' ? 'written' : 'read'}`;
		const calls = Math.max(...many.map((one) => one[`${way}Calls`]));
		const quickest = (runs: Measured[]) => Math.min(...runs.map((one) => one[`${way}Ms`]));
		const growth = quickest(many) / MANY / (quickest(few) / FEW);
		return [
			{
				what: `${what}: calls`,
				measured: String(calls),
				target: `≤ ${most[way]}`,
				isMet: calls <= most[way],
			},
			{
				what: `${what}: time per line, against ${FEW.toLocaleString('en')}`,
				measured: `${growth.toFixed(2)} ×`,
				target: `< ${GROWTH} ×`,
				isMet: growth < GROWTH,
				beside: `${seconds(quickest(many))}, sandbox without latency and allowance`,
			},
		];
	});
}
