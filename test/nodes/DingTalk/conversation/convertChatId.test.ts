import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'conversation', operation: 'convertChatId', chatId: '={{ $json.id }}' };
const pathOf = (id: string) => `/v1.0/im/chat/${id}/convertToOpenConversationId`;

test('converts a chat ID, without a body', async () => {
	postApi(pathOf('chat1'), '', { openConversationId: 'cid1==' });
	const { items } = await runDingTalk({ parameters: form, input: itemsOf({ id: ' chat1 ' }) });
	expect(items).toEqual([
		{ json: { chatId: 'chat1', openConversationId: 'cid1==' }, pairedItem: { item: 0 } },
	]);
});

test('keeps an ID from climbing out of its place in the path', async () => {
	postApi(pathOf('..%2F..%2Fadmin%3Fx%3D1'), '', { openConversationId: 'cid1==' });
	const { error } = await runDingTalk({
		parameters: form,
		input: itemsOf({ id: '../../admin?x=1' }),
	});
	expect(error).toBeUndefined();
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{ parameters: form, input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }) },
		() => {
			postApi(pathOf('a'), '', { openConversationId: 'cidA' });
			postApi(pathOf('b'), '', refusal('invalideChatId'), 400);
			postApi(pathOf('c'), '', { openConversationId: 'cidC' });
		},
		/DingTalk knows no such conversation/,
	);
});

test.each([
	[NOTHING, "'Chat ID' is empty"],
	['..', 'An ID in the path is empty or unusable'],
])('refuses the chat ID %j before anything is sent', async (chatId, wanted) => {
	expect((await refusedInput({ parameters: { ...form, chatId } })).message).toBe(wanted);
});
