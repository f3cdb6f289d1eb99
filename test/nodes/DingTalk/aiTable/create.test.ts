import { NOTHING } from '../../../helpers/calls.mts';
import { byId, CUSTOMERS, PROJECTS, tableRuns } from '../aiTableRecord/tables';

const world = tableRuns('aiTable');
const { run, call, refusal, calls } = world;
const create = (name: string, ...columns: object[]) => ({
	operation: 'create',
	baseId: byId(PROJECTS),
	name,
	columns: { column: columns },
});
const sheets = () =>
	world.sandbox.control.state().aiTables.find(({ baseId }) => baseId === PROJECTS)?.sheets ?? [];
const newest = () => sheets().at(-1);

test('makes a table with columns of every type, with their properties', async () => {
	const [item] = await run(
		create(
			'订单 Orders',
			{ name: 'No', type: 'text' },
			{ name: 'Amount', type: 'currency', currencyType: 'USD', numberStyle: 'THOUSAND_FLOAT' },
			{ name: 'Count', type: 'number', numberStyle: 'PERCENT' },
			{ name: 'Level', type: 'singleSelect', choices: 'High, Low' },
			{ name: 'Tags', type: 'multipleSelect', choices: 'a，b' },
			{ name: 'Due', type: 'date', dateFormat: 'YYYY/MM/DD' },
			{ name: 'Owner', type: 'user', multiple: false },
			{ name: 'Teams', type: 'department', multiple: true },
			{ name: 'Page', type: 'url' },
			{ name: 'Files', type: 'attachment' },
			{
				name: 'Customer',
				type: 'unidirectionalLink',
				multiple: true,
				linkedTable: byId('客户 Customers'),
			},
			{ name: 'Back', type: 'bidirectionalLink', multiple: true, linkedTable: byId(CUSTOMERS) },
		),
	);
	const sheet = newest();
	expect(item).toEqual({ tableId: sheet?.id, name: '订单 Orders', baseId: PROJECTS });
	const columns = sheet?.fields.map(({ name, type, property }) => [name, type, property]);
	const option = (name: string) => ({ id: expect.any(String) as string, name });
	expect(columns).toEqual([
		['No', 'text', undefined],
		['Amount', 'currency', { currencyType: 'USD', formatter: 'THOUSAND_FLOAT' }],
		['Count', 'number', { formatter: 'PERCENT' }],
		['Level', 'singleSelect', { choices: [option('High'), option('Low')] }],
		['Tags', 'multipleSelect', { choices: [option('a'), option('b')] }],
		['Due', 'date', { formatter: 'YYYY/MM/DD' }],
		['Owner', 'user', { multiple: false }],
		['Teams', 'department', { multiple: true }],
		['Page', 'url', undefined],
		['Files', 'attachment', undefined],
		['Customer', 'unidirectionalLink', { multiple: true, linkedSheetId: CUSTOMERS }],
		[
			'Back',
			'bidirectionalLink',
			{ multiple: true, linkedSheetId: CUSTOMERS, linkedFieldId: expect.any(String) as string },
		],
	]);
});

test('without columns it has those that DingTalk makes', async () => {
	await run(create('Plain'));
	expect(newest()).toMatchObject({ name: 'Plain', fields: [{ type: 'text' }] });
});

test("n8n's Retry On Fail makes no second one, nor where the answer was lost", async () => {
	world.sandbox.control.addFault({
		match: { id: 'notable.createSheet' },
		times: 1,
		cut: true,
		afterWork: true,
	});
	const { error } = await call(create('Once'), undefined, {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error?.message).toMatch(/connection/i);
	expect(sheets().filter(({ name }) => name === 'Once')).toHaveLength(1);
});

test('a name that is taken is refused by DingTalk', async () => {
	expect(await refusal(create('任务 Tasks'))).toMatch(
		/DingTalk finds something wrong.*sheet already exists/,
	);
});

test.each<[object, RegExp]>([
	[create(NOTHING), /'Name' is empty/],
	[create('x', { name: NOTHING, type: 'text' }), /'Columns > Name 1' is empty/],
	[
		create('x', { name: 'a', type: 'currency', numberStyle: 'PERCENT' }),
		/is a percentage, which a currency is not shown as/,
	],
	[
		create('x', { name: 'a', type: 'unidirectionalLink', linkedTable: byId('Gone') }),
		/names 'Gone', and the base has no such table.*任务 Tasks/,
	],
])('refuses before anything is made: %j', async (parameters, words) => {
	expect(await refusal(parameters)).toMatch(words);
	expect(calls('notable.createSheet')).toBe(0);
});
