import nock from 'nock';

import { NOTHING, expectFailureHandling, itemsOf, refusedInput } from '../../../helpers/calls.mts';
import { OAPI, TOKEN, runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'conversation', operation: 'get', chatId: 'chat1' };
const info = {
	name: 'Phoenix',
	owner: 'o1',
	useridlist: ['o1', 'u1'],
	conversationTag: 2,
	icon: '@i',
};
const plan = (chatid: string, answer: object) =>
	nock(OAPI).get('/chat/get').query({ access_token: TOKEN, chatid }).reply(200, answer);

test('gets name, owner and members of a group', async () => {
	plan('chat1', { errcode: 0, chat_info: info });
	const { items } = await runDingTalk({ parameters: form });
	expect(items).toEqual([
		{
			json: {
				chatId: 'chat1',
				name: 'Phoenix',
				ownerUserId: 'o1',
				memberUserIds: ['o1', 'u1'],
				memberCount: 2,
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('gets all that DingTalk says when not simplified', async () => {
	plan('chat1', { errcode: 0, chat_info: info });
	const { items } = await runDingTalk({ parameters: { ...form, simplify: false } });
	expect(items[0].json).toEqual({ chatId: 'chat1', ...info });
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, chatId: '={{ $json.id }}' },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			plan('a', { errcode: 0, chat_info: info });
			plan('b', { errcode: 34001, errmsg: '无效的会话id' });
			plan('c', { errcode: 0, chat_info: info });
		},
		/DingTalk knows no such conversation/,
	);
});

test('refuses an empty group before anything is sent', async () => {
	const { message } = await refusedInput({ parameters: { ...form, chatId: NOTHING } });
	expect(message).toBe("'Group' is empty");
});
