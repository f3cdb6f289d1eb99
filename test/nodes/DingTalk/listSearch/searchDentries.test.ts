import { callPicker } from '../../../helpers/listSearch.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { addFiles, byId, fileOf, sandbox, SPACE, useDrive } from '../file/drive';

useDrive();

type Picker = Parameters<typeof callPicker>[0];
const pick = async (method: Picker, parameters: object, further: object = {}) =>
	await callPicker(method, {
		parameters: parameters as never,
		credentials: sandboxCredential(sandbox, { operatorId: 'zhangwei' }),
		...further,
	});
const namesOf = async (method: Picker, parameters: object, further: object = {}) =>
	(await pick(method, parameters, further)).results.map(({ name }) => name);
const form = { spaceId: byId(SPACE) };

test('lists folders by their paths, the space itself first', async () => {
	const { results } = await pick('searchFolders', form);
	expect(results[0]).toEqual({ name: '/ (the space itself)', value: '0' });
	expect(results.slice(1)).toHaveLength(3);
	expect(results).toContainEqual({ name: '/发布/2026', value: fileOf('2026').id });
	expect(await namesOf('searchTargetFolders', { targetSpaceId: byId(SPACE) })).toHaveLength(4);
});

test('lists files, or both', async () => {
	expect((await namesOf('searchFiles', form)).sort()).toEqual([
		'/发布/2026/2.4 发布说明.md',
		'/接口清单.csv',
	]);
	expect(await namesOf('searchDentries', form)).toHaveLength(5);
});

test('sifts by words, and reads on page by page', async () => {
	addFiles(120);
	const first = await pick('searchFiles', form);
	expect(first.results).toHaveLength(50);
	const token = first.paginationToken as string;
	expect(await namesOf('searchFiles', form, { paginationToken: token })).toHaveLength(50);
	expect(await namesOf('searchFiles', form, { filter: '接口' })).toEqual(['/接口清单.csv']);
});

test('sees what the Operator of the form may see', async () => {
	const closed = { spaceId: byId('25001000003') };
	await expect(pick('searchFiles', closed)).rejects.toThrow(/may not see it/);
	const options = { operatorId: byId('wangfang') };
	expect(await namesOf('searchFiles', { ...closed, options })).toEqual(['/2025 年报.txt']);
});

test('asks for the space first', async () => {
	for (const parameters of [{}, { spaceId: byId('={{ $json.space }}') }]) {
		await expect(pick('searchFolders', parameters)).rejects.toThrow(
			"'Space' is not chosen yet. Choose the space first",
		);
	}
	await expect(pick('searchTargetFolders', form)).rejects.toThrow(/'Target Space' is not chosen/);
});
