import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { CUSTOMERS, inTable, TASKS, tableRuns } from './tables';

const world = tableRuns('aiTableRecord');
const { run, call, refusal, calls, records } = world;
const remove = (recordId: string, table?: string) => ({
	operation: 'delete',
	...inTable(table),
	recordId,
});

test('deletes many records in one call', async () => {
	const input = itemsOf({ id: 'recTaskOne' }, { id: 'recTaskTwo' });
	expect(await run(remove('={{ $json.id }}'), input)).toEqual([
		{ recordId: 'recTaskOne', deleted: true },
		{ recordId: 'recTaskTwo', deleted: true },
	]);
	expect(calls('notable.deleteRecords')).toBe(1);
	expect(records()).toEqual([]);
});

test('a record that is not there fails alone', async () => {
	const input = itemsOf({ id: 'recGone' }, { id: 'recTaskTwo' });
	const { items } = await call(remove('={{ $json.id }}'), input, {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items[0].json.error).toMatch(/no such document, sheet, table, column or record/);
	expect(items[1].json).toEqual({ recordId: 'recTaskTwo', deleted: true });
	expect(records()).toHaveLength(1);
});

test("n8n's Retry On Fail deletes only what is still there", async () => {
	world.sandbox.control.addFault({
		match: { id: 'notable.deleteRecords' },
		afterCalls: 1,
		times: 1,
		answer: { status: 403, body: { code: 'forbidden.operationIllegal', message: 'no' } },
	});
	const input = itemsOf({ id: 'recTaskOne', t: TASKS }, { id: 'recCustomerA', t: CUSTOMERS });
	const { items, error } = await call(remove('={{ $json.id }}', '={{ $json.t }}'), input, {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(2);
	expect([records(TASKS), records(CUSTOMERS)].map((left) => left.length)).toEqual([1, 1]);
});

test('a table that is not there ends it before anything is deleted', async () => {
	expect(await refusal(remove('recTaskOne', 'gone'))).toMatch(
		/no such document, sheet, table, column or record/,
	);
	expect(calls('notable.deleteRecords')).toBe(0);
});

test('needs a record', async () => {
	expect(await refusal(remove(NOTHING))).toMatch(/'Record ID' is empty/);
});
