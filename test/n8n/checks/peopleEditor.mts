import assert from 'node:assert/strict';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Editor } from '../../../harness/n8n/editor.mts';
import type { Report } from './report.mts';

const APP = { dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' } };

/** The id of the workflow with the nodes that are opened. */
const WORKFLOW = 'check-editor-people';

const PEOPLE = {
	person: [{ user: { __rl: true, mode: 'list', value: 'lina', cachedResultName: '李娜' } }],
	list: [{ ids: '={{ ["zhangwei", "bob"] }}', idType: 'userId' }],
};
const DEPARTMENTS = {
	department: [{ department: { __rl: true, mode: 'list', value: '' } }],
	list: [{ ids: '100, 110' }],
};
const ROOMS = {
	room: [{ room: { __rl: true, mode: 'list', value: '' } }],
	list: [{ ids: 'room1, room2' }],
};
const WORK_NOTIFICATION = { target: 'workNotification', recipientsBy: 'departments' };

/** The labels of both kinds of rows, each below its heading. */
const ROWS = ['Person', 'Person', 'People by IDs', 'IDs', 'ID Type'];

/** A form that names several, with the label of its field. */
const FORMS: Array<{ name: string; label: string; parameters: Record<string, unknown> }> = [
	{
		name: 'message',
		label: 'People',
		parameters: { resource: 'message', operation: 'send', target: 'people', people: PEOPLE },
	},
	{
		name: 'ding',
		label: 'People',
		parameters: { resource: 'ding', operation: 'send', people: PEOPLE },
	},
	{
		name: 'todo',
		label: 'Executors',
		parameters: { resource: 'todo', operation: 'create', executors: PEOPLE },
	},
	{
		name: 'event',
		label: 'Attendees',
		parameters: { resource: 'calendarEvent', operation: 'create', attendees: PEOPLE },
	},
	{
		name: 'availability',
		label: 'People',
		parameters: { resource: 'availability', operation: 'get', people: PEOPLE },
	},
	{
		name: 'group',
		label: 'Members',
		parameters: { resource: 'conversation', operation: 'addMembers', members: PEOPLE },
	},
];

/** A workflow with a node for each form that is looked at. */
export function peopleEditorWorkflow(): Workflow {
	const empty = FORMS.map(({ name, label, parameters }) => ({
		name: `${name}Empty`,
		parameters: { ...parameters, [label.toLowerCase()]: {} },
	}));
	const departments = {
		name: 'departments',
		parameters: {
			resource: 'message',
			operation: 'send',
			...WORK_NOTIFICATION,
			departments: DEPARTMENTS,
		},
	};
	const rooms = {
		name: 'rooms',
		parameters: { resource: 'calendarEvent', operation: 'addRooms', roomIds: ROOMS },
	};
	const roomsEmpty = {
		name: 'roomsEmpty',
		parameters: { resource: 'availability', operation: 'findSlot', roomIds: {} },
	};
	const trigger = {
		name: 'trigger',
		parameters: {
			triggerOn: ['message'],
			filters: { people: PEOPLE, groups: { list: [{ ids: 'cid1==' }] } },
		},
	};
	return {
		id: WORKFLOW,
		name: 'Check: people in the editor',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [...FORMS, ...empty, departments, rooms, roomsEmpty, trigger].map(
			({ name, parameters }, index) => ({
				...{ id: name, name, typeVersion: 1, position: [index * 200, 0], credentials: APP },
				type: `n8n-nodes-dingtalk-suite.${name === 'trigger' ? 'dingTalkTrigger' : 'dingTalk'}`,
				parameters,
			}),
		),
		connections: {},
	};
}

/** The field for several people, departments, groups or rooms: the same in every form. */
export async function checkPeopleForms(report: Report, editor: Editor): Promise<void> {
	for (const { name, label } of FORMS) {
		await report.check(`${label} of ${name}: a picker, a list of IDs with its type`, async () => {
			await editor.openNode(WORKFLOW, name);
			await editor.drawn();
			await editor.shot(`people-${name}`);
			assert.deepEqual(below(await editor.labels(), label, ROWS.length), ROWS);
			assert.deepEqual(await editor.picker('user').modes(), [
				...['From list', 'By ID', 'By Mobile Number', 'By Union ID'],
			]);
			assert.deepEqual(await editor.optionsOf('idType'), [
				...['Any', 'Mobile Number', 'Union ID', 'User ID'],
			]);
		});
		await report.check(`${label} of ${name}: empty, it offers both kinds of rows`, async () => {
			await editor.openNode(WORKFLOW, `${name}Empty`);
			assert.deepEqual(await editor.rowsOf('Add People'), ['Person', 'People by IDs']);
		});
	}
	await report.check('departments: a picker, a list of IDs', async () => {
		await editor.openNode(WORKFLOW, 'departments');
		await editor.drawn();
		await editor.shot('people-departments');
		const rows = ['Department', 'Department', 'Departments by IDs', 'IDs'];
		assert.deepEqual(below(await editor.labels(), 'Departments', rows.length), rows);
	});
	await report.check('rooms: a picker, a list of IDs', async () => {
		await editor.openNode(WORKFLOW, 'rooms');
		await editor.drawn();
		await editor.shot('people-rooms');
		const rows = ['Room', 'Room', 'Rooms by IDs', 'IDs'];
		assert.deepEqual(below(await editor.labels(), 'Rooms', rows.length), rows);
		assert.deepEqual(await editor.picker('room').modes(), ['From list', 'By ID']);
		await editor.openNode(WORKFLOW, 'roomsEmpty');
		assert.deepEqual(await editor.rowsOf('Add Rooms'), ['Room', 'Rooms by IDs']);
	});
	await report.check(
		'the filters of a trigger name people and groups in the same way',
		async () => {
			await editor.openNode(WORKFLOW, 'trigger');
			await editor.drawn();
			await editor.shot('people-trigger');
			const labels = await editor.labels();
			assert.deepEqual(below(labels, 'People', ROWS.length), ROWS);
			assert.deepEqual(below(labels, 'Groups', 2), ['Groups by IDs', 'IDs']);
			assert.deepEqual(await editor.optionsOf('idType'), ['Any', 'Union ID', 'User ID']);
		},
	);
}

const below = (labels: string[], label: string, count: number): string[] => {
	const start = labels.indexOf(label) + 1;
	return labels.slice(start, start + count);
};
