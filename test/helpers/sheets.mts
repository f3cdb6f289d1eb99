/** Operations on spreadsheets in n8n's engine, against a sandbox. */
import type { IDataObject, INode } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { sandboxCredential } from './appSandbox.mts';
import { itemsOf } from './calls.mts';
import type { DingTalkRun } from './dingTalk.mts';
import { runDingTalk } from './dingTalk.mts';

export const ORDERS = 'nodeOrders000000000000000000001';
export const ORDER_SHEET = '订单 Orders';

/** A picker's value. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

/** The columns of a form, one by one, as n8n's form gives them. */
export const columns = (value: IDataObject, matchingColumns: string[] = []) => ({
	row: { mappingMode: 'defineBelow', value, matchingColumns },
});
/** The columns from the input. */
export const mapped = (matchingColumns: string[] = []) => ({
	row: { mappingMode: 'autoMapInputData', value: null, matchingColumns },
});
/** All as JSON. */
export const json = (values: object, matchColumns?: string) => ({
	specifyValues: 'json',
	rowJson: JSON.stringify(values),
	...(matchColumns === undefined ? {} : { matchColumns }),
});

/** What a run has beside its parameters. */
type More = Partial<Pick<DingTalkRun, 'settings' | 'timeZone'>>;

/** A sandbox for a test file, put back before each test, with the runs of one resource. */
export function sheetRuns(resource: string, form: object = {}) {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
	});
	beforeEach(() => sandbox.control.reset());
	afterAll(async () => await sandbox.close());

	const credentials = () => sandboxCredential(sandbox, { operatorId: 'zhangwei' });
	const run = async (parameters: object, items: IDataObject[] = [{}], more: More = {}) =>
		await runDingTalk({
			credentials: credentials(),
			parameters: {
				resource,
				workbookId: byId(ORDERS),
				sheetId: byId(ORDER_SHEET),
				...form,
				...parameters,
			} as INode['parameters'],
			input: itemsOf(...items),
			...more,
		});
	return {
		control: () => sandbox.control,
		credentials,
		run,
		/** What it puts out; a failed run fails the test. */
		async jsonsOf(parameters: object, items?: IDataObject[], more?: More) {
			const { items: put, error } = await run(parameters, items, more);
			expect([error?.message, error?.description]).toEqual([undefined, undefined]);
			return put.map((item) => item.json);
		},
		/** The error of a run, in one text. */
		async errorOf(parameters: object, items?: IDataObject[]) {
			const { error } = await run(parameters, items);
			return `${error?.message} – ${error?.description}`;
		},
		/** What a sheet shows, formulas as such. */
		texts: (sheet = ORDER_SHEET, workbookId = ORDERS) =>
			sandbox.control.sheetTexts(workbookId, sheet),
		/** How often a call was made, by its name in the contract. */
		calls: (id: string) => sandbox.control.counts()[`workbook.${id}`] ?? 0,
	};
}
