import { NOTHING } from '../../../helpers/calls.mts';
import { EMPTY, inTable, PROJECTS, tableRuns } from '../aiTableRecord/tables';

const world = tableRuns('aiTable');
const { run, call, refusal, calls } = world;
const remove = (table: string) => ({ operation: 'delete', ...inTable(table) });
const ids = () => world.sandbox.control.state().aiTables[0].sheets.map(({ id }) => id);

test('takes a table out of its base', async () => {
	expect(await run(remove(EMPTY))).toEqual([{ table: EMPTY, baseId: PROJECTS, deleted: true }]);
	expect(ids()).not.toContain(EMPTY);
});

test('several items, the last of which is not there; a retry deletes none twice', async () => {
	const input = [{ json: { t: EMPTY } }, { json: { t: 'Gone' } }];
	const { error } = await call({ operation: 'delete', ...inTable('={{ $json.t }}') }, input, {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error?.context.itemIndex).toBe(1);
	expect(ids()).toHaveLength(2);
	expect(calls('notable.deleteSheet')).toBe(1);
});

test('refuses what names no table before anything is sent', async () => {
	expect(await refusal(remove(NOTHING))).toMatch(/'Table' is empty/);
	expect(calls('notable.deleteSheet')).toBe(0);
});

test('who may only read the base may not', async () => {
	const words = await refusal(remove(EMPTY), undefined, { operatorId: 'bob' });
	expect(words).toMatch(/The Operator may not do this/);
});
