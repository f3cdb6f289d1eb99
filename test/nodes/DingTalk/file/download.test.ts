import {
	byId,
	byUrl,
	calls,
	CLOSED_SPACE,
	expectSecondFails,
	fileOf,
	OPEN_SPACE,
	as,
	refused,
	run,
	sandbox,
	SPACE,
	useDrive,
} from './drive';

useDrive();

const form = { operation: 'download', spaceId: byId(SPACE) };
const NAME = '接口清单.csv';
const CONTENT = 'method,path\nPOST,/v1.0/storage/spaces\n';
const textOf = (data?: { data: string }) => Buffer.from(data?.data ?? '', 'base64').toString();

test('gets a file by its number, with exactly the signed headers and without the token', async () => {
	const { id, uuid } = fileOf(NAME);
	const [{ json, binary }] = await run({ ...form, dentryId: byId(id) });
	expect(textOf(binary?.data)).toBe(CONTENT);
	expect(binary?.data).toMatchObject({ fileName: NAME, mimeType: 'text/csv' });
	expect(json).toMatchObject({
		fileName: NAME,
		mimeType: 'text/csv',
		bytes: Buffer.byteLength(CONTENT),
		spaceId: SPACE,
		dentryId: id,
		nodeId: uuid,
		path: `/${NAME}`,
		version: 1,
	});
	// The sandbox's store refuses a request with other headers, or with a token.
	expect(calls().map(({ id: call, query }) => [call, query])).toEqual([
		['storage.dentry.get', { unionId: 'union-zhangwei' }],
		['storage.downloadInfo.query', { unionId: 'union-zhangwei' }],
		['file.drive', {}],
	]);
});

test('gets it by node ID or link, without a space, under another name and field', async () => {
	const { uuid } = fileOf(NAME);
	const link = `https://alidocs.dingtalk.com/i/nodes/${uuid}`;
	for (const dentryId of [byId(uuid), byUrl(link), byId(link)]) {
		const parameters = { operation: 'download', dentryId, binaryPropertyName: 'list' };
		const [{ binary }] = await run({ ...parameters, options: { fileName: 'list.csv' } });
		expect(binary?.list.fileName).toBe('list.csv');
		expect(textOf(binary?.list)).toBe(CONTENT);
	}
});

test('says whom to let in where the Operator may not see or download it', async () => {
	const closed = {
		...form,
		spaceId: byId(CLOSED_SPACE),
		dentryId: byId(fileOf('2025 年报.txt').id),
	};
	expect(await refused(closed)).toMatch(
		/is not there, or the person who acts may not see it.*dentryNotExist/s,
	);
	expect(await run({ ...closed, options: as('wangfang') })).toHaveLength(1);
	const { id } = fileOf('员工手册.txt');
	const read = { spaceId: byId(OPEN_SPACE), dentryId: byId(id) };
	expect(await run({ ...form, ...read, options: as('bob') })).toHaveLength(1);
});

test('refuses folders by what DingTalk says of them, and a version that is not there', async () => {
	expect(await refused({ ...form, dentryId: byId(fileOf('设计').id) })).toMatch(
		/does not do this with a file or space of this kind.*operationNotSupported/s,
	);
	const old = { ...form, dentryId: byId(fileOf(NAME).id), options: { version: 7 } };
	expect(await refused(old)).toMatch(/dentryNotExist/);
});

test('does not take a file for whole that came short', async () => {
	sandbox.control.addFault({
		match: { id: 'file.drive' },
		times: 1,
		answer: { status: 200, body: 'method,pa' },
	});
	expect(await refused({ ...form, dentryId: byId(fileOf(NAME).id) })).toMatch(
		/The file broke off on its way from DingTalk.*9 bytes came of 38/s,
	);
});

test('asks the store again when the connection is cut', async () => {
	sandbox.control.addFault({ match: { id: 'file.drive' }, times: 2, cut: true });
	const [{ binary }] = await run({ ...form, dentryId: byId(fileOf(NAME).id) });
	expect(textOf(binary?.data)).toBe(CONTENT);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const names = () => [NAME, '2025 年报.txt', '2.4 发布说明.md'].map((name) => fileOf(name).id);
	const input = names().map((id) => ({ json: { id } }));
	await expectSecondFails({ ...form, dentryId: byId('={{ $json.id }}') }, input, /may not see it/);
});
