import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { SIGNED_ROBOT_SECRET, clientFor, signFor } from './client.mts';

let sandbox: Sandbox;
let client: ReturnType<typeof clientFor>;

beforeAll(async () => {
	sandbox = await startSandbox();
	client = clientFor(sandbox);
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const messages = () => sandbox.control.state().messages;

describe('the journal', () => {
	it('records calls without any secret', async () => {
		const token = await client.token();
		await client.oapi('GET', '/gettoken?appkey=dingsandboxapp&appsecret=sandbox-app-secret');
		await client.oapi('GET', '/chat/get?chatid=chatphoenix', undefined, token);
		await client.oapi('GET', '/chat/get?chatid=chatphoenix', undefined, 'somebodys-bad-token');
		const now = Date.now();
		const sign = signFor(SIGNED_ROBOT_SECRET, now);
		const pasted = { msgtype: 'text', text: { content: `my token is ${token}` } };
		await client.webhook('sandboxrobotsigned', pasted, { timestamp: String(now), sign });
		sandbox.control.sendToRobot('lina', { msgtype: 'file', content: Buffer.from('x') });
		const downloadCode = messages().at(-1)?.downloadCode;
		const { body } = await client.api(
			'POST',
			'/v1.0/robot/messageFiles/download',
			{ downloadCode, robotCode: 'dingsandboxapp' },
			token,
		);
		await client.call(body.downloadUrl as string);

		const journal = sandbox.control.journal();
		expect(journal.map(({ id, app }) => [id, app])).toEqual([
			['token.app', 'dingsandboxapp'],
			['token.gettoken', 'dingsandboxapp'],
			['chat.get', 'dingsandboxapp'],
			['chat.get', ''],
			['robot.webhook.send', 'webhook:…gned'],
			['robot.messageFiles.download', 'dingsandboxapp'],
			['file.temporary', ''],
		]);
		const text = JSON.stringify([journal, sandbox.control.state().webhookRobots]);
		const signature = new URL(body.downloadUrl as string).searchParams.get('Signature') as string;
		for (const secret of [
			token,
			'sandbox-app-secret',
			'somebodys-bad-token',
			'sandboxrobotsigned',
			SIGNED_ROBOT_SECRET,
			sign,
			signature,
			encodeURIComponent(signature),
		]) {
			expect(text).not.toContain(secret);
		}
		expect(journal[2]).toMatchObject({
			host: 'oapi',
			method: 'GET',
			path: '/chat/get',
			query: { chatid: 'chatphoenix', access_token: '***' },
			status: 200,
			refused: false,
			answer: { errcode: 0, chat_info: { owner: 'zhangwei' } },
		});
		expect(journal[3]).toMatchObject({ code: '40014', refused: true });
	});
});
