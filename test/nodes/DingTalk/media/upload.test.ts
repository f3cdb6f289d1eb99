import nock from 'nock';

import { forgetTokens } from '../../../../nodes/shared/transport/token';
import {
	API,
	OAPI,
	TOKEN,
	binaryOf,
	runDingTalk,
	temporaryFolder,
} from '../../../helpers/dingTalk.mts';
import {
	NOTHING,
	expectFailureHandling,
	expectNoSecrets,
	pairs,
	postUpload,
	refusedInput,
} from '../../../helpers/calls.mts';
import { uploadedFile } from '../../../helpers/multipart.mts';
import { storedBinary, useBinaryMode } from '../../../helpers/binary.mts';

const form = { resource: 'media', operation: 'upload' };
const MB = 1024 * 1024;
/** Every byte value, so that any change of encoding shows. */
const bytes = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256));
const png = binaryOf(bytes, '图表.png', 'image/png');

beforeEach(forgetTokens);

describe.each(['default', 'filesystem'] as const)('in binary mode %s', (mode) => {
	const folder = temporaryFolder();
	const binary = async (content: Buffer, fileName: string, mimeType: string) =>
		mode === 'default'
			? binaryOf(content, fileName, mimeType)
			: await storedBinary(content, fileName, mimeType);

	beforeAll(async () => await useBinaryMode(mode, folder));
	afterAll(async () => await useBinaryMode('default', folder));

	test('uploads the exact bytes and tells what DingTalk made of them', async () => {
		let body = '';
		postUpload('image', '@lADPnew', (seen) => (body = seen));
		const { items, error } = await runDingTalk({
			parameters: form,
			input: [{ json: {}, binary: { data: await binary(bytes, '图表.png', 'image/png') } }],
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{
				json: {
					mediaId: '@lADPnew',
					type: 'image',
					createdAt: '2023-11-14T22:13:20.000Z',
					fileName: '图表.png',
					mimeType: 'image/png',
					bytes: 1024,
				},
				pairedItem: { item: 0 },
			},
		]);
		const file = uploadedFile(body);
		expect(file).toMatchObject({ field: 'media', fileName: '图表.png', contentType: 'image/png' });
		expect(file.content.equals(bytes)).toBe(true);
		expect(file.fields).toEqual({ type: 'image' });
	});

	test('sends the whole file again after a token refresh', async () => {
		const bodies: string[] = [];
		nock(OAPI)
			.post('/media/upload', (body) => bodies.push(body as string) > 0)
			.query({ access_token: TOKEN, type: 'image' })
			.reply(200, { errcode: 40014, errmsg: '不合法的access_token' });
		nock(API)
			.post('/v1.0/oauth2/accessToken')
			.reply(200, { accessToken: 'fresh-token', expireIn: 7200 });
		nock(OAPI)
			.post('/media/upload', (body) => bodies.push(body as string) > 0)
			.query({ access_token: 'fresh-token', type: 'image' })
			.reply(200, { errcode: 0, media_id: '@lADPnew' });
		const result = await runDingTalk({
			parameters: form,
			input: [{ json: {}, binary: { data: await binary(bytes, 'a.png', 'image/png') } }],
		});
		expect(result.items[0].json.mediaId).toBe('@lADPnew');
		const files = bodies.map((body) => uploadedFile(body).content);
		expect(files.map((content) => content.equals(bytes))).toEqual([true, true]);
		expectNoSecrets(result, 'fresh-token');
	});

	test('refuses a file over the limit before anything is sent', async () => {
		const data = await binary(Buffer.alloc(2 * MB + 1), 'a.mp3', 'audio/mpeg');
		const { message } = await refusedInput({
			parameters: form,
			input: [{ json: {}, binary: { data } }],
		});
		expect(message).toBe(
			"'Input Data Field Name' holds a file of more than 2 MB, the limit for voice",
		);
	});

	test('refuses an empty file before anything is sent', async () => {
		const data = await binary(Buffer.alloc(0), 'a.png', 'image/png');
		const { message } = await refusedInput({
			parameters: form,
			input: [{ json: {}, binary: { data } }],
		});
		expect(message).toBe("'Input Data Field Name' holds an empty file");
	});
});

