import nock from 'nock';

import { forgetPushes } from '../../../nodes/DingTalkCallbackTrigger/seenPushes';
import { receive } from '../../../nodes/DingTalkCallbackTrigger/webhook';
import { openSession } from '../../../nodes/shared/auth/sealedSession';
import { systemClock } from '../../../nodes/shared/run/clock';
import type { CallbackHost, HostOptions } from '../../helpers/callbackHost.mts';
import { startCallbackHost } from '../../helpers/callbackHost.mts';
import {
	cardPost,
	eventPost,
	KEYS,
	messagePost,
	send,
	textMessage,
} from '../../helpers/callbackPush.mts';
import { API, TOKEN } from '../../helpers/dingTalk.mts';
import { manualClock } from '../../helpers/fakeClock.mts';

const APP = {
	clientId: 'dingtest',
	clientSecret: 'secret-of-the-test',
	accessToken: TOKEN,
	expiresAt: Date.now() + 3_600_000,
	issuedFor: `dingtest@${API}`,
};
const CARD = {
	type: 'actionCallback',
	outTrackId: 'card-1',
	corpId: 'dingcorp',
	userId: 'zhangwei',
	content: '{"cardPrivateData":{"actionIds":["agree"],"params":{"reason":"好"}}}',
};
const EMPTY = { msgtype: 'empty' };

let host: CallbackHost;
const start = async (parameters: HostOptions['parameters'], options: Partial<HostOptions> = {}) => {
	host = await startCallbackHost({ parameters, keys: KEYS, ...options });
};

beforeEach(forgetPushes);
afterEach(async () => await host.close());

describe('a bot message', () => {
	it('starts the workflow once and is answered with nothing', async () => {
		await start({ triggerOn: ['message'] });
		const answer = await send(host.url, messagePost(textMessage(' 你好 ')));
		expect([answer.status, answer.json]).toEqual([200, EMPTY]);
		expect((await send(host.url, messagePost(textMessage(' 你好 ')))).json).toEqual(EMPTY);
		expect(host.executions).toHaveLength(1);
		expect(host.executions[0][0].json).toMatchObject({
			kind: 'message',
			messageId: 'msg-1',
			messageType: 'text',
			text: '你好',
			sender: { name: '张伟', userId: 'zhangwei' },
			conversation: { openConversationId: 'cidGroup==', type: 'group' },
		});
	});

	it('is another push than an event of the same ID', async () => {
		await start({ triggerOn: ['message', 'event'], events: ['*'] });
		await send(host.url, messagePost(textMessage('hi', { msgId: 'same' })));
		await send(host.url, eventPost({ EventType: 'user_add_org', eventId: 'same' }));
		await send(host.url, eventPost({ EventType: 'user_add_org', eventId: 'same' }));
		const kinds = host.executions.map(([{ json }]) => json.kind);
		expect(kinds).toEqual(['message', 'event']);
	});

	it("keeps its session sealed with the app's secret", async () => {
		await start({ triggerOn: ['message'] });
		await send(host.url, messagePost(textMessage('hi')));
		const { sealedSession } = host.executions[0][0].json;
		expect(JSON.stringify(host.executions)).not.toContain('secret-session');
		const binding = { conversationId: 'cidGroup==', messageId: 'msg-1' };
		expect(openSession(KEYS.appSecret, String(sealedSession), binding)).toEqual({
			url: textMessage('').sessionWebhook,
			expiresAt: 4_000_000_000_000,
		});
	});

	it('may be answered by a text, but not twice', async () => {
		await start({ triggerOn: ['message'], answer: 'text', answerText: 'Got it 好的' });
		const first = await send(host.url, messagePost(textMessage('hi')));
		expect(first.json).toEqual({ msgtype: 'text', text: { content: 'Got it 好的' } });
		expect((await send(host.url, messagePost(textMessage('hi')))).json).toEqual(EMPTY);
		expect(host.executions).toHaveLength(1);
	});

	it('may be answered by a text that is made of it', async () => {
		await start({
			triggerOn: ['message'],
			answer: 'text',
			answerText: '=Hello {{ $json.body.senderNick }}',
		});
		const answer = await send(host.url, messagePost(textMessage('hi')));
		expect(answer.json).toMatchObject({ text: { content: 'Hello 张伟' } });
	});

	it('that the filters leave out gets no answer', async () => {
		const filters = { keyword: 'invoice' };
		await start({ triggerOn: ['message'], filters, answer: 'text', answerText: 'Got it' });
		expect((await send(host.url, messagePost(textMessage('hi')))).json).toEqual(EMPTY);
		expect(host.executions).toEqual([]);
	});

	it('without content, the quota being spent, is a failed execution, once', async () => {
		await start({ triggerOn: ['message'], filters: { keyword: 'x' } });
		const spent = textMessage('', { errorCode: '20001', errorMessage: 'over', text: undefined });
		expect((await send(host.url, messagePost(spent))).status).toBe(500);
		expect((await send(host.url, messagePost(spent))).status).toBe(200);
		expect(host.executions).toEqual([]);
		expect(host.failures.map(({ message }) => message)).toEqual([
			expect.stringContaining('allowance'),
		]);
	});

	it('that the fields cannot be read for is a failed execution, and comes again', async () => {
		await start({ triggerOn: ['message'], filters: { pattern: '(' } });
		expect((await send(host.url, messagePost(textMessage('hi')))).status).toBe(500);
		expect(host.failures[0].message).toContain("'Pattern'");
		expect(host.executions).toEqual([]);
	});
});

