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

const TEXT = { msgtype: 'text', text: { content: 'hello' } };
const plain = async (body: Record<string, unknown>) =>
	(await client.webhook('sandboxrobotplain', body)).body;
const messages = () => sandbox.control.state().messages;

describe('the token of a webhook', () => {
	it.each([
		['nosuchrobottoken', 300005, 'token is not exist'],
		['sandboxrobotdisabled', 400102, '机器人已停用'],
		['sandboxrobotgone', 400106, '机器人不存在'],
	])('%s is refused with %i', async (robot, errcode, errmsg) => {
		const { status, body } = await client.webhook(robot, TEXT);
		expect(status).toBe(200);
		expect(body).toMatchObject({ errcode, errmsg });
	});

	it('is looked at before the body', async () => {
		expect((await client.webhook('nosuchrobottoken', {})).body.errcode).toBe(300005);
	});

	it('must be there', async () => {
		const { body } = await client.oapi('POST', '/robot/send', TEXT);
		expect(body).toMatchObject({ errcode: 40035, errmsg: '缺少参数 access_token' });
	});
});

describe('the manner of a call', () => {
	const url = () => `${sandbox.oapiUrl}/robot/send?access_token=sandboxrobotplain`;

	it('must be POST', async () => {
		expect((await client.call(url())).body.errcode).toBe(43002);
	});

	it('must be JSON', async () => {
		const form = { method: 'POST', body: new URLSearchParams({ msgtype: 'text' }) };
		expect((await client.call(url(), form)).body.errcode).toBe(43004);
		const parts = { method: 'POST', body: new FormData() };
		expect((await client.call(url(), parts)).body.errcode).toBe(43004);
		expect((await client.call(url(), { method: 'POST' })).body).toMatchObject({
			errcode: 40035,
			errmsg: '缺少参数 json',
		});
	});

	it('may have 20 000 bytes and no more', async () => {
		const overhead = JSON.stringify({ msgtype: 'text', text: { content: '' } }).length;
		const fits = { msgtype: 'text', text: { content: 'x'.repeat(20_000 - overhead) } };
		expect((await plain(fits)).errcode).toBe(0);
		const over = { msgtype: 'text', text: { content: 'x'.repeat(20_001 - overhead) } };
		expect(await plain(over)).toMatchObject({
			errcode: 460101,
			errmsg: 'message too long, exceed 20000 bytes',
		});
	});
});

describe('security', () => {
	const signed = async (query: Record<string, string>) =>
		(await client.webhook('sandboxrobotsigned', TEXT, query)).body;

	it('takes a right sign', async () => {
		const now = Date.now();
		const query = { timestamp: String(now), sign: signFor(SIGNED_ROBOT_SECRET, now) };
		expect(await signed(query)).toEqual({ errcode: 0, errmsg: 'ok' });
	});

	it('refuses no sign, a wrong one, and one that was encoded twice', async () => {
		const now = Date.now();
		const timestamp = String(now);
		const sign = signFor(SIGNED_ROBOT_SECRET, now);
		for (const query of [
			{},
			{ timestamp },
			{ timestamp, sign: signFor('SECwrong', now) },
			{ timestamp, sign: encodeURIComponent(sign) },
		] as Array<Record<string, string>>) {
			const body = await signed(query);
			expect(body.errcode).toBe(310000);
			expect(body.errmsg).toContain('sign not match');
		}
	});

	it('refuses a timestamp more than an hour away, by the sandbox clock', async () => {
		const now = Date.now();
		for (const time of [now - 3_601_000, now + 3_700_000]) {
			const body = await signed({
				timestamp: String(time),
				sign: signFor(SIGNED_ROBOT_SECRET, time),
			});
			expect(body.errmsg).toContain('invalid timestamp');
		}
		sandbox.control.advanceClock(3_601_000);
		const late = await signed({ timestamp: String(now), sign: signFor(SIGNED_ROBOT_SECRET, now) });
		expect(late.errmsg).toContain('invalid timestamp');
		const missing = await signed({ sign: 'x' });
		expect(missing.errmsg).toContain('invalid timestamp');
	});

	it('wants a keyword in the message', async () => {
		const say = async (content: string) =>
			(await client.webhook('sandboxrobotkeyword', { msgtype: 'text', text: { content } })).body;
		expect((await say('disk full')).errmsg).toContain('keywords not in content');
		expect((await say('disk alert')).errcode).toBe(0);
		expect((await say('磁盘告警')).errcode).toBe(0);
	});

	it('wants an address of the list', async () => {
		const { body } = await client.webhook('sandboxrobotip', TEXT);
		expect(body.errcode).toBe(310000);
		expect(body.errmsg).toContain('ip 127.0.0.1 not in whitelist');
	});
});

describe('limits', () => {
	it('takes 20 a minute, then nothing for ten minutes', async () => {
		for (let n = 0; n < 20; n++) expect((await plain(TEXT)).errcode).toBe(0);
		expect(await plain(TEXT)).toMatchObject({
			errcode: 660026,
			errmsg: 'sending too many messages per minute',
		});
		sandbox.control.advanceClock(61_000);
		expect((await plain(TEXT)).errcode).toBe(660026);
		sandbox.control.advanceClock(540_000);
		expect((await plain(TEXT)).errcode).toBe(0);
		expect(messages()).toHaveLength(21);
	});

	it('does not count refused messages', async () => {
		sandbox.control.limits({ webhookPerMinute: 1 });
		expect((await plain({ msgtype: 'text' })).errcode).toBe(40035);
		expect((await plain(TEXT)).errcode).toBe(0);
	});

	it('posts one msgUuid once', async () => {
		const body = { ...TEXT, msgUuid: 'retry-1' };
		expect(await plain(body)).toEqual({ errcode: 0, errmsg: 'ok' });
		expect(await plain(body)).toEqual({ errcode: 0, errmsg: 'ok' });
		expect(messages()).toHaveLength(1);
	});
});
