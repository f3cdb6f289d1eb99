import { NOTHING } from '../../../helpers/calls.mts';
import { byId, byUrl, FINANCE, MINUTES, PROJECTS, tableRuns } from '../aiTableRecord/tables';

const { run, refusal, calls } = tableRuns('aiTable');
const tables = (base: object) => ({ operation: 'getAll', baseId: base });
const NAMES = ['任务 Tasks', '客户 Customers', '空表 Empty'];

test('lists the tables of a base by its ID', async () => {
	const items = await run(tables(byId(PROJECTS)));
	expect(items.map(({ name }) => name)).toEqual(NAMES);
	expect(items[0]).toEqual({ tableId: 'hERWDMS', name: '任务 Tasks', baseId: PROJECTS });
});

test.each([
	`https://alidocs.dingtalk.com/i/nodes/${PROJECTS}`,
	`https://alidocs.dingtalk.com/i/nodes/${PROJECTS}?utm_scene=team_space&sheetId=hERWDMS#x`,
	` https://alidocs.dingtalk.com/i/nodes/${PROJECTS} `,
])('takes the address of a base as the browser shows it, without a call: %s', async (url) => {
	expect(await run(tables(byUrl(url)))).toHaveLength(3);
	expect(calls('wiki.node.queryByUrl')).toBe(0);
});

test('asks DingTalk for what another address leads to', async () => {
	const items = await run(tables(byUrl(`https://alidocs.dingtalk.com/i/p/${PROJECTS}/docs`)));
	expect(items.map(({ name }) => name)).toEqual(NAMES);
	expect(calls('wiki.node.queryByUrl')).toBe(1);
});

test('an address that leads nowhere is told as such', async () => {
	expect(await refusal(tables(byUrl('https://alidocs.dingtalk.com/i/p/gone')))).toMatch(
		/The address was not understood: The file, folder, document or space is not there/,
	);
});

test.each<[string, RegExp]>([
	[NOTHING, /'Base' is empty/],
	['not an address', /'Base' is neither an address nor the ID of an AI table.*copy its address/],
])('refuses %j as a base', async (value, words) => {
	expect(await refusal(tables(byUrl(value)))).toMatch(words);
	expect(calls('notable.getAllSheets')).toBe(0);
});

test('somebody without access is told how to get it', async () => {
	const words = await refusal(tables(byId(FINANCE)));
	expect(words).toMatch(/no such document, or the Operator has no access to it/);
	expect(words).toMatch(/share the base with the Operator/);
	expect(words).toMatch(/invalidRequest\.document\.notFound/);
});

test('the operator may be chosen, by any ID', async () => {
	const options = { operatorId: { __rl: true, mode: 'mobile', value: '13800000001' } };
	expect(await run({ ...tables(byId(FINANCE)), options })).toHaveLength(1);
});

test('a document that is no AI table is told by what it is not', async () => {
	expect(await refusal(tables(byId(MINUTES)))).toMatch(/The document is no AI table/);
});

test('somebody must act', async () => {
	expect(await refusal(tables(byId(PROJECTS)), undefined, { operatorId: '' })).toMatch(
		/'Operator' is empty/,
	);
});
