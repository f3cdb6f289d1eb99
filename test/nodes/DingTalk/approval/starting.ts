/** Forms of the sandbox's processes, and runs of the node before it. */
import type { INode, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { binaryOf, runDingTalk } from '../../../helpers/dingTalk.mts';

export const LEAVE = 'PROC-SANDBOX-LEAVE';
export const EXPENSE = 'PROC-SANDBOX-EXPENSE';
export const PURCHASE = 'PROC-SANDBOX-PURCHASE';
export const EVERYTHING = 'PROC-SANDBOX-EVERYTHING';

export const leaveForm = {
	'请假类型 Type': '年假 Annual',
	开始时间: '2026-12-01',
	结束时间: '2026-12-02',
	'天数 Days': 2,
	'请假事由 Reason': 'Family',
};
export const expenseForm = (total: string | number = '20.50') => ({
	'报销事由 Purpose': 'Trip',
	'费用明细 Items': [{ '费用说明 Item': 'Taxi', '金额 Amount': '20.50' }],
	'总金额 Total': total,
});

export const process = (value: string) => ({ __rl: true, mode: 'id', value });
export const person = (value: string) => ({ __rl: true, mode: 'id', value });
export const people = (...ids: string[]) => ({ list: [{ ids: ids.join(',') }] });
export const asJson = (form: object) => ({ specifyForm: 'json', formJson: JSON.stringify(form) });
/** As n8n keeps what was filled in field by field. */
export const asFields = (value: object, schema: object[] = []) => ({
	specifyForm: 'fields',
	form: { mappingMode: 'defineBelow', value, schema, matchingColumns: [] },
});

/** A PNG of 2 by 3 pixels, as far as its beginning tells. */
export const PNG = Buffer.from(
	'89504e470d0a1a0a0000000d49484452000000020000000308060000009a5d2c4b',
	'hex',
);
export const receipt = binaryOf(PNG, '发票 receipt.png', 'image/png');
export const invoice = binaryOf('%PDF-1.7 invoice', 'invoice.pdf', 'application/pdf');

/** The node before a sandbox of its own, which starts anew for each test. */
export function approvalRuns(resource: string) {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
	});
	beforeEach(() => sandbox.control.reset());
	afterAll(async () => await sandbox.close());
	const call = async (
		parameters: object,
		input?: INodeExecutionData[],
		app: object = {},
		settings: Partial<INode> = {},
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
			const { error } = await call(parameters, input, app);
			return `${error?.message} – ${error?.description}`;
		},
		/** How often each call was answered. */
		calls: (id: string) => sandbox.control.counts()[id] ?? 0,
		/** The approvals that were started, with their values by the ID of the field. */
		approvals: () =>
			sandbox.control.state().approvals.map((instance) => ({
				...instance,
				values: Object.fromEntries(
					instance.values.map(({ componentId, value }) => [componentId, value]),
				),
			})),
	};
}
