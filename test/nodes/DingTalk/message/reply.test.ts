import type { INode } from 'n8n-workflow';
import nock from 'nock';

import { expectNoSecrets, postApi, postUpload, refusedInput } from '../../../helpers/calls.mts';
import { API, appCredential, OAPI, binaryOf, runDingTalk } from '../../../helpers/dingTalk.mts';

const SESSION = 'session-that-nobody-may-see';
const sessionWebhook = `${OAPI}/robot/sendBySession?session=${SESSION}`;
const message = {
	conversationId: 'cidGroup==',
	conversationType: '2',
	senderStaffId: 'u1',
	robotCode: 'dingrobot',
	msgtype: 'text',
	text: { content: ' hello' },
	sessionWebhook,
	sessionWebhookExpiredTime: Date.now() + 3_600_000,
};
const oneToOne = { ...message, conversationType: '1', conversationId: 'cidOneToOne' };
const over = { sessionWebhookExpiredTime: Date.now() - 1 };
const form = {
	resource: 'message',
	operation: 'send',
	target: 'reply',
	messageType: 'text',
	text: 'Hello back',
} as INode['parameters'];
const run = async (json: object, parameters: object = {}, binary?: object) =>
	await runDingTalk({
		parameters: { ...form, ...parameters } as INode['parameters'],
		input: [{ json: json as never, ...(binary ? { binary: binary as never } : {}) }],
	});

/** Plans a post to the session webhook: without any token. */
const postSession = (body: object, answer: object = { errcode: 0, errmsg: 'ok' }) =>
	nock(OAPI, { badheaders: ['x-acs-dingtalk-access-token', 'authorization'] })
		.post('/robot/sendBySession', body as never)
		.query({ session: SESSION })
		.reply(200, answer);

test('answers through the session webhook, without a token, and keeps its address to itself', async () => {
	postSession({ msgtype: 'text', text: { content: 'Hello back' } });
	const result = await run(message);
	expect(result.error).toBeUndefined();
	expect(result.items[0].json).toEqual({ sentBy: 'session' });
	expect(JSON.stringify(result.items)).not.toContain(SESSION);
});

test('mentions people and everyone, in the text and beside it', async () => {
	postSession({
		msgtype: 'markdown',
		markdown: { title: 'T', text: 'Done\n\n@13800000001 @lina @all' },
		at: { atMobiles: ['13800000001'], atUserIds: ['lina'], isAtAll: true },
	});
	const { error } = await run(message, {
		messageType: 'markdown',
		title: 'T',
		markdown: 'Done',
		mentions: { mobiles: '13800000001', userIds: 'lina', everyone: true },
	});
	expect(error).toBeUndefined();
});

test('writes each mention once, however it was spelled', async () => {
	postSession({
		msgtype: 'text',
		text: { content: 'hi @13800000000 @lina' },
		at: { atMobiles: ['13800000000'], atUserIds: ['lina'] },
	});
	const { error } = await run(message, {
		text: 'hi',
		mentions: { mobiles: '138 0000 0000', userIds: '@lina' },
	});
	expect(error).toBeUndefined();
});

test.each([
	[
		'action card',
		{
			messageType: 'actionCard',
			title: 'T',
			markdown: 'M',
			buttons: { button: [{ title: 'Go', url: 'https://x.io' }] },
			mentions: { userIds: 'lina' },
		},
		{
			msgtype: 'actionCard',
			actionCard: {
				title: 'T',
				text: 'M\n\n@lina',
				singleTitle: 'Go',
				singleURL: 'https://x.io',
			},
		},
	],
	[
		'feed card',
		{
			messageType: 'feedCard',
			links: { link: [{ title: 'T', messageUrl: 'https://x.io', picUrl: '@lADPpic' }] },
		},
		{
			msgtype: 'feedCard',
			feedCard: { links: [{ title: 'T', messageURL: 'https://x.io', picURL: '@lADPpic' }] },
		},
	],
	[
		'link',
		{ messageType: 'link', title: 'T', linkText: 'L', messageUrl: 'https://x.io' },
		{ msgtype: 'link', link: { title: 'T', text: 'L', messageUrl: 'https://x.io' } },
	],
	[
		'custom JSON, its numbers exact',
		{ messageType: 'customJson', customJson: '{"msgtype":"text","text":{"content":"x"},"id":7}' },
		{ msgtype: 'text', text: { content: 'x' }, id: 7 },
	],
])('sends a %s in the casing of webhooks', async (_name, parameters, body) => {
	postSession(body);
	const { error } = await run(message, parameters);
	expect(error).toBeUndefined();
});

