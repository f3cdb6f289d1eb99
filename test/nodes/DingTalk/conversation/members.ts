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

const INTERNAL = '/v1.0/im/group/update';
const people = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`);
/** What Add Members and Remove Members share. */
export interface MemberChange {
	operation: string;
	/** The result's list of those for whom it is done. */
	done: string;
	/** The list in the call for an internal group. */
	list: string;
	scenePath: string;
}

export function itChangesMembers({ operation, done, list, scenePath }: MemberChange) {
	const form = {
		resource: 'conversation',
		operation,
		chatId: 'chat1',
		members: { list: [{ ids: 'u1, u2' }] },
	};

	test('changes an internal group by its chat ID', async () => {
		postApi(INTERNAL, { chatid: 'chat1', [list]: ['u1', 'u2'] }, { success: true });
		const { items } = await runDingTalk({ parameters: form });
		const json = { success: true, chatId: 'chat1', [done]: ['u1', 'u2'], failed: [] };
		expect(items).toEqual([{ json, pairedItem: { item: 0 } }]);
	});

	test('takes people by pickers and IDs of any kind, each once', async () => {
		const found = { errcode: 0, result: { userid: 'u2' } };
		postOapi('/topapi/v2/user/getbymobile', { mobile: '13800000002' }, found);
		postApi(INTERNAL, { chatid: 'chat1', [list]: ['u1', 'u2', 'u3'] }, { success: true });
		const user = (mode: string, value: string) => ({ user: { __rl: true, mode, value } });
		const members = {
			person: [user('list', 'u1'), user('mobile', '13800000002')],
			list: [{ ids: ['u3', 'u1'] }, { ids: '138 0000 0002', idType: 'mobile' }],
		};
		const { items, error } = await runDingTalk({ parameters: { ...form, members } });
		expect(error).toBeUndefined();
		expect(items[0].json[done]).toEqual(['u1', 'u2', 'u3']);
	});

	test('names who is nobody, before anything is sent', async () => {
		const unknown = { errcode: 60121, errmsg: '找不到该用户' };
		postOapi('/topapi/v2/user/getbymobile', { mobile: '13800000009' }, unknown);
		const members = { list: [{ ids: 'u1' }, { ids: '13800000009', idType: 'mobile' }] };
		const { error } = await runDingTalk({ parameters: { ...form, members } });
		expect(error?.message).toBe(
			"'Members' is nobody's mobile number in this organisation: 13800000009",
		);
	});

	test('changes a scene group by its open conversation ID', async () => {
		postApi(scenePath, { open_conversation_id: 'cid1==', user_ids: ['u1'] }, { success: true });
		const { items } = await runDingTalk({
			parameters: {
				...form,
				chatId: 'cid1==',
				members: { list: [{ ids: '={{ ["u1", "u1"] }}' }] },
			},
		});
		expect(items[0].json).toEqual({
			success: true,
			openConversationId: 'cid1==',
			[done]: ['u1'],
			failed: [],
		});
	});

	test('splits 85 people into calls of 40, in their order', async () => {
		const sent: string[][] = [];
		nock(API)
			.post(INTERNAL, (body) => sent.push(body[list]) > 0)
			.times(3)
			.reply(200, { success: true });
		const { items } = await runDingTalk({
			parameters: { ...form, members: { list: [{ ids: people(85).join() }] } },
		});
		expect(sent.map(({ length }) => length)).toEqual([40, 40, 5]);
		expect(sent.flat()).toEqual(people(85));
		expect(items[0].json[done]).toEqual(people(85));
	});

	test('splits 250 people of a scene group into calls of 100', async () => {
		const sizes: number[] = [];
		nock(API)
			.post(scenePath, (body) => sizes.push(body.user_ids.length) > 0)
			.times(3)
			.reply(200, { success: true });
		const parameters = {
			...form,
			chatId: 'cid1==',
			members: { list: [{ ids: people(250).join() }] },
		};
		await runDingTalk({ parameters });
		expect(sizes).toEqual([100, 100, 50]);
	});

	test('names the batch that DingTalk refused, and sends no other one twice', async () => {
		const first: string[] = [];
		const isNew = (body: { [key: string]: string[] }) => !first.includes(body[list][0]);
		nock(API)
			.post(INTERNAL, (body) => isNew(body) && body[list][0] === 'm40' && first.push('m40') > 0)
			.reply(400, refusal('parameter.invalid', '输入参数错误'));
		nock(API)
			.post(INTERNAL, (body) => isNew(body) && first.push(body[list][0]) > 0)
			.twice()
			.reply(200, { success: true });
		const { items } = await runDingTalk({
			parameters: { ...form, members: { list: [{ ids: people(81).join() }] } },
		});
		expect(first).toEqual(['m0', 'm40', 'm80']);
		expect(items[0].json).toEqual({
			success: false,
			chatId: 'chat1',
			[done]: [...people(40), 'm80'],
			failed: [
				{
					userIds: people(80).slice(40),
					message: 'DingTalk finds the request faulty',
					code: 'parameter.invalid',
				},
			],
		});
	});

	test('sends no further batch when all would meet the same refusal', async () => {
		postApi(INTERNAL, undefined, { success: true });
		const code = 'Forbidden.AccessDenied.ApiCountLimitForOrg';
		postApi(INTERNAL, undefined, refusal(code), 403);
		const { items } = await runDingTalk({
			parameters: { ...form, members: { list: [{ ids: people(160).join() }] } },
		});
		expect(items[0].json[done]).toEqual(people(40));
		const failed = items[0].json.failed as Array<{ userIds: string[]; code: string }>;
		expect(failed.flatMap(({ userIds }) => userIds)).toEqual(people(160).slice(40));
		expect(failed.map((entry) => entry.code)).toEqual([code, code, code]);
	});

	test('fails when DingTalk says no success at all', async () => {
		postApi(INTERNAL, undefined, { success: false });
		const { error } = await runDingTalk({ parameters: form });
		expect(error?.name).toBe('NodeApiError');
	});

	test('goes on after a failing item when told so, and names it when not', async () => {
		await expectFailureHandling(
			{
				parameters: { ...form, chatId: '={{ $json.id }}' },
				input: itemsOf({ id: 'chat1' }, { id: 'cid2' }, { id: 'chat3' }),
			},
			() => {
				postApi(INTERNAL, (body) => body.chatid === 'chat1', { success: true });
				postApi(scenePath, undefined, refusal('groupPermissionDenied'), 400);
				postApi(INTERNAL, (body) => body.chatid === 'chat3', { success: true });
			},
			/The app may not manage this group/,
		);
	});

	test.each<[string, object, RegExp]>([
		['no group', { chatId: NOTHING }, /'Group' is empty/],
		['no people', { members: { list: [{ ids: NOTHING }] } }, /'Members' is empty/],
		[
			'people as objects',
			{ members: { list: [{ ids: '={{ [{}] }}' }] } },
			/'Members > IDs 1' is an object/,
		],
		[
			'a cid of an internal group',
			{ chatId: 'cid1', kind: 'internal' },
			/is an open conversation ID/,
		],
	])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
		const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
		expect(message).toMatch(wanted);
	});
}
