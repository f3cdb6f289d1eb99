import type { INodePropertyOptions } from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import { DingTalkCallbackTrigger } from '../../../nodes/DingTalkCallbackTrigger/DingTalkCallbackTrigger.node';
import codex from '../../../nodes/DingTalkCallbackTrigger/DingTalkCallbackTrigger.node.json';
import { pushFields } from '../../../nodes/shared/pushes/fields';
import packageJson from '../../../package.json';

const { description } = new DingTalkCallbackTrigger();
const [webhook] = description.webhooks ?? [];

test('n8n finds the node and its credential, and what is written about it', () => {
	expect(packageJson.n8n.nodes).toContain(
		'dist/nodes/DingTalkCallbackTrigger/DingTalkCallbackTrigger.node.js',
	);
	expect(packageJson.n8n.credentials).toContain(
		'dist/credentials/DingTalkCallbackApi.credentials.js',
	);
	expect(codex.node).toBe(`${packageJson.name}.${description.name}`);
});

test('it needs its own credential, and the app only for some of its work', () => {
	expect(description.inputs).toEqual([]);
	expect(description.credentials).toMatchObject([
		{ name: 'dingTalkCallbackApi', required: true, testedBy: 'callbackKeysTest' },
		{ name: 'dingTalkAppApi', displayName: expect.stringMatching(/Files and Managed/) },
	]);
	expect(description.credentials?.[1].required).toBeUndefined();
});

test('it asks what every trigger of the package asks, and how DingTalk learns the URL', () => {
	const fields = description.properties.filter(({ type }) => type !== 'notice');
	const names = fields.map(({ name }) => name);
	expect(names.filter((name) => name !== 'subscription')).toEqual(
		pushFields.map(({ name }) => name),
	);
	expect(names[names.indexOf('events') + 1]).toBe('subscription');
});

test.each(['answer', 'cardAnswer'])('%s says what n8n does with the last node here', (name) => {
	const field = description.properties.find((property) => property.name === name);
	const shared = pushFields.find((property) => property.name === name);
	const values = (options: unknown) =>
		(options as INodePropertyOptions[]).map(({ value }) => value);
	expect(values(field?.options)).toEqual(values(shared?.options));
	const lastNode = (field?.options as INodePropertyOptions[]).find(
		({ value }) => value === 'lastNode',
	);
	expect(lastNode?.description).toMatch(/DingTalk waits/);
});

test.each([
	[{}, 'onReceived'],
	[{ triggerOn: ['message'], answer: 'text' }, 'onReceived'],
	[{ triggerOn: ['message'], answer: 'lastNode' }, 'lastNode'],
	[{ triggerOn: 'message', answer: 'lastNode' }, 'lastNode'],
	[{ triggerOn: ['event'], answer: 'lastNode' }, 'onReceived'],
	[{ triggerOn: ['event', 'cardAction'], cardAnswer: 'lastNode' }, 'lastNode'],
	[{ triggerOn: ['message'], cardAnswer: 'lastNode' }, 'onReceived'],
])('with %j n8n answers %s', (given, mode) => {
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		given,
		true,
		false,
		null,
		description,
	);
	const node = {
		id: '1',
		name: 'Trigger',
		type: 'trigger',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: parameters ?? {},
	};
	const nodeType = new DingTalkCallbackTrigger();
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	expect(
		workflow.expression.getSimpleParameterValue(
			workflow.nodes.Trigger,
			webhook.responseMode,
			'webhook',
			{},
		),
	).toBe(mode);
});

test('the pickers of its filters have their lists', () => {
	const named = JSON.stringify(new DingTalkCallbackTrigger().description.properties).match(
		/"searchListMethod":"\w+"/g,
	);
	const methods = named?.map((text) => text.split('"')[3]) ?? [];
	const lists = ['searchApprovalProcesses', 'searchGroups', 'searchUsers'];
	expect([...new Set(methods)].sort()).toEqual(lists);
	expect(Object.keys(new DingTalkCallbackTrigger().methods.listSearch).sort()).toEqual(lists);
});
