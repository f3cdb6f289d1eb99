/** What a message to the robot brings beside its own words. */
import { client, sandbox, token, useSandbox } from './started.mts';

useSandbox();

const PHOENIX = 'cidPhoenix0000000000001==';
const robotCode = 'dingsandboxapp';
type Fields = Record<string, unknown>;
const say = (more: Fields = {}, userId = 'lina') =>
	sandbox.control.sendToRobot(userId, {
		msgtype: 'text',
		text: { content: 'what is this?' },
		...more,
	}).botMessage;
const idOf = (userOrRobot: string) => `$:LWCP_v1:$${Buffer.from(userOrRobot).toString('base64')}`;
const sendToLina = async (msgKey: string, msgParam: object) =>
	(
		await client.api(
			'POST',
			'/v1.0/robot/oToMessages/batchSend',
			{ robotCode, userIds: ['lina'], msgKey, msgParam: JSON.stringify(msgParam) },
			token,
		)
	).body.processQueryKey as string;
const download = async (downloadCode: unknown) => {
	const path = '/v1.0/robot/messageFiles/download';
	const { body } = await client.api('POST', path, { downloadCode, robotCode }, token);
	return (await client.call(body.downloadUrl as string)).bytes.toString();
};

describe('a quote', () => {
	it('names the message, who wrote it and what it said', () => {
		const first = say({ text: { content: 'the old words' } });
		const told = say({ quotes: first.msgId });
		expect(told).toMatchObject({
			originalMsgId: first.msgId,
			text: {
				content: 'what is this?',
				isReplyMsg: true,
				repliedMsg: {
					msgId: first.msgId,
					msgType: 'text',
					senderId: idOf('lina'),
					createdAt: first.createAt,
					content: { content: 'the old words' },
				},
			},
		});
		expect(sandbox.control.state().messages[1].content.quote).toEqual({
			name: '李娜',
			text: 'the old words',
		});
	});

	it('of the robot`s own message brings the key that its send returned', async () => {
		const key = await sendToLina('sampleMarkdown', { title: 'Report', text: '# All well' });
		expect(say({ quotes: 'last' })).toMatchObject({
			originalProcessQueryKey: key,
			text: {
				repliedMsg: {
					msgType: 'markdown',
					senderId: idOf(robotCode),
					content: { title: 'Report', text: '# All well' },
				},
			},
		});
	});

	it('of a file brings a code to download it with', async () => {
		const content = Buffer.from('pdf bytes');
		const file = say({ msgtype: 'file', text: undefined, fileName: '报告.pdf', content });
		const { repliedMsg } = say({ quotes: file.msgId }).text as { repliedMsg: Fields };
		expect(repliedMsg).toMatchObject({
			msgType: 'file',
			content: { fileName: '报告.pdf', downloadCode: expect.any(String) },
		});
		expect(await download((repliedMsg.content as Fields).downloadCode)).toBe('pdf bytes');
	});

	it('of a card brings the words that are on it', async () => {
		await client.api(
			'POST',
			'/v1.0/card/instances/createAndDeliver',
			{
				cardTemplateId: 'sandbox-approval.schema',
				outTrackId: 'card1',
				cardData: { cardParamMap: { title: 'Holiday of 张伟' } },
				openSpaceId: 'dtv1.card//IM_ROBOT.lina',
				imRobotOpenSpaceModel: { supportForward: true },
				imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
			},
			token,
		);
		const { repliedMsg } = say({ quotes: 'last' }).text as { repliedMsg: Fields };
		expect(repliedMsg).toMatchObject({
			msgType: 'interactiveCard',
			content: {
				cardContent: [
					{ elementType: 'LIST', children: [{ elementType: 'TEXT', value: 'Holiday of 张伟' }] },
				],
			},
		});
	});

	it('is of the same chat, and of a text', () => {
		expect(() => say({ quotes: 'last' })).toThrow('no message to quote yet');
		const inGroup = say({ openConversationId: PHOENIX });
		expect(() => say({ quotes: inGroup.msgId })).toThrow('This chat has no message');
		expect(() => say({ msgtype: 'unknownMsgType', quotes: 'last' })).toThrow('msgtype text');
	});
});

test('a forwarded chat is a list as JSON text, its files with codes', async () => {
	say({ text: { content: 'the invoice?' } });
	const content = Buffer.from('x');
	say({ msgtype: 'file', text: undefined, fileName: 'a.pdf', content });
	const told = say({ msgtype: 'chatRecord', text: undefined, forwards: 'last', title: 'Chat' });
	expect(told).toMatchObject({ msgtype: 'chatRecord', content: { title: 'Chat' } });
	expect(JSON.parse(String(told.content?.summary))).toEqual(['李娜: the invoice?', '李娜: a.pdf']);
	const entries = JSON.parse(String(told.content?.chatRecord)) as Fields[];
	expect(entries).toMatchObject([
		{ senderId: idOf('lina'), senderNick: '李娜', msgType: 'text', content: 'the invoice?' },
		{ msgType: 'file', fileName: 'a.pdf', downloadCode: expect.any(String) },
	]);
	expect(await download(entries[1].downloadCode)).toBe('x');
	expect(() => say({ msgtype: 'chatRecord', forwards: ['msg-999'] })).toThrow('no message');
});

test('a rich text has links', () => {
	const richText = [{ text: 'read ' }, { type: 'link', text: 'the manual', url: 'https://x.io' }];
	expect(say({ msgtype: 'richText', text: undefined, richText }).content).toEqual({ richText });
});

test('an outsider has no ID but DingTalk`s own, and is answered all the same', async () => {
	const told = say({ outsider: { name: '王客户', id: 'wang' }, openConversationId: PHOENIX });
	expect(told).toMatchObject({
		senderNick: '王客户',
		senderId: idOf('wang'),
		senderCorpId: 'dingothercorp',
	});
	expect(told).not.toHaveProperty('senderStaffId');
	expect(told).not.toHaveProperty('senderUnionId');
	const { body } = await client.call(told.sessionWebhook, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			msgtype: 'text',
			text: { content: `hello @${idOf('wang')}` },
			at: { atDingtalkIds: [idOf('wang')] },
		}),
	});
	expect(body.errcode).toBe(0);
	expect(sandbox.control.state().messages.at(-1)?.mentions).toEqual({
		mobiles: [],
		userIds: [],
		dingtalkIds: [idOf('wang')],
		everyone: false,
	});
});
