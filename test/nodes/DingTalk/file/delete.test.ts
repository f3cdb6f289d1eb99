import {
	as,
	byId,
	calls,
	CLOSED_SPACE,
	expectSecondFails,
	fileOf,
	idsOfCalls,
	json,
	OPEN_SPACE,
	pathsIn,
	refused,
	sandbox,
	SPACE,
	useDrive,
} from './drive';

useDrive();

const form = { operation: 'delete', spaceId: byId(SPACE) };

test('deletes a file', async () => {
	const { id } = fileOf('接口清单.csv');
	expect(await json({ ...form, dentryId: byId(id) })).toEqual({
		spaceId: SPACE,
		dentryId: id,
		deleted: true,
	});
	expect(calls()).toMatchObject([
		{ id: 'storage.dentry.delete', query: { unionId: 'union-zhangwei' } },
	]);
	expect(pathsIn()).not.toContain('/接口清单.csv');
});

test('deletes a folder with all in it, and waits until DingTalk is done', async () => {
	const { id } = fileOf('发布');
	const deleted = await json({ ...form, dentryId: byId(id) });
	expect(deleted).toMatchObject({ deleted: true, count: 3, taskId: expect.any(String) });
	expect(idsOfCalls()).toEqual(['storage.dentry.delete', 'storage.task.get', 'storage.task.get']);
	expect(pathsIn()).toEqual(['/接口清单.csv', '/设计']);
});

test('fails when DingTalk began and did not get through', async () => {
	sandbox.control.addFault({
		match: { id: 'storage.task.get' },
		times: 1,
		answer: {
			status: 200,
			body: { task: { id: 't', status: 'FAIL', failMessage: 'permissionDenied' } },
		},
	});
	expect(await refused({ ...form, dentryId: byId(fileOf('发布').id) })).toMatch(
		/began the work, and it failed.*permissionDenied/s,
	);
});

test('never deletes a space by its root', async () => {
	expect(await refused({ ...form, dentryId: byId('0') })).toMatch(/names the space itself/);
	expect(calls()).toEqual([]);
});

test('asks for the recycle bin where that is wanted, which not every space has', async () => {
	const dentryId = byId(fileOf('设计').id);
	expect(await refused({ ...form, dentryId, options: { toRecycleBin: true } })).toMatch(
		/recycleBinNotSupportForSpace/,
	);
	expect(calls()[0].query).toMatchObject({ toRecycleBin: 'true' });
});

test('says how to let in who may not delete', async () => {
	const spaceId = byId(OPEN_SPACE);
	const dentryId = byId(fileOf('员工手册.txt').id);
	expect(await refused({ ...form, spaceId, dentryId, options: as('bob') })).toMatch(
		/may not do this there.*Give the Operator a role/s,
	);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const input = ['接口清单.csv', '2025 年报.txt', '设计'].map((name) => ({
		json: { id: fileOf(name).id, space: name.startsWith('2025') ? CLOSED_SPACE : SPACE },
	}));
	const parameters = { spaceId: byId('={{ $json.space }}'), dentryId: byId('={{ $json.id }}') };
	await expectSecondFails({ ...form, ...parameters }, input, /may not see it/);
});
