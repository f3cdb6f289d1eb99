import { DingTalkRobot } from '../../nodes/DingTalkRobot/DingTalkRobot.node';
import { RESOURCES } from '../../nodes/DingTalk/registry';
import { sourcesBelow } from '../helpers/sources.mts';

const tests = sourcesBelow('test/nodes', '.test.ts');
/** Those of the operations whose file is missing, or holds no test of its own or from a file beside it. */
const untested = (files: string[]) =>
	files.filter((file) => {
		const text = tests.find((test) => test.file === file)?.text ?? '';
		return !/^\s*(describe|it|test|it[A-Z]\w+)\b/m.test(text);
	});

test('every operation of the DingTalk node has a test file of its own name', () => {
	const files = RESOURCES.flatMap(({ value: resource, operations }) =>
		operations.map(({ value }) => `test/nodes/DingTalk/${resource}/${value}.test.ts`),
	);
	expect(files.length).toBeGreaterThan(50);
	expect(untested(files)).toEqual([]);
});

test('every operation of the group robot has a test file of its own name', () => {
	const { properties } = new DingTalkRobot().description;
	const field = properties.find(({ name }) => name === 'operation');
	const values = (field?.options ?? []).map((option) => ('value' in option ? option.value : ''));
	expect(values.length).toBeGreaterThan(4);
	expect(untested(values.map((value) => `test/nodes/DingTalkRobot/${value}.test.ts`))).toEqual([]);
});

test('every operation file is offered by the node, so that it is asked for its tests', () => {
	const offered = RESOURCES.flatMap(({ value: resource, operations }) =>
		operations.map(({ value }) => `nodes/DingTalk/resources/${resource}/${value}.operation.ts`),
	);
	const files = sourcesBelow('nodes/DingTalk/resources', '.operation.ts').map(({ file }) => file);
	expect(files.filter((file) => !offered.includes(file))).toEqual([]);
});
