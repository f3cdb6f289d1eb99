import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { byId, byUrl, tableRuns } from '../aiTableRecord/tables';
import { addressOf, as, MINUTES, nodeOf, textsOf, WELCOME } from './documents';

const runs = tableRuns('document');
const { run, refusal, call, calls } = runs;
const append = (markdown: string, document: object = byId(MINUTES)) => ({
	operation: 'append',
	documentId: document,
	markdown,
});
const written = (name = '周会纪要 Minutes') => textsOf(runs.sandbox, name)?.slice(6);
/** The call for the block of that number fails. */
const failAt = (number: number, answer: object) =>
	runs.sandbox.control.addFault({
		match: { id: 'doc.blocks.insert' },
		afterCalls: number - 1,
		times: 1,
		...answer,
	});
const REFUSED = {
	answer: { status: 403, body: { code: 'forbidden.accessDenied', message: 'no' } },
};

test('adds blocks to the end, one call for each, in their order', async () => {
	const [item] = await run(append('## Next\n\n1. **Ship** it\n2. Rest\n\n---'));
	expect(written()).toEqual([
		['heading', 'Next'],
		['orderedList', 'Ship it'],
		['orderedList', 'Rest'],
		['paragraph', '---'],
	]);
	expect(item).toEqual({
		documentId: MINUTES,
		blocks: 4,
		blockIds: [0, 1, 2, 3].map(() => expect.stringMatching(/^block/)),
	});
	expect(calls('doc.blocks.insert')).toBe(4);
	const lists = nodeOf(runs.sandbox, '周会纪要 Minutes')?.blocks.slice(7, 9);
	const [one, other] = (lists ?? []).map(
		({ element }) => (element.orderedList as { list: { listId: string } }).list.listId,
	);
	expect(one).toBe(other);
});

test.each([addressOf(MINUTES), `https://alidocs.dingtalk.com/i/p/${MINUTES}`])(
	'takes an address: %s',
	async (url) => {
		await run(append('x', byUrl(url)));
		expect(written()).toEqual([['paragraph', 'x']]);
	},
);

test('items of one document go one after the other', async () => {
	await run(append('={{ $json.text }}'), itemsOf({ text: 'a\nb' }, { text: 'c\nd' }));
	expect(written()?.map(([, text]) => text)).toEqual(['a', 'b', 'c', 'd']);
});

test('a refusal in the middle says what was written; a retry writes the rest alone', async () => {
	failAt(3, REFUSED);
	const words = await refusal(append('a\nb\nc\nd'));
	expect(words).toMatch(/Part 3 of 4 was not sent, the parts before were/);
	expect(words).toMatch(/share|Operator/i);
	expect(written()).toHaveLength(2);
	runs.sandbox.control.reset();
	failAt(3, REFUSED);
	const { error } = await call(append('a\nb\nc\nd'), undefined, {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(written()?.map(([, text]) => text)).toEqual(['a', 'b', 'c', 'd']);
});

test('a block whose answer was lost is not written again', async () => {
	failAt(2, { cut: true, afterWork: true });
	const { error } = await call(append('a\nb\nc'), undefined, {
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	expect(error?.message).toMatch(/It is not known whether part 2 of 3 arrived/);
	expect(written()?.map(([, text]) => text)).toEqual(['a', 'b']);
});

test('goes on after a failing item when told so', async () => {
	const input = itemsOf({ id: MINUTES }, { id: 'gone' }, { id: WELCOME });
	const { items } = await call(append('x', byId('={{ $json.id }}')), input, {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json }) => json.error ?? json.blocks)).toEqual([
		1,
		expect.stringMatching(/finds no such document/),
		1,
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

test('somebody who may only read is told whom to ask', async () => {
	expect(await refusal({ ...append('x'), options: as('bob') })).toMatch(/forbidden\.accessDenied/);
});

test.each<[string, object, RegExp]>([
	['no document', append('x', byId(NOTHING)), /'Document' is empty/],
	['what is no address', append('x', byUrl('my minutes')), /'Document' is neither an address nor/],
	['nothing to add', append('\n'), /'Markdown' is empty/],
])('refuses %s before anything is sent', async (_name, parameters, words) => {
	expect(await refusal(parameters)).toMatch(words);
	expect(calls('doc.blocks.insert')).toBe(0);
});
