import assert from 'node:assert/strict';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Editor } from '../../../harness/n8n/editor.mts';
import type { Sandbox } from '../../../sandbox/index.mts';
import type { ApprovalInstance } from '../../../sandbox/state/types.mts';
import { formsWorkflow } from './formsWorkflow.mts';
import type { Report } from './report.mts';

/** The id of the workflow with the nodes that are opened. */
const WORKFLOW = 'check-editor-approvals';

const process = (value: string, mode = 'id') => ({ __rl: true, mode, value });

/** What a form was answered with, by the labels of the process; the last is no field of it. */
const ANSWERS = {
	'请假类型 Type': '年假 Annual',
	开始时间: '2026-12-01',
	结束时间: '2026-12-02',
	'天数 Days': 2,
	'请假事由 Reason': 'Family 探亲',
	submittedAt: '2026-11-20T10:00:00.000+08:00',
};
const BY_EXPRESSION: Record<string, string> = {
	'DDSelectField-LEAVETYPE': "={{ $json['请假类型 Type'] }}",
	'DDDateRangeField-LEAVE:start': '={{ $json.开始时间 }}',
	'DDDateRangeField-LEAVE:end': '={{ $json.结束时间 }}',
	'NumberField-DAYS': "={{ $json['天数 Days'] }}",
	'TextareaField-REASON': "={{ $json['请假事由 Reason'] }}",
};

/** Leave of Alice, with some fields filled in otherwise. */
const leave = (otherwise: Record<string, string> = {}) => ({
	operation: 'create',
	processCode: process('PROC-SANDBOX-LEAVE'),
	originator: process('alice'),
	form: {
		mappingMode: 'defineBelow',
		value: { ...BY_EXPRESSION, ...otherwise },
		matchingColumns: [],
		schema: [],
	},
});

/** Values that the form cannot take, and what the node says of them. */
const WRONG: Record<string, { values: Record<string, string>; refusal: string }> = {
	wrongNumber: {
		values: { 'NumberField-DAYS': '={{ "two" }}' },
		refusal: "'天数 Days' is not a number: two",
	},
	wrongChoice: {
		values: { 'DDSelectField-LEAVETYPE': '={{ "Sabbatical" }}' },
		refusal: "'请假类型 Type' is 'Sabbatical', which is no option of it",
	},
	wrongDates: {
		values: { 'DDDateRangeField-LEAVE:end': '2026-11-30' },
		refusal: "'开始时间 – 结束时间' ends before it starts",
	},
};

const FORMS: Record<string, object> = {
	chosen: { operation: 'create', processCode: process('', 'list') },
	everything: { operation: 'create', processCode: process('PROC-SANDBOX-EVERYTHING') },
	suite: { operation: 'create', processCode: process('PROC-SANDBOX-SUITELEAVE') },
	expression: { operation: 'create', processCode: process('={{ $json.processCode }}') },
	json: {
		operation: 'create',
		processCode: process('PROC-SANDBOX-LEAVE'),
		specifyForm: 'json',
		approvalFlow: 'approvers',
		approvers: { step: [{ people: {}, decision: 'OR' }] },
	},
	byExpression: leave(),
	automatic: { ...leave(), form: undefined },
	...Object.fromEntries(Object.entries(WRONG).map(([name, { values }]) => [name, leave(values)])),
};

/** The nodes that are run, each with the answers as its input. */
const RUN = ['byExpression', 'automatic', ...Object.keys(WRONG)];

/** A workflow with a node for each form of an approval that is looked at. */
export const approvalEditorWorkflow = (): Workflow =>
	formsWorkflow({
		id: WORKFLOW,
		name: 'Check: approvals in the editor',
		forms: Object.fromEntries(
			Object.entries(FORMS).map(([name, form]) => [name, { resource: 'approval', ...form }]),
		),
		input: { json: ANSWERS, to: RUN },
	});

const LEAVE = ['请假类型 Type', '开始时间', '结束时间', '天数 Days', '请假事由 Reason'];
const PROOF = '证明照片 Proof (binary)';

