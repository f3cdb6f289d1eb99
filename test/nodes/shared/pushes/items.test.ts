import type { IDataObject } from 'n8n-workflow';

import { openSession, sealSession } from '../../../../nodes/shared/auth/sealedSession';
import { parseFrame } from '../../../../nodes/shared/pushes/frames';
import type { Frame } from '../../../../nodes/shared/pushes/frames';
import { toItems } from '../../../../nodes/shared/pushes/items';
import type { PushContext } from '../../../../nodes/shared/pushes/items';
import type { Push } from '../../../../nodes/shared/pushes/push';
import { pushOfFrame, pushOfHttpCard, pushOfHttpEvent } from '../../../../nodes/shared/pushes/read';
import type { PushSettings } from '../../../../nodes/shared/pushes/settings';
import { FRAMES, message, messageOf, ofType, SESSION, settingsOf, WEBHOOK } from './samples';

const SECRET = 'secret-of-the-app';
const noFiles = {
	async prepareBinaryData() {
		throw new Error('no file is expected here');
	},
};
const context: PushContext = {
	helpers: noFiles,
	api: undefined,
	seal: (session, binding) => sealSession(SECRET, session, binding),
};

async function jsonOf(push: Push, some: Partial<PushSettings> = {}): Promise<IDataObject> {
	const [item, ...more] = await toItems(context, push, settingsOf(some));
	expect(more).toEqual([]);
	expect(item.binary).toBeUndefined();
	return item.json;
}

const binding = { conversationId: 'cidGroup==', messageId: 'msg1' };
const session = { url: WEBHOOK, expiresAt: 1_700_005_400_000 };

describe('messages', () => {
	it('come clean and typed', async () => {
		const { sealedSession, ...json } = await jsonOf(message());
		expect(json).toEqual({
			kind: 'message',
			messageId: 'msg1',
			messageType: 'text',
			text: '你好 robot',
			sender: {
				name: '张伟',
				userId: 'zhangwei',
				unionId: 'union-zhangwei',
				dingtalkId: '$:LWCP_v1:$zhang',
				isAdmin: false,
			},
			conversation: {
				openConversationId: 'cidGroup==',
				type: 'group',
				title: 'Project Phoenix 凤凰项目',
			},
			// The robot itself is named by every message that reaches it.
			mentions: [{ userId: 'lina', dingtalkId: '$:LWCP_v1:$li' }],
			robotCode: 'dingrobot',
			sentAt: '2023-11-14T22:13:20.000Z',
			sessionExpiresAt: '2023-11-14T23:43:20.000Z',
		});
		expect(openSession(SECRET, String(sealedSession), binding)).toEqual(session);
	});

	it('of the reference`s frame leave out what it does not tell', async () => {
		const push = pushOfFrame(parseFrame(JSON.stringify(FRAMES.message)) as Frame) as Push;
		const { sealedSession, ...json } = await jsonOf(push);
		expect(json).toEqual({
			kind: 'message',
			messageId: 'msgx',
			messageType: 'text',
			text: 'hi',
			sender: { userId: 'u1' },
			conversation: { openConversationId: 'cidx', type: 'group' },
			robotCode: 'dingx',
			sentAt: '2023-07-26T09:01:42.000Z',
			sessionExpiresAt: '2023-07-26T10:31:42.194Z',
		});
		expect(sealedSession).toEqual(expect.any(String));
	});

	it('of an outsider have the one ID that tells outsiders apart, those of one person no title', async () => {
		const json = await jsonOf(
			message({
				conversationType: '1',
				conversationTitle: undefined,
				senderStaffId: undefined,
				senderUnionId: undefined,
				atUsers: undefined,
			}),
		);
		expect(json.sender).toEqual({
			name: '张伟',
			dingtalkId: '$:LWCP_v1:$zhang',
			isAdmin: false,
		});
		expect(json.conversation).toEqual({ openConversationId: 'cidGroup==', type: 'oneToOne' });
		expect(json).not.toHaveProperty('mentions');
	});

	it.each<[string, Push, IDataObject]>([
		[
			'rich text',
			ofType('richText', {
				richText: [
					{ text: ' 看 ' },
					{ type: 'picture', downloadCode: 'c1', pictureDownloadCode: 'p1' },
					{ text: 'this' },
					{ type: 'picture', downloadCode: 'c2' },
				],
			}),
			{
				messageType: 'richText',
				text: '看 this',
				files: [
					{ type: 'picture', downloadCode: 'c1' },
					{ type: 'picture', downloadCode: 'c2' },
				],
			},
		],
		[
			'a picture',
			ofType('picture', { downloadCode: 'c1', pictureDownloadCode: 'p1' }),
			{ messageType: 'picture', files: [{ type: 'picture', downloadCode: 'c1' }] },
		],
		[
			'audio, with what DingTalk heard',
			ofType('audio', { duration: 4000, downloadCode: 'c1', recognition: '你好' }),
			{
				messageType: 'audio',
				text: '你好',
				files: [{ type: 'audio', downloadCode: 'c1', durationMs: 4000 }],
			},
		],
		[
			'a video, its length in ms',
			ofType('video', { duration: 5300, downloadCode: 'c1', videoType: 'mp4' }),
			{
				messageType: 'video',
				files: [{ type: 'video', downloadCode: 'c1', durationMs: 5300 }],
			},
		],
		[
			'a video, its length in seconds as in one sample',
			ofType('video', { duration: '5', downloadCode: 'c1', videoType: 'mp4' }),
			{
				messageType: 'video',
				files: [{ type: 'video', downloadCode: 'c1', durationMs: 5000 }],
			},
		],
		[
			'a file',
			ofType('file', { downloadCode: 'c1', fileName: '报告.pdf', spaceId: '1', fileId: '2' }),
			{
				messageType: 'file',
				files: [
					{ type: 'file', fileName: '报告.pdf', downloadCode: 'c1', spaceId: '1', fileId: '2' },
				],
			},
		],
		['what has no name', ofType('unknownMsgType'), { messageType: 'unknown' }],
		['what has no content at all', message({ msgtype: 'picture' }), { messageType: 'picture' }],
	])('read %s', async (_name, push, wanted) => {
		const { messageType, text, files } = await jsonOf(push);
		expect({ messageType, text, files }).toEqual({ text: undefined, files: undefined, ...wanted });
	});

	it('come as DingTalk sent them when Simplify is off, but for the session webhook', async () => {
		const { sealedSession, ...json } = await jsonOf(message(), { simplify: false });
		const open = { kind: 'message', ...messageOf() };
		expect(json).not.toHaveProperty('sessionWebhook');
		expect({ ...json, sessionWebhook: WEBHOOK }).toEqual(open);
		expect(openSession(SECRET, String(sealedSession), binding)).toEqual(session);
	});

	it.each([true, false])(
		'show the session webhook on wish only (simplify %s)',
		async (simplify) => {
			expect(JSON.stringify(await jsonOf(message(), { simplify }))).not.toContain(SESSION);
			const open = await jsonOf(message(), { simplify, includeSessionWebhook: true });
			expect(open.sessionWebhook).toBe(WEBHOOK);
			expect(open.sealedSession).toEqual(expect.any(String));
		},
	);

	it('show it in no spelling of its name', async () => {
		const push = message({ SessionWebhook: WEBHOOK });
		delete push.data.sessionWebhook;
		const json = await jsonOf(push, { simplify: false });
		expect(JSON.stringify(json)).not.toContain(SESSION);
		expect(openSession(SECRET, String(json.sealedSession), binding)).toEqual(session);
	});

	it('have no sealed session where there is none, or no secret to seal with', async () => {
		const without = await jsonOf(message({ sessionWebhook: undefined }));
		expect(without).not.toHaveProperty('sealedSession');
		const [{ json }] = await toItems({ ...context, seal: () => '' }, message(), settingsOf());
		expect(json).not.toHaveProperty('sealedSession');
		expect(JSON.stringify(json)).not.toContain(SESSION);
	});
});