describe('files of a bot message', () => {
	const file = textMessage('', {
		msgtype: 'file',
		text: undefined,
		content: { downloadCode: 'code-1', fileName: '报告.pdf' },
	});
	const parameters = { triggerOn: ['message'], options: { downloadFiles: true } };

	const inQuote = textMessage('', {
		text: {
			content: 'see',
			isReplyMsg: true,
			repliedMsg: { msgId: 'm0', msgType: 'file', content: file.content },
		},
	});

	it.each([
		['own', file],
		['quoted', inQuote],
	])('are fetched after DingTalk has its answer, and arrive as binary: %s', async (_name, sent) => {
		let answered = () => {};
		const answer = new Promise<void>((resolve) => {
			answered = resolve;
		});
		nock(API)
			.post('/v1.0/robot/messageFiles/download', { downloadCode: 'code-1', robotCode: 'dingtest' })
			.reply(200, async () => {
				// Were the answer to wait for the file, the test would never end.
				await answer;
				return { downloadUrl: 'https://files.example.com/report?signed=1' };
			});
		nock('https://files.example.com')
			.get('/report?signed=1')
			.reply(200, 'PDF', { 'Content-Type': 'application/pdf' });
		await start(parameters, { app: APP });
		const { status, json } = await send(host.url, messagePost(sent));
		expect([status, json]).toEqual([200, EMPTY]);
		expect(host.executions).toEqual([]);
		answered();
		await host.whenExecuted(1);
		const [[item]] = host.executions;
		expect(item.binary?.data).toMatchObject({
			data: Buffer.from('PDF').toString('base64'),
			fileName: '报告.pdf',
		});
		await send(host.url, messagePost(sent));
		expect(host.executions).toHaveLength(1);
	});

	it('do not keep the message away without the credential that may fetch them', async () => {
		await start(parameters);
		expect((await send(host.url, messagePost(file))).json).toEqual(EMPTY);
		await host.whenExecuted(1);
		expect(host.executions[0][0].json.files).toEqual([
			expect.objectContaining({
				fileName: '报告.pdf',
				error: expect.stringMatching(/credential 'DingTalk App API' is missing/),
			}),
		]);
		expect(host.logs).toEqual([expect.stringContaining('cannot download files')]);
		expect(host.failures).toEqual([]);
	});

	it('that cannot be fetched do not keep the message away', async () => {
		nock(API)
			.post('/v1.0/robot/messageFiles/download')
			.reply(400, { code: 'invalidParameter.robotCode.downloadCode', message: 'expired' });
		await start(parameters, { app: APP });
		await send(host.url, messagePost(file));
		await host.whenExecuted(1);
		expect(host.executions[0][0].json.files).toEqual([
			expect.objectContaining({ fileName: '报告.pdf', error: expect.any(String) }),
		]);
	});
});