/** The form of an approval: it builds itself from the process that is chosen. */
export async function checkApprovalForms(
	report: Report,
	editor: Editor,
	sandbox: Sandbox,
): Promise<void> {
	await report.check('choosing a process builds its form, what is needed first', async () => {
		await editor.openNode(WORKFLOW, 'chosen');
		const picker = editor.picker('processCode');
		await picker.open();
		await picker.items('请假 Leave');
		await picker.pick('请假 Leave · 假勤管理');
		assert.deepEqual(await editor.mapped(PROOF), [...LEAVE, PROOF]);
		await editor.shot('approval-chosen');
	});
	await report.check(
		'a form has an input for every field that a workflow can fill in',
		async () => {
			await editor.openNode(WORKFLOW, 'everything');
			const labels = await editor.mapped('明细 Rows (rows)');
			await editor.shot('approval-everything');
			assert.equal(labels.length, 24);
			for (const label of ['开始 From', '结束 Until', '附件 Files (binary)']) {
				assert.ok(labels.includes(label), label);
			}
			assert.ok(!labels.some((label) => /Signature|Formula|如实填写/.test(label)));
		},
	);
	await report.check('a process that was changed meanwhile shows its new field', async () => {
		const before = sandbox.control
			.state()
			.processes.find(({ processCode }) => processCode === 'PROC-SANDBOX-LEAVE');
		const added = { componentName: 'TextField', props: { id: 'TextField-NEW', label: '新 New' } };
		const components = [...(before?.components ?? []), added];
		await editor.openNode(WORKFLOW, 'chosen');
		const picker = editor.picker('processCode');
		await picker.open();
		await picker.items('请假 Leave');
		await picker.pick('请假 Leave · 假勤管理');
		await editor.mapped(PROOF);
		sandbox.control.changeProcess('PROC-SANDBOX-LEAVE', { components });
		await editor.refreshMapped();
		assert.ok((await editor.mapped('新 New')).includes('新 New'));
		await editor.shot('approval-changed');
		sandbox.control.changeProcess('PROC-SANDBOX-LEAVE', { components: before?.components });
	});
	await report.check(
		'a suite, and a process that is not known yet, say why they have no fields',
		async () => {
			await editor.openNode(WORKFLOW, 'suite');
			await editor.says('is made of a suite');
			await editor.shot('approval-suite');
			await editor.openNode(WORKFLOW, 'expression');
			await editor.says("set 'Specify Form' to JSON");
		},
	);
	await report.check('as JSON, with approvers that are named', async () => {
		await editor.openNode(WORKFLOW, 'json');
		await editor.drawn();
		await editor.shot('approval-json');
		const labels = await editor.labels();
		for (const label of ['Originator', 'Form (JSON)', 'Approvers', 'Decision', 'Copy To']) {
			assert.ok(labels.includes(label), `${label}: ${labels.join(', ')}`);
		}
		assert.ok(!labels.includes('Chosen Approvers'));
	});
	await checkFilledIn(report, editor, sandbox);
}

/** What a form is filled in with, run in the editor. */
async function checkFilledIn(report: Report, editor: Editor, sandbox: Sandbox): Promise<void> {
	const started = () => sandbox.control.state().approvals.filter(isOfAlice);
	const assertStarted = (before: number) => {
		const [newest, ...more] = started().slice(before);
		assert.deepEqual(more, []);
		assert.deepEqual(
			newest?.values.map(({ value }) => value),
			['年假 Annual', '["2026-12-01","2026-12-02"]', '2', 'Family 探亲'],
		);
	};
	await report.check('its fields take expressions, and what they give is in the form', async () => {
		const before = started().length;
		await editor.openNode(WORKFLOW, 'byExpression');
		await editor.mapped(PROOF);
		assert.equal(await editor.executeStep('processInstanceId'), '');
		await editor.shot('approval-expressions');
		assertStarted(before);
	});
	await report.check('mapped automatically, the input fills it in by its labels', async () => {
		const before = started().length;
		await editor.openNode(WORKFLOW, 'automatic');
		await editor.mapBy('Map Automatically');
		assert.equal(await editor.executeStep('processInstanceId'), '');
		await editor.shot('approval-automatic');
		assertStarted(before);
	});
	for (const [name, { refusal }] of Object.entries(WRONG)) {
		await report.check(`a wrong value is refused by its label: ${refusal}`, async () => {
			const before = started().length;
			await editor.openNode(WORKFLOW, name);
			await editor.mapped(PROOF);
			const said = await editor.executeStep('processInstanceId');
			await editor.shot(`approval-${name}`);
			assert.ok(said.includes(refusal), said);
			assert.equal(started().length, before);
		});
	}
}

const isOfAlice = ({ originatorUserId }: ApprovalInstance) => originatorUserId === 'alice';
