import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { DingTalk } from '../../nodes/DingTalk/DingTalk.node';
import { DingTalkAiTableTrigger } from '../../nodes/DingTalkAiTableTrigger/DingTalkAiTableTrigger.node';
import { DingTalkCalendarTrigger } from '../../nodes/DingTalkCalendarTrigger/DingTalkCalendarTrigger.node';
import { DingTalkCallbackTrigger } from '../../nodes/DingTalkCallbackTrigger/DingTalkCallbackTrigger.node';
import { DingTalkTrigger } from '../../nodes/DingTalkTrigger/DingTalkTrigger.node';
import { exampleWorkflows } from '../helpers/examples.mts';
import { sourcesBelow, textOf } from '../helpers/sources.mts';

const FORMS: Record<string, INodeProperties[]> = Object.fromEntries(
	[
		new DingTalk(),
		new DingTalkTrigger(),
		new DingTalkCallbackTrigger(),
		new DingTalkAiTableTrigger(),
		new DingTalkCalendarTrigger(),
	].map(({ description: { name, properties } }) => [name, properties]),
);

/** The form of a node; as a tool of an AI agent it has the same. */
const nameOf = (type: string) => type.replace('n8n-nodes-dingtalk-suite.', '').replace(/Tool$/, '');

/** Fields of this name, in whatever state of the form. */
const named = (fields: INodeProperties[], name: string) =>
	fields.filter((field) => field.name === name);

/** Paths of the pickers in these values, and whether each is saved with its mode. */
function pickersIn(
	fields: INodeProperties[],
	values: object,
	path: string,
): Array<[string, boolean]> {
	return Object.entries(values).flatMap(([name, value]): Array<[string, boolean]> => {
		const here = `${path} > ${name}`;
		const found = named(fields, name);
		if (found.some(({ type }) => type === 'resourceLocator')) {
			return [[here, hasMode(found, value)]];
		}
		if (typeof value !== 'object' || value === null) return [];
		const options = found.flatMap((field) => field.options ?? []);
		const inner = options.flatMap((option) => ('values' in option ? [] : [option]));
		const kinds = options.flatMap((option) => ('values' in option ? [option] : []));
		return [
			...pickersIn(inner as INodeProperties[], value, here),
			...pickersInRows(kinds, value as Record<string, object>, here),
		];
	});
}

const pickersInRows = (
	kinds: INodePropertyCollection[],
	value: Record<string, object>,
	path: string,
): Array<[string, boolean]> =>
	kinds.flatMap(({ name, values }) =>
		[value[name] ?? []].flat().flatMap((row) => pickersIn(values, row, `${path} > ${name}`)),
	);

const hasMode = (fields: INodeProperties[], value: unknown): boolean =>
	typeof value === 'object' &&
	value !== null &&
	'__rl' in value &&
	'mode' in value &&
	fields.flatMap(({ modes }) => modes ?? []).some(({ name }) => name === value.mode);

const pickers = exampleWorkflows().flatMap(({ file, nodes }) =>
	nodes.flatMap(({ name, type, parameters }) => {
		const fields = FORMS[nameOf(type)] ?? [];
		return pickersIn(fields, parameters, `${file}: ${name}`);
	}),
);

test('every picker in an example is saved with its mode, or the editor shows it as not chosen', () => {
	expect(pickers.length).toBeGreaterThan(30);
	const wrong = pickers.filter(([, isRight]) => !isRight).map(([path]) => path);
	expect([...new Set(wrong)]).toEqual([]);
});

test('the check finds a picker that is a plain expression, in rows too', () => {
	const user = '={{ $json.userId }}';
	const values = {
		ownerId: user,
		executors: { person: [{ user }] },
		options: { operatorId: user },
	};
	const paths = pickersIn(FORMS.dingTalk, values, 'x').map(
		([path, isRight]) => `${path} ${isRight}`,
	);
	// Several operations have a field of this name.
	expect([...new Set(paths)]).toEqual([
		'x > ownerId false',
		'x > executors > person > user false',
		'x > options > operatorId false',
	]);
});

/** Of n8n itself, in the form of each trigger that polls. */
const POLL_TIMES = 'pollTimes';

test('no example fills in a field that its form does not have', () => {
	const strangers = exampleWorkflows().flatMap(({ file, nodes }) =>
		nodes.flatMap(({ name, type, parameters }) => {
			const fields = FORMS[nameOf(type)];
			if (fields === undefined) return [];
			return Object.keys(parameters)
				.filter((key) => named(fields, key).length === 0 && key !== POLL_TIMES)
				.map((key) => `${file}: ${name} > ${key}`);
		}),
	);
	expect(strangers).toEqual([]);
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const versioned = sourcesBelow('examples', '.json')
	.filter(({ file }) => /^examples\/[^/]+$/.test(file))
	.map(({ text }) => JSON.parse(text) as { name: string; versionId?: string });

test("each example has a version ID of its own: n8n's command line takes no workflow without", () => {
	expect(versioned.length).toBeGreaterThan(10);
	for (const { versionId } of versioned) expect(versionId).toMatch(UUID);
	expect(new Set(versioned.map(({ versionId }) => versionId)).size).toBe(versioned.length);
});

/** Jobs of another package's examples: how many nodes there, which example here, and with how many. */
const jobs = [
	...textOf('examples/README.md').matchAll(/\| (\d+) +\| \[([\w-]+)\]\(\2\.md\) +\| (\d+) +\|/g),
].map(([, there, slug, here]) => ({ there: Number(there), slug, here: Number(here) }));

test('each of the six jobs of another package takes as many nodes here or fewer, as the table says', () => {
	expect(jobs).toHaveLength(6);
	for (const { there, slug, here } of jobs) {
		const { nodes = [] } = exampleWorkflows().find(({ file }) => file === `${slug}.json`) ?? {};
		const counted = nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote').length;
		expect([slug, counted]).toEqual([slug, here]);
		expect(here).toBeLessThanOrEqual(there);
	}
});