test('after the session it writes into the group by the app robot that got the message', async () => {
	postApi(
		'/v1.0/robot/groupMessages/send',
		{
			robotCode: 'dingrobot',
			openConversationId: 'cidGroup==',
			msgKey: 'sampleText',
			msgParam: '{"content":"Hello back"}',
		},
		{ processQueryKey: 'k1' },
	);
	const { items } = await run({ ...message, ...over });
	expect(items[0].json).toEqual({ sentBy: 'robot', processQueryKey: 'k1' });
});

test('after the session it writes to the person of a one-to-one chat', async () => {
	postApi(
		'/v1.0/robot/oToMessages/batchSend',
		{
			robotCode: 'dingrobot',
			userIds: ['u1'],
			msgKey: 'sampleText',
			msgParam: '{"content":"Hello back"}',
		},
		{ processQueryKey: 'k1' },
	);
	const { items } = await run({ ...oneToOne, ...over });
	expect(items[0].json).toEqual({ sentBy: 'robot', processQueryKey: 'k1', userId: 'u1' });
});

test('falls back when DingTalk says that the session is over, and sends once', async () => {
	postSession(
		{ msgtype: 'text', text: { content: 'Hello back' } },
		{ errcode: 300001, errmsg: 'session 不存在' },
	);
	postApi('/v1.0/robot/groupMessages/send', undefined, { processQueryKey: 'k1' });
	const { items } = await run(message);
	expect(items[0].json).toEqual({ sentBy: 'robot', processQueryKey: 'k1' });
});

test('does not take a refused message for a session that is over', async () => {
	postSession(
		{ msgtype: 'text', text: { content: 'Hello back' } },
		{ errcode: 300001, errmsg: 'message param text is null ' },
	);
	const { error } = await run(message);
	expect(error?.message).toBe('DingTalk does not take this as a message');
});

test('sends what no webhook carries by the app robot at once', async () => {
	postUpload('file', '@lADPfile');
	postApi('/v1.0/robot/groupMessages/send', (body) => body.msgKey === 'sampleFile', {
		processQueryKey: 'k1',
	});
	const { items } = await run(
		message,
		{ messageType: 'file' },
		{
			data: binaryOf('%PDF', 'a.pdf', 'application/pdf'),
		},
	);
	expect(items[0].json).toEqual({ sentBy: 'robot', processQueryKey: 'k1', mediaId: '@lADPfile' });
});

test('does not fall back after a lost connection: the answer may have arrived', async () => {
	nock(OAPI)
		.post('/robot/sendBySession')
		.query(true)
		.replyWithError(Object.assign(new Error(`${sessionWebhook} reset`), { code: 'ECONNRESET' }));
	const result = await run(message);
	expect(result.error?.message).toBe('The connection to DingTalk broke before the answer came');
	expect(JSON.stringify([result.error, result.error?.message])).not.toContain(SESSION);
});

test('names DingTalk`s refusal, without the address', async () => {
	postSession(
		{ msgtype: 'text', text: { content: 'Hello back' } },
		{ errcode: 430104, errmsg: `not allowed: ${sessionWebhook}` },
	);
	const { error } = await run(message);
	expect(error?.message).toBe('DingTalk rejects the content as unsafe');
	expect(JSON.stringify([error, error?.message, error?.description])).not.toContain(SESSION);
});

test('takes the message out of what a Webhook node puts out', async () => {
	postSession({ msgtype: 'text', text: { content: 'Hello back' } });
	const { error } = await run({ headers: {}, body: message });
	expect(error).toBeUndefined();
});

test('splits long text, and rings everybody once', async () => {
	const bodies: Array<{ text: { content: string }; at?: object }> = [];
	nock(OAPI)
		.post('/robot/sendBySession', (body) => bodies.push(body) > 0)
		.query(true)
		.times(2)
		.reply(200, { errcode: 0 });
	const { items } = await run(message, {
		text: `${'字'.repeat(5000)}\n\nfor @lina\n\n${'z'.repeat(9000)}`,
		mentions: { userIds: 'lina' },
		options: { longText: 'split', numberParts: true },
	});
	expect(items[0].json).toEqual({ sentBy: 'session', parts: 2 });
	expect(bodies.map(({ text }) => text.content.slice(0, 6))).toEqual(['(1/2)\n', '(2/2)\n']);
	expect(bodies.map(({ at }) => at)).toEqual([{ atUserIds: ['lina'] }, undefined]);
});

