/** What a message brings beside its own words: quotes, forwarded chats, links, and who wrote it. */
import type { IDataObject } from 'n8n-workflow';

import { accepts } from '../../../../nodes/shared/pushes/accepts';
import { toItems } from '../../../../nodes/shared/pushes/items';
import type { Push } from '../../../../nodes/shared/pushes/push';
import { message, ofType, ROBOT, settingsOf } from './samples';

const OUTSIDER = '$:LWCP_v1:$MDwa66wol79LFsAILOB8VA==';
const OTHER_OUTSIDER = '$:LWCP_v1:$JZo9x3iyncV7TlQCLDZ/bnnY48PVfYcC';

async function jsonOf(push: Push): Promise<IDataObject> {
	const context = { helpers: { prepareBinaryData: jest.fn() }, api: undefined, seal: () => '' };
	const [{ json }] = await toItems(context, push, settingsOf());
	return json;
}

/** A message that quotes another one, as reported by people who looked at what comes. */
const quoting = (repliedMsg: IDataObject | undefined, more: IDataObject = {}): Push =>
	message({
		text: { content: ' what is this?', isReplyMsg: true, ...(repliedMsg ? { repliedMsg } : {}) },
		...more,
	});
const QUOTE = { msgId: 'msgQuoted==', createdAt: 1_700_000_000_000, senderId: OUTSIDER };
const quotedJson = {
	messageId: 'msgQuoted==',
	sender: { dingtalkId: OUTSIDER },
	sentAt: '2023-11-14T22:13:20.000Z',
};

describe('a quoted message', () => {
	it.each<[string, IDataObject, IDataObject]>([
		[
			'text',
			{ msgType: 'text', content: { content: ' the old words ' } },
			{ messageType: 'text', text: 'the old words' },
		],
		[
			'text in its older form',
			{ msgType: 'text', content: { text: 'older' } },
			{ messageType: 'text', text: 'older' },
		],
		[
			'text that is JSON, as somebody wrote it',
			{ msgType: 'text', content: '{"example": 1}' },
			{ messageType: 'text', text: '{"example": 1}' },
		],
		[
			'a content that is JSON text',
			{ msgType: 'file', content: '{"downloadCode":"c9","fileName":"报告.pdf"}' },
			{
				messageType: 'file',
				files: [{ type: 'file', downloadCode: 'c9', fileName: '报告.pdf' }],
			},
		],
		[
			'rich text, in the spelling of quotes',
			{
				msgType: 'richText',
				content: {
					richText: [
						{ msgType: 'text', content: 'see ' },
						{ msgType: 'picture', downloadCode: 'c1' },
						{ msgType: 'at', atName: '李娜' },
					],
				},
			},
			{
				messageType: 'richText',
				text: 'see @李娜',
				files: [{ type: 'picture', downloadCode: 'c1' }],
			},
		],
		[
			'markdown',
			{ msgType: 'markdown', content: { title: 'Report', text: '# Report\n\nAll well' } },
			{
				messageType: 'unknown',
				originalType: 'markdown',
				text: '# Report\n\nAll well',
				content: { title: 'Report', text: '# Report\n\nAll well' },
			},
		],
		[
			'a picture',
			{ msgType: 'picture', content: { downloadCode: 'c2' } },
			{ messageType: 'picture', files: [{ type: 'picture', downloadCode: 'c2' }] },
		],
		[
			'a file of which DingTalk tells the name alone',
			{ msgType: 'unknownMsgType', content: { fileName: 'plan.xlsx' } },
			{
				messageType: 'unknown',
				originalType: 'unknownMsgType',
				files: [{ type: 'file', fileName: 'plan.xlsx' }],
				content: { fileName: 'plan.xlsx' },
			},
		],
	])('keeps %s', async (_name, quote, wanted) => {
		const { text, quoted } = await jsonOf(quoting({ ...QUOTE, ...quote }));
		expect(text).toBe('what is this?');
		expect(quoted).toEqual({ ...quotedJson, ...wanted });
	});

	it('keeps the words of a card, and says that the robot itself wrote it', async () => {
		const cardContent = [
			{
				elementType: 'LIST',
				children: [
					{
						elementType: 'RICHTEXT',
						children: [
							{ elementType: 'TEXT', value: 'Hi! ' },
							{ elementType: 'TEXT', value: 'How can I help?' },
						],
					},
					{ elementType: 'TEXT', value: 'Open', url: 'https://x.io/1' },
				],
			},
		];
		const { quoted } = await jsonOf(
			quoting(
				{ ...QUOTE, senderId: ROBOT, msgType: 'interactiveCard', content: { cardContent } },
				{ originalProcessQueryKey: 'key-of-send' },
			),
		);
		expect(quoted).toEqual({
			...quotedJson,
			sender: { dingtalkId: ROBOT },
			isFromRobot: true,
			processQueryKey: 'key-of-send',
			messageType: 'unknown',
			originalType: 'interactiveCard',
			text: 'Hi! How can I help?\nOpen',
			links: [{ url: 'https://x.io/1', text: 'Open' }],
			content: { cardContent },
		});
	});

	it('keeps what little DingTalk tells of a card', async () => {
		const { quoted } = await jsonOf(quoting({ ...QUOTE, msgType: 'interactiveCard' }));
		expect(quoted).toEqual({
			...quotedJson,
			messageType: 'unknown',
			originalType: 'interactiveCard',
		});
	});

	it('keeps the ID where nothing else is told', async () => {
		const { quoted } = await jsonOf(quoting(undefined, { originalMsgId: 'msgOld==' }));
		expect(quoted).toEqual({ messageType: 'unknown', messageId: 'msgOld==' });
	});

	it('keeps the form of older messages', async () => {
		const quoteMessage = {
			msgId: 'msgOld==',
			msgtype: 'text',
			senderId: OUTSIDER,
			text: { content: 'older words' },
		};
		expect((await jsonOf(message({ quoteMessage }))).quoted).toEqual({
			messageType: 'text',
			messageId: 'msgOld==',
			text: 'older words',
			sender: { dingtalkId: OUTSIDER },
		});
	});

	it('is not there where nothing is quoted', async () => {
		expect(await jsonOf(message())).not.toHaveProperty('quoted');
		const plain = message({ text: { content: 'hi', isReplyMsg: false } });
		expect(await jsonOf(plain)).not.toHaveProperty('quoted');
	});

	it('keeps a forwarded chat with title and summary', async () => {
		const content = { title: 'Chat of 张伟 and 李娜', summary: '["张伟: hello","李娜: hi"]' };
		const { quoted } = await jsonOf(quoting({ ...QUOTE, msgType: 'chatRecord', content }));
		expect(quoted).toEqual({
			...quotedJson,
			messageType: 'chatRecord',
			text: '张伟: hello\n李娜: hi',
			forwarded: { title: content.title, summary: '张伟: hello\n李娜: hi' },
		});
	});
});

