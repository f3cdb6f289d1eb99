import { itemsOf, postApi, refusal, refusedInput } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const DISBAND = '/v1.0/im/chat/scenegroup/disband';
const UPDATE = '/v1.0/im/sceneGroup/update';
const form = { resource: 'conversation', operation: 'update', updateFields: { name: 'x' } };
const convertPath = (chatId: string) => `/v1.0/im/chat/${chatId}/convertToOpenConversationId`;
const locator = (mode: string, value: string) => ({ __rl: true, mode, value });

test('converts a chat ID once per run, whatever the number of items', async () => {
	postApi(convertPath('chat1'), '', { openConversationId: 'cid1==' });
	for (const title of ['a', 'b', 'c']) {
		postApi(UPDATE, { open_conversation_id: 'cid1==', title }, { success: true });
	}
	const { items, error } = await runDingTalk({
		parameters: {
			...form,
			chatId: 'chat1',
			kind: 'scene',
			updateFields: { name: '={{ $json.name }}' },
		},
		input: itemsOf({ name: 'a' }, { name: 'b' }, { name: 'c' }),
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.openConversationId)).toEqual(['cid1==', 'cid1==', 'cid1==']);
});

test('does nothing to a group whose chat ID DingTalk does not know', async () => {
	postApi(convertPath('chat1'), '', refusal('invalideChatId'), 400);
	const { error } = await runDingTalk({
		parameters: { resource: 'conversation', operation: 'disband', chatId: 'chat1' },
	});
	expect(error?.message).toMatch(/DingTalk knows no such conversation/);
});

test.each([
	['list', 'cid1=='],
	['id', 'cid1=='],
	['id', 'chat1'],
	['chatId', 'chat1'],
])('takes a group by mode %s with the value %s', async (mode, value) => {
	if (value === 'chat1') postApi(convertPath('chat1'), '', { openConversationId: 'cid1==' });
	postApi(DISBAND, { openConversationId: 'cid1==' }, { success: true });
	const { items, error } = await runDingTalk({
		parameters: { resource: 'conversation', operation: 'disband', chatId: locator(mode, value) },
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toEqual({ success: true, openConversationId: 'cid1==' });
});

test.each(['addMembers', 'get', 'getMembers', 'getQrCode', 'setNickname', 'update'])(
	'%s says that DingTalk has no way from an open conversation ID to a chat ID',
	async (operation) => {
		const { message, description } = await refusedInput({
			parameters: {
				...form,
				operation,
				kind: 'internal',
				chatId: locator('list', 'cid1=='),
				members: { list: [{ ids: 'u1' }] },
				userId: 'u1',
				nickname: 'x',
			},
		});
		expect(message).toMatch(/'Group' is an open conversation ID, and an internal group is managed/);
		expect(description).toMatch(/but not back/);
	},
);

test('refuses to convert what is an open conversation ID already', async () => {
	const parameters = { resource: 'conversation', operation: 'convertChatId', chatId: 'cid1==' };
	const { message } = await refusedInput({ parameters });
	expect(message).toBe("'Chat ID' is an open conversation ID already");
});
