import assert from 'node:assert/strict';
import type { Workflow } from '../../../examples/demo/workflows.mts';
import type { Editor } from '../harness/editor.mts';
import type { Report } from './report.mts';

const APP = { dingTalkApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' } };
const BARE = { dingTalkApi: { id: 'dingTalkBare', name: 'An app without permissions' } };

/** The id of the workflow with the nodes that are opened. */
const WORKFLOW = 'check-editor-time';

const WEEKLY = { rule: { repeat: 'weekly', interval: 1, ends: 'never' } };
const SOMEBODY = { person: [{ user: { __rl: true, mode: 'list', value: '' } }] };

/** A workflow with a node for each form of todos and calendars that is looked at. */
export function timeEditorWorkflow(): Workflow {
	const nodes: Array<[string, object, Workflow['nodes'][0]['credentials']]> = [
		['todo', { resource: 'todo', operation: 'create' }, APP],
		['bareTodo', { resource: 'todo', operation: 'get' }, BARE],
		['event', { resource: 'calendarEvent', operation: 'create' }, APP],
		[
			'series',
			{
				...{ resource: 'calendarEvent', operation: 'create', attendees: SOMEBODY },
				additionalFields: { recurrence: WEEKLY },
			},
			APP,
		],
		['slot', { resource: 'availability', operation: 'findSlot' }, APP],
	];
	return {
		id: WORKFLOW,
		name: 'Check: todos and calendars in the editor',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: nodes.map(([name, parameters, credentials], index) => ({
			...{ id: name, name, type: 'n8n-nodes-dingtalk.dingTalk', typeVersion: 1 },
			...{ parameters: { ...parameters }, credentials, position: [index * 200, 0] },
		})),
		connections: {},
	};
}

const HEAD = ['Resource', 'Operation'];

const TODO_FORMS: Record<string, string[]> = {
	Create: [
		...['Subject', 'Detail URL', 'Executors', 'Owner'],
		...['Additional Fields', 'Simplify', 'Options'],
	],
	Get: ['By', 'Todo ID', 'Owner', 'Simplify'],
	'Get Many': ['User', 'Status', 'Return All', 'Limit', 'Filters', 'Simplify'],
	Update: ['Todo ID', 'Update Fields', 'Options'],
	'Set Executor Status': ['Todo ID', 'Executors', 'Status', 'Options'],
	Complete: ['Todo ID', 'Options'],
	Delete: ['Todo ID', 'Options'],
};

const OF_AN_EVENT = ['User', 'Event ID'];
const EVENT_FORMS: Record<string, string[]> = {
	Create: [
		...['User', 'Title', 'All Day', 'Start', 'End', 'Attendees'],
		...['Additional Fields', 'Simplify', 'Options'],
	],
	Get: [...OF_AN_EVENT, 'Simplify', 'Options'],
	'Get Many': [
		...['User', 'From', 'Until', 'Expand Recurrences'],
		...['Return All', 'Limit', 'Simplify', 'Options'],
	],
	Update: [...OF_AN_EVENT, 'Update Fields', 'Simplify', 'Options'],
	Delete: [...OF_AN_EVENT, 'Options'],
	Respond: [...OF_AN_EVENT, 'Response', 'Options'],
	'Add Attendees': [...OF_AN_EVENT, 'Attendees', 'Optional Attendees', 'Options'],
	'Remove Attendees': [...OF_AN_EVENT, 'Attendees', 'Options'],
	'Get Many Attendees': [...OF_AN_EVENT, 'Return All', 'Limit', 'Options'],
	'Add Rooms': [...OF_AN_EVENT, 'Room IDs', 'Options'],
	'Remove Rooms': [...OF_AN_EVENT, 'Room IDs', 'Options'],
};

/** What a rule asks between how often and when it ends. */
const PATTERNS: Record<string, string[]> = {
	Daily: [],
	Weekly: ['On Days', 'First Day of Week'],
	'Monthly by Date': ['Day of Month'],
	'Monthly by Weekday': ['Which', 'Weekday'],
	Yearly: [],
};

/** The forms and pickers of todos, events and availability. */
export async function checkTimeForms(report: Report, editor: Editor): Promise<void> {
	await checkForms(report, editor, 'todo', TODO_FORMS);
	await checkTodoPickers(report, editor);
	await checkForms(report, editor, 'event', EVENT_FORMS);
	await checkSeries(report, editor);
	await checkAvailability(report, editor);
}

async function checkForms(
	report: Report,
	editor: Editor,
	node: string,
	forms: Record<string, string[]>,
): Promise<void> {
	await report.check(`the operations of ${node}, none of whose texts is cut off`, async () => {
		await editor.openNode(WORKFLOW, node);
		assert.deepEqual((await editor.optionsOf('operation')).sort(), Object.keys(forms).sort());
		assert.deepEqual(await editor.cutOff('operation'), []);
	});
	await report.check(`${node}: the fields of each operation`, async () => {
		for (const [operation, fields] of Object.entries(forms)) {
			await editor.choose('operation', operation);
			await editor.shot(`${node}-${operation}`);
			assert.deepEqual(await editor.labels(), [...HEAD, ...fields], operation);
			assert.deepEqual(await editor.notices(), [], operation);
		}
	});
}

async function checkTodoPickers(report: Report, editor: Editor): Promise<void> {
	await report.check('Todo, Get by source ID asks for that', async () => {
		await editor.choose('operation', 'Get');
		await editor.choose('by', 'Source ID');
		assert.deepEqual(await editor.labels(), [...HEAD, 'By', 'Source ID', 'Owner', 'Simplify']);
	});
	await report.check('the owner may be left out, and is picked from the people', async () => {
		const picker = editor.picker('ownerId');
		assert.equal(await picker.placeholder(), "The credential's Operator");
		await picker.open();
		const names = await picker.items('李娜');
		await editor.shot('todo-owner');
		assert.ok(names.includes('张伟 · 总公司 HQ'), names.slice(0, 5).join(', '));
		assert.match(await picker.pick('李娜'), /李娜/);
	});
	await report.check('an app without permission: the owner shows the error, no list', async () => {
		await editor.openNode(WORKFLOW, 'bareTodo');
		const picker = editor.picker('ownerId');
		await picker.open();
		const text = await picker.error();
		await editor.shot('todo-bare-owner');
		assert.match(text, /qyapi_get_department_list/);
		assert.match(text, /developer console/);
	});
}

async function checkSeries(report: Report, editor: Editor): Promise<void> {
	await report.check('a recurrence asks what its pattern needs', async () => {
		await editor.openNode(WORKFLOW, 'series');
		for (const [pattern, fields] of Object.entries(PATTERNS)) {
			await editor.choose('repeat', pattern);
			await editor.shot(`series-${pattern}`);
			const labels = await editor.labels();
			const rule = labels.slice(labels.indexOf('Every') + 1, labels.indexOf('Ends'));
			assert.deepEqual(rule, fields, pattern);
		}
		await editor.choose('ends', 'After Occurrences');
		assert.ok((await editor.labels()).includes('Occurrences'));
		await editor.choose('ends', 'On Day');
		assert.ok((await editor.labels()).includes('Until'));
	});
	await report.check('whole days are asked for as days', async () => {
		await editor.flip('allDay');
		await editor.shot('series-all-day');
		const labels = await editor.labels();
		assert.deepEqual(labels.slice(labels.indexOf('All Day'), labels.indexOf('Attendees')), [
			...['All Day', 'First Day', 'Last Day'],
		]);
	});
	await report.check('attendees are picked from the people', async () => {
		const picker = editor.picker('user');
		await picker.open();
		assert.deepEqual(await picker.search('Alice', 'Alice Chen'), [
			'Alice Chen · 前端小组 Frontend',
		]);
		assert.match(await picker.pick('Alice Chen'), /Alice Chen/);
	});
}

async function checkAvailability(report: Report, editor: Editor): Promise<void> {
	const range = ['From', 'Until'];
	await report.check('Find a Slot: its fields, with office hours to begin with', async () => {
		await editor.openNode(WORKFLOW, 'slot');
		await editor.shot('availability-slot');
		assert.deepEqual(await editor.labels(), [
			...[...HEAD, 'Attendees', 'Duration (Minutes)', ...range, 'Room IDs'],
			...['Working Hours', 'Days', ...range, 'Options'],
		]);
		assert.deepEqual(await editor.cutOff('operation'), []);
	});
	await report.check('Availability > Get and Calendar > Get Many: their fields', async () => {
		await editor.choose('operation', 'Get');
		assert.deepEqual(await editor.labels(), [
			...[...HEAD, 'People', 'Room IDs', ...range, 'Simplify', 'Options'],
		]);
		await editor.choose('resource', 'Calendar');
		await editor.shot('calendar-get-many');
		assert.deepEqual(await editor.labels(), [...HEAD, 'User', 'Return All', 'Limit']);
	});
}
