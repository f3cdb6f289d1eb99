import assert from 'node:assert/strict';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Editor } from '../../../harness/n8n/editor.mts';
import type { Sandbox } from '../../../sandbox/index.mts';
import type { Report } from './report.mts';

const APP = { dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' } };

/** The id of the workflow with the nodes that are opened. */
const WORKFLOW = 'check-editor-approvals';

const process = (value: string, mode = 'id') => ({ __rl: true, mode, value });

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
};

/** A workflow with a node for each form of an approval that is looked at. */
export function approvalEditorWorkflow(): Workflow {
	return {
		id: WORKFLOW,
		name: 'Check: approvals in the editor',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: Object.entries(FORMS).map(([name, parameters], index) => ({
			...{ id: name, name, type: 'n8n-nodes-dingtalk-suite.dingTalk', typeVersion: 1 },
			...{ parameters: { resource: 'approval', ...parameters }, credentials: APP },
			position: [index * 200, 0] as [number, number],
		})),
		connections: {},
	};
}

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
}
