import assert from 'node:assert/strict';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Editor } from '../../../harness/n8n/editor.mts';
import { formsWorkflow } from './formsWorkflow.mts';
import type { Report } from './report.mts';

/** The id of the workflow with the nodes that are opened. */
const WORKFLOW = 'check-editor-time';

const WEEKLY = { rule: { repeat: 'weekly', interval: 1, ends: 'never' } };
const SOMEBODY = { person: [{ user: { __rl: true, mode: 'list', value: '' } }] };

/** A workflow with a node for each form of todos and calendars that is looked at. */
export const timeEditorWorkflow = (): Workflow =>
	formsWorkflow({
		id: WORKFLOW,
		name: 'Check: todos and calendars in the editor',
		forms: {
			todo: { resource: 'todo', operation: 'create' },
			event: {
				...{ resource: 'calendarEvent', operation: 'create', attendees: SOMEBODY },
				additionalFields: { recurrence: WEEKLY },
			},
		},
	});

/** n8n adds this one to nodes with a credential. */
const CUSTOM_CALL = 'Custom API Call';

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
	'Add Rooms': [...OF_AN_EVENT, 'Rooms', 'Options'],
	'Remove Rooms': [...OF_AN_EVENT, 'Rooms', 'Options'],
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
	await editor.openNode(WORKFLOW, 'todo');
	await checkForms(report, editor, 'Todo', TODO_FORMS);
	await checkOwner(report, editor);
	await editor.openNode(WORKFLOW, 'event');
	await checkSeries(report, editor);
	await checkForms(report, editor, 'Calendar Event', EVENT_FORMS);
	await checkAvailability(report, editor);
}

async function checkForms(
	report: Report,
	editor: Editor,
	resource: string,
	forms: Record<string, string[]>,
): Promise<void> {
	await report.check(`${resource}: the operations, none of whose texts is cut off`, async () => {
		const operations = new Set([...Object.keys(forms), 'Create', CUSTOM_CALL]);
		assert.deepEqual((await editor.optionsOf('operation')).sort(), [...operations].sort());
		assert.deepEqual(await editor.cutOff('operation'), []);
	});
	await report.check(`${resource}: the fields of each operation`, async () => {
		for (const [operation, fields] of Object.entries(forms)) {
			await editor.choose('operation', operation);
			assert.deepEqual(await editor.labels(), [...HEAD, ...fields], operation);
			assert.deepEqual(await editor.notices(), [], operation);
		}
	});
}

async function checkOwner(report: Report, editor: Editor): Promise<void> {
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
}

async function checkSeries(report: Report, editor: Editor): Promise<void> {
	await report.check('an event that repeats, with somebody invited: its fields', async () => {
		await editor.shot('event-series');
		assert.deepEqual(await editor.labels(), [
			...[...HEAD, 'User', 'Title', 'All Day', 'Start', 'End', 'Attendees', 'Person', 'Person'],
			...['Additional Fields', 'Recurrence', 'Repeat', 'Every', ...PATTERNS.Weekly, 'Ends'],
			...['Simplify', 'Options'],
		]);
	});
	await report.check('a recurrence asks what its pattern needs', async () => {
		for (const [pattern, fields] of Object.entries(PATTERNS)) {
			await editor.choose('repeat', pattern);
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
		await editor.shot('event-all-day');
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
	await report.check('Availability > Get: its fields', async () => {
		await editor.choose('resource', 'Availability');
		assert.deepEqual(await editor.labels(), [
			...[...HEAD, 'People', 'Rooms', ...range, 'Simplify', 'Options'],
		]);
		assert.deepEqual(await editor.cutOff('operation'), []);
	});
	await report.check('Find a Slot: its fields, with office hours to begin with', async () => {
		await editor.choose('operation', 'Find a Slot');
		await editor.shot('availability-slot');
		assert.deepEqual(await editor.labels(), [
			...[...HEAD, 'Attendees', 'Duration (Minutes)', ...range, 'Rooms'],
			...['Working Hours', 'Days', ...range, 'Options'],
		]);
	});
	await report.check('Calendar > Get Many: its fields', async () => {
		await editor.choose('resource', 'Calendar');
		assert.deepEqual(await editor.labels(), [...HEAD, 'User', 'Return All', 'Limit']);
	});
}
