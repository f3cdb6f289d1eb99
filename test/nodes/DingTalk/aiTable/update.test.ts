import { NOTHING } from '../../../helpers/calls.mts';
import { inTable, PROJECTS, TASKS, tableRuns } from '../aiTableRecord/tables';

const world = tableRuns('aiTable');
const { run, call, refusal, calls } = world;
const rename = (name: string, table?: string) => ({ operation: 'update', ...inTable(table), name });
const names = () => world.sandbox.control.state().aiTables[0].sheets.map(({ name }) => name);

test.each([TASKS, '任务 Tasks'])('gives a table another name: %s', async (table) => {
	const items = await run(rename('工作 Work', table));
	expect(items).toEqual([{ tableId: TASKS, name: '工作 Work', baseId: PROJECTS }]);
	expect(names()[0]).toBe('工作 Work');
});

test('what went well is not done again, under the old name, by Retry On Fail', async () => {
	const input = [{ json: { n: 'A' } }, { json: { n: '任务 Tasks' } }];
	const parameters = {
		operation: 'update',
		...inTable('={{ $json.n === "A" ? "客户 Customers" : "空表 Empty" }}'),
		name: '={{ $json.n }}',
	};
	const { error } = await call(parameters, input, {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error?.context.itemIndex).toBe(1);
	expect(names()).toEqual(['任务 Tasks', 'A', '空表 Empty']);
	expect(calls('notable.updateSheet')).toBe(1);
});

test.each<[object, RegExp]>([
	[rename(NOTHING), /'New Name' is empty/],
	[rename('x', NOTHING), /'Table' is empty/],
])('refuses before anything is sent: %j', async (parameters, words) => {
	expect(await refusal(parameters)).toMatch(words);
	expect(calls('notable.updateSheet')).toBe(0);
});

test('a table that is not there', async () => {
	expect(await refusal(rename('x', 'Gone'))).toMatch(/no such document, sheet, table/);
});
