import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { byId, byUrl, tableRuns } from '../aiTableRecord/tables';
import { addressOf, HANDBOOK, MEETINGS, MINUTES } from '../document/documents';

const { run, refusal, call, calls } = tableRuns('knowledgeBaseNode');
const get = (nodeId: object, more: object = {}) => ({ operation: 'get', nodeId, ...more });

test.each([
	byId(MINUTES),
	byUrl(`${addressOf(MINUTES)}?utm_scene=team_space`),
	byUrl(`https://alidocs.dingtalk.com/i/p/${MINUTES}`),
])('gets a node by %j', async (locator) => {
	const [item] = await run(get(locator));
	expect(item).toMatchObject({
		nodeId: MINUTES,
		workspaceId: HANDBOOK,
		name: '周会纪要 Minutes.adoc',
		type: 'FILE',
	});
	expect(item).not.toHaveProperty('creatorId');
});

test('as DingTalk gives it', async () => {
	const [item] = await run(get(byId(MEETINGS), { simplify: false }));
	expect(item).toMatchObject({ hasChildren: true, creatorId: 'union-zhangwei' });
});

test('one that is not there fails alone in the middle', async () => {
	const { items } = await call(
		get(byId('={{ $json.id }}')),
		itemsOf({ id: MINUTES }, { id: 'gone' }, { id: MEETINGS }),
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(items.map(({ json }) => json.nodeId ?? json.error)).toEqual([
		MINUTES,
		expect.stringMatching(/is not there, or the person who acts may not see it/),
		MEETINGS,
	]);
});

test('nothing and no address are told before anything is sent', async () => {
	expect(await refusal(get(byId(NOTHING)))).toMatch(/'Node' is empty/);
	expect(await refusal(get(byUrl('not an address')))).toMatch(/'Node' is neither an address/);
	expect(calls('wiki.node.get')).toBe(0);
});
