import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	postOapi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/im/sceneGroup/create';
const form = {
	resource: 'conversation',
	operation: 'create',
	kind: 'scene',
	name: 'Support',
	templateId: 'tpl1',
	ownerUserId: 'o1',
};
const answer = { open_conversation_id: 'cid1==', chat_id: 'chat1' };
const people = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`).join();

test('creates a scene group of its owner alone', async () => {
	postApi(PATH, { title: 'Support', template_id: 'tpl1', owner_user_id: 'o1' }, answer);
	const { items } = await runDingTalk({ parameters: form });
	expect(items).toEqual([
		{ json: { openConversationId: 'cid1==', chatId: 'chat1' }, pairedItem: { item: 0 } },
	]);
});

test('sends everything in snake_case, lists as arrays', async () => {
	postApi(
		PATH,
		{
			title: '字'.repeat(30),
			template_id: 'tpl1',
			owner_user_id: 'o1',
			user_ids: ['u1', 'u2'],
			subadmin_ids: ['u1'],
			uuid: 'order-7',
			icon: '@lADPicon',
			management_options: {
				validation_type: 1,
				chat_banned_type: 0,
				only_admin_can_ding: 1,
				add_friend_forbidden: 0,
			},
		},
		answer,
	);
	const { error } = await runDingTalk({
		parameters: {
			...form,
			name: '字'.repeat(30),
			members: { list: [{ ids: 'u1, u2' }] },
			additionalFields: {
				admins: { list: [{ ids: '={{ ["u1"] }}' }] },
				adminsSendDing: true,
				approveJoining: true,
				blockPrivateChats: false,
				icon: '@lADPicon',
				muteAll: false,
				uuid: ' order-7 ',
			},
		},
	});
	expect(error).toBeUndefined();
});

test('finds the owner by the mobile number', async () => {
	postOapi(
		'/topapi/v2/user/getbymobile',
		{ mobile: '13800000001' },
		{
			errcode: 0,
			result: { userid: 'o7' },
		},
	);
	postApi(PATH, (body) => body.owner_user_id === 'o7', answer);
	const ownerUserId = { __rl: true, mode: 'mobile', value: '138 0000 0001' };
	const { error } = await runDingTalk({ parameters: { ...form, ownerUserId } });
	expect(error).toBeUndefined();
});

test.each([
	[{ uuid: 'order-7' }, 2],
	[{}, 1],
])('with %j it is sent %i times when DingTalk is busy', async (additionalFields, times) => {
	nock(API).post(PATH).reply(500, refusal('system.error'));
	if (times > 1) postApi(PATH, undefined, answer);
	const { error } = await runDingTalk({ parameters: { ...form, additionalFields } });
	expect(error?.message).toEqual(times > 1 ? undefined : 'DingTalk was too busy to answer');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, name: '={{ $json.name }}' },
			input: itemsOf({ name: 'a' }, { name: 'b' }, { name: 'c' }),
		},
		() => {
			postApi(PATH, (body) => body.title === 'a', answer);
			postApi(PATH, (body) => body.title === 'b', refusal('groupTemplate.notFound'), 400);
			postApi(PATH, (body) => body.title === 'c', answer);
		},
		/The group template cannot be used/,
	);
});

test.each<[string, object, RegExp]>([
	['no name', { name: NOTHING }, /'Name' is empty/],
	['31 characters', { name: 'x'.repeat(31) }, /'Name' is 31 characters long; the limit is 30/],
	['no template', { templateId: NOTHING }, /'Template ID' is empty/],
	['no owner', { ownerUserId: NOTHING }, /'Owner' is empty/],
	[
		'1,000 people',
		{ members: { list: [{ ids: people(1000) }] } },
		/'Members' names 1,000 people; the limit is 999/,
	],
	[
		'13 admins',
		{ additionalFields: { admins: { list: [{ ids: people(13) }] } } },
		/'Admins' names 13 people; the limit is 12/,
	],
	[
		'a long key',
		{ additionalFields: { uuid: 'x'.repeat(65) } },
		/'Idempotency Key' is 65 characters long/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
