import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { byId, byUrl, tableRuns } from '../aiTableRecord/tables';
import { addressOf, as, MINUTES, textsOf, WELCOME } from './documents';

const runs = tableRuns('document');
const { run, refusal, call, calls } = runs;
const replace = (markdown: string, document: object = byId(WELCOME)) => ({
	operation: 'replaceContent',
	documentId: document,
	markdown,
});

test('puts markdown in the place of what was there', async () => {
	const [item] = await run(replace('# New\n\ntext', byUrl(addressOf(WELCOME))));
	expect(item).toEqual({ documentId: WELCOME, replaced: true });
	expect(textsOf(runs.sandbox, '欢迎 Welcome')).toEqual([
		['heading', 'New'],
		['paragraph', 'text'],
	]);
});

test('each item its own document, a failing one in the middle alone', async () => {
	const input = itemsOf({ id: MINUTES }, { id: 'gone' }, { id: WELCOME });
	const { items } = await call(replace('x', byId('={{ $json.id }}')), input, {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json }) => json.documentId ?? json.error)).toEqual([
		MINUTES,
		expect.stringMatching(/finds no such document/),
		WELCOME,
	]);
});

test('somebody who may only read is refused', async () => {
	expect(await refusal({ ...replace('x'), options: as('bob') })).toMatch(/forbidden\.accessDenied/);
});

test.each<[string, string, RegExp]>([
	['nothing, which would wipe the document', NOTHING, /'Markdown' is empty/],
	[
		'more than DingTalk takes',
		'x'.repeat(50_001),
		/'Markdown' has 50001 characters.*50000.*Append/,
	],
])('refuses %s', async (_name, markdown, words) => {
	expect(await refusal(replace(markdown))).toMatch(words);
	expect(calls('doc.content.overwrite')).toBe(0);
});