describe('a forwarded chat', () => {
	const chatRecord = JSON.stringify([
		{
			senderId: OUTSIDER,
			senderNick: '张伟',
			msgType: 'text',
			content: 'the invoice?',
			createAt: 1_700_000_000_000,
		},
		{ senderId: OTHER_OUTSIDER, msgType: 'picture', downloadCode: 'c1' },
		{
			senderStaffId: 'lina',
			senderNick: '李娜',
			msgType: 'file',
			downloadCode: 'c2',
			fileName: 'a.pdf',
		},
		{ senderNick: '李娜', msgType: 'unknownMsgType' },
		{ senderNick: '李娜', msgType: 'richText', content: 'bare words' },
	]);
	const push = ofType('chatRecord', { title: 'Chat', summary: '张伟: the invoice?', chatRecord });

	it('keeps every message that DingTalk hands on, and reads as a transcript', async () => {
		const { messageType, originalType, text, forwarded, content } = await jsonOf(push);
		expect({ messageType, originalType, content }).toEqual({ messageType: 'chatRecord' });
		expect(text).toBe(
			'张伟: the invoice?\n[picture]\n李娜: [file: a.pdf]\n李娜: [unknownMsgType]\n李娜: bare words',
		);
		expect(forwarded).toEqual({
			title: 'Chat',
			summary: '张伟: the invoice?',
			messages: [
				{
					messageType: 'text',
					text: 'the invoice?',
					sender: { name: '张伟', dingtalkId: OUTSIDER },
					sentAt: '2023-11-14T22:13:20.000Z',
				},
				{
					messageType: 'picture',
					files: [{ type: 'picture', downloadCode: 'c1' }],
					sender: { dingtalkId: OTHER_OUTSIDER },
				},
				{
					messageType: 'file',
					files: [{ type: 'file', downloadCode: 'c2', fileName: 'a.pdf' }],
					sender: { name: '李娜', userId: 'lina' },
				},
				{
					messageType: 'unknown',
					originalType: 'unknownMsgType',
					sender: { name: '李娜' },
				},
				{ messageType: 'richText', text: 'bare words', sender: { name: '李娜' } },
			],
		});
	});

	it('passes the filters by its type and its words', () => {
		const passes = (filters: object) => accepts(push, settingsOf({}, filters));
		expect(passes({ messageTypes: new Set(['chatRecord']) })).toBe(true);
		expect(passes({ messageTypes: new Set(['text', 'unknown']) })).toBe(false);
		expect(passes({ keyword: 'invoice' })).toBe(true);
	});

	it('is read as deep as people nest them, and no deeper', async () => {
		let nested: IDataObject = { msgType: 'text', content: 'the innermost' };
		for (let depth = 0; depth < 8; depth++) {
			nested = {
				msgType: 'chatRecord',
				content: { title: `level ${depth}`, chatRecord: [nested] },
			};
		}
		const { text } = await jsonOf(ofType('chatRecord', { chatRecord: [nested] }));
		expect(text).toBe('level 3');
	});

	it('keeps at least that there was one where DingTalk gives none of it', async () => {
		const { messageType, text, forwarded } = await jsonOf(
			ofType('chatRecord', { chatRecord: '[]', summary: '[]' }),
		);
		expect({ messageType, text, forwarded }).toEqual({ messageType: 'chatRecord' });
	});
});