describe('events', () => {
	const raw = {
		EventType: 'user_add_org',
		UserId: ['u1'],
		CorpId: 'dingcorp',
		TimeStamp: '1614767836000',
		eventId: 'e1',
	};
	const envelope = {
		kind: 'event',
		eventType: 'user_add_org',
		eventId: 'e1',
		corpId: 'dingcorp',
		bornAt: '2021-03-03T10:37:16.000Z',
	};

	it('come in the catalogue`s spelling', async () => {
		expect(await jsonOf(pushOfHttpEvent(raw))).toEqual({
			...envelope,
			data: { userId: ['u1'], timeStamp: '1614767836000' },
		});
	});

	it('come as they were sent when Simplify is off', async () => {
		expect(await jsonOf(pushOfHttpEvent(raw), { simplify: false })).toEqual({
			...envelope,
			data: raw,
		});
	});

	it('have data even where there is none', async () => {
		const push = pushOfHttpEvent({ EventType: 'org_change', eventId: 'e1' });
		expect(await jsonOf(push)).toEqual({
			kind: 'event',
			eventType: 'org_change',
			eventId: 'e1',
			data: {},
		});
	});
});

describe('card actions', () => {
	const body = JSON.parse(FRAMES.cardAction.data);
	const simple = {
		kind: 'cardAction',
		outTrackId: 'track1',
		actionIds: ['agree'],
		params: { taskId: '12345678901234567890', note: 'ok' },
		user: { userId: 'u1' },
		space: { id: 'cidx', type: 'IM_GROUP' },
		corpId: 'dingcorp',
	};

	it('come clean', async () => {
		expect(await jsonOf(pushOfHttpCard(body, 'press-1'))).toEqual(simple);
	});

	it('name the presser by the kind of ID that the card uses', async () => {
		const push = pushOfHttpCard({ ...body, userIdType: 2, userId: 'union-1' }, 'press-1');
		expect((await jsonOf(push)).user).toEqual({ unionId: 'union-1' });
	});

	it('read the content under its other name', async () => {
		const { content, ...rest } = body;
		expect(await jsonOf(pushOfHttpCard({ ...rest, value: content }, 'press-1'))).toEqual(simple);
	});

	it('have action IDs and parameters even where there are none', async () => {
		const push = pushOfHttpCard(
			{
				...body,
				content: '{}',
				spaceId: undefined,
				spaceType: undefined,
			},
			'press-1',
		);
		const json = await jsonOf(push);
		expect(json).toMatchObject({ actionIds: [], params: {} });
		expect(json).not.toHaveProperty('space');
	});

	it('come as they were sent when Simplify is off, JSON inside JSON read', async () => {
		expect(await jsonOf(pushOfHttpCard(body, 'press-1'), { simplify: false })).toEqual({
			kind: 'cardAction',
			...body,
			content: { cardPrivateData: { actionIds: ['agree'], params: simple.params } },
			extension: { a: 1 },
		});
	});
});