test.each<[string, object, object, RegExp]>([
	[
		'a session webhook on another host',
		{ ...message, sessionWebhook: 'https://evil.example/robot/sendBySession?session=x' },
		{},
		/'Reply To' holds a session webhook that is neither on the credential's OAPI host nor on DingTalk's own/,
	],
	[
		'a look-alike host',
		{ ...message, sessionWebhook: 'https://oapi.dingtalk.com@evil.example/robot/sendBySession' },
		{},
		/is neither on the credential's OAPI host nor/,
	],
	[
		'DingTalk`s own host without https',
		{ ...message, sessionWebhook: sessionWebhook.replace('https', 'http') },
		{},
		/is neither on the credential's OAPI host nor/,
	],
	['an item that is no message', { text: 'hi' }, {}, /'Reply To' is no message to a robot/],
	[
		'mentions when the session is over',
		{ ...message, ...over },
		{ mentions: { userIds: 'lina' } },
		/'Mentions' cannot be kept: the session webhook of the message is over/,
	],
	[
		'a feed card when the session is over',
		{ ...message, ...over },
		{
			messageType: 'feedCard',
			links: { link: [{ title: 'T', messageUrl: 'https://x.io', picUrl: '@lADPpic' }] },
		},
		/'Message Type' is a feed card, which the app robot has no template for/,
	],
	[
		'a person who cannot be reached any more',
		{ ...oneToOne, ...over, senderStaffId: undefined },
		{},
		/'Reply To' can no longer be answered/,
	],
	[
		'text over 20,000 bytes',
		message,
		{ text: 'x'.repeat(20_000) },
		/'Message' is too long: the message has 20,0\d\d bytes/,
	],
])('refuses %s before anything is sent', async (_name, json, parameters, wanted) => {
	const { message: text, description } = await refusedInput({
		parameters: { ...form, ...parameters } as INode['parameters'],
		input: [{ json: json as never }],
	});
	expect(text).toMatch(wanted);
	expect(`${text} ${description}`).not.toMatch(/evil|session=/);
});

const OUTSIDER = '$:LWCP_v1:$MDwa66wol79LFsAILOB8VA==';

test('mentions an outsider by the one ID that a trigger tells of them', async () => {
	postSession({
		msgtype: 'text',
		text: { content: `Hello back @lina @${OUTSIDER}` },
		at: { atUserIds: ['lina'], atDingtalkIds: [OUTSIDER] },
	});
	const { error } = await run(message, { mentions: { userIds: `lina, ${OUTSIDER}` } });
	expect(error).toBeUndefined();
});

test('refuses such an ID in a card, which has no list of mentions', async () => {
	const { message: text } = await refusedInput({
		parameters: {
			...form,
			messageType: 'actionCard',
			title: 'T',
			markdown: 'M',
			buttons: { button: [{ title: 'Go', url: 'https://x.io' }] },
			mentions: { userIds: OUTSIDER },
		},
		input: [{ json: message as never }],
	});
	expect(text).toMatch(/'Mentions' holds DingTalk's own ID of a person/);
});

test('answers at DingTalk`s own address where a gateway stands in front of the OAPI host', async () => {
	postSession({ msgtype: 'text', text: { content: 'Hello back' } });
	const { items, error } = await runDingTalk({
		parameters: form,
		input: [{ json: message as never }],
		credentials: appCredential({ oapiBaseUrl: 'https://gateway.example/dingtalk' }),
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toEqual({ sentBy: 'session' });
});

test('reads the message in any case of letters, as triggers do', async () => {
	postSession({ msgtype: 'text', text: { content: 'Hello back' } });
	const upper = Object.fromEntries(
		Object.entries(message).map(([name, value]) => [name[0].toUpperCase() + name.slice(1), value]),
	);
	const { items, error } = await run({ body: upper });
	expect(error).toBeUndefined();
	expect(items[0].json).toEqual({ sentBy: 'session' });
});

test('does not take a body that is no message for a session that is over', async () => {
	postSession(
		{ msgtype: 'text', text: { content: 'Hello back' } },
		{ errcode: 300001, errmsg: 'msgtype is null' },
	);
	const { items, error } = await run(message);
	expect(items).toEqual([]);
	expect(error?.httpCode).toBe('300001');
});

test('says when the app robot cannot reach the person either', async () => {
	nock(API)
		.post('/v1.0/robot/oToMessages/batchSend')
		.reply(200, { processQueryKey: 'k', invalidStaffIdList: ['u1'] });
	const result = await run({ ...oneToOne, ...over });
	expect(result.error?.message).toBe('The reply did not reach u1: invalid');
	expectNoSecrets(
		{ ...result, run: { ...result.run, data: { resultData: {} } } as never },
		SESSION,
	);
});