describe('an answer by the last node', () => {
	const BOT = { triggerOn: ['message', 'event'], events: ['*'], answer: 'lastNode' };
	const last = (json: object) => async () => [{ json: json as never }];

	it('goes out when the workflow has ended', async () => {
		await start(BOT, {
			workflow: async ([item]) => [{ json: { text: `You: ${item.json.text}` } }],
		});
		const answer = await send(host.url, messagePost(textMessage('你好')));
		expect(answer.json).toEqual({ msgtype: 'text', text: { content: 'You: 你好' } });
		expect((await send(host.url, messagePost(textMessage('你好')))).json).toEqual(EMPTY);
		expect(host.executions).toHaveLength(1);
	});

	it('may be markdown', async () => {
		await start(BOT, { workflow: last({ markdown: '**yes**', title: 'Yes' }) });
		const answer = await send(host.url, messagePost(textMessage('hi')));
		expect(answer.json).toMatchObject({
			msgtype: 'markdown',
			markdown: { title: 'Yes', text: '**yes**' },
		});
	});

	it('is nothing when the item holds none, and the log says why', async () => {
		await start(BOT, { workflow: last({ id: 7 }) });
		expect((await send(host.url, messagePost(textMessage('hi')))).json).toEqual(EMPTY);
		expect(host.logs).toEqual([expect.stringContaining('has no answer for DingTalk')]);
	});

	it('is nothing when the last node puts out no item', async () => {
		await start(BOT, { workflow: async () => [] });
		expect((await send(host.url, messagePost(textMessage('hi')))).json).toEqual(EMPTY);
		expect(host.logs).toEqual([]);
	});

	it('of a workflow that fails is n8n’s own, and the message does not start it again', async () => {
		await start(BOT, {
			workflow: async () => {
				throw new Error('a node failed');
			},
		});
		expect((await send(host.url, messagePost(textMessage('hi')))).status).toBe(500);
		expect((await send(host.url, messagePost(textMessage('hi')))).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});

	it('does not keep an event waiting', async () => {
		// A workflow that never ends.
		await start(BOT, { workflow: async () => await new Promise(() => {}) });
		const post = eventPost({ EventType: 'user_add_org', eventId: 'e1', UserId: ['a'] });
		const answer = await send(host.url, post);
		expect(Object.keys(answer.json)).toContain('encrypt');
		await send(host.url, post);
		expect(host.executions).toHaveLength(1);
	});

	it('of an event is not given before n8n has had the time to store it', async () => {
		const clock = manualClock(systemClock.now());
		await start(BOT, {
			workflow: async () => await new Promise(() => {}),
			receive: async (context) => await receive(context, clock),
		});
		const post = eventPost({ EventType: 'user_add_org', eventId: 'e1', UserId: ['a'] });
		let isAnswered = false;
		const answered = send(host.url, post).then((answer) => {
			isAnswered = true;
			return answer;
		});
		await host.whenExecuted(1);
		await clock.pass(999);
		expect(isAnswered).toBe(false);
		// A second push of it is not acknowledged meanwhile.
		expect((await send(host.url, post)).status).toBe(503);
		await clock.pass(1);
		expect(Object.keys((await answered).json)).toContain('encrypt');
		expect((await send(host.url, post)).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});

	it('updates a card', async () => {
		await start(
			{ triggerOn: ['cardAction', 'message'], cardAnswer: 'lastNode' },
			{ workflow: last({ cardData: { status: 'agreed' } }) },
		);
		expect((await send(host.url, cardPost(CARD))).json).toMatchObject({
			cardData: { cardParamMap: { status: 'agreed' } },
		});
		// Messages are answered at once all the same.
		expect((await send(host.url, messagePost(textMessage('hi')))).json).toEqual(EMPTY);
		expect(host.executions).toHaveLength(2);
	});
});

describe('a card action', () => {
	it('starts the workflow and is answered with nothing', async () => {
		await start({ triggerOn: ['cardAction'] });
		const answer = await send(host.url, cardPost(CARD));
		expect([answer.status, answer.json]).toEqual([200, {}]);
		expect(host.executions[0][0].json).toMatchObject({
			kind: 'cardAction',
			outTrackId: 'card-1',
			actionIds: ['agree'],
			params: { reason: '好' },
			user: { userId: 'zhangwei' },
		});
	});

	it('counts once when the same request comes again, and twice when somebody presses twice', async () => {
		await start({ triggerOn: ['cardAction'] });
		const at = Date.now();
		await send(host.url, cardPost(CARD, { at }));
		await send(host.url, cardPost(CARD, { at }));
		expect(host.executions).toHaveLength(1);
		await send(host.url, cardPost(CARD, { at: at + 1 }));
		expect(host.executions).toHaveLength(2);
	});
});
