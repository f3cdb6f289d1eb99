import nock from 'nock';

import { bytesOf, useBinaryMode } from '../../../helpers/binary.mts';
import {
	NOTHING,
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { OAPI, TOKEN, runDingTalk, temporaryFolder } from '../../../helpers/dingTalk.mts';

const form = { resource: 'media', operation: 'download' };
const byCode = { ...form, source: 'downloadCode', downloadCode: 'code1' };
const byMediaId = { ...form, source: 'mediaId', mediaId: '@lADPx' };
const PATH = '/v1.0/robot/messageFiles/download';
const STORE = 'https://store.example.com';
const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7) % 256));

/** Plans the file itself at the temporary URL, which must get no token. */
const planFile = (headers: Record<string, string>, content = bytes, path = '/f?sign=abcdef') =>
	nock(STORE, { badheaders: ['x-acs-dingtalk-access-token', 'authorization'] })
		.get(path)
		.reply(200, content, headers);
const planCode = (code = 'code1', downloadUrl = `${STORE}/f?sign=abcdef`) =>
	postApi(PATH, { downloadCode: code, robotCode: 'dingtest' }, { downloadUrl });

describe.each(['default', 'filesystem'] as const)('in binary mode %s', (mode) => {
	const folder = temporaryFolder();
	beforeAll(async () => await useBinaryMode(mode, folder));
	afterAll(async () => await useBinaryMode('default', folder));

	test('gets a file that a person sent to the robot', async () => {
		planCode();
		planFile({
			'content-type': 'image/png',
			'content-disposition': "attachment; filename*=UTF-8''%E5%9B%BE.png",
		});
		const result = await runDingTalk({ parameters: byCode });
		expect(result.error).toBeUndefined();
		const [item] = result.items;
		expect(item.json).toEqual({ fileName: '图.png', mimeType: 'image/png', bytes: 3000 });
		expect(item.pairedItem).toEqual({ item: 0 });
		expect(item.binary?.data).toMatchObject({ fileName: '图.png', mimeType: 'image/png' });
		expect(item.binary?.data.id === undefined).toBe(mode === 'default');
		expect((await bytesOf(item.binary!.data)).equals(bytes)).toBe(true);
		expectNoSecrets(result, 'abcdef');
	});

	test('gets a medium by its ID from the old host', async () => {
		nock(OAPI)
			.get('/media/get')
			.query({ access_token: TOKEN, media_id: '@lADPx' })
			.reply(200, bytes, {
				'content-type': 'application/octet-stream',
				'content-disposition': 'attachment; filename="r.pdf"',
			});
		const { items, error } = await runDingTalk({
			parameters: { ...byMediaId, binaryPropertyName: 'file' },
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({ fileName: 'r.pdf', mimeType: 'application/pdf', bytes: 3000 });
		expect((await bytesOf(items[0].binary!.file)).equals(bytes)).toBe(true);
	});
});

test.each([
	['attachment; filename="../../etc/passwd"', 'passwd'],
	['attachment; filename="..\\\\..\\\\windows\\\\evil.exe"', 'evil.exe'],
	["attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", 'passwd'],
	["attachment; filename=safe.txt; filename*=utf-8'zh'%E6%8A%A5%E5%91%8A.txt", '报告.txt'],
	['ATTACHMENT; FILENAME="UPPER.TXT"', 'UPPER.TXT'],
	["attachment; filename*=UTF-8''a%0d%0ab%00%E2%80%AEgnp.exe", 'abgnp.exe'],
	[`attachment; filename="${Buffer.from('报告.pdf').toString('latin1')}"`, '报告.pdf'],
	["attachment; filename*=GBK''%B1%A8%B8%E6.pdf", 'file'],
	["attachment; filename*=UTF-8''%B1%A8.pdf; filename=plain.pdf", 'plain.pdf'],
	['attachment; filename="%E6%8A%A5%E5%91%8A.pdf"', '报告.pdf'],
	['attachment; filename="100%.pdf"', '100%.pdf'],
	['attachment; filename=".."', 'file'],
	['inline', 'file'],
])('names a file sent with %j as %j', async (disposition, fileName) => {
	planCode();
	planFile({ 'content-type': 'application/octet-stream', 'content-disposition': disposition });
	const { items } = await runDingTalk({ parameters: byCode });
	expect(items[0].json.fileName).toBe(fileName);
});

test('keeps a name in another encoding harmless', async () => {
	planCode();
	const gbk = Buffer.from([0xb1, 0xa8, 0xb8, 0xe6, 0x85, 0x2e, 0x70, 0x64, 0x66]).toString(
		'latin1',
	);
	planFile({ 'content-disposition': `attachment; filename="${gbk}"` });
	const { items } = await runDingTalk({ parameters: byCode });
	expect(String(items[0].json.fileName)).toMatch(/^[^\p{Cc}/\\]+\.pdf$/u);
});

test('takes the name from the options and uses another robot', async () => {
	postApi(
		PATH,
		{ downloadCode: 'code1', robotCode: 'other' },
		{ downloadUrl: `${STORE}/f?sign=abcdef` },
	);
	planFile({ 'content-disposition': 'attachment; filename=a.png' });
	const { items } = await runDingTalk({
		parameters: { ...byCode, options: { fileName: '../b.pdf', robotCode: 'other' } },
	});
	expect(items[0].json).toMatchObject({ fileName: 'b.pdf', mimeType: 'application/pdf' });
});

test('keeps a text file that comes with a name, and reads a nameless text as a refusal', async () => {
	const answer = (text: string, headers: Record<string, string>) =>
		nock(OAPI)
			.get('/media/get')
			.query(true)
			.reply(200, text, { 'content-type': 'text/plain', ...headers });
	answer('a,b', { 'content-disposition': 'attachment; filename=a.txt' });
	const kept = await runDingTalk({ parameters: byMediaId });
	expect(kept.items[0].json).toEqual({ fileName: 'a.txt', mimeType: 'text/plain', bytes: 3 });

	answer('{"errcode":40007,"errmsg":"不合法的媒体文件id"}', {});
	const refused = await runDingTalk({ parameters: byMediaId });
	expect(refused.error?.message).toBe('DingTalk knows no such media file');
	expectNoSecrets(refused);

	answer('{"errcode":0,"errmsg":"ok"}', {});
	const empty = await runDingTalk({ parameters: byMediaId });
	expect(empty.error?.description).toContain('It holds no file');

	for (const text of ['null', 'LoginRequired', '<html>Sign in</html>', '[]']) {
		answer(text, {});
		const { items, error } = await runDingTalk({ parameters: byMediaId });
		expect([items, error?.message]).toEqual([
			[],
			expect.stringMatching(/^The answer did not come from DingTalk/),
		]);
	}
});

test('explains a temporary URL that no longer works, without the URL', async () => {
	planCode();
	nock(STORE)
		.get('/f?sign=abcdef')
		.reply(403, '<Error><Code>AccessDenied</Code></Error>', { 'content-type': 'application/xml' });
	const result = await runDingTalk({ parameters: byCode });
	expect(result.error).toMatchObject({
		name: 'NodeApiError',
		context: { dingTalk: { code: '403' } },
	});
	expectNoSecrets(result, 'abcdef');
});

test('explains a wrong or expired download code', async () => {
	postApi(PATH, undefined, refusal('invalidParameter.robotCode.downloadCode'), 400);
	const { error } = await runDingTalk({ parameters: byCode });
	expect(error?.message).toBe('The download code is wrong or has expired');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...byCode, downloadCode: '={{ $json.code }}' },
			input: itemsOf({ code: 'a' }, { code: 'b' }, { code: 'c' }),
		},
		() => {
			for (const code of ['a', 'c']) {
				planCode(code, `${STORE}/${code}`);
				planFile({ 'content-disposition': 'attachment; filename=a.png' }, bytes, `/${code}`);
			}
			postApi(
				PATH,
				{ downloadCode: 'b', robotCode: 'dingtest' },
				refusal('invalidParameter.robotCode.downloadCode'),
				400,
			);
		},
		/The download code is wrong or has expired/,
	);
});

