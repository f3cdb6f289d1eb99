import { client, sandbox, token, signIn, useSandbox } from './started.mts';

useSandbox();

const MB = 1024 * 1024;

describe('media upload', () => {
	it('keeps the bytes and names them', async () => {
		const { body } = await client.upload(token, 'image', '图 1.png', 1234);
		expect(body).toMatchObject({
			errcode: 0,
			errmsg: 'ok',
			type: 'image',
			media_id: expect.stringMatching(/^@lADP/),
			created_at: expect.any(Number),
		});
		const path = `/media/get?media_id=${encodeURIComponent(body.media_id)}`;
		const got = await client.oapi('GET', path, undefined, token);
		expect(got.bytes).toEqual(Buffer.alloc(1234, 7));
		expect(got.headers.get('content-type')).toBe('image/png');
		expect(got.headers.get('content-disposition')).toContain("filename*=UTF-8''%E5%9B%BE%201.png");
		const page = await client.call(
			`${sandbox.apiUrl}/_sandbox/media/${encodeURIComponent(body.media_id)}`,
		);
		expect(page.bytes).toHaveLength(1234);
	});

	it('wants the type in the URL', async () => {
		const form = new FormData();
		form.append('type', 'image');
		form.append('media', new Blob(['x']), 'a.png');
		const url = `${sandbox.oapiUrl}/media/upload?access_token=${token}`;
		const missing = await client.call(url, { method: 'POST', body: form });
		expect(missing.body).toMatchObject({ errcode: 40004, errmsg: '不合法的媒体文件类型' });
		expect((await client.upload(token, 'picture', 'a.png')).body.errcode).toBe(40004);
	});

	it('wants the part media, with bytes in it', async () => {
		const form = new FormData();
		form.append('file', new Blob(['x']), 'a.png');
		const url = `${sandbox.oapiUrl}/media/upload?access_token=${token}&type=image`;
		const other = await client.call(url, { method: 'POST', body: form });
		expect(other.body).toMatchObject({ errcode: 40035, errmsg: '缺少参数 media' });
		const none = await client.call(url, { method: 'POST' });
		expect(none.body.errcode).toBe(40035);
		expect((await client.upload(token, 'image', 'a.png', 0)).body.errcode).toBe(40035);
	});

	it.each([
		['image', 'a.pdf', 40004],
		['file', 'a.exe', 40004],
		['file', 'noending', 40004],
		['voice', 'a.AMR', 0],
		['video', 'a.mp4', 0],
		['file', 'a.docx', 0],
	])('checks the format: %s %s gives %i', async (type, fileName, errcode) => {
		expect((await client.upload(token, type, fileName)).body.errcode).toBe(errcode);
	});

	it('checks the size', async () => {
		expect((await client.upload(token, 'voice', 'a.mp3', 2 * MB)).body.errcode).toBe(0);
		expect((await client.upload(token, 'voice', 'a.mp3', 2 * MB + 1)).body.errcode).toBe(40035);
		expect((await client.upload(token, 'file', 'a.zip', 20 * MB)).body.errcode).toBe(0);
		expect((await client.upload(token, 'file', 'a.zip', 20 * MB + 1)).body.errcode).toBe(40035);
	});

	it('does not know other media ids', async () => {
		for (const path of ['/media/get', '/media/downloadFile']) {
			const { body } = await client.oapi('GET', `${path}?media_id=x`, undefined, token);
			expect(body.errcode).toBe(40007);
		}
	});
});

describe('files a person sends to the robot', () => {
	const DOWNLOAD = '/v1.0/robot/messageFiles/download';
	const ask = async (downloadCode: unknown, robotCode = 'dingsandboxapp') =>
		await client.api('POST', DOWNLOAD, { downloadCode, robotCode }, token);
	const send = () =>
		sandbox.control.sendToRobot('lina', {
			msgtype: 'file',
			fileName: '报告.pdf',
			mimeType: 'application/pdf',
			content: Buffer.from('pdf bytes'),
		}).downloadCode;

	it('come by a temporary address, with a plain GET', async () => {
		const { body } = await ask(send());
		const file = await client.call(body.downloadUrl as string);
		expect(file.status).toBe(200);
		expect(file.bytes.toString()).toBe('pdf bytes');
		expect(sandbox.control.state().messages[0]).toMatchObject({
			via: 'to-robot',
			kind: 'file',
			sender: { type: 'person', id: 'lina' },
			content: { fileName: '报告.pdf' },
		});
	});

	it('refuse the app token at the temporary address, a changed one, a late one', async () => {
		const url = (await ask(send())).body.downloadUrl as string;
		const leak = await client.call(url, { headers: { 'x-acs-dingtalk-access-token': token } });
		expect(leak.status).toBe(400);
		expect((await client.call(`${url}x`.replace('Signature=', 'Signature=A'))).status).toBe(403);
		sandbox.control.advanceClock(16 * 60_000);
		expect((await client.call(url)).status).toBe(403);
	});

	it('need the right code and the right robot', async () => {
		expect((await ask('nothing')).body.code).toBe('invalidParameter.robotCode.downloadCode');
		expect((await ask(undefined)).body.code).toBe('invalidParameter.robotCode.empty');
		expect((await ask(send(), 'dingsandboxnew')).body.code).toBe('invalidParameter.robotCode.auth');
		const code = send();
		sandbox.control.advanceClock(25 * 3_600_000);
		await signIn();
		expect((await ask(code)).body.code).toBe('invalidParameter.robotCode.downloadCode');
	});

	it('texts have no code', () => {
		expect(
			sandbox.control.sendToRobot('bob', { msgtype: 'text', text: { content: 'hi' } }),
		).not.toHaveProperty('downloadCode');
		expect(() => sandbox.control.sendToRobot('nobody', { msgtype: 'text' })).toThrow('nobody');
	});
});
