import {
	byId,
	byUrl,
	calls,
	CLOSED_SPACE,
	expectSecondFails,
	fileOf,
	json,
	refused,
	run,
	SPACE,
	useDrive,
} from './drive';

useDrive();

const form = { operation: 'get', spaceId: byId(SPACE) };

test('tells all names of a folder, and what else DingTalk says of it', async () => {
	const { id, uuid } = fileOf('2026');
	expect(await json({ ...form, dentryId: byId(id) })).toMatchObject({
		spaceId: SPACE,
		dentryId: id,
		nodeId: uuid,
		name: '2026',
		type: 'folder',
		path: '/发布/2026',
		creatorUnionId: 'union-zhangwei',
	});
	expect(calls().map(({ id: call, request }) => [call, request])).toEqual([
		['storage.dentry.get', {}],
	]);
	const raw = await json({ ...form, dentryId: byId(id), simplify: false });
	expect(raw).toMatchObject({ id, uuid, type: 'FOLDER', status: 'NORMAL' });
});

test('finds it by its link, by two more calls', async () => {
	const { id, uuid } = fileOf('2026');
	const dentryId = byUrl(`https://alidocs.dingtalk.com/i/nodes/${uuid}`);
	expect(await json({ operation: 'get', dentryId })).toMatchObject({ dentryId: id });
	expect(calls().map(({ id: call, query }) => [call, query])).toEqual([
		['wiki.node.queryByUrl', { operatorId: 'union-zhangwei' }],
		['doc.dentryId.query', { operatorId: 'union-zhangwei' }],
		['storage.dentry.get', { unionId: 'union-zhangwei' }],
	]);
});

test('says of a link that nobody knows what DingTalk says', async () => {
	const dentryId = byUrl('https://example.com/nothing');
	expect(await refused({ operation: 'get', dentryId })).toMatch(/nodeNotExist/);
	expect(await refused({ operation: 'get', dentryId: byId('noSuchNode') })).toMatch(
		/documentNotExist/,
	);
});

test('refuses a space that is no number, and an empty file, before anything is sent', async () => {
	expect(await refused({ ...form, spaceId: byId('abc'), dentryId: byId('12') })).toMatch(
		/'Space' holds 'abc', and IDs of spaces are digits/,
	);
	expect(await refused({ ...form, dentryId: byId('={{ "" }}') })).toMatch(
		/'File or Folder' is empty/,
	);
	expect(calls()).toEqual([]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const input = [SPACE, CLOSED_SPACE, SPACE].map((space) => ({ json: { space } }));
	const parameters = { ...form, spaceId: byId('={{ $json.space }}'), dentryId: byId('0') };
	await expectSecondFails(parameters, input, /may not see it/);
	expect(await run({ ...form, dentryId: byId('0') })).toHaveLength(1);
});
