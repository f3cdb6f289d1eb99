import assert from 'node:assert/strict';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Editor } from '../../../harness/n8n/editor.mts';
import type { Report } from './report.mts';

const APP = { dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' } };
const BARE = { dingTalkAppApi: { id: 'dingTalkBare', name: 'An app without permissions' } };
const KEYS = {
	dingTalkCallbackApi: { id: 'dingTalkCallbackConsole', name: 'Keys of the console' },
};

const process = { process: { __rl: true, mode: 'list', value: '' } };
const ON_APPROVALS = {
	triggerOn: ['event'],
	events: ['bpms_instance_change'],
	filters: { processCodes: { process: [process], list: [{ ids: 'PROC-1' }] } },
};

const ZHANGWEI = { __rl: true, mode: 'id', value: 'zhangwei' };
const BASE = 'https://alidocs.dingtalk.com/i/nodes/20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv';

/** The id of the workflow with the triggers that are opened. */
const WORKFLOW = 'check-editor-triggers';

/** A workflow with a node for each form of a trigger that is looked at. */
export function triggerEditorWorkflow(): Workflow {
	const nodes: Array<[string, string, Workflow['nodes'][0]['credentials'], object?]> = [
		['stream', 'dingTalkTrigger', APP],
		['approvals', 'dingTalkTrigger', APP, ON_APPROVALS],
		['callback', 'dingTalkCallbackTrigger', KEYS],
		['callbackApprovals', 'dingTalkCallbackTrigger', { ...KEYS, ...APP }, ON_APPROVALS],
		['keysAlone', 'dingTalkCallbackTrigger', KEYS, ON_APPROVALS],
		['calendar', 'dingTalkCalendarTrigger', APP],
		['bareCalendar', 'dingTalkCalendarTrigger', BARE],
		['aiTable', 'dingTalkAiTableTrigger', APP, { options: { operatorId: ZHANGWEI } }],
	];
	return {
		id: WORKFLOW,
		name: 'Check: triggers in the editor',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: nodes.map(([name, type, credentials, parameters = {}], index) => ({
			...{ id: name, name, type: `n8n-nodes-dingtalk-suite.${type}`, typeVersion: 1 },
			...{
				parameters: { ...parameters },
				credentials,
				webhookId: `editor-${name}`,
				position: [index * 200, 0],
			},
		})),
		connections: {},
	};
}

/** What is ticked or unticked one after the other, what is asked then, and which filters are offered. */
const KINDS: Array<{ tick: string[]; asks: string[]; filters: string[] }> = [
	{
		tick: [],
		asks: ['Answer', 'Simplify', 'Filters', 'Options'],
		filters: ['Conversation Type', 'Groups', 'Keyword', 'Message Types', 'Pattern', 'People'],
	},
	{
		tick: ['Event', 'Bot Message'],
		asks: ['Events', 'Simplify', 'Filters'],
		filters: ['Approval Changes', 'Approval Processes', 'Groups'],
	},
	{
		tick: ['Card Action', 'Event'],
		asks: ['Card Answer', 'Simplify', 'Filters'],
		filters: ['Groups', 'People'],
	},
];

/** The forms of the triggers. */
export async function checkTriggerForms(report: Report, editor: Editor): Promise<void> {
	await checkStream(report, editor);
	await checkApprovalFilter(report, editor);
	await checkCallback(report, editor);
	await checkCalendar(report, editor);
	await checkAiTable(report, editor);
}

async function checkStream(report: Report, editor: Editor): Promise<void> {
	await report.check('opens the DingTalk Trigger', async () => {
		await editor.openNode(WORKFLOW, 'stream');
		assert.equal((await editor.notices()).length, 1);
	});
	for (const { tick, asks, filters } of KINDS) {
		const kind = tick.length > 0 ? tick[0] : 'Bot Message';
		await report.check(`Trigger On ${kind}: its fields, and only the filters for it`, async () => {
			await editor.tick('triggerOn', tick);
			await editor.shot(`trigger-${kind}`);
			assert.deepEqual(await editor.labels(), ['Trigger On', ...asks]);
			assert.deepEqual(await editor.addable('Add Filter'), filters);
		});
	}
	await report.check(
		'an answer by text asks for it; nothing that is offered is cut off',
		async () => {
			await editor.tick('triggerOn', ['Bot Message']);
			assert.deepEqual(await editor.cutOff('triggerOn'), []);
			assert.deepEqual(await editor.cutOff('answer'), []);
			assert.deepEqual(await editor.cutOff('cardAnswer'), []);
			await editor.choose('answer', 'Text');
			assert.ok((await editor.labels()).includes('Answer Text'));
			assert.deepEqual(await editor.addable('Add Option'), [
				'Download Files',
				'Include Session Webhook',
			]);
		},
	);
}

async function checkApprovalFilter(report: Report, editor: Editor): Promise<void> {
	for (const name of ['approvals', 'callbackApprovals']) {
		await report.check(`the filter of processes: a picker, a list of codes; ${name}`, async () => {
			await editor.openNode(WORKFLOW, name);
			await editor.drawn();
			const labels = await editor.labels();
			const rows = ['Approval Processes', 'Process', 'Process', 'Processes by IDs', 'IDs'];
			const first = labels.indexOf(rows[0]);
			assert.deepEqual(labels.slice(first, first + rows.length), rows);
			const picker = editor.picker('process');
			assert.deepEqual(await picker.modes(), ['From list', 'By ID']);
			await picker.open();
			await picker.items('报销 Expense');
			assert.match(await picker.pick('请假 Leave · 假勤管理'), /^请假 Leave/);
			await editor.shot(`trigger-${name}`);
		});
	}
	await report.check(
		'with the callback keys alone the picker says why it has no list',
		async () => {
			await editor.openNode(WORKFLOW, 'keysAlone');
			await editor.drawn();
			const picker = editor.picker('process');
			await picker.open();
			const text = await picker.error();
			await editor.shot('trigger-keys-alone');
			assert.match(text, /'DingTalk App API' is missing/);
		},
	);
}

async function checkCallback(report: Report, editor: Editor): Promise<void> {
	await report.check(
		'the Callback Trigger: URL, two credentials that one can tell apart',
		async () => {
			await editor.openNode(WORKFLOW, 'callback');
			assert.deepEqual(await editor.credentialLabels(), [
				'Callback Keys',
				'App (for Approvals, Files and Managed Subscriptions)',
			]);
			assert.match(await editor.webhookUrl(), /^POST .*\/webhook-test\/editor-callback\/dingtalk$/);
			await editor.shot('trigger-callback');
		},
	);
	await report.check('it says where the URL belongs, for what is chosen only', async () => {
		assert.match(String(await editor.notices()), /^\s*For bot messages/);
		await editor.tick('triggerOn', ['Event', 'Bot Message']);
		assert.deepEqual(await editor.labels(), [
			...['Trigger On', 'Events', 'Subscription', 'Simplify', 'Filters'],
		]);
		const byConsole = await editor.notices();
		assert.equal(byConsole.length, 1);
		assert.match(byConsole[0], /Events and Callbacks/);
		assert.deepEqual(await editor.cutOff('subscription'), []);
		await editor.choose('subscription', 'Managed by This Node');
		await editor.shot('trigger-callback-managed');
		const managed = await editor.notices();
		assert.equal(managed.length, 1);
		assert.match(managed[0], /Corp ID/);
	});
	await report.check('what DingTalk waits for is said in full', async () => {
		await editor.tick('triggerOn', ['Bot Message', 'Card Action']);
		assert.deepEqual(await editor.cutOff('answer'), []);
		assert.deepEqual(await editor.cutOff('cardAnswer'), []);
	});
	await report.check('the credential of the callback: its fields', async () => {
		const fields = await editor.credentialFields();
		await editor.shot('credential-callback');
		assert.deepEqual(fields, [
			...['Signing Token', 'AES Key', 'Owner Key', 'App Secret', 'Card Secret'],
		]);
	});
}

async function checkCalendar(report: Report, editor: Editor): Promise<void> {
	const head = ['User', 'Calendar ID', 'Trigger On'];
	const own = async () => {
		const labels = await editor.labels();
		// The poll times above are n8n's.
		return labels.slice(labels.indexOf('User'));
	};
	await report.check('the Calendar Trigger: its fields', async () => {
		await editor.openNode(WORKFLOW, 'calendar');
		assert.deepEqual(await own(), [...head, 'Simplify']);
		assert.deepEqual(await editor.cutOff('triggerOn'), []);
		await editor.tick('triggerOn', ['Event Starting Soon']);
		await editor.shot('trigger-calendar');
		assert.deepEqual(await own(), [...head, 'Minutes Before', 'Simplify']);
		assert.equal((await editor.notices()).length, 1);
	});
	await report.check('its picker of people lists, searches and takes the choice', async () => {
		const picker = editor.picker('userId');
		await picker.open();
		const names = await picker.items('李娜');
		assert.ok(names.includes('张伟 · 总公司 HQ'), names.slice(0, 5).join(', '));
		assert.deepEqual(await picker.search('Bob', 'Bob Smith'), ['Bob Smith · 海外区 Overseas']);
		assert.match(await picker.pick('Bob Smith'), /Bob Smith/);
	});
	await report.check('an app without permission: it shows the error, no list', async () => {
		await editor.openNode(WORKFLOW, 'bareCalendar');
		const picker = editor.picker('userId');
		await picker.open();
		const text = await picker.error();
		await editor.shot('trigger-calendar-bare');
		assert.match(text, /qyapi_get_department_list/);
	});
}

async function checkAiTable(report: Report, editor: Editor): Promise<void> {
	const own = async () => {
		const labels = await editor.labels();
		// The poll times above are n8n's.
		return labels.slice(labels.indexOf('Base'));
	};
	const head = ['Base', 'Table', 'Trigger On'];
	const tail = ['Conditions', 'Match', 'Simplify', 'Options', 'Operator'];
	await report.check('the AI Table Trigger: a pasted address leads to its tables', async () => {
		await editor.openNode(WORKFLOW, 'aiTable');
		await editor.drawn();
		assert.deepEqual(await own(), [...head, ...tail]);
		assert.deepEqual(await editor.cutOff('triggerOn'), []);
		assert.equal((await editor.notices()).length, 1);
		await editor.picker('baseId').paste(BASE);
		const table = editor.picker('table');
		await table.open();
		await table.items('任务 Tasks');
		await table.pick('任务 Tasks');
		await editor.shot('trigger-ai-table');
	});
	await report.check('it asks for the date column where a date is waited for', async () => {
		await editor.choose('triggerOn', 'Date in Column Reached');
		assert.deepEqual(await own(), [...head, 'Date Column', ...tail]);
		assert.equal((await editor.notices()).length, 1);
		const column = editor.picker('column');
		await column.open();
		await column.items('截止 Due');
		await column.pick('截止 Due');
		await editor.shot('trigger-ai-table-date');
	});
}
