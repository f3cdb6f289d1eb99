import { NOTHING, expectFailureHandling, itemsOf, postOapi } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { expectRefusals, put } from './groups';

const SCENE = '/v1.0/im/sceneGroups/members/groupNicks';
const INTERNAL = '/topapi/chat/updategroupnick';
const form = {
	resource: 'conversation',
	operation: 'setNickname',
	chatId: 'chat1',
	userId: 'u1',
	nickname: '值班 Li',
};

test('names a member of an internal group', async () => {
	const body = { userid: 'u1', chatid: 'chat1', group_nick: '值班 Li' };
	postOapi(INTERNAL, body, { errcode: 0, success: true });
	const { items } = await runDingTalk({ parameters: form });
	const json = { success: true, chatId: 'chat1', userId: 'u1', nickname: '值班 Li' };
	expect(items).toEqual([{ json, pairedItem: { item: 0 } }]);
});

test('names a member of a scene group, found by mobile number', async () => {
	const found = { errcode: 0, result: { userid: 'u7' } };
	postOapi('/topapi/v2/user/getbymobile', { mobile: '13800000001' }, found);
	const body = { openConversationId: 'cid1==', userId: 'u7', groupNick: '值班 Li' };
	put(SCENE, body, { success: true });
	const { items } = await runDingTalk({
		parameters: {
			...form,
			chatId: 'cid1==',
			userId: { __rl: true, mode: 'mobile', value: '13800000001' },
		},
	});
	expect(items[0].json).toMatchObject({ openConversationId: 'cid1==', userId: 'u7' });
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const nick = (userid: string) => (body: { userid: string }) => body.userid === userid;
	await expectFailureHandling(
		{
			parameters: { ...form, userId: '={{ $json.id }}' },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			postOapi(INTERNAL, nick('a'), { errcode: 0, success: true });
			postOapi(INTERNAL, nick('b'), { errcode: 60124, errmsg: '用户不在对应的群内' });
			postOapi(INTERNAL, nick('c'), { errcode: 0, success: true });
		},
		/The person is not a member of the group/,
	);
});

test('fails when DingTalk answers that it did not, for either kind of group', async () => {
	postOapi(INTERNAL, undefined, { errcode: 0, success: false });
	const internal = await runDingTalk({ parameters: form });
	put(SCENE, undefined, { success: 'false' });
	const scene = await runDingTalk({ parameters: { ...form, chatId: 'cid1==' } });
	for (const { error } of [internal, scene]) {
		expect(error?.message).toContain('answered that it did not do it');
	}
});

test('refuses what is empty before anything is sent', async () => {
	await expectRefusals(form, [
		[{ userId: NOTHING }, /'User' is empty/],
		[{ nickname: NOTHING }, /'Nickname' is empty/],
	]);
});
