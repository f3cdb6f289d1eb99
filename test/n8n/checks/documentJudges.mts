import assert from 'node:assert/strict';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import type { SandboxState, WikiNode } from '../../../sandbox/state/types.mts';
import type { Bench } from '../run.mts';
import { isIn, type Judge } from './judging.mts';

/** The folder of the knowledge base that gets the minutes. */
const MEETINGS = 'folderMeetings00000000000000001';
const TITLE = '发布评审 Release review';
const PHOENIX = 'cidPhoenix0000000000001==';

/** The sheet of orders as its cells show it: the header, then a row for each order. */
const orders = ({ sandbox }: Bench): string[][] =>
	sandbox.control.sheetTexts('nodeOrders000000000000000000001', '订单 Orders');

/** The documents in a folder that are called so. */
const documentsIn = ({ knowledgeBases }: SandboxState, folder: string, name: string): WikiNode[] =>
	knowledgeBases
		.flatMap(({ nodes }) => nodes)
		.filter((node) => node.parentId === folder && node.name === name);

/** The address of the minutes. */
const minutesIn = (state: SandboxState): string =>
	`https://alidocs.dingtalk.com/i/nodes/${documentsIn(state, MEETINGS, TITLE)[0]?.nodeId}`;

/** Of the examples with sheets and documents. */
export const DOCUMENT_JUDGES: Record<string, Record<string, Judge>> = {
	'nightly-sheet': {
		'an order that was there is changed, and new ones follow': (_, __, bench) => {
			const rows = orders(bench);
			assert.deepEqual(
				rows.slice(1).map(([no]) => no),
				['007', '008', '009', '010', '011'],
			);
			const paidOf = (no: string) => rows.find(([one]) => one === no)?.[4];
			assert.deepEqual(['008', '010'].map(paidOf), ['TRUE', 'FALSE']);
		},
		'the group has the open orders and their sum': (_, { messages }) => {
			const [told, ...more] = messages.filter(({ target }) => isIn(target, PHOENIX));
			assert.deepEqual(more, []);
			assert.match(told?.content.text ?? '', /3 open orders[^]*009[^]*010[^]*011/);
		},
		'a second run adds no row': async (_, __, bench) => {
			const { client, examples } = bench.session;
			const example = examples.find(({ slug }) => slug === 'nightly-sheet');
			assert.ok(example);
			const before = orders(bench);
			const again = await client.run(example.workflow.id, example.trigger.name);
			assert.equal(again.status, 'success', again.error?.message);
			assert.deepEqual(orders(bench), before);
		},
	},
	spreadsheet: {
		'the cells hold what was written and appended, in their places': (run) => {
			assert.deepEqual(itemsOf(run, 'Cells as they are')[0]?.json.displayValues, [
				['姓名 Name', '分机 Extension', '入职 Joined'],
				['李娜 Li Na', '0417', '2021-03-01'],
				['Bob Smith', '0023', '2024-11-15'],
				['王芳 Wang Fang', '0098', '2026-05-06'],
			]);
			const [{ json }] = itemsOf(run, 'How far it is filled');
			assert.deepEqual([json.filledRows, json.filledColumns], [4, 3]);
		},
		'rows and columns went in and out once each, and no call was refused': (_, { calls }) => {
			const lines = calls.flatMap(
				({ path }) => /(insert|delete)(Rows|Columns)/.exec(path)?.[0] ?? [],
			);
			assert.deepEqual(lines, ['insertRows', 'deleteRows', 'insertColumns', 'deleteColumns']);
			const refused = calls.filter((call) => call.refused);
			assert.deepEqual(refused, []);
		},
		'the spreadsheet has the sheets that it had': (run, { state }) => {
			const before = itemsOf(run, 'Sheets of it').map(({ json }) => json.name);
			const after = state.workbooks.find(({ name }) => name === '订单 Orders')?.sheets ?? [];
			assert.deepEqual(
				after.map(({ name }) => name),
				before,
			);
		},
	},
	'meeting-notes': {
		'the minutes are one document in the folder, block by block': (_, { state }) => {
			const [minutes, ...more] = documentsIn(state, MEETINGS, TITLE);
			assert.deepEqual(more, []);
			assert.deepEqual(
				minutes?.blocks.map(({ element }) => element.blockType),
				['heading', 'heading', 'unorderedList', 'heading', 'table', 'blockquote'],
			);
			assert.match(
				JSON.stringify(minutes.blocks),
				/Tuesday 22:00[^]*演练回滚方案[^]*Next: Thursday/,
			);
		},
		'whoever has something to do has a todo, found by the name': (_, { state }) => {
			const [todo, ...more] = state.todos.filter(({ subject }) => /rollback plan/.test(subject));
			assert.deepEqual(more, []);
			assert.deepEqual(
				todo?.executors.map(({ unionId }) => unionId),
				['union-lina'],
			);
			assert.equal(todo.detailUrl.pcUrl ?? todo.detailUrl.appUrl, minutesIn(state));
		},
		'the group reads what was decided, and where the document is': (run, { messages, state }) => {
			const [told, ...more] = messages.filter(({ target }) => isIn(target, PHOENIX));
			assert.deepEqual(more, []);
			assert.match(told?.content.text ?? '', /2\.4 goes out on Tuesday/);
			assert.ok(told.content.text?.endsWith(minutesIn(state)));
			assert.equal(itemsOf(run, 'AI Agent').length, 1);
		},
	},
};
