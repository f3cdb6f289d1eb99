import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	refusal,
} from '../../../helpers/calls.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';
import { expectRefusals, people, planConversion, put } from './groups';

const SCENE = '/v1.0/im/sceneGroups/subAdmins';
const INTERNAL = '/v1.0/im/subAdministrators';
const form = {
	resource: 'conversation',
	operation: 'setSubAdmins',
	chatId: 'cid1==',
	members: { list: [{ ids: 'u1, u2' }] },
};
const body = { openConversationId: 'cid1==', userIds: ['u1', 'u2'] };

test('makes members of a scene group admins', async () => {
	put(SCENE, { ...body, role: 2 }, { success: true });
	const { items } = await runDingTalk({ parameters: form });
	const json = { success: true, openConversationId: 'cid1==', added: ['u1', 'u2'], failed: [] };
	expect(items).toEqual([{ json, pairedItem: { item: 0 } }]);
});

test('takes the role back in an internal group, given by its chat ID', async () => {
	planConversion();
	postApi(INTERNAL, { ...body, role: 3 }, { success: 'true' });
	const { items } = await runDingTalk({
		parameters: { ...form, chatId: 'chat1', adminAction: 'remove' },
	});
	expect(items[0].json).toMatchObject({ success: true, removed: ['u1', 'u2'] });
});

test('takes an internal group by its open conversation ID when told its kind', async () => {
	postApi(INTERNAL, { ...body, role: 2 }, { success: 'true' });
	const { error } = await runDingTalk({ parameters: { ...form, kind: 'internal' } });
	expect(error).toBeUndefined();
});

test('reads "false" as the refusal that it is', async () => {
	postApi(INTERNAL, undefined, { success: 'false' });
	const { error } = await runDingTalk({ parameters: { ...form, kind: 'internal' } });
	expect(error?.name).toBe('NodeApiError');
});

test('removes 13 admins in two calls', async () => {
	const sizes: number[] = [];
	nock(API)
		.put(SCENE, (sent) => sizes.push(sent.userIds.length) > 0)
		.twice()
		.reply(200, { success: true });
	await runDingTalk({
		parameters: { ...form, adminAction: 'remove', members: { list: [{ ids: people(13) }] } },
	});
	expect(sizes).toEqual([12, 1]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const admins = (userId: string) => (sent: { userIds: string[] }) => sent.userIds[0] === userId;
	await expectFailureHandling(
		{
			parameters: { ...form, members: { list: [{ ids: '={{ $json.id }}' }] } },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			put(SCENE, admins('a'), { success: true });
			put(SCENE, admins('b'), refusal('subAdminNumberExcessive'), 400);
			put(SCENE, admins('c'), { success: true });
		},
		/The group would have too many admins/,
	);
});

test('refuses an empty list before anything is sent', async () => {
	await expectRefusals(form, [[{ members: { list: [{ ids: NOTHING }] } }, /'Members' is empty/]]);
});
