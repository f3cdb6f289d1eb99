import codex from '../../../nodes/DingTalkTrigger/DingTalkTrigger.node.json';
import { DingTalkTrigger } from '../../../nodes/DingTalkTrigger/DingTalkTrigger.node';
import { pushFields } from '../../../nodes/shared/pushes/fields';
import packageJson from '../../../package.json';

const { description } = new DingTalkTrigger();

test('n8n finds the node, and what is written about it', () => {
	expect(packageJson.n8n.nodes).toContain('dist/nodes/DingTalkTrigger/DingTalkTrigger.node.js');
	expect(codex.node).toBe(`${packageJson.name}.${description.name}`);
});

test('it is a trigger: no input, one credential', () => {
	expect(description.group).toEqual(['trigger']);
	expect(description.inputs).toEqual([]);
	expect(description.credentials).toEqual([{ name: 'dingTalkAppApi', required: true }]);
});

test('it asks what every trigger of the package asks', () => {
	const own = description.properties.filter(({ type }) => type === 'notice');
	expect(description.properties).toEqual([...own, ...pushFields]);
});

test('form and test panel say how several clients share what comes', () => {
	const notice = description.properties.find(({ name }) => name === 'sharingNotice');
	expect(notice?.displayName).toMatch(/one connection.*Another n8n/s);
	const { executionsHelp } = description.triggerPanel as {
		executionsHelp: { inactive: string; active: string };
	};
	for (const text of [executionsHelp.inactive, executionsHelp.active]) {
		expect(text).toMatch(/active trigger of the same app gets the same push/);
	}
});

test('the pickers of its filters have their lists', () => {
	const named = JSON.stringify(new DingTalkTrigger().description.properties).match(
		/"searchListMethod":"\w+"/g,
	);
	const methods = named?.map((text) => text.split('"')[3]) ?? [];
	const lists = ['searchApprovalProcesses', 'searchGroups', 'searchUsers'];
	expect([...new Set(methods)].sort()).toEqual(lists);
	expect(Object.keys(new DingTalkTrigger().methods.listSearch).sort()).toEqual(lists);
});
