import {
	addFiles,
	as,
	byId,
	calls,
	expectSecondFails,
	fileOf,
	refused,
	run,
	sandbox,
	SPACE,
	useDrive,
} from './drive';

useDrive();

const form = { operation: 'search', keyword: '发布', returnAll: true };

test('finds by words, in all that the Operator may see', async () => {
	const { uuid } = fileOf('发布');
	const found = (await run(form)).map(({ json }) => json);
	expect(found).toHaveLength(2);
	expect(found).toContainEqual({
		nodeId: uuid,
		name: '发布',
		creator: { userId: 'zhangwei', name: '张伟' },
		modifier: { userId: 'zhangwei', name: '张伟' },
	});
	expect(calls()).toMatchObject([
		{
			id: 'storage.dentries.search',
			query: { operatorId: 'union-zhangwei' },
			request: { keyword: '发布', option: { maxResults: 50 } },
		},
	]);
	expect(await run({ ...form, keyword: '年报' })).toEqual([]);
	expect(await run({ ...form, keyword: '年报', options: as('wangfang') })).toHaveLength(1);
});

test('looks up spaces where that is wanted', async () => {
	const found = await run({ ...form, options: { isLocated: true } });
	expect(found.map(({ json }) => json.spaceId)).toEqual([SPACE, SPACE]);
	expect(found.map(({ json }) => json.dentryId)).toContain(fileOf('发布').id);
});

test('one of which DingTalk tells no space comes without, and keeps no other back', async () => {
	const located = { ...form, keyword: 'd', options: { isLocated: true } };
	const found = await run(located);
	const [[inSpace], [without]] = [true, false].map((isThere) =>
		found.filter(({ json }) => 'spaceId' in json === isThere),
	);
	expect(inSpace.json.spaceId).toEqual(expect.stringMatching(/^\d+$/));
	expect(without.json).toMatchObject({ nodeId: expect.any(String), name: expect.any(String) });
	sandbox.control.addFault({
		match: { id: 'doc.dentryId.query' },
		times: 1,
		answer: { status: 403, body: { code: 'permissionDenied', message: 'no' } },
	});
	expect(await refused(located)).toMatch(/may not do this there/);
});

test('reads page by page, up to the limit', async () => {
	addFiles(120);
	expect(await run({ ...form, keyword: 'file' })).toHaveLength(120);
	expect(calls().map(({ request }) => (request as { option: object }).option)).toEqual([
		{ maxResults: 50 },
		{ maxResults: 50, nextToken: '50' },
		{ maxResults: 50, nextToken: '100' },
	]);
	expect(await run({ ...form, keyword: 'file', returnAll: false, limit: 3 })).toHaveLength(3);
});

test('narrows down by people and time', async () => {
	const filters = {
		creators: { list: [{ ids: 'lina' }] },
		createdFrom: '2026-01-01T00:00:00Z',
		createdUntil: '2026-02-01T00:00:00Z',
	};
	expect(await run({ ...form, filters })).toEqual([]);
	expect(calls().at(-1)?.request).toMatchObject({
		option: {
			creatorIds: ['lina'],
			createTimeRange: { startTime: Date.UTC(2026, 0, 1), endTime: Date.UTC(2026, 1, 1) },
		},
	});
	expect(
		await run({ ...form, filters: { creators: { list: [{ ids: 'zhangwei' }] } } }),
	).toHaveLength(2);
});

test('refuses an empty keyword before anything is sent', async () => {
	expect(await refused({ ...form, keyword: '={{ "" }}' })).toMatch(/'Keyword' is empty/);
	expect(calls()).toEqual([]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const input = ['zhangwei', 'nobody', 'lina'].map((operator) => ({ json: { operator } }));
	const parameters = {
		...form,
		returnAll: false,
		limit: 1,
		options: { operatorId: byId('={{ $json.operator }}') },
	};
	await expectSecondFails(parameters, input, /nobody/);
});

test('finds documents of knowledge bases, with the names that Document takes', async () => {
	const [{ json: found }] = await run({ ...form, keyword: 'welcome' });
	expect(found).toMatchObject({
		nodeId: 'docWelcome000000000000000000001',
		name: '欢迎 Welcome.adoc',
	});
	const documentId = byId(String(found.nodeId));
	const [content] = await run({ resource: 'document', operation: 'getContent', documentId });
	expect(content.json.markdown).toMatch(/^# 欢迎 Welcome/);
});
