import {
	byId,
	calls,
	CLOSED_SPACE,
	expectSecondFails,
	json,
	OPEN_SPACE,
	run,
	sandbox,
	SPACE,
	useDrive,
} from '../file/drive';

useDrive();

const form = { resource: 'space', operation: 'getAll', returnAll: true };

test('lists the spaces that the Operator may see', async () => {
	const spaces = (await run(form)).map((item) => item.json);
	expect(spaces.map(({ spaceId, spaceName }) => [spaceId, spaceName])).toEqual([
		[SPACE, '研发文件'],
		[OPEN_SPACE, '公共资料'],
	]);
	expect(spaces[0]).toMatchObject({ quota: 1024 ** 4, usedQuota: expect.any(Number) });
	expect(calls()).toMatchObject([
		{
			id: 'drive.spaces.list',
			query: { unionId: 'union-zhangwei', spaceType: 'org', maxResults: '50' },
		},
	]);
});

test('lists those of somebody else, up to the limit', async () => {
	const userId = byId('wangfang');
	const all = await run({ ...form, userId });
	expect(all.map((item) => item.json.spaceId)).toContain(CLOSED_SPACE);
	expect(await run({ ...form, userId, returnAll: false, limit: 1 })).toHaveLength(1);
	expect(await json({ ...form, userId: byId('bob') })).toMatchObject({ spaceId: OPEN_SPACE });
});

test('reads on where DingTalk says that there is more', async () => {
	sandbox.control.addFault({
		match: { id: 'drive.spaces.list' },
		times: 1,
		answer: { status: 200, body: { spaces: [{ spaceId: '1', spaceName: 'x' }], nextToken: '1' } },
	});
	expect((await run(form)).map((item) => item.json.spaceId)).toEqual(['1', OPEN_SPACE]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const input = ['zhangwei', 'nobody', 'lina'].map((user) => ({ json: { user } }));
	const one = { ...form, returnAll: false, limit: 1, userId: byId('={{ $json.user }}') };
	await expectSecondFails(one, input, /nobody/);
});
