/** Create or Update finds a record however its value is written, and makes none twice. */
import fc from 'fast-check';

import { itemsOf } from '../../../helpers/calls.mts';
import { runsOf } from '../../../helpers/whole.mts';
import { asJson, inTable, tableRuns } from './tables';

const world = tableRuns('aiTableRecord');

/** What a column is to hold, and one of the ways to write it. */
interface Written {
	means: string;
	given: unknown;
}

/** Some meanings, each in all of its spellings. */
const spelled = (spellings: Record<string, unknown[]>): fc.Arbitrary<Written> =>
	fc.oneof(
		...Object.entries(spellings).map(([means, given]) =>
			fc.constantFrom(...given).map((one) => ({ means, given: one })),
		),
	);

const text = fc
	.oneof(
		fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }),
		fc.constantFrom('a', 'A', ' a', 'a ', 'null', '0', '[]', '"a"', 'é', 'e\u0301', '__proto__'),
	)
	.filter((one) => one.trim() !== '')
	.map((given) => ({ means: given, given }));

const DAY = Date.parse('2026-05-01T00:00+08:00');
const COLUMNS: Record<string, fc.Arbitrary<Written>> = {
	'标题 Title': text,
	'数量 Count': spelled({
		'7': [7, '7', '007', '7.0', '+7'],
		'0': [0, '0', '-0', '0.00'],
		'-7': [-7, '-7.00'],
		tiny: [1e-7, '0.0000001', '1e-7'],
		long: ['12345678901234567.890', '12345678901234567.89'],
	}),
	'预算 Budget': spelled({ half: [0.5, '.5', '0.50'], one: [1, '1.00'] }),
	'状态 Status': spelled({
		open: ['进行中 Open', ' 进行中 Open ', { id: 'optOpen', name: '进行中 Open' }],
		done: ['已完成 Done'],
	}),
	'标签 Tags': spelled({
		both: ['web, api', ['api', 'web'], ['web', '', 'api', 'web'], '["api","web"]'],
		comma: ['design, print', ['design, print']],
		one: ['web', [{ name: 'web' }]],
	}),
	'截止 Due': spelled({
		day: ['2026-05-01', DAY, String(DAY), new Date(DAY).toISOString(), '2026-05-01 00:00'],
		early: ['1965-03-01', '1965-02-28T16:00:00Z'],
	}),
	'成员 Members': spelled({
		two: [
			'lina, bob',
			['union-bob', 'lina'],
			'13800000002、bob',
			[{ unionId: 'union-bob' }, 'lina'],
		],
		one: ['lina', [null, { userId: 'lina' }]],
	}),
	'部门 Teams': spelled({ two: ['100, 200', [200, '100']], one: [100, [{ deptId: 100 }]] }),
	'网页 Page': spelled({
		page: ['https://example.com/a', { text: 'A', link: 'https://example.com/a' }],
		other: ['https://example.com/b'],
	}),
	'联系人 Contacts': spelled({
		two: ['recCustomerA, recCustomerB', ['recCustomerB', 'recCustomerA']],
		one: [{ linkedRecordIds: ['recCustomerA'] }, 'recCustomerA'],
	}),
};

const items = fc.subarray(Object.keys(COLUMNS), { minLength: 1, maxLength: 3 }).chain((names) =>
	fc.record({
		names: fc.constant(names),
		first: fc.array(fc.tuple(...names.map((name) => COLUMNS[name])), {
			minLength: 1,
			maxLength: 8,
		}),
		then: fc.array(fc.tuple(...names.map((name) => COLUMNS[name])), { minLength: 1, maxLength: 8 }),
	}),
);

test('one record for each combination of values, in one run and in the next', async () => {
	await fc.assert(
		fc.asyncProperty(items, async ({ names, first, then }) => {
			world.sandbox.control.reset();
			const was = new Set(world.records().map(({ id }) => id));
			const recordOf = new Map<string, unknown>();
			for (const rows of [first, then]) {
				const results = await world.run(
					{
						...{ operation: 'upsert', ...inTable(), matchColumns: names.join(', ') },
						...asJson('={{ $json.values }}'),
					},
					itemsOf(
						...rows.map((row) => ({
							values: Object.fromEntries(row.map(({ given }, index) => [names[index], given])),
						})),
					),
				);
				for (const [index, row] of rows.entries()) {
					const key = JSON.stringify(row.map(({ means }) => means));
					const { recordId, action } = results[index];
					const known = recordOf.get(key);
					expect([recordId, action]).toEqual(
						known === undefined && !was.has(String(recordId))
							? [recordId, 'created']
							: [known ?? recordId, 'updated'],
					);
					recordOf.set(key, recordId);
				}
			}
			expect(new Set(recordOf.values()).size).toBe(recordOf.size);
			expect(world.records().length - was.size).toBe(
				[...recordOf.values()].filter((id) => !was.has(String(id))).length,
			);
		}),
		{ numRuns: runsOf(60) },
	);
}, 120_000);
