import { createHash } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';

import { partSizeFor, partsOf } from '../../../../nodes/DingTalk/drive/parts';
import { storedBinary, useBinaryMode } from '../../../helpers/binary.mts';
import { binaryOf, temporaryFolder } from '../../../helpers/dingTalk.mts';
import {
	as,
	attempt,
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
	run,
	sandbox,
	SPACE,
	useDrive,
} from './drive';

useDrive();

const form = { operation: 'upload', spaceId: byId(SPACE) };
const item = (content: string | Buffer, fileName = 'a.txt'): INodeExecutionData => ({
	json: {},
	binary: { data: binaryOf(content, fileName, 'text/plain') },
});
const folder = temporaryFolder();
const BIG_BYTES = 17 * 1024 * 1024;
const PART_BYTES = 8 * 1024 * 1024;
const big = () => Buffer.alloc(BIG_BYTES, 'every line of it differs 0123456789');
const bytesOf = async (name: string) => {
	const [{ binary }] = await run({
		operation: 'download',
		spaceId: byId(SPACE),
		dentryId: byId(fileOf(name).id),
	});
	return Buffer.from(binary?.data.data ?? '', 'base64');
};

test('puts a small file there with one request, checked by its size', async () => {
	const [{ json: file }] = await run(form, [item('hello')]);
	const { id, uuid } = fileOf('a.txt');
	expect(file).toMatchObject({
		spaceId: SPACE,
		dentryId: id,
		nodeId: uuid,
		name: 'a.txt',
		type: 'file',
		bytes: 5,
		path: '/a.txt',
		version: 1,
		parentId: '0',
		creatorUnionId: 'union-zhangwei',
	});
	const [info, put, commit, ...more] = calls();
	expect(more).toEqual([]);
	expect(info).toMatchObject({
		id: 'storage.uploadInfo.query',
		query: { unionId: 'union-zhangwei' },
		request: {
			protocol: 'HEADER_SIGNATURE',
			multipart: false,
			option: { preCheckParam: { name: 'a.txt', size: 5, parentId: '0' } },
		},
	});
	expect(put).toMatchObject({ id: 'file.upload', request: '<5 bytes>' });
	expect(commit.request).toEqual({
		uploadKey: expect.any(String),
		name: 'a.txt',
		parentId: '0',
		option: { size: 5 },
	});
	expect((await bytesOf('a.txt')).toString()).toBe('hello');
});

