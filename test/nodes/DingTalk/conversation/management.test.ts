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
import { API, TOKEN, runDingTalk } from '../../../helpers/dingTalk.mts';

const people = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`).join();
const convert = () =>
	postApi('/v1.0/im/chat/chat1/convertToOpenConversationId', '', { openConversationId: 'cid1==' });
const put = (
	path: string,
	body: nock.RequestBodyMatcher | undefined,
	answer: object,
	status = 200,
) =>
	nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
		.put(path, body)
		.reply(status, answer as nock.Body);

async function expectRefusals(form: object, cases: Array<[object, RegExp]>) {
	for (const [parameters, wanted] of cases) {
		const { message } = await refusedInput({ parameters: { ...form, ...parameters } as never });
		expect(message).toMatch(wanted);
	}
}

describe('disband', () => {
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
});

describe('muteMembers', () => {
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
		convert();
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
});

describe('setSubAdmins', () => {
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
		convert();
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
});

describe('setNickname', () => {
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
});

describe('getQrCode', () => {
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
});
