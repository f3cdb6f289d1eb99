/** The sandbox's AI tables, and runs of the node before them. */
import type { INode, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

export const PROJECTS = '20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv';
export const FINANCE = 'amweZ92PV6XbONqEFGpj4Z1l8xEKBD6p';
export const MINUTES = 'N7dx2rn0JbNZyEBrtA2QYnXqWMGjLRb3';
export const TASKS = 'hERWDMS';
export const CUSTOMERS = 'kUoCvDm';
export const EMPTY = 'pQzEmpty';

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });
/** A table of the base that most tests use. */
export const inTable = (table: string = TASKS, baseId: string = PROJECTS) => ({
	baseId: byId(baseId),
	table: byId(table),
});
export const asJson = (values: object | string) => ({
	specifyValues: 'json',
	columnsJson: typeof values === 'string' ? values : JSON.stringify(values),
});
/** As n8n keeps what was filled in column by column. */
export const asFields = (value: object) => ({
	specifyValues: 'fields',
	columns: { mappingMode: 'defineBelow', value, schema: [], matchingColumns: [] },
});
/** The columns of the input item by their names. */
export const autoMapped = {
	specifyValues: 'fields',
	columns: { mappingMode: 'autoMapInputData', value: null, schema: [], matchingColumns: [] },
};

/** The node before a sandbox of its own, which starts anew for each test. */
export function tableRuns(resource: string) {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
	});
	beforeEach(() => sandbox.control.reset());
	afterAll(async () => await sandbox.close());
	const call = async (
		parameters: object,
		input?: INodeExecutionData[],
		{ app = {}, settings = {} }: { app?: object; settings?: Partial<INode> } = {},
	) =>
		await runDingTalk({
			credentials: sandboxCredential(sandbox, { operatorId: 'alice', ...app }),
			settings,
			parameters: { resource, ...parameters } as INode['parameters'],
			input,
			timeZone: 'Asia/Shanghai',
		});
	return {
		get sandbox() {
			return sandbox;
		},
		call,
		/** What it puts out; a failure fails the test. */
		async run(parameters: object, input?: INodeExecutionData[]) {
			const { items, error } = await call(parameters, input);
			expect([error?.message, error?.description]).toEqual([undefined, undefined]);
			return items.map(({ json }) => json);
		},
		/** The words of its failure. */
		async refusal(parameters: object, input?: INodeExecutionData[], app?: object) {
			const { error } = await call(parameters, input, { app });
			return `${error?.message} – ${error?.description}`;
		},
		/** How often each call was answered. */
		calls: (id: string) => sandbox.control.counts()[id] ?? 0,
		/** The values of a table's newest records, by the names of the columns. */
		records(table: string = TASKS) {
			const sheets = sandbox.control.state().aiTables.flatMap((base) => base.sheets);
			const { fields = [], records = [] } = sheets.find(({ id }) => id === table) ?? {};
			return records.map(({ id, values }): { id: string; [column: string]: unknown } => ({
				id,
				...Object.fromEntries(fields.map((field) => [field.name, values[field.id]])),
			}));
		},
	};
}