describe('a big file', () => {
	it('goes in parts, equal to the byte', async () => {
		const content = big();
		await run(form, [item(content, 'big.bin')]);
		const puts = calls().filter(({ id }) => id === 'file.upload');
		expect(puts.map(({ request }) => request)).toEqual([
			...Array.from({ length: 2 }, () => `<${PART_BYTES} bytes>`),
			`<${BIG_BYTES - 2 * PART_BYTES} bytes>`,
		]);
		expect(calls().find(({ id }) => id === 'storage.multipart.infos')?.request).toEqual({
			uploadKey: expect.any(String),
			partNumbers: [1, 2, 3],
		});
		const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
		expect(hash(await bytesOf('big.bin'))).toBe(hash(content));
	});

	it('is read as a stream where n8n keeps it in a file', async () => {
		await useBinaryMode('filesystem', folder);
		try {
			const data = await storedBinary(big(), 'big.bin', 'application/octet-stream');
			await run(form, [{ json: {}, binary: { data } }]);
			expect(fileOf('big.bin').bytes).toBe(BIG_BYTES);
		} finally {
			await useBinaryMode('default', folder);
		}
	});

	it('sends a part again that fails twice', async () => {
		sandbox.control.addFault({
			match: { id: 'file.upload' },
			afterCalls: 1,
			times: 2,
			cut: true,
		});
		await run(form, [item(big(), 'big.bin')]);
		expect(idsOfCalls().filter((id) => id === 'file.upload')).toHaveLength(3 + 2);
		expect(fileOf('big.bin').bytes).toBe(BIG_BYTES);
	});

	it('asks for new addresses where the old ones are over', async () => {
		sandbox.control.addFault({
			match: { id: 'file.upload' },
			afterCalls: 2,
			times: 1,
			answer: { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' },
		});
		await run(form, [item(big(), 'big.bin')]);
		const infos = calls().filter(({ id }) => id === 'storage.multipart.infos');
		expect(infos.map(({ request }) => (request as { partNumbers: number[] }).partNumbers)).toEqual([
			[1, 2, 3],
			[3],
		]);
		expect(fileOf('big.bin').bytes).toBe(BIG_BYTES);
	});

	it('leaves nothing where a part does not come through, and says which', async () => {
		sandbox.control.addFault({ match: { id: 'file.upload' }, afterCalls: 1, times: 9, cut: true });
		expect(await refused(form, [item(big(), 'big.bin')])).toMatch(
			/'big.bin' was not uploaded; part 2 of 3 failed/,
		);
		expect(pathsIn()).not.toContain('/big.bin');
		expect(idsOfCalls()).not.toContain('storage.file.commit');
	});
});

describe('parts of a file', () => {
	const sizes = async (chunks: number[], size: number) => {
		const stream = (async function* () {
			for (const length of chunks) yield await Promise.resolve(Buffer.alloc(length, length));
		})();
		const seen: number[] = [];
		for await (const part of partsOf(stream, size)) seen.push(part.length);
		return seen;
	};

	it('do not depend on the chunks that a stream comes in', async () => {
		expect(await sizes([3, 4, 1], 4)).toEqual([4, 4]);
		expect(await sizes([9], 4)).toEqual([4, 4, 1]);
		expect(await sizes([1, 1, 1], 4)).toEqual([3]);
		expect(await sizes([], 4)).toEqual([]);
	});

	it('are never more than 10,000', () => {
		expect(partSizeFor(BIG_BYTES)).toBe(PART_BYTES);
		const terabyte = 1024 ** 4;
		expect(Math.ceil(terabyte / partSizeFor(terabyte))).toBeLessThanOrEqual(10_000);
	});
});

describe('a name that is taken', () => {
	const strategies = (conflictStrategy: string) => ({ ...form, options: { conflictStrategy } });
	beforeEach(async () => {
		await run(form, [item('first')]);
	});

	it.each([
		['AUTO_RENAME', 'a(1).txt', 'second'],
		['OVERWRITE', 'a.txt', 'second'],
		['RETURN_DENTRY_IF_EXISTS', 'a.txt', 'first'],
	])('%s gives %s', async (strategy, name, content) => {
		const [{ json: file }] = await run(strategies(strategy), [item('second')]);
		expect(file.name).toBe(name);
		expect((await bytesOf(name)).toString()).toBe(content);
	});

	it('fails where that is wanted', async () => {
		const error = await refused(strategies('RETURN_ERROR_IF_EXISTS'), [item('second')]);
		expect(error).toMatch(/The folder has something of that name already/);
		expect(error).toMatch(/dentryNameConflict/);
	});

	it('gives versions of which the older ones are there still', async () => {
		await run(strategies('OVERWRITE'), [item('second')]);
		const old = { operation: 'download', spaceId: byId(SPACE), dentryId: byId(fileOf('a.txt').id) };
		const [{ binary, json: told }] = await run({ ...old, options: { version: 1 } });
		expect(Buffer.from(binary?.data.data ?? '', 'base64').toString()).toBe('first');
		expect(told).toMatchObject({ version: 1, bytes: 5 });
	});
});

describe('the folder', () => {
	it('is named by its number, node ID or link', async () => {
		const { id, uuid } = fileOf('设计');
		const link = `https://alidocs.dingtalk.com/i/nodes/${uuid}?utm_scene=team_space`;
		for (const folderId of [byId(id), byId(uuid), byUrl(link)]) {
			const [{ json: file }] = await run({ ...form, folderId }, [item('x', 'plan.txt')]);
			expect(file).toMatchObject({ parentId: id });
		}
		expect(pathsIn().filter((path) => path.startsWith('/设计/'))).toHaveLength(3);
	});

	it('needs no space by its node ID', async () => {
		const folderId = byId(fileOf('设计').uuid);
		const [{ json: file }] = await run({ operation: 'upload', folderId }, [item('x')]);
		expect(file).toMatchObject({ spaceId: SPACE, path: '/设计/a.txt' });
	});

	it('needs one by its number, said before anything is sent', async () => {
		expect(await refused({ operation: 'upload', folderId: byId('0') }, [item('x')])).toMatch(
			/'Space' is empty, and 'Folder' is a number that counts within a space.*Choose the space/,
		);
		expect(calls()).toEqual([]);
	});
});

test('uploads as somebody else, and says how to let in who may not', async () => {
	await run({ ...form, options: as('lina') }, [item('x')]);
	expect(fileOf('a.txt').creatorUnionId).toBe('union-lina');
	expect(
		await refused({ ...form, spaceId: byId(OPEN_SPACE), options: as('alice') }, [item('x')]),
	).toMatch(/may not do this there.*Give the Operator a role that may.*permissionDenied/);
	expect(await refused({ ...form, spaceId: byId(CLOSED_SPACE) }, [item('x')])).toMatch(
		/is not there, or the person who acts may not see it.*let the Operator in/,
	);
});

test('tries again when DingTalk has too much to do in that folder', async () => {
	sandbox.control.addFault({
		match: { id: 'storage.file.commit' },
		times: 1,
		answer: { status: 400, body: { code: 'operationConcurrentControl', message: '并发控制' } },
	});
	await run(form, [item('x')]);
	expect(pathsIn()).toContain('/a.txt');
});

test('uploads nothing twice when n8n tries the node again', async () => {
	sandbox.control.addFault({
		match: { id: 'storage.uploadInfo.query' },
		afterCalls: 1,
		times: 1,
		answer: { status: 400, body: { code: 'spaceQuotaInsufficient', message: '空间容量不足' } },
	});
	const input = [item('one', 'one.txt'), item('two', 'two.txt')];
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const { items } = await attempt(form, input, settings);
	expect(items.map(({ json: { name } }) => name).sort()).toEqual(['one.txt', 'two.txt']);
	expect(pathsIn().filter((path) => /one|two/.test(path))).toEqual(['/one.txt', '/two.txt']);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const parameters = { ...form, spaceId: byId('={{ $json.space }}') };
	const input = [SPACE, CLOSED_SPACE, OPEN_SPACE].map((space, index) => ({
		...item('x', `${index}.txt`),
		json: { space },
	}));
	await expectSecondFails(parameters, input, /may not see it/);
});

test('takes the name from its option, and refuses what DingTalk takes in no name', async () => {
	await run({ ...form, options: { fileName: 'Q1 报告.txt' } }, [item('x')]);
	expect(pathsIn()).toContain('/Q1 报告.txt');
	const before = calls().length;
	expect(await refused({ ...form, options: { fileName: 'a/b.txt' } }, [item('x')])).toMatch(
		/'File Name' has a \/ in it/,
	);
	expect(calls()).toHaveLength(before);
});

test('refuses an item without a file, and an empty one', async () => {
	expect(await refused(form)).toMatch(/does not have/);
	expect(await refused(form, [item('')])).toMatch(/holds an empty file/);
	expect(calls()).toEqual([]);
});

test('puts out what DingTalk says when not simplified', async () => {
	const [{ json: file }] = await run({ ...form, simplify: false }, [item('x')]);
	expect(file).toMatchObject({
		id: fileOf('a.txt').id,
		status: 'NORMAL',
		storageDriver: 'DINGTALK',
	});
	expect(
		await json({ operation: 'get', spaceId: byId(SPACE), dentryId: byId(String(file.id)) }),
	).toMatchObject({ name: 'a.txt' });
});
