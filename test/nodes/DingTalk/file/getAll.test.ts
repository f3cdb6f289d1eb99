import {
	addFiles,
	byId,
	calls,
	CLOSED_SPACE,
	expectSecondFails,
	fileOf,
	run,
	SPACE,
	useDrive,
} from './drive';

useDrive();

const form = { operation: 'getAll', spaceId: byId(SPACE), returnAll: true };
const namesOf = async (parameters: object) =>
	(await run({ ...form, ...parameters })).map(({ json }) => json.name);

test('lists a space, what was changed last first', async () => {
	expect((await namesOf({})).sort()).toEqual(['发布', '接口清单.csv', '设计']);
	expect(calls()[0]).toMatchObject({
		id: 'storage.dentries.list',
		query: { unionId: 'union-zhangwei', parentId: '0', maxResults: '50' },
	});
});

test('lists a folder, by its number or node ID, in the order wanted', async () => {
	const { id, uuid } = fileOf('发布');
	expect(await namesOf({ folderId: byId(id) })).toEqual(['2026']);
	expect(await namesOf({ folderId: byId(uuid), spaceId: undefined })).toEqual(['2026']);
	expect(await namesOf({ options: { orderBy: 'NAME', order: 'ASC' } })).toEqual([
		'发布',
		'接口清单.csv',
		'设计',
	]);
});

test('goes into the folders below, and tells files from folders', async () => {
	const options = { isRecursive: true };
	expect((await namesOf({ options })).sort()).toEqual([
		'2.4 发布说明.md',
		'2026',
		'发布',
		'接口清单.csv',
		'设计',
	]);
	expect((await namesOf({ options: { ...options, type: 'file' } })).sort()).toEqual([
		'2.4 发布说明.md',
		'接口清单.csv',
	]);
	expect((await namesOf({ options: { type: 'folder' } })).sort()).toEqual(['发布', '设计']);
});

test('reads page by page, up to the limit', async () => {
	addFiles(120);
	expect(await namesOf({})).toHaveLength(123);
	expect(calls()).toHaveLength(3);
	expect(calls()[1].query.nextToken).toBe('50');
	expect(await namesOf({ returnAll: false, limit: 60 })).toHaveLength(60);
	expect(calls()).toHaveLength(5);
});

test('gives what DingTalk says when not simplified', async () => {
	const [{ json }] = await run({ ...form, simplify: false, options: { type: 'file' } });
	expect(json).toMatchObject({ name: '接口清单.csv', type: 'FILE', status: 'NORMAL' });
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const input = [SPACE, CLOSED_SPACE, SPACE].map((space) => ({ json: { space } }));
	const parameters = {
		...form,
		returnAll: false,
		limit: 1,
		spaceId: byId('={{ $json.space }}'),
	};
	await expectSecondFails(parameters, input, /may not see it/);
});
