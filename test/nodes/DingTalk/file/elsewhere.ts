import {
	byId,
	byUrl,
	calls,
	CLOSED_SPACE,
	expectSecondFails,
	fileOf,
	idsOfCalls,
	json,
	OPEN_SPACE,
	pathsIn,
	refused,
	SPACE,
	useDrive,
} from './drive';

/** What Copy and Move have in common. @param done the flag in the item of a folder */
export function itBringsElsewhere(operation: 'copy' | 'move', done: 'copied' | 'moved'): void {
	useDrive();

	const form = {
		operation,
		spaceId: byId(SPACE),
		targetSpaceId: byId(OPEN_SPACE),
		targetFolderId: byId('0'),
	};

	test('does it to a file, into another space', async () => {
		const { id } = fileOf('接口清单.csv');
		const brought = await json({ ...form, dentryId: byId(id) });
		expect(brought).toMatchObject({
			spaceId: OPEN_SPACE,
			name: '接口清单.csv',
			path: '/接口清单.csv',
		});
		expect(calls()).toMatchObject([
			{
				id: `storage.dentry.${operation}`,
				query: { unionId: 'union-zhangwei' },
				request: { targetSpaceId: OPEN_SPACE, targetFolderId: '0' },
			},
		]);
		expect(pathsIn(OPEN_SPACE)).toContain('/接口清单.csv');
		expect(pathsIn().includes('/接口清单.csv')).toBe(operation === 'copy');
	});

	test('does it to a folder with all in it, and waits until DingTalk is done', async () => {
		const brought = await json({ ...form, dentryId: byId(fileOf('发布').id) });
		expect(brought).toMatchObject({
			targetSpaceId: OPEN_SPACE,
			targetFolderId: '0',
			[done]: true,
			count: 3,
		});
		expect(idsOfCalls()).toEqual([
			`storage.dentry.${operation}`,
			'storage.task.get',
			'storage.task.get',
		]);
		expect(pathsIn(OPEN_SPACE)).toContain('/发布/2026/2.4 发布说明.md');
	});

	test('finds both ends by link and node ID, without spaces', async () => {
		const { uuid } = fileOf('接口清单.csv');
		await json({
			operation,
			dentryId: byUrl(`https://alidocs.dingtalk.com/i/nodes/${uuid}`),
			targetFolderId: byId(fileOf('设计').uuid),
		});
		expect(pathsIn()).toContain('/设计/接口清单.csv');
	});

	test('does as told where the name is taken', async () => {
		const { id } = fileOf('接口清单.csv');
		const into = { ...form, targetSpaceId: byId(SPACE), targetFolderId: byId(fileOf('设计').id) };
		await json({ ...into, operation: 'copy', dentryId: byId(id) });
		const fail = {
			...into,
			dentryId: byId(id),
			options: { conflictStrategy: 'RETURN_ERROR_IF_EXISTS' },
		};
		expect(await refused(fail)).toMatch(/dentryAlreadyExist/);
		expect(calls().at(-1)?.request).toMatchObject({
			option: { conflictStrategy: 'RETURN_ERROR_IF_EXISTS' },
		});
		expect(await json({ ...into, dentryId: byId(id) })).toMatchObject({ name: '接口清单(1).csv' });
	});

	test('says that a folder does not go into itself, and nothing into a file', async () => {
		const { id } = fileOf('发布');
		const into = (target: string) => ({
			...form,
			dentryId: byId(id),
			targetSpaceId: byId(SPACE),
			targetFolderId: byId(target),
		});
		for (const target of [id, fileOf('接口清单.csv').id]) {
			expect(await refused(into(target))).toMatch(
				/does not put it into that place.*goes neither into itself.*paramError\.targetFolderId/,
			);
		}
	});

	test('says how to let in who may not, and needs the target space by number', async () => {
		const dentryId = byId(fileOf('接口清单.csv').id);
		expect(await refused({ ...form, dentryId, targetSpaceId: byId(CLOSED_SPACE) })).toMatch(
			/may not see it/,
		);
		const before = calls().length;
		expect(await refused({ ...form, dentryId, targetSpaceId: byId('={{ "" }}') })).toMatch(
			/'Target Space' is empty, and 'Target Folder' is a number/,
		);
		expect(calls()).toHaveLength(before);
	});

	test('goes on after a failing item when told so, and names it when not', async () => {
		const input = ['接口清单.csv', '2025 年报.txt', '设计'].map((name) => ({
			json: { id: fileOf(name).id, space: name.startsWith('2025') ? CLOSED_SPACE : SPACE },
		}));
		const parameters = { spaceId: byId('={{ $json.space }}'), dentryId: byId('={{ $json.id }}') };
		await expectSecondFails({ ...form, ...parameters }, input, /may not see it/);
	});
}
