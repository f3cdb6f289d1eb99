/** Links name records by what stands in the first column of the linked table. */
import { itemsOf } from '../../../helpers/calls.mts';
import { asJson, CUSTOMERS, inTable, tableRuns } from './tables';

const world = tableRuns('aiTableRecord');
const { run, call, refusal, calls, records } = world;
const options = { linksBy: 'title' };
const NAMES: string[] = [];
beforeEach(() => {
	NAMES.splice(0, NAMES.length, ...records(CUSTOMERS).map((one) => String(one['名称 Name'])));
});
const form = (operation: string, values: object | string, more: object = {}) => ({
	operation,
	...inTable(),
	...asJson(values),
	options,
	...more,
});
const linksOf = (id: unknown, column: string) => records().find((one) => one.id === id)?.[column];
const addCustomer = async (name: string) =>
	await run({ operation: 'create', ...inTable(CUSTOMERS), ...asJson({ '名称 Name': name }) });

test('Create, Update and Create or Update take titles', async () => {
	const values = {
		'标题 Title': '复盘 Review',
		'客户 Customer': NAMES[1],
		'联系人 Contacts': NAMES,
	};
	const linked = { linkedRecordIds: ['recCustomerA', 'recCustomerB'] };
	const [{ recordId }] = await run(form('create', values));
	expect(linksOf(recordId, '客户 Customer')).toEqual({ linkedRecordIds: ['recCustomerB'] });
	expect(linksOf(recordId, '联系人 Contacts')).toEqual(linked);
	await run(form('update', { '客户 Customer': NAMES[1] }, { recordId: 'recTaskOne' }));
	expect(linksOf('recTaskOne', '客户 Customer')).toEqual({ linkedRecordIds: ['recCustomerB'] });
	await run(
		form('upsert', values, {
			matchColumns: '标题 Title',
			options: { ...options, severalRecords: 'first' },
		}),
	);
	expect(linksOf('recTaskTwo', '联系人 Contacts')).toEqual(linked);
});

test('a record is found by a link that is named by its title', async () => {
	const values = { '客户 Customer': NAMES[0], '数量 Count': 8 };
	expect(await run(form('upsert', values, { matchColumns: '客户 Customer' }))).toEqual([
		{ recordId: 'recTaskOne', action: 'updated' },
	]);
});

test('the titles of all items are looked for in one call', async () => {
	const input = itemsOf(...Array.from({ length: 120 }, (_, n) => ({ c: NAMES[n % 2] })));
	await run(form('create', '={{ { "标题 Title": "x", "客户 Customer": $json.c } }}'), input);
	expect([calls('notable.listRecords'), calls('notable.insertRecords')]).toEqual([1, 2]);
});

test('a title with a comma is one: in a single link, and as an entry of a list', async () => {
	const [{ recordId: made }] = await addCustomer('Hai, Xing');
	const values = { '客户 Customer': 'Hai, Xing', '联系人 Contacts': ['Hai, Xing', NAMES[0]] };
	const [{ recordId }] = await run(form('create', values));
	expect(linksOf(recordId, '客户 Customer')).toEqual({ linkedRecordIds: [made] });
	expect(linksOf(recordId, '联系人 Contacts')).toEqual({ linkedRecordIds: [made, 'recCustomerA'] });
});

test('blanks around a title are those of the record, or say nothing', async () => {
	const [{ recordId: made }] = await addCustomer('Coral ');
	const values = { '客户 Customer': ' Coral', '联系人 Contacts': ['Coral ', ` ${NAMES[0]} `] };
	expect(await refusal(form('create', values))).toMatch(/names ' Coral', and no record/);
	const [{ recordId }] = await run(form('create', { ...values, '客户 Customer': 'Coral ' }));
	expect(linksOf(recordId, '客户 Customer')).toEqual({ linkedRecordIds: [made] });
	expect(linksOf(recordId, '联系人 Contacts')).toEqual({ linkedRecordIds: [made, 'recCustomerA'] });
});

test('a title that is not there, or twice, fails its item alone, before anything is written', async () => {
	await addCustomer('Twice');
	await addCustomer('Twice');
	expect(await refusal(form('create', { '客户 Customer': 'Nobody' }))).toMatch(
		/'客户 Customer' names 'Nobody', and no record of the linked table has it/,
	);
	expect(await refusal(form('create', { '客户 Customer': 'Twice' }))).toMatch(
		/'客户 Customer' names 'Twice', which 2 records of the linked table have: rec\d+, rec\d+.*Record ID/,
	);
	expect(records()).toHaveLength(2);
	const input = itemsOf({ c: NAMES[0] }, { c: 'Nobody' }, { c: NAMES[1] });
	const { items } = await call(form('create', '={{ { "客户 Customer": $json.c } }}'), input, {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json }) => 'recordId' in json)).toEqual([true, false, true]);
});

test('links as Get gives them in its own form stay IDs', async () => {
	const values = { '客户 Customer': { linkedRecordIds: ['recCustomerB'] } };
	const [{ recordId }] = await run(form('create', values));
	expect(linksOf(recordId, '客户 Customer')).toEqual({ linkedRecordIds: ['recCustomerB'] });
});
