import nock from 'nock';

import { bytesOf, storedBinary, useBinaryMode } from '../../../helpers/binary.mts';
import { expectNoSecrets, refusedInput } from '../../../helpers/calls.mts';
import {
	API,
	OAPI,
	TOKEN,
	binaryOf,
	runDingTalk,
	temporaryFolder,
} from '../../../helpers/dingTalk.mts';
import { uploadedFile } from '../../../helpers/multipart.mts';

const form = { resource: 'apiRequest', operation: 'send' };
const bytes = Buffer.from(Array.from({ length: 2048 }, (_, index) => (index * 13) % 256));

describe.each(['default', 'filesystem'] as const)('in binary mode %s', (mode) => {
	const folder = temporaryFolder();
	const binary = async () =>
		mode === 'default'
			? binaryOf(bytes, 'a.bin', 'application/pdf')
			: await storedBinary(bytes, 'a.bin', 'application/pdf');

	beforeAll(async () => await useBinaryMode(mode, folder));
	afterAll(async () => await useBinaryMode('default', folder));

	test('sends a file with form fields as multipart', async () => {
		let seen = '';
		nock(OAPI)
			.post('/file/upload/single', (body: string) => (seen = body) !== '')
			.query({ access_token: TOKEN, agent_id: '1' })
			.reply(200, { errcode: 0, media_id: '#x' });
		const { items, error } = await runDingTalk({
			parameters: {
				...form,
				method: 'POST',
				path: '/file/upload/single?agent_id=1',
				bodyContentType: 'multipart',
				fileFieldName: 'file',
				formFields: {
					field: [
						{ name: 'note', value: '说明' },
						{ name: '', value: 'x' },
					],
				},
			},
			input: [{ json: {}, binary: { data: await binary() } }],
		});
		expect(error).toBeUndefined();
		expect(items[0].json.media_id).toBe('#x');
		const file = uploadedFile(seen);
		expect(file).toMatchObject({ field: 'file', fileName: 'a.bin', fields: { note: '说明' } });
		expect(Object.keys(file.fields)).toEqual(['note']);
		expect(file.content.equals(bytes)).toBe(true);
	});

	test('sends the bytes of a file with their MIME type', async () => {
		nock(API, { reqheaders: { 'content-type': 'application/pdf' } })
			.put('/v1.0/x', bytes.toString('hex'))
			.reply(200, { ok: true });
		const { items } = await runDingTalk({
			parameters: { ...form, method: 'PUT', path: '/v1.0/x', bodyContentType: 'binary' },
			input: [{ json: {}, binary: { data: await binary() } }],
		});
		expect(items[0].json).toEqual({ ok: true });
	});

	test('puts an answer into a binary field', async () => {
		nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
			.get('/v1.0/x')
			.reply(200, bytes, {
				'content-type': 'application/pdf',
				'content-disposition': 'attachment; filename="../x.pdf"',
			});
		const { items } = await runDingTalk({
			parameters: {
				...form,
				path: '/v1.0/x',
				responseFormat: 'file',
				outputBinaryPropertyName: 'out',
			},
		});
		expect(items[0].json).toEqual({ fileName: 'x.pdf', mimeType: 'application/pdf', bytes: 2048 });
		expect((await bytesOf(items[0].binary!.out)).equals(bytes)).toBe(true);
	});
});

test('explains a refusal in place of the file, and an answer that is none', async () => {
	const parameters = { ...form, path: '/media/get', responseFormat: 'file' };
	nock(OAPI)
		.get('/media/get')
		.query(true)
		.reply(200, { errcode: 40007, errmsg: 'invalid media_id' });
	const refused = await runDingTalk({ parameters });
	expect(refused.error?.message).toBe('DingTalk knows no such media file');
	expectNoSecrets(refused);

	nock(OAPI).get('/media/get').query(true).reply(200, { errcode: 0 });
	const answered = await runDingTalk({ parameters });
	expect(answered.error?.message).toBe(
		'\'Response\' is \'File\', and the answer is none: HTTP 200, application/json, "{"errcode":0}"',
	);
});

const download = {
	...form,
	path: '/v1.0/x',
	responseFormat: 'file',
	outputBinaryPropertyName: 'f',
};
const answerWith = (body: string | Buffer, type: string) =>
	nock(API).get('/v1.0/x').reply(200, body, { 'content-type': type });

test.each([
	['a table in another encoding', Buffer.from([0xd0, 0xd5, 0x2c, 0xc3, 0xfb]), 'text/csv'],
	['a text', Buffer.from('plain words'), 'text/plain; charset=utf-8'],
	['a piece of HTML', Buffer.from('<p>Report</p>'), 'text/html'],
	['a text of megabytes', Buffer.alloc(3 * 1024 * 1024, 'line\n'), 'text/plain'],
])('stores %s that comes without a name', async (_name, content, type) => {
	answerWith(content, type);
	const { items, error } = await runDingTalk({ parameters: download });
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ mimeType: type.split(';')[0], bytes: content.length });
	expect((await bytesOf(items[0].binary!.f)).equals(content)).toBe(true);
});

test('tells a refusal that comes as plain text', async () => {
	answerWith('{"errcode":40007,"errmsg":"invalid media_id"}', 'text/plain');
	const { error } = await runDingTalk({ parameters: download });
	expect(error?.message).toBe('DingTalk knows no such media file');
});

describe('a file of more than 100 MB', () => {
	const folder = temporaryFolder();
	beforeAll(async () => await useBinaryMode('filesystem', folder));
	afterAll(async () => await useBinaryMode('default', folder));

	test('is refused', async () => {
		const large = Buffer.alloc(100 * 1024 * 1024 + 1);
		const { message } = await refusedInput({
			parameters: { ...form, method: 'POST', path: '/x', bodyContentType: 'multipart' },
			input: [
				{ json: {}, binary: { data: await storedBinary(large, 'a.bin', 'application/pdf') } },
			],
		});
		expect(message).toBe(
			"'Input Data Field Name' holds a file of more than 100 MB, the limit for a request body",
		);
	});
});

test.each(['binary', 'multipart'])(
	'refuses a missing file for a %s body',
	async (bodyContentType) => {
		const { message, description } = await refusedInput({
			parameters: { ...form, method: 'POST', path: '/x', bodyContentType },
			input: [{ json: {}, binary: { other: binaryOf('x', 'a.txt', 'text/plain') } }],
		});
		expect(message).toBe(
			"'Input Data Field Name' names the binary field 'data', which this item does not have",
		);
		expect(description).not.toBe('');
	},
);
