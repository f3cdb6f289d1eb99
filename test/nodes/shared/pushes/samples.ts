/** Pushes as the reference has them, and what their tests share. */
import type { IDataObject, IRun } from 'n8n-workflow';

import { pushOfHttpMessage } from '../../../../nodes/shared/pushes/read';
import type { Push } from '../../../../nodes/shared/pushes/push';
import type { PushFilters, PushSettings } from '../../../../nodes/shared/pushes/settings';

export const SESSION = 'session-that-nobody-may-see';
export const WEBHOOK = `https://oapi.dingtalk.com/robot/sendBySession?session=${SESSION}`;

/** DingTalk's own ID of the robot that gets the samples. */
export const ROBOT = '$:LWCP_v1:$robot';

/** The frames of the reference, byte by byte. */
export const FRAMES = {
	event: {
		specVersion: '1.0',
		type: 'EVENT',
		headers: {
			topic: '*',
			messageId: 'm3',
			contentType: 'application/json',
			time: '1690362102194',
			eventType: 'chat_update_title',
			eventId: 'e1',
			eventBornTime: '1690362102000',
			eventCorpId: 'dingcorp',
			eventUnifiedAppId: 'app-uuid',
		},
		data: '{"chatId":"chatx","title":"new","openConversationId":"cidx","operator":"u1"}',
	},
	message: {
		specVersion: '1.0',
		type: 'CALLBACK',
		headers: {
			topic: '/v1.0/im/bot/messages/get',
			messageId: 'm4',
			contentType: 'application/json',
			time: '1690362102194',
		},
		data: '{"conversationId":"cidx","conversationType":"2","msgId":"msgx","senderStaffId":"u1","sessionWebhook":"https://oapi.dingtalk.com/robot/sendBySession?session=x","sessionWebhookExpiredTime":1690367502194,"createAt":1690362102000,"robotCode":"dingx","msgtype":"text","text":{"content":" hi"}}',
	},
	cardAction: {
		specVersion: '1.0',
		type: 'CALLBACK',
		headers: {
			topic: '/v1.0/card/instances/callback',
			messageId: 'm5',
			contentType: 'application/json',
			time: '1690362102194',
		},
		data: '{"type":"actionCallback","outTrackId":"track1","corpId":"dingcorp","userId":"u1","spaceId":"cidx","spaceType":"IM_GROUP","userIdType":1,"extension":"{\\"a\\":1}","content":"{\\"cardPrivateData\\":{\\"actionIds\\":[\\"agree\\"],\\"params\\":{\\"taskId\\":12345678901234567890,\\"note\\":\\"ok\\"}}}"}',
	},
	ping: {
		specVersion: '1.0',
		type: 'SYSTEM',
		headers: { topic: 'ping', messageId: 'm1', contentType: 'application/json' },
		data: '{"opaque":"abc"}',
	},
};

/** A message as DingTalk posts it; a text in a group, unless `data` says otherwise. */
export const messageOf = (data: IDataObject = {}): IDataObject => ({
	conversationId: 'cidGroup==',
	conversationType: '2',
	conversationTitle: 'Project Phoenix 凤凰项目',
	atUsers: [{ dingtalkId: ROBOT }, { dingtalkId: '$:LWCP_v1:$li', staffId: 'lina' }],
	chatbotCorpId: 'dingcorp',
	chatbotUserId: ROBOT,
	msgId: 'msg1',
	senderNick: '张伟',
	isAdmin: false,
	senderStaffId: 'zhangwei',
	senderUnionId: 'union-zhangwei',
	senderId: '$:LWCP_v1:$zhang',
	sessionWebhook: WEBHOOK,
	sessionWebhookExpiredTime: 1_700_005_400_000,
	createAt: 1_700_000_000_000,
	robotCode: 'dingrobot',
	msgtype: 'text',
	text: { content: ' 你好 robot ' },
	...data,
});

export const message = (data: IDataObject = {}): Push => pushOfHttpMessage(messageOf(data));

/** A message of another kind, which has no text of its own. */
export const ofType = (msgtype: string, content: IDataObject = {}): Push =>
	message({ msgtype, text: undefined, content });

/** Everything on, nothing filtered, unless `some` says otherwise. */
export const settingsOf = (
	some: Partial<PushSettings> = {},
	filters: PushFilters = {},
): PushSettings => ({
	kinds: new Set(['message', 'event', 'cardAction']),
	filters,
	simplify: true,
	answer: 'none',
	answerText: '',
	cardAnswer: 'none',
	adaptMarkdown: true,
	downloadFiles: false,
	filesField: 'data',
	includeSessionWebhook: false,
	...some,
});

/** A finished run whose last node put out these items. */
export const runOf = (items: IDataObject[], some: Partial<IRun> = {}): IRun =>
	({
		status: 'success',
		finished: true,
		mode: 'trigger',
		startedAt: new Date(0),
		data: {
			resultData: {
				lastNodeExecuted: 'Last',
				runData: {
					First: [{ data: { main: [[{ json: { text: 'of the first' } }]] } }],
					Last: [{ data: { main: [items.map((json) => ({ json }))] } }],
				},
			},
		},
		...some,
	}) as unknown as IRun;

/** What a trigger's process hears in queue mode: the name of the last node, and nothing it put out. */
export const runOfQueueMode = (): IRun =>
	({
		status: 'success',
		finished: true,
		data: { resultData: { runData: {}, lastNodeExecuted: 'Last' } },
	}) as unknown as IRun;
