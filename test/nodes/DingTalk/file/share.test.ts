import {
	as,
	byId,
	calls,
	CLOSED_SPACE,
	expectSecondFails,
	fileOf,
	json,
	OPEN_SPACE,
	refused,
	run,
	SPACE,
	useDrive,
} from './drive';

useDrive();

const people = (ids: string) => ({ people: { list: [{ ids }] } });
const form = { operation: 'share', spaceId: byId(SPACE), roleId: 'EDITOR' };

test('lets people in, whom the file then opens to', async () => {
	const { id, uuid } = fileOf('发布');
	const shared = await json({ ...form, dentryId: byId(id), ...people('oncall,outsider@x') }).catch(
		() => undefined,
	);
	expect(shared).toBeUndefined();
	const result = await json({ ...form, dentryId: byId(id), ...people('oncall') });
	expect(result).toEqual({
		spaceId: SPACE,
		dentryId: id,
		nodeId: uuid,
		roleId: 'EDITOR',
		sharedWith: [{ type: 'USER', id: 'oncall' }],
	});
	expect(calls().slice(-2)).toMatchObject([
		{ id: 'doc.dentryUuid.query', query: { spaceId: SPACE, operatorId: 'union-zhangwei' } },
		{
			id: 'storage.permission.add',
			query: { unionId: 'union-zhangwei' },
			request: { roleId: 'EDITOR', members: [{ type: 'USER', id: 'oncall' }] },
		},
	]);
	expect(fileOf('发布').grants).toMatchObject([{ roleId: 'EDITOR', id: 'oncall' }]);
	const folder = {
		operation: 'createFolder',
		name: 'x',
		folderId: byId(uuid),
		options: as('oncall'),
	};
	expect(await run(folder)).toHaveLength(1);
});

test('lets departments and everybody in, with their organisation beside them', async () => {
	const dentryId = byId(fileOf('设计').uuid);
	const options = { departments: { list: [{ ids: '200' }] }, isForAll: true };
	const { sharedWith } = await json({ operation: 'share', dentryId, roleId: 'READER', options });
	const corpId = 'dingsandboxcorp';
	expect(sharedWith).toEqual([
		{ type: 'DEPT', id: '200', corpId },
		{ type: 'ORG', id: corpId, corpId },
	]);
	expect(calls().map(({ id }) => id)).toEqual([
		'doc.dentryId.query',
		'storage.space.get',
		'storage.permission.add',
	]);
});

test('names 30 members a call', async () => {
	const ids = Array.from({ length: 31 }, (_, index) => `load${String(index + 1).padStart(4, '0')}`);
	await run({ ...form, dentryId: byId(fileOf('设计').id), ...people(ids.join()) });
	const sizes = calls()
		.filter(({ id }) => id === 'storage.permission.add')
		.map(({ request }) => (request as { members: unknown[] }).members.length);
	expect(sizes).toEqual([30, 1]);
});

test('says who may share where the Operator may not', async () => {
	const open = { spaceId: byId(OPEN_SPACE), dentryId: byId(fileOf('员工手册.txt').id) };
	const error = await refused({ ...form, ...open, ...people('bob'), options: as('lina') });
	expect(error).toMatch(/may not do this there.*permissionDenied/s);
});

test('refuses to share with nobody, before anything is sent', async () => {
	expect(await refused({ ...form, dentryId: byId('1') })).toMatch(
		/'People' is empty, and nobody else is named/,
	);
	expect(calls()).toEqual([]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const input = ['接口清单.csv', '2025 年报.txt', '设计'].map((name) => ({
		json: { id: fileOf(name).id, space: name.startsWith('2025') ? CLOSED_SPACE : SPACE },
	}));
	const parameters = { spaceId: byId('={{ $json.space }}'), dentryId: byId('={{ $json.id }}') };
	await expectSecondFails({ ...form, ...parameters, ...people('bob') }, input, /may not see it/);
});