describe('links and unknown types', () => {
	it('keeps the links of a rich text beside its words', async () => {
		const { text, links } = await jsonOf(
			ofType('richText', {
				richText: [
					{ text: 'read ' },
					{ type: 'link', text: 'the manual', url: 'https://x.io/manual' },
					{ text: ' and ' },
					{ type: 'link', data: { url: 'https://x.io/2' } },
				],
			}),
		);
		expect(text).toBe('read the manual and https://x.io/2');
		expect(links).toEqual([
			{ text: 'the manual', url: 'https://x.io/manual' },
			{ url: 'https://x.io/2' },
		]);
	});

	it('keeps the address of a picture out of the links', async () => {
		const part = { type: 'picture', downloadCode: 'c1', url: 'https://x.io/p.png' };
		const { links, files } = await jsonOf(ofType('richText', { richText: [part] }));
		expect(links).toBeUndefined();
		expect(files).toEqual([{ type: 'picture', downloadCode: 'c1' }]);
	});

	it('names the type of what it does not know, and keeps the content as it came', async () => {
		const url = 'dingtalk://dingtalkclient/page/yunpan?route=previewDentry&spaceId=1&fileId=2';
		const content = { title: 'Plan', biz_custom_action_url: url };
		const json = await jsonOf(ofType('interactiveCard', content));
		expect(json).toMatchObject({
			messageType: 'unknown',
			originalType: 'interactiveCard',
			text: 'Plan',
			links: [{ url, text: 'Plan' }],
			content,
		});
	});

	it('reads a link card that stands under the name of its type', async () => {
		const link = { title: 'News', text: 'Read it', messageUrl: 'https://x.io/n' };
		const json = await jsonOf(message({ msgtype: 'link', text: undefined, link }));
		expect(json).toMatchObject({
			originalType: 'link',
			text: 'News\nRead it',
			links: [{ url: 'https://x.io/n', text: 'Read it' }],
		});
	});
});

describe('people of other organisations', () => {
	const outsider = (senderId: string, more: IDataObject = {}) =>
		message({
			senderStaffId: undefined,
			senderUnionId: undefined,
			senderId,
			senderCorpId: 'dingOther',
			...more,
		});

	it('are told apart by their IDs', async () => {
		const [one, other] = [await jsonOf(outsider(OUTSIDER)), await jsonOf(outsider(OTHER_OUTSIDER))];
		expect(one.sender).toMatchObject({ dingtalkId: OUTSIDER, corpId: 'dingOther' });
		expect(other.sender).toMatchObject({ dingtalkId: OTHER_OUTSIDER });
		expect(one.sender).not.toHaveProperty('userId');
	});

	it('have no user ID that no call would take', async () => {
		const { sender } = await jsonOf(outsider(OUTSIDER, { senderStaffId: OUTSIDER }));
		expect(sender).toMatchObject({ dingtalkId: OUTSIDER });
		expect(sender).not.toHaveProperty('userId');
	});

	it('pass the filter People by that ID', () => {
		const people = new Set([OUTSIDER]);
		expect(accepts(outsider(OUTSIDER), settingsOf({}, { people }))).toBe(true);
		expect(accepts(outsider(OTHER_OUTSIDER), settingsOf({}, { people }))).toBe(false);
	});

	it('are kept among the mentions, the robot is not', async () => {
		const atUsers = [{ dingtalkId: ROBOT }, { dingtalkId: OUTSIDER }];
		expect((await jsonOf(message({ atUsers }))).mentions).toEqual([{ dingtalkId: OUTSIDER }]);
		// Without the robot's ID nobody knows which of them it is.
		const json = await jsonOf(message({ atUsers, chatbotUserId: undefined }));
		expect(json).not.toHaveProperty('mentions');
	});
});
