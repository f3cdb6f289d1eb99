import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { clientFor } from './client.mts';

let sandbox: Sandbox;
let client: ReturnType<typeof clientFor>;

beforeAll(async () => {
	sandbox = await startSandbox();
	client = clientFor(sandbox);
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const TEXT = { msgtype: 'text', text: { content: 'hello' } };
const post = async () => await client.webhook('sandboxrobotplain', TEXT);
const messages = () => sandbox.control.state().messages;

describe('faults', () => {
	it('answer in place of DingTalk, a number of times, after a number of calls', async () => {
		sandbox.control.addFault({
			match: { id: 'robot.webhook.send' },
			afterCalls: 1,
			times: 2,
			answer: {
				status: 503,
				body: { errcode: -1, errmsg: '系统繁忙' },
				headers: { 'retry-after': '1' },
			},
		});
		const replies = [];
		for (let n = 0; n < 4; n++) replies.push(await post());
		expect(replies.map(({ status }) => status)).toEqual([200, 503, 503, 200]);
		expect(replies[1].headers.get('retry-after')).toBe('1');
		expect(messages()).toHaveLength(2);
		expect(sandbox.control.counts()).toEqual({
			'robot.webhook.send': 2,
			'refused:robot.webhook.send': 2,
		});
		expect(sandbox.control.journal()[1]).toMatchObject({ fault: true, code: '-1', refused: true });
	});

	it('match by path and method, and end when cleared', async () => {
		const answer = { body: '<html>busy</html>' };
		sandbox.control.addFault({ match: { path: '/robot/*', method: 'post' }, answer });
		const { bytes, headers } = await post();
		expect(bytes.toString()).toBe('<html>busy</html>');
		expect(headers.get('content-type')).toContain('text/html');
		sandbox.control.clearFaults();
		expect((await post()).body.errcode).toBe(0);
	});

	it('cut the connection, before or after the work', async () => {
		sandbox.control.addFault({ match: {}, times: 1, cut: true });
		await expect(post()).rejects.toThrow();
		expect(messages()).toHaveLength(0);
		sandbox.control.addFault({ match: {}, times: 1, cut: true, afterWork: true });
		await expect(post()).rejects.toThrow();
		expect(messages()).toHaveLength(1);
		expect(sandbox.control.journal().map(({ status, code }) => [status, code])).toEqual([
			[0, 'cut'],
			[0, 'cut'],
		]);
	});

	it('delay the real answer', async () => {
		sandbox.control.addFault({ match: {}, times: 1, delayMs: 120 });
		const startedAt = Date.now();
		expect((await post()).body.errcode).toBe(0);
		expect(Date.now() - startedAt).toBeGreaterThanOrEqual(110);
	});

	it('are refused when they make no sense', () => {
		expect(() => sandbox.control.addFault({ match: {} })).toThrow(
			'expected answer, delayMs or cut',
		);
		expect(() => sandbox.control.addFault({} as never)).toThrow('expected match');
	});
});
