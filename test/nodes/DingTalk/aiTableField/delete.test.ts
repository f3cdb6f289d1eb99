import { NOTHING } from '../../../helpers/calls.mts';
import { byId, CUSTOMERS, inTable, tableRuns } from '../aiTableRecord/tables';

const world = tableRuns('aiTableField');
const { run, call, refusal, calls } = world;
const remove = (field: string) => ({ operation: 'delete', ...inTable(), field: byId(field) });
const ids = (table = 'hERWDMS') =>
	world.sandbox.control
		.state()
		.aiTables[0].sheets.find(({ id }) => id === table)
		?.fields.map(({ id }) => id);

test('takes a column out of a table, and of a two-way link the other side', async () => {
	expect(await run(remove('数量 Count'))).toMatchObject([{ field: '数量 Count', deleted: true }]);
	expect(ids()).not.toContain('fldCount');
	await run(remove('fldContacts'));
	expect(ids(CUSTOMERS)).toEqual(['fldName']);
});

test('several items, the last of which is not there; a retry deletes none twice', async () => {
	const input = [{ json: { f: 'fldCount' } }, { json: { f: 'Gone' } }];
	const { error } = await call(remove('={{ $json.f }}'), input, {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error?.context.itemIndex).toBe(1);
	expect(calls('notable.deleteField')).toBe(1);
});

test('the first column stays', async () => {
	expect(await refusal(remove('fldTitle'))).toMatch(/The Operator may not do this/);
	expect(ids()).toContain('fldTitle');
});

test('refuses what names no column before anything is sent', async () => {
	expect(await refusal(remove(NOTHING))).toMatch(/'Field' is empty/);
	expect(calls('notable.deleteField')).toBe(0);
});
