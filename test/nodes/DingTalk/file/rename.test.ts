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
	SPACE,
	useDrive,
} from './drive';

useDrive();

const form = { operation: 'rename', spaceId: byId(SPACE), newName: 'API 清单.csv' };

test('renames a file', async () => {
	const { id } = fileOf('接口清单.csv');
	expect(await json({ ...form, dentryId: byId(id) })).toMatchObject({
		dentryId: id,
		name: 'API 清单.csv',
		path: '/API 清单.csv',
	});
	expect(calls()).toMatchObject([
		{
			id: 'storage.dentry.rename',
			query: { unionId: 'union-zhangwei' },
			request: { newName: 'API 清单.csv' },
		},
	]);
	expect(pathsIn()).toContain('/API 清单.csv');
});

test('says when the name is taken, or the Operator may not', async () => {
	const dentryId = byId(fileOf('接口清单.csv').id);
	expect(await refused({ ...form, dentryId, newName: '设计' })).toMatch(/dentryAlreadyExist/);
	const open = { spaceId: byId(OPEN_SPACE), dentryId: byId(fileOf('员工手册.txt').id) };
	expect(await refused({ ...form, ...open, options: as('bob') })).toMatch(/permissionDenied/);
});

test('refuses a name that DingTalk does not take, before anything is sent', async () => {
	const dentryId = byId(fileOf('设计').id);
	expect(await refused({ ...form, dentryId, newName: 'a|b' })).toMatch(/'New Name' has a \| in it/);
	expect(await refused({ ...form, dentryId, newName: '={{ "" }}' })).toMatch(/'New Name' is empty/);
	expect(calls()).toEqual([]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const input = ['接口清单.csv', '2025 年报.txt', '设计'].map((name) => ({
		json: { id: fileOf(name).id, name: `new ${name}` },
	}));
	const parameters = { dentryId: byId('={{ $json.id }}'), newName: '={{ $json.name }}' };
	await expectSecondFails({ ...form, ...parameters }, input, /may not see it/);
	expect(pathsIn(CLOSED_SPACE)).toEqual(['/2025 年报.txt']);
});
