/** What was written into a record is what Get gives back, and Update takes that again, for every type that is written. */
import fc from 'fast-check';

import { runsOf } from '../../../helpers/whole.mts';
import { binaryOf } from '../../../helpers/dingTalk.mts';
import { asJson, inTable, tableRuns } from './tables';

const world = tableRuns('aiTableRecord');
const { run } = world;

/** n8n trims no text, but blank ones leave a column as it is; half surrogates are no characters. */
const text = fc
	.string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
	.filter((one) => one.trim() !== '');
const decimal = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((n) => n / 100);
/** Very small ones too, which JavaScript writes with an exponent. */
const number = fc.double({ min: -1e15, max: 1e15, noNaN: true }).map((n) => (n === 0 ? 0 : n));
const between = (min: string, max: string) =>
	fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true });
// From 1986 to 1991 China had daylight saving, which the node knows and this test does not.
const moment = fc.oneof(between('1950-01-01', '1985-12-31'), between('1992-01-01', '2099-12-31'));
/** In China's zone, as the runs of these tests are. */
const iso = (date: Date): string =>
	`${new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
const some = (...names: string[]) => fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 });

/** Every column of the table that can be written: what is given, and what comes back. */
const COLUMNS: Record<string, fc.Arbitrary<{ given: unknown; back: unknown }>> = {
	'标题 Title': text.map((given) => ({ given, back: given })),
	'数量 Count': number.map((given) => ({ given, back: given })),
	'预算 Budget': decimal.map((given) => ({ given: given.toFixed(2), back: given })),
	'状态 Status': fc
		.constantFrom('进行中 Open', '已完成 Done')
		.map((given) => ({ given, back: given })),
	'标签 Tags': some('web', 'api', 'design, print').map((given) => ({ given, back: given })),
	'截止 Due': moment.map((date) => {
		const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
		return { given: whole.toISOString(), back: iso(whole) };
	}),
	'负责人 Owner': some('lina', 'bob').map(([given]) => ({ given, back: [`union-${given}`] })),
	'成员 Members': some('lina', 'bob', 'alice').map((given) => ({
		given,
		back: given.map((userId) => `union-${userId}`),
	})),
	'部门 Teams': some('100', '200', '9007199254740993').map((given) => ({ given, back: given })),
	'网页 Page': fc.tuple(text, fc.webUrl()).map(([words, link]) => {
		const given = { text: words, link };
		return { given, back: given };
	}),
	'附件 Files': some('photo', 'invoice').map((given) => ({
		given,
		back: given.map((name) => ({
			...FILES[name as 'photo'],
			url: expect.any(String),
			resourceId: expect.any(String),
		})),
	})),
	'客户 Customer': some('recCustomerA', 'recCustomerB').map(([given]) => ({
		given,
		back: [given],
	})),
	'联系人 Contacts': some('recCustomerA', 'recCustomerB').map((given) => ({ given, back: given })),
};
const FILES = {
	photo: { filename: 'site.png', size: 9, type: 'png' },
	invoice: { filename: '发票.pdf', size: 10, type: 'pdf' },
};
const INPUT = [
	{
		json: {},
		binary: {
			photo: binaryOf('a picture', 'site.png', 'image/png'),
			invoice: binaryOf('an invoice', '发票.pdf', 'application/pdf'),
		},
	},
];

test('all types that are written are among the columns', () => {
	const [base] = world.sandbox.control.state().aiTables;
	const written = base.sheets[0].fields.filter(({ type }) => type !== 'formula');
	expect(written.map(({ name }) => name).sort()).toEqual(Object.keys(COLUMNS).sort());
});

test('any values of any columns come back, and can be given again', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.record(COLUMNS, { requiredKeys: [] }).filter((one) => Object.keys(one).length > 0),
			async (values) => {
				const given = Object.fromEntries(
					Object.entries(values).map(([name, value]) => [name, value?.given]),
				);
				const back = Object.fromEntries(
					Object.entries(values).map(([name, value]) => [name, value?.back]),
				);
				const where = inTable();
				const [{ recordId }] = await run(
					{ operation: 'create', ...where, ...asJson(given) },
					INPUT,
				);
				const get = { operation: 'get', ...where, recordId, simplify: true };
				const [first] = await run(get);
				expect(first).toMatchObject(back);
				const again = Object.fromEntries(Object.keys(back).map((name) => [name, first[name]]));
				await run({ operation: 'update', ...where, recordId, ...asJson(again) });
				const [second] = await run(get);
				expect(second).toMatchObject(back);
			},
		),
		{ numRuns: runsOf(40) },
	);
}, 120_000);
