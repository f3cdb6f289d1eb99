import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { byId, tableRuns } from '../aiTableRecord/tables';
import { FINANCE, HANDBOOK, HANDBOOK_ROOT } from '../document/documents';

const { run, refusal, call, calls } = tableRuns('knowledgeBase');
const get = (workspaceId: string, more: object = {}) => ({
	operation: 'get',
	workspaceId: byId(workspaceId),
	...more,
});

test('gets a knowledge base', async () => {
	const [item] = await run(get(HANDBOOK));
	expect(item).toMatchObject({ workspaceId: HANDBOOK, rootNodeId: HANDBOOK_ROOT });
	expect(item).not.toHaveProperty('type');
	expect((await run(get(HANDBOOK, { simplify: false })))[0]).toHaveProperty('type', 'TEAM');
});

test('one that is closed, or not there, fails alone in the middle', async () => {
	const { items } = await call(
		get('={{ $json.id }}'),
		itemsOf({ id: HANDBOOK }, { id: FINANCE }, { id: 'gone' }),
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(items.map(({ json }) => json.workspaceId ?? json.error)).toEqual([
		HANDBOOK,
		expect.stringMatching(/may not do this there/),
		expect.stringMatching(/no such knowledge base/),
	]);
});

test('nothing names none', async () => {
	expect(await refusal(get(NOTHING))).toMatch(/'Knowledge Base' is empty/);
	expect(calls('wiki.workspace.get')).toBe(0);
});
