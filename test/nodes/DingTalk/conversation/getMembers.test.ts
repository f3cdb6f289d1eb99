import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	pairs,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { OAPI, TOKEN, runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/im/sceneGroups/members/batchQuery';
const form = { resource: 'conversation', operation: 'getMembers', chatId: 'cid1==' };
const chat = (chatid: string, useridlist: string[]) =>
	nock(OAPI)
		.get('/chat/get')
		.query({ access_token: TOKEN, chatid })
		.reply(200, { errcode: 0, chat_info: { name: 'G', owner: 'o1', useridlist } });

test('lists the members of an internal group, one item each', async () => {
	chat('chat1', ['o1', 'u1']);
	const { items } = await runDingTalk({
		parameters: { ...form, chatId: 'chat1', returnAll: true },
	});
	expect(items).toEqual([
		{ json: { chatId: 'chat1', userId: 'o1', isOwner: true }, pairedItem: { item: 0 } },
		{ json: { chatId: 'chat1', userId: 'u1', isOwner: false }, pairedItem: { item: 0 } },
	]);
});

test('returns no more members than the limit', async () => {
	chat('chat1', ['o1', 'u1', 'u2']);
	const { items } = await runDingTalk({ parameters: { ...form, chatId: 'chat1', limit: 2 } });
	expect(items.map(({ json }) => json.userId)).toEqual(['o1', 'u1']);
});

test('walks all pages of a scene group, with nicknames and people from outside', async () => {
	const openConversationId = 'cid1==';
	postApi(
		PATH,
		{ openConversationId, maxResults: 200 },
		{
			success: true,
			memberUserIds: ['u1', 'u2'],
			staffIdNickMap: { u1: 'Boss' },
			hasMore: true,
			nextToken: 'p2',
		},
	);
	postApi(
		PATH,
		{ openConversationId, maxResults: 200, nextToken: 'p2' },
		{
			memberUserIds: ['u3'],
			unionIdList: ['guest'],
			unionIdNickMap: { guest: 'Guest' },
			hasMore: false,
			nextToken: '',
		},
	);
	const { items } = await runDingTalk({ parameters: { ...form, returnAll: true } });
	expect(items.map(({ json }) => json)).toEqual([
		{ openConversationId, userId: 'u1', isExternal: false, nickname: 'Boss' },
		{ openConversationId, userId: 'u2', isExternal: false },
		{ openConversationId, userId: 'u3', isExternal: false },
		{ openConversationId, unionId: 'guest', isExternal: true, nickname: 'Guest' },
	]);
});

test('asks for no page beyond the limit', async () => {
	postApi(PATH, (body) => body.coolAppCode === 'COOL-1', {
		memberUserIds: ['u1', 'u2'],
		hasMore: true,
		nextToken: 'p2',
	});
	const parameters = { ...form, limit: 1, options: { coolAppCode: 'COOL-1' } };
	const { items } = await runDingTalk({ parameters });
	expect(items).toHaveLength(1);
});

test('pairs the members of each group with its item', async () => {
	chat('chatA', ['o1', 'u1']);
	chat('chatB', ['o1']);
	const { items } = await runDingTalk({
		parameters: { ...form, chatId: '={{ $json.id }}', returnAll: true },
		input: itemsOf({ id: 'chatA' }, { id: 'chatB' }),
	});
	expect(pairs(items)).toEqual([0, 0, 1]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, chatId: '={{ $json.id }}' },
			input: itemsOf({ id: 'chatA' }, { id: 'cidB' }, { id: 'chatC' }),
		},
		() => {
			chat('chatA', ['u1']);
			postApi(PATH, undefined, refusal('cidEncryptError'), 400);
			chat('chatC', ['u1']);
		},
		/DingTalk knows no such conversation/,
	);
});

test.each<[string, object, RegExp]>([
	['no group', { chatId: NOTHING }, /'Group' is empty/],
	['a limit of 0', { limit: '={{ 0 }}' }, /'Limit' is not a whole number from 1 up/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
