import { postApi, postOapi, refusedInput } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/im/sceneGroup/update';
const form = { resource: 'conversation', operation: 'update', chatId: 'cid1==' };

test('sends every change of a scene group in snake_case', async () => {
	postApi(
		PATH,
		{
			open_conversation_id: 'cid1==',
			title: 'x'.repeat(30),
			owner_user_id: 'o2',
			icon: '@lADPicon',
			management_options: { mention_all_authority: 1, not_quit_when_emp_leave: 0 },
		},
		{ success: true },
	);
	const { items } = await runDingTalk({
		parameters: {
			...form,
			updateFields: {
				icon: '@lADPicon',
				keepLeavers: false,
				name: 'x'.repeat(30),
				ownerMentionsAll: true,
				ownerUserId: { __rl: true, mode: 'id', value: 'o2' },
			},
		},
	});
	expect(items).toEqual([
		{ json: { success: true, openConversationId: 'cid1==' }, pairedItem: { item: 0 } },
	]);
});

test('finds the new owner by the unionId', async () => {
	postOapi(
		'/topapi/user/getbyunionid',
		{ unionid: 'union7' },
		{
			errcode: 0,
			result: { userid: 'o7' },
		},
	);
	postApi(PATH, { open_conversation_id: 'cid1==', owner_user_id: 'o7' }, { success: true });
	const ownerUserId = { __rl: true, mode: 'unionId', value: 'union7' };
	const { error } = await runDingTalk({ parameters: { ...form, updateFields: { ownerUserId } } });
	expect(error).toBeUndefined();
});

test.each<[string, object, RegExp]>([
	[
		'members',
		{ updateFields: { addMembers: { list: [{ ids: 'u1' }] } } },
		/'Add Members' is not for a scene/,
	],
	[
		'a long name',
		{ updateFields: { name: 'x'.repeat(31) } },
		/31 characters long; the limit is 30/,
	],
	['an owner left empty', { updateFields: { ownerUserId: '' } }, /'Owner' is empty/],
	[
		'a scene setting of an internal group',
		{ chatId: 'chat1', updateFields: { keepLeavers: true } },
		/'Keep Leavers' is a setting of scene groups only/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
