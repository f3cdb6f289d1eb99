import type { INodePropertyOptions } from 'n8n-workflow';

import codex from '../../../nodes/DingTalkCalendarTrigger/DingTalkCalendarTrigger.node.json';
import { DingTalkCalendarTrigger } from '../../../nodes/DingTalkCalendarTrigger/DingTalkCalendarTrigger.node';
import packageJson from '../../../package.json';

const node = new DingTalkCalendarTrigger();
const { description } = node;
const field = (name: string) => description.properties.find((property) => property.name === name);

test('is a polling trigger of the package, named as n8n names triggers', () => {
	expect(description).toMatchObject({
		displayName: 'DingTalk Calendar Trigger',
		name: 'dingTalkCalendarTrigger',
		polling: true,
		inputs: [],
		credentials: [{ name: 'dingTalkAppApi', required: true }],
	});
	expect(codex.node).toBe(`n8n-nodes-dingtalk-suite.${description.name}`);
	expect(packageJson.n8n.nodes).toContain(
		'dist/nodes/DingTalkCalendarTrigger/DingTalkCalendarTrigger.node.js',
	);
});

test('lists the occasions by name, without a tooltip on the field itself', () => {
	const { options, description: tooltip } = field('triggerOn') ?? {};
	const names = (options as INodePropertyOptions[]).map(({ name }) => name);
	expect(names).toEqual([...names].sort());
	expect(tooltip).toBeUndefined();
});

test('asks for the minutes only where they count', () => {
	expect(field('minutesBefore')?.displayOptions).toEqual({ show: { triggerOn: ['startingSoon'] } });
});

test('offers the picker that its form names', () => {
	const [list] = field('userId')?.modes ?? [];
	expect(Object.keys(node.methods.listSearch)).toContain(list.typeOptions?.searchListMethod);
});
