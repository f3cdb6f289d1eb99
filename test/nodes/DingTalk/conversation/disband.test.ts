import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	refusal,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { expectRefusals } from './groups';

const PATH = '/v1.0/im/chat/scenegroup/disband';
const form = { resource: 'conversation', operation: 'disband', chatId: 'cid1==' };

test('disbands a scene group', async () => {
	postApi(PATH, { openConversationId: 'cid1==' }, { success: true });
	const { items } = await runDingTalk({ parameters: form });
	expect(items).toEqual([
		{ json: { success: true, openConversationId: 'cid1==' }, pairedItem: { item: 0 } },
	]);
});

test('fails when DingTalk answers that it did not', async () => {
	postApi(PATH, undefined, { success: 'false' });
	const { error } = await runDingTalk({ parameters: form });
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toContain('answered that it did not do it');
});

test('is not repeated when DingTalk cannot say whether it did it', async () => {
	postApi(PATH, undefined, refusal('system.error'), 500);
	const { error } = await runDingTalk({ parameters: form });
	expect(error?.message).toBe('DingTalk was too busy to answer');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, chatId: '={{ $json.id }}' },
			input: itemsOf({ id: 'cidA' }, { id: 'cidB' }, { id: 'cidC' }),
		},
		() => {
			postApi(PATH, { openConversationId: 'cidA' }, { success: true });
			postApi(PATH, { openConversationId: 'cidB' }, refusal('permession.checkFailed'), 400);
			postApi(PATH, { openConversationId: 'cidC' }, { success: true });
		},
		/outside the app's visible range/,
	);
});

test('refuses an empty group before anything is sent', async () => {
	await expectRefusals(form, [[{ chatId: NOTHING }, /'Group' is empty/]]);
});
