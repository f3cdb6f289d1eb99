import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { byId, byUrl, tableRuns } from '../aiTableRecord/tables';
import { addressOf, MEETINGS, MINUTES, WELCOME } from './documents';

const runs = tableRuns('document');
const { run, refusal, call } = runs;
const get = (document: object, options = {}) => ({
	operation: 'getContent',
	documentId: document,
	options,
});

test('reads a document as markdown', async () => {
	const [item] = await run(get(byUrl(addressOf(MINUTES))));
	expect(item).toEqual({
		documentId: MINUTES,
		markdown:
			'# 周会 Weekly\n\n出席 Present: Zhang Wei, Li Na\n\n- 发布 Release 2.4\n- 招聘 Hiring\n\n> 下周二 Next Tuesday\n\n| 事项 Item | 负责 Owner |\n| --- | --- |\n| 发布 Release | Li Na |',
		unreadable: [],
	});
});

test('what Append wrote comes back, with the levels of lists', async () => {
	await run({
		operation: 'append',
		documentId: byId(WELCOME),
		markdown: '- a\n   - b\n- c\n\n1. one\n2. two',
	});
	const [{ markdown }] = await run(get(byId(WELCOME)));
	expect(markdown).toMatch(/- a\n {3}- b\n- c\n1\. one\n2\. two$/);
});

test('blocks that DingTalk tells nothing of are counted, and given as they are where wanted', async () => {
	await run({ operation: 'replaceContent', documentId: byId(WELCOME), markdown: '```\nx\n```\ny' });
	const [item] = await run(get(byId(WELCOME), { includeBlocks: true }));
	expect(item).toMatchObject({
		markdown: '<!-- DingTalk does not tell what this block holds: unknown -->\n\ny',
		unreadable: ['unknown'],
		blocks: [{ blockType: 'unknown', unknown: {} }, { paragraph: { text: 'y' } }],
	});
});

test('goes on after a failing item when told so', async () => {
	const { items } = await call(
		get(byId('={{ $json.id }}')),
		itemsOf({ id: MINUTES }, { id: 'gone' }, { id: WELCOME }),
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(items.map(({ json }) => json.documentId ?? json.error)).toEqual([
		MINUTES,
		expect.stringMatching(/finds no such document/),
		WELCOME,
	]);
});

test('an address that leads nowhere, a folder and nothing are told as such', async () => {
	expect(await refusal(get(byUrl('https://alidocs.dingtalk.com/i/p/gone')))).toMatch(
		/The address was not understood: The file, folder, document or space is not there/,
	);
	expect(await refusal(get(byId(MEETINGS)))).toMatch(/Target document should be doc/);
	expect(await refusal(get(byId(NOTHING)))).toMatch(/'Document' is empty/);
});

test('somebody must act', async () => {
	expect(await refusal(get(byId(MINUTES)), undefined, { operatorId: '' })).toMatch(
		/'Operator' is empty/,
	);
});