test.each<[string, object, RegExp]>([
	['no download code', { ...byCode, downloadCode: NOTHING }, /'Download Code' is empty/],
	['no media ID', { ...byMediaId, mediaId: NOTHING }, /'Media ID' is empty/],
	[
		'no output field',
		{ ...byCode, binaryPropertyName: NOTHING },
		/'Put Output File in Field' is empty/,
	],
	['an unknown source', { ...byCode, mediaId: 'x', source: '={{ "url" }}' }, /'Source' is 'url'/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	expect((await refusedInput({ parameters: parameters as never })).message).toMatch(wanted);
});

describe('an .html file', () => {
	// What is said in a file says nothing about the call.
	const html = Buffer.from(
		'<!DOCTYPE html><html><title>Sign in</title><a href="/_____tmd_____/punish?x5secdata=1">x</a></html>',
	);
	const TYPE = { 'content-type': 'text/html; charset=utf-8' };
	const answer = (headers: Record<string, string>, status = 200) =>
		nock(OAPI)
			.get('/media/get')
			.query(true)
			.reply(status, html, { ...TYPE, ...headers });
	const expectFile = async (parameters: object) => {
		const { items, error } = await runDingTalk({ parameters: parameters as typeof byMediaId });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ mimeType: 'text/html', bytes: html.length });
		expect((await bytesOf(items[0].binary!.data)).equals(html)).toBe(true);
	};

	test.each([
		['attachment; filename="report.html"'],
		['attachment'],
		["inline; filename*=UTF-8''report.html"],
		['inline'],
	])('by media ID is a file where it is sent as one: %s', async (disposition) => {
		answer({ 'content-disposition': disposition });
		await expectFile(byMediaId);
	});

	test.each(['x-oss-object-type', 'x-oss-hash-crc64ecma', 'Content-MD5'])(
		'by media ID is a file where the store of the files says so: %s',
		async (header) => {
			answer({ [header]: 'Normal' });
			await expectFile(byMediaId);
		},
	);

	test('by media ID is a file behind a redirect to the store', async () => {
		nock(OAPI)
			.get('/media/get')
			.query(true)
			.reply(302, '', { location: `${STORE}/f?sign=abcdef` });
		planFile(TYPE, html);
		await expectFile(byMediaId);
	});

	test('by download code is a file whatever it comes with', async () => {
		planCode();
		planFile(TYPE, html);
		await expectFile(byCode);
	});

	test.each([200, 403])(
		'is none where DingTalk`s block page came, with HTTP %i',
		async (status) => {
			answer({}, status);
			const { items, error } = await runDingTalk({ parameters: byMediaId });
			expect(items).toEqual([]);
			expect(error?.message).toBe('DingTalk blocks the address n8n calls from');
		},
	);

	test('is none where the refusal has a name', async () => {
		answer({ 'content-disposition': 'attachment; filename="report.html"' }, 403);
		const { error } = await runDingTalk({ parameters: byMediaId });
		expect(error?.message).toBe('DingTalk blocks the address n8n calls from');
	});
});
