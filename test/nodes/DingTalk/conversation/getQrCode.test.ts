import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	postOapi,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { expectRefusals } from './groups';

const PATH = '/topapi/chat/qrcode/get';
const form = { resource: 'conversation', operation: 'getQrCode', chatId: 'chat1', userId: 'u1' };
const answer = { errcode: 0, success: true, result: 'https://example.com/join?1' };

test('gets the link of an internal group in the name of a member', async () => {
	postOapi(PATH, { chatid: 'chat1', userid: 'u1' }, answer);
	const { items } = await runDingTalk({ parameters: form });
	const json = { chatId: 'chat1', userId: 'u1', url: 'https://example.com/join?1' };
	expect(items).toEqual([{ json, pairedItem: { item: 0 } }]);
});

test('gets the link of a scene group from the group itself', async () => {
	postApi(
		'/v1.0/im/sceneGroups/query',
		{ openConversationId: 'cid1==' },
		{
			success: true,
			groupUrl: 'https://example.com/scene',
		},
	);
	const { items } = await runDingTalk({ parameters: { ...form, chatId: 'cid1==', userId: '' } });
	expect(items[0].json).toEqual({
		openConversationId: 'cid1==',
		url: 'https://example.com/scene',
	});
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, chatId: '={{ $json.id }}' },
			input: itemsOf({ id: 'chatA' }, { id: 'chatB' }, { id: 'chatC' }),
		},
		() => {
			postOapi(PATH, (body) => body.chatid === 'chatA', answer);
			postOapi(PATH, (body) => body.chatid === 'chatB', { errcode: 34001, errmsg: 'x' });
			postOapi(PATH, (body) => body.chatid === 'chatC', answer);
		},
		/DingTalk knows no such conversation/,
	);
});

test('refuses an internal group without an inviter before anything is sent', async () => {
	await expectRefusals(form, [[{ userId: NOTHING }, /'Inviter' is empty/]]);
});
