import type { IDataObject, INode } from 'n8n-workflow';
import nock from 'nock';

import { sealSession } from '../../../../nodes/shared/auth/sealedSession';
import { toItems } from '../../../../nodes/shared/pushes/items';
import { pushOfHttpMessage } from '../../../../nodes/shared/pushes/read';
import type { PushSettings } from '../../../../nodes/shared/pushes/settings';
import { readPushSettings } from '../../../../nodes/shared/pushes/settings';
import { expectNoSecrets, postApi, refusedInput } from '../../../helpers/calls.mts';
import { appCredential, OAPI, runDingTalk } from '../../../helpers/dingTalk.mts';

/** That of the test's credential. */
const SECRET = 'secret-of-the-test';
const SESSION = 'session-that-nobody-may-see';
const message = {
	conversationId: 'cidGroup==',
	conversationType: '2',
	msgId: 'msg1',
	senderStaffId: 'u1',
	senderNick: 'Zhang Wei',
	robotCode: 'dingrobot',
	msgtype: 'text',
	text: { content: ' hello' },
	sessionWebhook: `${OAPI}/robot/sendBySession?session=${SESSION}`,
	sessionWebhookExpiredTime: Date.now() + 3_600_000,
	createAt: Date.now(),
};
const form = {
	resource: 'message',
	operation: 'send',
	target: 'reply',
	messageType: 'text',
	text: 'Hello back',
} as INode['parameters'];

/** The item that a trigger makes of the message. */
async function itemOf(
	data: IDataObject = {},
	{ simplify = true, secret = SECRET }: { simplify?: boolean; secret?: string } = {},
): Promise<IDataObject> {
	const settings: PushSettings = readPushSettings({
		getNode: () => ({}) as INode,
		getNodeParameter: (name, fallback) =>
			({ triggerOn: ['message'], simplify })[name as 'simplify'] ?? fallback,
	});
	const [{ json }] = await toItems(
		{
			helpers: { prepareBinaryData: jest.fn() },
			api: undefined,
			seal: (session, binding) => sealSession(secret, session, binding),
		},
		pushOfHttpMessage({ ...message, ...data } as IDataObject),
		settings,
	);
	expect(JSON.stringify(json)).not.toContain(SESSION);
	return json;
}

const run = async (json: IDataObject) => await runDingTalk({ parameters: form, input: [{ json }] });

const postSession = () =>
	nock(OAPI, { badheaders: ['x-acs-dingtalk-access-token', 'authorization'] })
		.post('/robot/sendBySession', { msgtype: 'text', text: { content: 'Hello back' } })
		.query({ session: SESSION })
		.reply(200, { errcode: 0 });

const byRobot = { sentBy: 'robot', processQueryKey: 'k1' };
const postGroup = () =>
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

it.each([true, false])(
	'answers a trigger`s item by its sealed session (simplify %s)',
	async (simplify) => {
		postSession();
		const result = await run(await itemOf({}, { simplify }));
		expect(result.error).toBeUndefined();
		expect(result.items[0].json).toEqual({ sentBy: 'session' });
		expectNoSecrets(result, SESSION);
	},
);

it('answers a trigger`s item where a gateway stands in front of the OAPI host', async () => {
	postSession();
	const credentials = appCredential({ oapiBaseUrl: 'https://gateway.example' });
	const result = await runDingTalk({
		parameters: form,
		input: [{ json: await itemOf() }],
		credentials,
	});
	expect(result.items[0].json).toEqual({ sentBy: 'session' });
});

it('takes the item out of what wraps it', async () => {
	postSession();
	const { error } = await run({ data: await itemOf() });
	expect(error).toBeUndefined();
});

it.each([true, false])(
	'answers by the app robot after the session (simplify %s)',
	async (simplify) => {
		postGroup();
		const item = await itemOf({ sessionWebhookExpiredTime: Date.now() - 1 }, { simplify });
		expect((await run(item)).items[0].json).toEqual(byRobot);
	},
);

it('answers the person of a one-to-one chat by the app robot after the session', async () => {
	postApi(
		'/v1.0/robot/oToMessages/batchSend',
		(body) => body.robotCode === 'dingrobot' && body.userIds[0] === 'u1',
		{ processQueryKey: 'k1' },
	);
	const item = await itemOf({ conversationType: '1', sessionWebhookExpiredTime: Date.now() - 1 });
	expect((await run(item)).items[0].json).toEqual({ ...byRobot, userId: 'u1' });
});

it.each<[string, (item: IDataObject) => IDataObject]>([
	['another message', (item) => ({ ...item, messageId: 'msg2' })],
	['a changed text', (item) => ({ ...item, sealedSession: `${String(item.sealedSession)}AA` })],
	['no text at all', (item) => ({ ...item, sealedSession: undefined })],
])('answers by the app robot where the sealed session is of %s', async (_name, change) => {
	postGroup();
	expect((await run(change(await itemOf()))).items[0].json).toEqual(byRobot);
});

it('answers by the app robot where another app sealed the session', async () => {
	postGroup();
	const item = await itemOf({}, { secret: 'secret-of-another-app' });
	expect((await run(item)).items[0].json).toEqual(byRobot);
});

describe('a session that was sealed with another secret, such as before the app`s secret was changed', () => {
	const old = { secret: 'secret-before-the-change' };

	it('is named as the cause where nobody can be answered', async () => {
		const item = await itemOf({ conversationType: '1', senderStaffId: undefined }, old);
		const { message: text, description } = await refusedInput({
			parameters: form,
			input: [{ json: item }],
		});
		expect(text).toMatch(/sealed with another secret than this credential's.*secret was changed/);
		expect(text).not.toMatch(/is over/);
		expect(description).not.toMatch(/90 minutes/);
	});

	it('is named as the cause where mentions cannot be kept', async () => {
		const { message: text } = await refusedInput({
			parameters: { ...form, mentions: { userIds: 'lina' } } as INode['parameters'],
			input: [{ json: await itemOf({}, old) }],
		});
		expect(text).toMatch(/'Mentions' cannot be kept.*sealed with another secret/);
	});
});

it('refuses a sealed session of a foreign host before anything is sent', async () => {
	const item = await itemOf({
		sessionWebhook: 'https://evil.example/robot/sendBySession?session=x',
	});
	const { message: text, description } = await refusedInput({
		parameters: form,
		input: [{ json: item }],
	});
	expect(text).toMatch(/is neither on the credential's OAPI host nor/);
	expect(`${text} ${description}`).not.toMatch(/evil|session=/);
});
