import {
	as,
	byId,
	calls,
	CLOSED_SPACE,
	expectSecondFails,
	fileOf,
	json,
	OPEN_SPACE,
	pathsIn,
	refused,
	run,
	SPACE,
	useDrive,
} from './drive';

useDrive();

const form = { operation: 'createFolder', name: '合同', spaceId: byId(SPACE) };

test('makes a folder in a space, and one in a folder', async () => {
	const folder = await json(form);
	expect(folder).toMatchObject({ spaceId: SPACE, name: '合同', type: 'folder', path: '/合同' });
	expect(calls()[0]).toMatchObject({
		id: 'storage.folder.create',
		path: `/v1.0/storage/spaces/${SPACE}/dentries/0/folders`,
		query: { unionId: 'union-zhangwei' },
		request: { name: '合同' },
	});
	await run({ ...form, name: '2026', folderId: byId(String(folder.nodeId)), spaceId: undefined });
	expect(pathsIn()).toContain('/合同/2026');
});

test('does as told where the name is taken', async () => {
	const first = await json(form);
	expect(await json(form)).toMatchObject({ name: '合同(1)' });
	const keep = { ...form, options: { conflictStrategy: 'RETURN_DENTRY_IF_EXISTS' } };
	expect(await json(keep)).toMatchObject({ dentryId: first.dentryId });
	const fail = { ...form, options: { conflictStrategy: 'RETURN_ERROR_IF_EXISTS' } };
	expect(await refused(fail)).toMatch(/has something of that name already.*dentryAlreadyExist/s);
	expect(pathsIn().filter((path) => path.includes('合同'))).toEqual(['/合同', '/合同(1)']);
});

test('makes folders for several items in their order', async () => {
	const input = ['a', 'b', 'a'].map((name) => ({ json: { name } }));
	const items = await run({ ...form, name: '={{ $json.name }}' }, input);
	expect(items.map((item) => item.json.name)).toEqual(['a', 'b', 'a(1)']);
});

test('says how to let in who may not write', async () => {
	expect(await refused({ ...form, spaceId: byId(OPEN_SPACE), options: as('bob') })).toMatch(
		/may not do this there.*Give the Operator a role/s,
	);
	expect(pathsIn(OPEN_SPACE)).toEqual(['/员工手册.txt']);
});

test('refuses an empty name and characters that no name has, before anything is sent', async () => {
	expect(await refused({ ...form, name: '={{ "" }}' })).toMatch(/'Name' is empty/);
	expect(await refused({ ...form, name: 'a:b' })).toMatch(/'Name' has a : in it/);
	expect(calls()).toEqual([]);
	expect(fileOf('设计').type).toBe('FOLDER');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const input = [SPACE, CLOSED_SPACE, SPACE].map((space) => ({ json: { space } }));
	const parameters = { ...form, spaceId: byId('={{ $json.space }}') };
	await expectSecondFails(parameters, input, /may not see it/);
});
