import { WebSocket } from 'ws';

import { everythingIn } from '../helpers/everythingIn.mts';
import { nextTurn } from '../helpers/fakeClock.mts';
import { client, sandbox, token, useSandbox } from './started.mts';

useSandbox();

const PHOENIX = 'cidPhoenix0000000000001==';
const ROBOT = 'sandboxrobotplain';
const SECRET = 'sandbox-app-secret';

const get = async (path: string) =>
	await (await fetch(`${sandbox.pageUrl}/_sandbox/${path}`)).text();

/** Somebody writes to the robot, is answered, and pastes secrets into a group. */
async function talk() {
	const { botMessage } = sandbox.control.sendToRobot('lina', {
		msgtype: 'text',
		text: { content: 'ping' },
		openConversationId: PHOENIX,
	});
	const { sessionWebhook } = botMessage;
	const session = new URL(sessionWebhook).searchParams.get('session') ?? 'none';
	const said = [token, SECRET, ROBOT, sessionWebhook, 'wss://x?ticket=ticket-of-a-connection'];
	const post = async (url: string, content: string) =>
		await client.call(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ msgtype: 'text', text: { content } }),
		});
	expect((await post(sessionWebhook, said.join(' '))).body.errcode).toBe(0);
	const webhook = `${sandbox.oapiUrl}/robot/send?access_token=${ROBOT}`;
	expect((await post(webhook, said.join(' '))).body.errcode).toBe(0);
	await post(`${webhook}&timestamp=1&sign=sign-of-a-call`, said.join(' '));
	sandbox.control.addFault({
		match: { id: 'nothing' },
		answer: { body: { errmsg: `busy for ${token}, ${sessionWebhook}` } },
	});
	return [session, token, SECRET, ROBOT, 'ticket-of-a-connection', 'sign-of-a-call'];
}

test.each(['state', 'journal', 'pushes', 'connections', 'counts'])(
	'GET /_sandbox/%s shows no secret',
	async (path) => {
		const secrets = await talk();
		const text = await get(path);
		for (const secret of secrets) expect(text).not.toContain(secret);
	},
);

test('neither does the control in this process', async () => {
	const secrets = await talk();
	const { control } = sandbox;
	const text = everythingIn([control.state(), control.journal(), control.pushes()]);
	for (const secret of secrets) expect(text).not.toContain(secret);
});

test('neither does what is pushed to the page', async () => {
	const frames: string[] = [];
	const socket = new WebSocket(`${sandbox.pageUrl.replace(/^http/, 'ws')}/_sandbox/live`);
	socket.on('message', (data: Buffer) => frames.push(data.toString('utf8')));
	await new Promise((resolve) => socket.once('open', resolve));
	const secrets = await talk();
	const kinds = () => new Set(frames.map((text) => (JSON.parse(text) as { type: string }).type));
	for (let turns = 0; kinds().size < 3 || frames.length < 8; turns++) {
		if (turns > 1_000_000) throw new Error(`Only ${frames.length} frames: ${[...kinds()].join()}`);
		await nextTurn();
	}
	socket.terminate();
	expect([...kinds()].sort()).toEqual(['call', 'message', 'state']);
	for (const secret of secrets) expect(frames.join()).not.toContain(secret);
});

test('the message shows that there is a session, and until when', async () => {
	await talk();
	const { messages } = sandbox.control.state();
	const [asked] = messages;
	expect(asked.sessionWebhook).toBe(`${sandbox.oapiUrl}/robot/sendBySession?session=***`);
	expect(asked.sessionWebhookExpiredTime).toBeGreaterThan(Date.now());
	expect(asked.content.text).toBe('ping');
});
