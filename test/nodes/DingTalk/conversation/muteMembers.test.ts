import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	refusal,
} from '../../../helpers/calls.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';
import { expectRefusals, people, planConversion } from './groups';

const PATH = '/v1.0/im/sceneGroups/muteMembers/set';
const form = {
	resource: 'conversation',
	operation: 'muteMembers',
	chatId: 'cid1==',
	members: { list: [{ ids: 'u1' }] },
};

test('mutes members for the time given, in ms; the answer has no body', async () => {
	nock(API)
		.post(PATH, {
			openConversationId: 'cid1==',
			userIdList: ['u1', 'u2'],
			muteStatus: 1,
			muteDuration: 5_400_000,
		})
		.reply(200, '');
	const { items } = await runDingTalk({
		parameters: { ...form, members: { list: [{ ids: 'u1,u2' }] }, muteMinutes: 90 },
	});
	const json = { success: true, openConversationId: 'cid1==', muted: ['u1', 'u2'], failed: [] };
	expect(items).toEqual([{ json, pairedItem: { item: 0 } }]);
});

test('unmutes members of an internal group, given by its chat ID', async () => {
	planConversion();
	const body = {
		openConversationId: 'cid1==',
		userIdList: ['u1'],
		muteStatus: 0,
		muteDuration: 0,
	};
	postApi(PATH, body, {});
	const { items } = await runDingTalk({
		parameters: { ...form, chatId: 'chat1', muteAction: 'unmute' },
	});
	expect(items[0].json).toMatchObject({ success: true, unmuted: ['u1'] });
});

test('splits 1,000 people into calls of 999', async () => {
	const sizes: number[] = [];
	nock(API)
		.post(PATH, (body) => sizes.push(body.userIdList.length) > 0)
		.twice()
		.reply(200, '');
	await runDingTalk({ parameters: { ...form, members: { list: [{ ids: people(1000) }] } } });
	expect(sizes).toEqual([999, 1]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const mute = (userId: string) => (body: { userIdList: string[] }) =>
		body.userIdList[0] === userId;
	await expectFailureHandling(
		{
			parameters: { ...form, members: { list: [{ ids: '={{ $json.id }}' }] } },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			postApi(PATH, mute('a'), {});
			postApi(PATH, mute('b'), refusal('cannot.ban.owner'), 400);
			postApi(PATH, mute('c'), {});
		},
		/The group's owner cannot be muted/,
	);
});

test('refuses what DingTalk would, before anything is sent', async () => {
	await expectRefusals(form, [
		[{ members: { list: [{ ids: NOTHING }] } }, /'Members' is empty/],
		[{ muteMinutes: '={{ 0 }}' }, /'Duration \(Minutes\)' is 0/],
		[{ muteMinutes: '={{ "soon" }}' }, /'Duration \(Minutes\)' is not a number/],
	]);
});
