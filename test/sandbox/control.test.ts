import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { clientFor, liveEvents } from './client.mts';

let sandbox: Sandbox;
let client: ReturnType<typeof clientFor>;

beforeAll(async () => {
	sandbox = await startSandbox();
	client = clientFor(sandbox);
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const GROUP = 'cidPhoenix0000000000001==';
const TEXT = { msgtype: 'text', text: { content: 'hello' } };
const post = async () => await client.webhook('sandboxrobotplain', TEXT);
const admin = async (method: string, path: string, body?: Record<string, unknown>) =>
	await client.api(method, `/_sandbox/${path}`, body);

describe('the clock, limits and reset', () => {
	it('goes back to the seed, and to now', async () => {
		const token = await client.token();
		await post();
		sandbox.control.advanceClock(3_600_000);
		sandbox.control.limits({ callsPerSecond: 1 });
		sandbox.control.latency(1);
		expect(sandbox.control.state()).toMatchObject({ clockOffsetMs: 3_600_000, latencyMs: 1 });
		sandbox.control.reset();
		const state = sandbox.control.state();
		expect(state).toMatchObject({
			corpId: 'dingsandboxcorp',
			clockOffsetMs: 0,
			messages: [],
			latencyMs: 0,
			limits: { callsPerSecond: 20, webhookPerMinute: 20 },
		});
		expect(sandbox.control.counts()).toEqual({});
		const old = await client.api('POST', '/v1.0/oauth2/jsapiTickets', undefined, token);
		expect(old.status).toBe(400);
	});

	it('shows the seed without load-test people and without secrets', () => {
		const state = sandbox.control.state();
		expect(state.people.map(({ userId }) => userId)).toEqual([
			'zhangwei',
			'lina',
			'wangfang',
			'oncall',
			'alice',
			'bob',
			'outsider',
		]);
		expect(state.groups.map(({ chatId }) => chatId)).toEqual([
			'chatphoenix',
			'chatopsalerts',
			'chatnorobot',
			'chatscene',
		]);
		expect(JSON.stringify(state)).not.toMatch(/-secret|SECsandbox/);
	});

	it('lifts limits with Infinity and refuses nonsense', async () => {
		sandbox.control.limits({ webhookPerMinute: Infinity });
		for (let n = 0; n < 30; n++) expect((await post()).body.errcode).toBe(0);
		expect(sandbox.control.state().limits.webhookPerMinute).toBeNull();
		expect(() => sandbox.control.advanceClock(-1)).toThrow('advanceMs');
	});
});

describe('the REST twin', () => {
	it('does what the control does', async () => {
		await post();
		expect((await admin('GET', 'state')).body.messages).toHaveLength(1);
		expect((await admin('GET', 'journal')).body).toHaveLength(1);
		expect((await admin('GET', 'counts')).body).toEqual({ 'robot.webhook.send': 1 });
		await admin('POST', 'clock', { advanceMs: 5000 });
		expect(sandbox.control.state().clockOffsetMs).toBe(5000);
		const token = await client.token();
		await admin('POST', 'tokens/expire');
		expect((await client.api('POST', '/v1.0/oauth2/jsapiTickets', undefined, token)).status).toBe(
			400,
		);
		await admin('POST', 'faults', { match: {}, answer: { body: { errcode: 1 } } });
		expect((await post()).body).toEqual({ errcode: 1 });
		await admin('DELETE', 'faults');
		await admin('POST', 'limits', { callsPerSecond: null });
		expect(sandbox.control.state().limits.callsPerSecond).toBeNull();
		const { cid } = (await admin('POST', 'cid', { userId: 'lina', openConversationId: GROUP }))
			.body;
		expect(cid).toEqual(expect.any(String));
		const file = { userId: 'lina', msgtype: 'picture', contentBase64: 'AAAA' };
		expect((await admin('POST', 'messages/toRobot', file)).body).toMatchObject({
			downloadCode: expect.any(String),
		});
		await admin('POST', 'reset');
		expect(sandbox.control.state().messages).toEqual([]);
	});

	it('explains refusals, and is no part of DingTalk', async () => {
		const bad = await admin('POST', 'cid', { userId: 'bob', openConversationId: GROUP });
		expect([bad.status, bad.bytes.toString()]).toEqual([
			400,
			'"bob" is not in the group "Project Phoenix 凤凰项目"',
		]);
		expect((await admin('POST', 'clock', {})).status).toBe(400);
		expect((await admin('GET', 'nothing')).status).toBe(404);
		expect((await client.call(`${sandbox.apiUrl}/_sandbox/media/nothing`)).status).toBe(404);
		expect(sandbox.control.counts()).toEqual({});
	});

	it('pushes what happens', async () => {
		const events = await liveEvents(
			sandbox,
			post,
			(types) => types.includes('call') && types.includes('message'),
		);
		expect(events[0]).toMatchObject({ type: 'state', state: { corpId: 'dingsandboxcorp' } });
		expect(events.find(({ type }) => type === 'message')).toMatchObject({
			message: { kind: 'text', content: { text: 'hello' } },
		});
		expect(events.find(({ type }) => type === 'call')).toMatchObject({
			entry: { id: 'robot.webhook.send' },
		});
	});
});

describe('the page', () => {
	it('is served at the root, and nothing outside its folder', async () => {
		const page = await client.call(sandbox.pageUrl);
		expect(page.headers.get('content-type')).toContain('text/html');
		const outside = await client.call(`${sandbox.apiUrl}/..%2Fcli.mts`);
		expect(outside.body.errcode).toBe(404);
		expect((await client.call(`${sandbox.oapiUrl}/`)).body.errcode).toBe(404);
	});
});
