import { systemClock } from '../../../nodes/shared/run/clock';
import type { Sandbox } from '../../../sandbox/index.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import { runRobot } from '../../helpers/dingTalkRobot.mts';

const SIGNED = `SECsandbox${'0'.repeat(54)}`;
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.close();
});
beforeEach(() => {
	sandbox.control.reset();
	// Waiting takes no time here, nor in the sandbox.
	let ahead = 0;
	jest.spyOn(systemClock, 'now').mockImplementation(() => Date.now() + ahead);
	jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
		if (ms <= 0) return;
		ahead += ms;
		sandbox.control.advanceClock(ms);
	});
});
afterEach(() => jest.restoreAllMocks());

const run = async (token: string, parameters: object, more: object = {}) =>
	await runRobot({
		parameters: { operation: 'sendText', text: '={{ $json.t }}', ...parameters } as never,
		credential: { webhookToken: `${sandbox.oapiUrl}/robot/send?access_token=${token}`, secret: '' },
		input: [{ json: { t: 'alert' } }],
		...more,
	});
const posted = () => sandbox.control.state().messages;

it('posts 45 messages in order, without one refusal', async () => {
	const input = Array.from({ length: 45 }, (_, i) => ({ json: { t: `m${i}` } }));
	const credential = {
		webhookToken: 'sandboxrobotsigned',
		secret: SIGNED,
		baseUrl: sandbox.oapiUrl,
	};
	const { items, error } = await run('', {}, { input, credential });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(45);
	expect(posted().map((message) => message.content.text)).toEqual(input.map((item) => item.json.t));
	expect(sandbox.control.counts()['refused:robot.webhook.send']).toBeUndefined();
});

it('posts nothing twice when DingTalk was busy, the answer was lost, or n8n tries again', async () => {
	const match = { id: 'robot.webhook.send' };
	sandbox.control.addFault({ match, times: 1, answer: { body: { errcode: -1, errmsg: 'busy' } } });
	// As many as make the node give up, so that n8n has to try.
	sandbox.control.addFault({ match, times: 2, cut: true, afterWork: true });
	const retried = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const { error } = await run('sandboxrobotplain', {}, { settings: retried });
	expect(error).toBeUndefined();
	expect(sandbox.control.journal()).toHaveLength(4);
	expect(posted()).toHaveLength(1);
});

it('goes on with the part that was refused when n8n tries again', async () => {
	const answer = { body: { errcode: 12345, errmsg: 'hiccup' } };
	const match = { id: 'robot.webhook.send' };
	sandbox.control.addFault({ match, times: 1, afterCalls: 1, answer });
	const { items, error } = await run(
		'sandboxrobotplain',
		{
			operation: 'sendMarkdown',
			title: 'T',
			markdown: 'word '.repeat(9_000),
			options: { splitLongText: true },
		},
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	);
	expect(error).toBeUndefined();
	expect(items[0].json.parts).toBe(3);
	expect(posted()).toHaveLength(3);
	// Three parts and the refusal: nothing that counts towards the robot's 20 a minute goes out twice.
	expect(sandbox.control.journal()).toHaveLength(4);
});

it.each([
	['sandboxrobotkeyword', 'nothing special', /none of the robot's keywords/],
	['sandboxrobotip', 'x', /IP list/],
	['sandboxrobotsigned', 'x', /signature does not match/],
	['sandboxrobotdisabled', 'x', /disabled/],
	['sandboxrobotgone', 'x', /not available/],
	['nosuchrobot', 'x', /knows no group robot/],
])('explains why %s refuses', async (token, text, message) => {
	const { error } = await run(token, { text });
	expect(error?.message).toMatch(message);
	expect(posted()).toEqual([]);
});

it('sends a long markdown to a robot with keywords, thanks to the title', async () => {
	const markdown = 'word '.repeat(9_000);
	const { items, error } = await run('sandboxrobotkeyword', {
		operation: 'sendMarkdown',
		title: 'An alert',
		markdown,
		options: { splitLongText: true },
	});
	expect(error).toBeUndefined();
	expect(items[0].json.parts).toBe(3);
	expect(posted()).toHaveLength(3);
});
