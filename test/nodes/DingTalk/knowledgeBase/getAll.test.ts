import { itemsOf } from '../../../helpers/calls.mts';
import { byId, tableRuns } from '../aiTableRecord/tables';
import { as, FINANCE, HANDBOOK, HANDBOOK_ROOT } from '../document/documents';

const runs = tableRuns('knowledgeBase');
const { run, refusal, call } = runs;
const list = (options: object = {}, more: object = { returnAll: true }) => ({
	operation: 'getAll',
	options,
	...more,
});

test('lists those that the Operator may see', async () => {
	expect(await run(list())).toEqual([
		{
			workspaceId: HANDBOOK,
			rootNodeId: HANDBOOK_ROOT,
			name: '员工手册 Handbook',
			description: 'How we work',
			url: `https://alidocs.dingtalk.com/i/spaces/${HANDBOOK}/overview`,
			createTime: expect.any(String),
			modifiedTime: expect.any(String),
		},
	]);
});

test('all of somebody else, up to the limit, or as DingTalk gives them', async () => {
	const ids = (items: Array<{ workspaceId?: unknown }>) => items.map((one) => one.workspaceId);
	expect(ids(await run(list(as('zhangwei'))))).toEqual([HANDBOOK, FINANCE]);
	const first = { returnAll: false, limit: 1, simplify: false };
	const [raw, ...others] = await run(list(as('zhangwei'), first));
	expect(others).toEqual([]);
	expect(raw).toHaveProperty('type');
});

test('reads on where DingTalk says that there is more', async () => {
	runs.sandbox.control.addFault({
		match: { id: 'wiki.workspaces.list' },
		times: 1,
		answer: {
			status: 200,
			body: { workspaces: [{ workspaceId: 'w', rootNodeId: 'r' }], nextToken: '0' },
		},
	});
	expect(await run(list({ orderBy: 'CREATE_TIME_DESC' }))).toHaveLength(2);
});

test('goes on after a failing item, and says who must act', async () => {
	const { items } = await call(
		list({ operatorId: byId('={{ $json.id }}') }),
		itemsOf({ id: 'alice' }, { id: 'nobody' }, { id: 'bob' }),
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(items.map(({ json }) => json.workspaceId ?? json.error)).toEqual([
		HANDBOOK,
		expect.stringMatching(/nobody/),
		HANDBOOK,
	]);
	expect(await refusal(list(), undefined, { operatorId: '' })).toMatch(/'Operator' is empty/);
});
