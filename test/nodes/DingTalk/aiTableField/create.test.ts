import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { byId, CUSTOMERS, EMPTY, inTable, tableRuns } from '../aiTableRecord/tables';

const world = tableRuns('aiTableField');
const { run, call, refusal, calls } = world;
const create = (column: object, table = EMPTY) => ({
	operation: 'create',
	...inTable(table),
	...column,
});
const fields = (table = EMPTY) =>
	world.sandbox.control.state().aiTables[0].sheets.find(({ id }) => id === table)?.fields ?? [];

test('adds a select with its options', async () => {
	const [item] = await run(create({ name: 'Level', type: 'singleSelect', choices: 'High, Low' }));
	expect(item).toEqual({
		fieldId: fields().at(-1)?.id,
		name: 'Level',
		type: 'singleSelect',
		property: { choices: [{ name: 'High' }, { name: 'Low' }] },
	});
	expect(
		fields()
			.at(-1)
			?.property?.choices?.map(({ name }) => name),
	).toEqual(['High', 'Low']);
});

test('takes options as a list, in which a name may hold a comma', async () => {
	const column = { name: 'Tags', type: 'multipleSelect', choices: '={{ $json.choices }}' };
	await run(create(column), itemsOf({ choices: ['design, print', ' web ', '', 'web'] }));
	const { choices } = fields().at(-1)?.property ?? {};
	expect(choices?.map(({ name }) => name)).toEqual(['design, print', 'web']);
});

test('adds a two-way link by the name of the table, which has the other side', async () => {
	await run(
		create({
			name: 'Buyer',
			type: 'bidirectionalLink',
			multiple: true,
			linkedTable: byId('客户 Customers'),
		}),
	);
	expect(fields().at(-1)?.property).toMatchObject({ linkedSheetId: CUSTOMERS });
	expect(fields(CUSTOMERS).at(-1)?.property).toMatchObject({ linkedSheetId: EMPTY });
});

test('items stand in their order', async () => {
	await run(
		create({ name: '={{ $json.n }}', type: 'text' }),
		itemsOf({ n: 'A' }, { n: 'B' }, { n: 'C' }),
	);
	expect(
		fields()
			.slice(-3)
			.map(({ name }) => name),
	).toEqual(['A', 'B', 'C']);
});

test('one that DingTalk refuses fails alone, and a retry makes none twice', async () => {
	const { items } = await call(
		create({ name: '={{ $json.n }}', type: 'text' }),
		itemsOf({ n: 'A' }, { n: 'A' }),
		{
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(items.map(({ json }) => 'fieldId' in json)).toEqual([true, false]);
	expect(items[1].json.error).toMatch(/DingTalk finds something wrong/);
});

test.each<[object, RegExp]>([
	[{ name: NOTHING, type: 'text' }, /'Name' is empty/],
	[
		{ name: 'a', type: 'unidirectionalLink', linkedTable: byId(NOTHING) },
		/'Linked Table' is empty/,
	],
	[
		{ name: 'a', type: 'currency', numberStyle: 'PERCENT_FLOAT' },
		/'Number Format' is a percentage/,
	],
])('refuses %j before anything is sent', async (column, words) => {
	expect(await refusal(create(column))).toMatch(words);
	expect(calls('notable.createField')).toBe(0);
});
