import assert from 'node:assert/strict';
import type { Bench } from '../run.mts';
import { isIn, type Judge } from './judging.mts';

const PHOENIX = 'cidPhoenix0000000000001==';

/** The sheet of orders as its cells show it: the header, then a row for each order. */
const orders = ({ sandbox }: Bench): string[][] =>
	sandbox.control.sheetTexts('nodeOrders000000000000000000001', '订单 Orders');

/** Of the examples with tables, sheets and the drive. */
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
};
