import type { INode } from 'n8n-workflow';

import { startRecorder } from '../../../helpers/recorder.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { callPicker, pickerError } from '../../../helpers/listSearch.mts';
import { ORDERS } from '../../../helpers/sheets.mts';
import { byId, PROJECTS, FINANCE as LEDGER, tableRuns } from '../../DingTalk/aiTableRecord/tables';
import { MINUTES, WELCOME } from '../../DingTalk/document/documents';

const world = tableRuns('aiTableRecord');
const { calls } = world;

type Picker = Parameters<typeof callPicker>[0];
const asked = (filter?: string, further: object = {}, operatorId = 'zhangwei') => ({
	filter,
	credentials: sandboxCredential(world.sandbox, { operatorId }),
	...further,
});
const pick = async (picker: Picker, ...call: Parameters<typeof asked>) =>
	await callPicker(picker, asked(...call));

/** What DingTalk's search finds, in place of the sandbox's. */
const find = (...pages: Array<{ ids: string[]; next?: string }>) => {
	for (const { ids, next } of pages) {
		const items = ids.map((dentryUuid) => ({ dentryUuid }));
		world.sandbox.control.addFault({
			match: { id: 'storage.dentries.search' },
			times: 1,
			answer: { status: 200, body: { items, ...(next ? { nextToken: next } : {}) } },
		});
	}
};

test.each<[Picker, string, string, string]>([
	['searchAiTableBases', 'projects', '项目 Projects', PROJECTS],
	['searchWorkbooks', ' 订单 ', '订单 Orders', ORDERS],
	['searchDocuments', '周会', '周会纪要 Minutes', MINUTES],
])('%s finds its kind by words', async (picker, words, name, value) => {
	expect(await pick(picker, words)).toEqual({ results: [{ name, value }] });
	expect(calls('storage.dentries.search')).toBe(1);
	expect(calls('wiki.nodes.batchQuery')).toBe(1);
});

test('leaves out other kinds, files, and what the person may not see', async () => {
	find({ ids: [ORDERS, WELCOME, PROJECTS, LEDGER, 'gone'] });
	const { results } = await pick('searchAiTableBases', 'x', {}, 'alice');
	expect(results).toEqual([{ name: '项目 Projects', value: PROJECTS }]);
});

test('keeps the order of the search, passes over pages without any, and goes on', async () => {
	find({ ids: [WELCOME], next: '1' }, { ids: [LEDGER, PROJECTS], next: '2' });
	const page = await pick('searchAiTableBases', 'x');
	expect(page.results.map(({ value }) => value)).toEqual([LEDGER, PROJECTS]);
	expect(page.paginationToken).toBe('2');
	find({ ids: [] });
	const last = await pick('searchAiTableBases', 'x', { paginationToken: '2' });
	expect(last).toEqual({ results: [] });
});

test('without words it lists what is right below the knowledge bases, with their names', async () => {
	expect((await pick('searchAiTableBases')).results).toEqual([
		{ name: '项目 Projects · 员工手册 Handbook', value: PROJECTS },
	]);
	expect((await pick('searchWorkbooks', '  ')).results).toEqual([
		{ name: '订单 Orders · 员工手册 Handbook', value: ORDERS },
	]);
	expect((await pick('searchDocuments')).results).toEqual([
		{ name: '欢迎 Welcome · 员工手册 Handbook', value: WELCOME },
	]);
	// One for the knowledge bases, and one for each of the two.
	expect([calls('wiki.workspaces.list'), calls('wiki.nodes.list')]).toEqual([3, 6]);
	expect(calls('storage.dentries.search')).toBe(0);
});

test('asks for no more than 30 knowledge bases and 20 documents at once', async () => {
	const recorder = await startRecorder(world.sandbox.apiUrl);
	const credentials = sandboxCredential(
		{ apiUrl: recorder.url, oapiUrl: world.sandbox.oapiUrl },
		{ operatorId: 'zhangwei' },
	);
	await pick('searchDocuments', undefined, { credentials });
	await pick('searchDocuments', 'welcome', { credentials });
	const sent = recorder.take();
	await recorder.close();
	const to = (end: string) => sent.filter(({ path }) => path.endsWith(end));
	expect(to('/wiki/workspaces')[0].query).toMatchObject({
		maxResults: '30',
		orderBy: 'VIEW_TIME_DESC',
	});
	expect(to('/dentries/search')[0].body).toEqual({
		keyword: 'welcome',
		option: { dentryCategories: ['alidoc'], maxResults: 20 },
	});
	expect(to('/batchQuery')[0].body).toEqual({ nodeIds: [WELCOME] });
});

test('in the name of the operator of the form; says that somebody must act', async () => {
	const parameters = {
		options: { operatorId: byId('wangfang') },
	} as unknown as INode['parameters'];
	expect((await pick('searchWorkbooks', '订单', { parameters })).results).toEqual([]);
	expect((await pick('searchWorkbooks', undefined, { parameters })).results).toEqual([]);
	const error = await pickerError('searchWorkbooks', asked('x', {}, ''));
	expect(error.message).toMatch(/'Operator' is empty/);
});

test('says what DingTalk refuses', async () => {
	world.sandbox.control.addFault({
		match: { id: 'storage.dentries.search' },
		times: 1,
		answer: { status: 403, body: { code: 'spaceNotAccessible', message: '空间不可访问' } },
	});
	const { message } = await pickerError('searchDocuments', asked('x'));
	expect(message).toBe('DingTalk refused the call with code spaceNotAccessible');
});