test.each([
	['image', 'a.jpg', 'image/jpeg'],
	['voice', 'a.wav', 'audio/x-wav'],
	['video', 'a.mp4', 'video/mp4'],
	['file', 'a.xlsx', 'application/octet-stream'],
	['voice', 'a.amr', 'application/octet-stream'],
])('detects %s for %s (%s)', async (type, fileName, mimeType) => {
	postUpload(type, '@lADPnew');
	const { items } = await runDingTalk({
		parameters: form,
		input: [{ json: {}, binary: { data: binaryOf('x', fileName, mimeType) } }],
	});
	expect(items[0].json).toMatchObject({ type, fileName });
});

test('takes type, field and name from the form', async () => {
	let body = '';
	postUpload('file', '@lADPnew', (seen) => (body = seen));
	const { items } = await runDingTalk({
		parameters: {
			...form,
			binaryPropertyName: 'doc',
			mediaType: 'file',
			options: { fileName: 'x.pdf' },
		},
		input: [{ json: {}, binary: { doc: binaryOf('%PDF', 'a.pdf', 'application/pdf') } }],
	});
	expect(uploadedFile(body).fileName).toBe('x.pdf');
	expect(items[0].json).toMatchObject({ fileName: 'x.pdf', type: 'file', bytes: 4 });
});

test.each([
	['../../etc/passwd.png', 'passwd.png'],
	['C:\\temp\\a.png', 'a.png'],
	['a"\r\nX-Evil: 1.png', 'aX-Evil 1.png'],
	['photo\u202Egnp.png', 'photognp.png'],
	['', 'file.png'],
	['.hidden', 'hidden.png'],
])('uploads %j as %j', async (given, sent) => {
	let body = '';
	postUpload('image', '@lADPnew', (seen) => (body = seen));
	const { items } = await runDingTalk({
		parameters: form,
		input: [{ json: {}, binary: { data: binaryOf('x', given, 'image/png') } }],
	});
	expect(uploadedFile(body).fileName).toBe(sent);
	expect(items[0].json.fileName).toBe(sent);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: form,
			input: [
				{ json: {}, binary: { data: png } },
				{ json: {}, binary: { other: png } },
				{ json: {}, binary: { data: png } },
			],
		},
		() => {
			postUpload('image', '@lADP1');
			postUpload('image', '@lADP3');
		},
		/names the binary field 'data', which this item does not have/,
	);
});

test('pairs several items', async () => {
	postUpload('image', '@lADP1');
	postUpload('image', '@lADP2');
	const input = [png, png].map((data) => ({ json: {}, binary: { data } }));
	expect(pairs((await runDingTalk({ parameters: form, input })).items)).toEqual([0, 1]);
});

test.each<[string, object, ReturnType<typeof binaryOf>, RegExp]>([
	['no field name', { binaryPropertyName: NOTHING }, png, /'Input Data Field Name' is empty/],
	[
		'an unknown type',
		{ mediaType: '={{ "gif" }}' },
		png,
		/'Media Type' is 'gif', which is no option of it/,
	],
	['a picture as voice', { mediaType: 'voice' }, png, /DingTalk takes no .png as voice/],
	['an SVG', {}, binaryOf('<svg/>', 'a.svg', 'image/svg+xml'), /DingTalk takes no .svg as image/],
	[
		'a program',
		{},
		binaryOf('MZ', 'a.exe', 'application/x-msdownload'),
		/DingTalk takes no .exe as file/,
	],
	[
		'a nameless file of an unknown kind',
		{},
		binaryOf('x', '', 'application/x-unknown'),
		/takes no file without extension as file/,
	],
])('refuses %s before anything is sent', async (_name, parameters, data, wanted) => {
	const { message, description } = await refusedInput({
		parameters: { ...form, ...parameters },
		input: [{ json: {}, binary: { data } }],
	});
	expect(message).toMatch(wanted);
	expect(description).not.toBe('');
});
