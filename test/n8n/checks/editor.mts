import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Workflow } from '../../../harness/workflows.mts';
import { hasChromium } from '../../../harness/browser/browser.mts';
import { Editor } from '../../../harness/n8n/editor.mts';
import type { CredentialSeed } from '../../../harness/n8n/instance.mts';
import type { Bench } from '../run.mts';
import { checkApprovalForms } from './approvalEditor.mts';
import { checkDocumentForms } from './documentsEditor.mts';
import { checkPeopleForms } from './peopleEditor.mts';
import { checkPickers } from './pickers.mts';
import type { Report } from './report.mts';
import { checkTimeForms } from './timeEditor.mts';
import { checkTriggerForms } from './triggerEditor.mts';

const APP = { dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' } };
const BARE = { id: 'dingTalkBare', name: 'An app without permissions' };
const ROBOT = {
	dingTalkGroupRobotApi: { id: 'dingTalkRobotExample', name: 'DingTalk Group Robot API account' },
};

const ADD_ROOMS = {
	resource: 'calendarEvent',
	operation: 'addRooms',
	userId: { __rl: true, mode: 'unionId', value: 'union-zhangwei' },
	roomIds: { room: [{ room: { __rl: true, mode: 'list', value: '' } }] },
};

/** The id of the workflow with the nodes that are opened. */
export const EDITOR_WORKFLOW = 'check-editor';

/** The credential of an app that may do nothing. */
export const BARE_APP = (urls: { apiUrl: string; oapiUrl: string }): CredentialSeed => ({
	...BARE,
	type: 'dingTalkAppApi',
	data: {
		clientId: 'dingsandboxbare',
		clientSecret: 'sandbox-bare-secret',
		apiBaseUrl: urls.apiUrl,
		oapiBaseUrl: urls.oapiUrl,
	},
});

/** A workflow with a node for each form that is looked at. */
export function editorWorkflow(): Workflow {
	const toGroup = { resource: 'message', operation: 'send', target: 'group' };
	const bare = { dingTalkAppApi: BARE };
	const nodes = [
		app('send', {}, APP),
		app('groups', toGroup, APP),
		app('people', { resource: 'user', operation: 'get' }, APP),
		app('departments', { resource: 'user', operation: 'getAll' }, APP),
		app('rooms', ADD_ROOMS, APP),
		app('roomsOfNobody', { ...ADD_ROOMS, userId: undefined }, bare),
		app('bareGroups', toGroup, bare),
		app('barePeople', { resource: 'user', operation: 'get' }, bare),
		app('bareDepartments', { resource: 'user', operation: 'getAll' }, bare),
		app('bareRooms', ADD_ROOMS, bare),
		{
			name: 'robot',
			type: 'n8n-nodes-dingtalk-suite.dingTalkRobot',
			parameters: {},
			credentials: ROBOT,
		},
	];
	return {
		id: EDITOR_WORKFLOW,
		name: 'Check: editor',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: nodes.map((node, index) => ({
			...node,
			id: node.name,
			typeVersion: 1,
			position: [index * 200, 0],
		})),
		connections: {},
	};
}

function app(name: string, parameters: object, credentials: Workflow['nodes'][0]['credentials']) {
	return {
		name,
		type: 'n8n-nodes-dingtalk-suite.dingTalk',
		parameters: { ...parameters },
		credentials,
	};
}

const ROBOT_KINDS = ['Action Card', 'Custom JSON', 'File', 'Image', 'Link', 'Markdown', 'Text'];
const MSG_TYPES = [...ROBOT_KINDS, 'OA Message', 'Voice'].sort();

/** Per target: the fields between "Send To" and "Message Type", and the message types. */
const TARGETS: Record<string, { asks: string[]; types: string[] }> = {
	People: {
		asks: ['People'],
		types: [...ROBOT_KINDS, 'Video', 'Voice'],
	},
	Group: { asks: ['Group'], types: [...ROBOT_KINDS, 'Video', 'Voice'] },
	'Work Notification': {
		asks: ['Recipients', 'People', 'Wait for Result'],
		types: MSG_TYPES,
	},
	Reply: {
		asks: ['Reply To', 'Mentions'],
		types: [...ROBOT_KINDS, 'Feed Card', 'Video', 'Voice'].sort(),
	},
	'Legacy Conversation': { asks: ['Conversation ID (Cid)', 'Sender'], types: MSG_TYPES },
	'Legacy Chat': { asks: ['Chat ID'], types: MSG_TYPES },
};

/** The fields of each message type, to people. */
const TYPES: Record<string, string[]> = {
	Text: ['Text'],
	Markdown: ['Title', 'Markdown'],
	Link: ['Title', 'Link Text', 'Message URL', 'Picture URL'],
	Image: ['Image Source', 'Input Data Field Name'],
	File: ['File Source', 'Input Data Field Name'],
	Voice: ['File Source', 'Input Data Field Name', 'Duration (Seconds)'],
	'Action Card': ['Title', 'Markdown', 'Buttons', 'Title', 'URL', 'Button Layout'],
};

const ROBOT_FORMS: Record<string, string[]> = {
	'Send Text': ['Text', 'Mentions', 'Options'],
	'Send Markdown': ['Title', 'Markdown', 'Mentions', 'Options'],
	'Send Link': ['Title', 'Link Text', 'Message URL', 'Picture URL', 'Options'],
	'Send Action Card': ['Title', 'Markdown', 'Buttons', 'Title', 'URL', 'Mentions', 'Options'],
	'Send Feed Card': ['Links', 'Title', 'Message URL', 'Picture URL', 'Options'],
};

/** The forms and pickers in n8n's own editor, in Chromium; screenshots are kept. */
export async function checkEditor(report: Report, { session, sandbox }: Bench): Promise<void> {
	console.log('\nThe editor, in Chromium');
	if (!hasChromium()) return report.skip('the editor: no Chromium');
	const shotsDir = await mkdtemp(join(tmpdir(), 'n8n-dingtalk-shots-'));
	console.log(`  screenshots: ${shotsDir}`);
	let editor: Editor | undefined;
	await report.check('opens a workflow with our nodes', async () => {
		editor = await Editor.open(session.server.url, shotsDir);
		await editor.openNode(EDITOR_WORKFLOW, 'send');
	});
	if (editor === undefined) return;
	try {
		await checkSendForm(report, editor);
		await checkPickers(report, editor);
		await checkPeopleForms(report, editor);
		await checkRobotForms(report, editor);
		await checkTriggerForms(report, editor);
		await checkTimeForms(report, editor);
		await checkApprovalForms(report, editor, sandbox);
		await checkDocumentForms(report, editor, sandbox);
		await report.check('no exception in the page', () => {
			assert.deepEqual(editor?.faults, []);
		});
	} finally {
		await editor.close();
	}
}

async function checkSendForm(report: Report, editor: Editor): Promise<void> {
	const head = ['Resource', 'Operation', 'Send To'];
	await report.check('Send asks first to whom', async () => {
		assert.deepEqual((await editor.labels()).slice(0, 3), head);
		const targets = await editor.optionsOf('target');
		assert.deepEqual(targets.sort(), Object.keys(TARGETS).sort());
	});
	for (const [target, { asks, types }] of Object.entries(TARGETS)) {
		await report.check(`Send To ${target}: its fields, and only the types it carries`, async () => {
			await editor.choose('target', target);
			const labels = await editor.labels();
			await editor.shot(`send-${slug(target)}`);
			assert.deepEqual(labels, [...head, ...asks, 'Message Type', 'Text', 'Options']);
			assert.deepEqual((await editor.optionsOf('messageType')).sort(), [...types].sort());
			assert.ok((await editor.notices()).length <= 1, 'more than one notice');
		});
	}
	await report.check('back to people, the form is as before', async () => {
		await editor.choose('target', 'People');
		assert.deepEqual(await editor.labels(), [
			...head,
			...['People', 'Message Type', 'Text', 'Options'],
		]);
	});
	for (const [type, fields] of Object.entries(TYPES)) {
		await report.check(`${type}: its fields`, async () => {
			await editor.choose('messageType', type);
			await editor.shot(`type-${slug(type)}`);
			const labels = await editor.labels();
			const own = labels.slice(labels.indexOf('Message Type') + 1, labels.indexOf('Options'));
			assert.deepEqual(own, fields);
		});
	}
}

async function checkRobotForms(report: Report, editor: Editor): Promise<void> {
	await report.check('opens the Group Robot', async () => {
		await editor.openNode(EDITOR_WORKFLOW, 'robot');
	});
	for (const [operation, fields] of Object.entries(ROBOT_FORMS)) {
		await report.check(`Group Robot, ${operation}: its fields`, async () => {
			await editor.choose('operation', operation);
			await editor.shot(`robot-${slug(operation)}`);
			assert.deepEqual(await editor.labels(), ['Operation', ...fields]);
		});
	}
}

const slug = (text: string): string => text.toLowerCase().replaceAll(' ', '-');
