/** Starting approvals, and the processes that they are started with. */
import { binaryOf } from '../../helpers/dingTalk.mts';
import type { Row } from '../row.mts';
import { operation } from '../row.mts';

const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const input = [
	{
		json: {},
		binary: {
			file: binaryOf('a,b', 'a.csv', 'text/csv'),
			photo: binaryOf(Buffer.from(PIXEL, 'base64'), 'a.png', 'image/png'),
		},
	},
];
const EXPENSE = {
	processCode: { __rl: true, mode: 'id', value: 'PROC-SANDBOX-EXPENSE' },
	originator: { __rl: true, mode: 'id', value: 'alice' },
	specifyForm: 'json',
	formJson: JSON.stringify({
		'报销事由 Purpose': 'Trip',
		'费用明细 Items': [{ '费用说明 Item': 'Taxi', '金额 Amount': '20.50' }],
		'总金额 Total': '20.50',
		'发票照片 Receipts': 'photo',
		'附件 Attachments': 'file',
	}),
};
const list = { userId: { __rl: true, mode: 'id', value: 'zhangwei' } };

/** The calls behind a form with files. */
const formRows = (name: string): Row[] =>
	[
		'workflow.form.schema',
		'media.upload',
		'workflow.attachment.space',
		'storage.uploadInfo.query',
		'storage.file.commit',
	].map((endpoint) => operation(`${name}: ${endpoint}`, endpoint, EXPENSE, { input }));

export const approvalFormRows: readonly Row[] = [
	operation('approval/create', 'workflow.instance.create', EXPENSE, { input }),
	...formRows('approval/create'),
	operation('approval/create: the flow', 'workflow.forecast', EXPENSE, {
		input,
		tolerated: {
			outcome: 'done',
			why: 'the flow is asked for to name steps that want approvers; where there are any, the start is refused',
		},
	}),
	operation('approvalProcess/getAll', 'workflow.templates.visible', list),
	operation('approvalProcess/getAll: managed', 'workflow.templates.managed', {
		...list,
		scope: 'managed',
	}),
	operation('approvalProcess/getSchema', 'workflow.form.schema', EXPENSE),
	operation('approvalProcess/forecast', 'workflow.forecast', EXPENSE, { input }),
	...formRows('approvalProcess/forecast'),
];
