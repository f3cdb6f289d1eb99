import nock from 'nock';

import {
	expectFailureHandling,
	itemsOf,
	postApi,
	postOapi,
	refusal,
} from '../../../helpers/calls.mts';
import { OAPI, runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/im/sceneGroups/query';
const form = { resource: 'conversation', operation: 'get', chatId: 'cid1==' };
const info = {
	success: true,
	title: 'Support',
	ownerUserId: 'o1',
	templateId: 'tpl1',
	groupUrl: 'https://example.com/join',
	icon: '@i',
	status: 1,
};
const simplified = {
	openConversationId: 'cid1==',
	name: 'Support',
	ownerUserId: 'o1',
	templateId: 'tpl1',
	joinUrl: 'https://example.com/join',
	icon: '@i',
	status: 1,
};

test('gets a scene group by its open conversation ID', async () => {
	postApi(PATH, { openConversationId: 'cid1==' }, info);
	const { items } = await runDingTalk({ parameters: form });
	expect(items).toEqual([{ json: simplified, pairedItem: { item: 0 } }]);
});

test('gets all that DingTalk says when not simplified, by a cool app where told so', async () => {
	postApi(PATH, { openConversationId: 'cid1==', coolAppCode: 'COOL-1' }, info);
	const { items } = await runDingTalk({
		parameters: { ...form, simplify: false, options: { coolAppCode: 'COOL-1' } },
	});
	expect(items[0].json).toEqual({ openConversationId: 'cid1==', ...info });
});

test('adds admins and settings of a scene group on wish', async () => {
	postApi(PATH, { openConversationId: 'cid1==' }, info);
	postOapi(
		'/topapi/im/chat/scenegroup/get',
		{ open_conversation_id: 'cid1==' },
		{
			errcode: 0,
			result: {
				sub_admin_staff_ids: ['u1'],
				management_options: { chat_banned_type: '0', searchable: '1' },
			},
		},
	);
	const { items } = await runDingTalk({
		parameters: { ...form, options: { includeSettings: true } },
	});
	expect(items[0].json).toEqual({
		...simplified,
		adminUserIds: ['u1'],
		settings: { muteAll: false, searchable: true },
	});
});

test('adds the settings of an internal group on wish, without a second call', async () => {
	nock(OAPI)
		.get('/chat/get')
		.query({ access_token: /./, chatid: 'chat1' })
		.reply(200, {
			errcode: 0,
			chat_info: { name: 'G', owner: 'o1', useridlist: ['o1'], chatBannedType: 1, searchable: 0 },
		});
	const { items } = await runDingTalk({
		parameters: { ...form, chatId: 'chat1', options: { includeSettings: true } },
	});
	expect(items[0].json).toMatchObject({ settings: { muteAll: true, searchable: false } });
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, chatId: '={{ $json.id }}' },
			input: itemsOf({ id: 'cidA' }, { id: 'cidB' }, { id: 'cidC' }),
		},
		() => {
			postApi(PATH, (body) => body.openConversationId === 'cidA', info);
			postApi(PATH, { openConversationId: 'cidB' }, refusal('groupTemplatePermissionDenied'), 400);
			postApi(PATH, (body) => body.openConversationId === 'cidC', info);
		},
		/The app may not manage this group/,
	);
});
