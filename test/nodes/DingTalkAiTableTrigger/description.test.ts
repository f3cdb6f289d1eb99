import type { INodePropertyOptions } from 'n8n-workflow';

import codex from '../../../nodes/DingTalkAiTableTrigger/DingTalkAiTableTrigger.node.json';
import { DingTalkAiTableTrigger } from '../../../nodes/DingTalkAiTableTrigger/DingTalkAiTableTrigger.node';
import packageJson from '../../../package.json';

const node = new DingTalkAiTableTrigger();
const { description } = node;
const field = (name: string) => description.properties.find((property) => property.name === name);

test('is a polling trigger of the package, named as n8n names triggers', () => {
	expect(description).toMatchObject({
		displayName: 'DingTalk AI Table Trigger',
		name: 'dingTalkAiTableTrigger',
		polling: true,
		inputs: [],
		credentials: [{ name: 'dingTalkAppApi', required: true }],
	});
	expect(codex.node).toBe(`n8n-nodes-dingtalk-suite.${description.name}`);
	expect(packageJson.n8n.nodes).toContain(
		'dist/nodes/DingTalkAiTableTrigger/DingTalkAiTableTrigger.node.js',
	);
});

test('lists the occasions by name', () => {
	const names = (field('triggerOn')?.options as INodePropertyOptions[]).map(({ name }) => name);
	expect(names).toEqual([...names].sort());
});

test('asks for the date column only where a date is waited for, and tells what polls cost', () => {
	const onDates = { show: { triggerOn: ['dateReached'] } };
	expect(field('column')?.displayOptions).toEqual(onDates);
	expect(field('dateQuotaNotice')?.displayOptions).toEqual(onDates);
	expect(field('quotaNotice')?.displayOptions).toEqual({ hide: { triggerOn: ['dateReached'] } });
});

test('offers the pickers that its form names', () => {
	const text = JSON.stringify(description.properties);
	const named = [...text.matchAll(/"searchListMethod":"(\w+)"/g)].map(([, name]) => name);
	expect([...new Set(named)].sort()).toEqual(Object.keys(node.methods.listSearch).sort());
});
