import type { INode } from 'n8n-workflow';
import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	pairs,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { answerLookups } from '../../../helpers/contacts.mts';
import { API, appCredential, runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/robot/ding/send';
const form = {
	resource: 'ding',
	operation: 'send',
	people: { list: [{ ids: 'lina,bob' }] },
	content: '数据库 2 无响应',
};
const bodyOf = (receiverUserIdList: string[], further: object = {}) => ({
	robotCode: 'dingtest',
	remindType: 1,
	content: '数据库 2 无响应',
	receiverUserIdList,
	...further,
});
const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
const run = async (further: object = {}) =>
	await runDingTalk({ parameters: { ...form, ...further } as INode['parameters'] });
/** Answers every call, and keeps how many people each was for. */
function answerAll(times: number): number[] {
	const sizes: number[] = [];
	nock(API)
		.post(PATH)
		.times(times)
		.reply(async (request: Request) => {
			const body = (await request.json()) as { receiverUserIdList: string[] };
			const number = sizes.push(body.receiverUserIdList.length);
			return [200, { openDingId: `ding${number}`, failedList: {} }];
		});
	return sizes;
}

test('reminds people in the app', async () => {
	postApi(PATH, bodyOf(['lina', 'bob']), { openDingId: 'ding1', failedList: {} });
	const { items, error } = await run();
	expect(error).toBeUndefined();
	expect(items).toEqual([
		{
			json: {
				openDingIds: ['ding1'],
				accepted: ['lina', 'bob'],
				invalid: [],
				failed: [],
				recipients: [
					{ userId: 'lina', status: 'accepted', openDingId: 'ding1' },
					{ userId: 'bob', status: 'accepted', openDingId: 'ding1' },
				],
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('calls people with the voice chosen, and sends no voice otherwise', async () => {
	postApi(PATH, bodyOf(['lina', 'bob'], { remindType: 3, callVoice: 'Standard_Male_Voice' }), {
		openDingId: 'ding1',
	});
	postApi(PATH, bodyOf(['lina', 'bob'], { remindType: 2 }), { openDingId: 'ding2' });
	const voice = { callVoice: 'Standard_Male_Voice' };
	const call = await run({ remindType: 'call', ...voice });
	const sms = await run({ remindType: 'sms', ...voice });
	expect(call.items[0].json.openDingIds).toEqual(['ding1']);
	expect(sms.items[0].json.openDingIds).toEqual(['ding2']);
});

test('takes people from the list by any ID, and another robot', async () => {
	const asked = answerLookups({ '13800000001': 'zhangwei', x: 'lina' });
	postApi(PATH, bodyOf(['zhangwei', 'lina', 'bob'], { robotCode: 'other' }), {
		openDingId: 'ding1',
	});
	const person = (mode: string, value: string) => ({ user: { __rl: true, mode, value } });
	const { items, error } = await run({
		people: {
			person: [
				person('mobile', '138 0000 0001'),
				person('unionId', 'union-lina'),
				person('list', 'bob'),
				person('id', 'lina'),
			],
		},
		options: { robotCode: 'other' },
	});
	expect(error).toBeUndefined();
	expect(items[0].json.accepted).toEqual(['zhangwei', 'lina', 'bob']);
	expect(asked).toHaveLength(2);
});

test('names those of whom there is nobody, and reminds the others', async () => {
	answerLookups({ '13800000001': 'zhangwei' });
	postApi(PATH, bodyOf(['zhangwei']), { openDingId: 'ding1' });
	const { items } = await run({
		people: { list: [{ ids: '13800000001,13900000009', idType: 'mobile' }] },
	});
	expect(items[0].json).toEqual({
		openDingIds: ['ding1'],
		accepted: ['zhangwei'],
		invalid: ['13900000009'],
		failed: [],
		recipients: [
			{ userId: 'zhangwei', status: 'accepted', openDingId: 'ding1' },
			{ userId: '13900000009', status: 'invalid' },
		],
	});
});

test('reminds nobody when there is nobody of the name', async () => {
	answerLookups({});
	const { error, items } = await run({
		people: { list: [{ ids: '13900000009', idType: 'mobile' }] },
	});
	expect(items).toEqual([]);
	expect(error?.message).toBe(
		"'People' is nobody's mobile number in this organisation: 13900000009",
	);
});

test.each([
	['app', 450, [200, 200, 50]],
	['sms', 45, [20, 20, 5]],
	['call', 40, [20, 20]],
])('splits %s to %i people', async (remindType, count, wanted) => {
	const sizes = answerAll(wanted.length);
	const { items, error } = await run({
		remindType,
		people: { list: [{ ids: people(count).join() }] },
	});
	expect(error).toBeUndefined();
	expect(sizes).toEqual(wanted);
	expect(items[0].json.openDingIds).toEqual(wanted.map((_, index) => `ding${index + 1}`));
	expect(items[0].json.accepted).toEqual(people(count));
});

test('takes people as an array, each once', async () => {
	postApi(PATH, bodyOf(['lina', 'bob']), { openDingId: 'ding1' });
	const { items } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: '={{ $json.who }}' }] } },
		input: itemsOf({ who: ['lina', ' bob ', 'lina'] }),
	});
	expect(items[0].json.accepted).toEqual(['lina', 'bob']);
});

test.each([
	['reason → people', { 'staffId.notExisted': ['bob'] }, 'staffId.notExisted'],
	['reason → one person', { 'staffId.notExisted': 'bob' }, 'staffId.notExisted'],
	['person → reason', { bob: 'staffId.notExisted' }, 'staffId.notExisted'],
])('says whom DingTalk left out and why: %s', async (_name, failedList, code) => {
	postApi(PATH, bodyOf(['lina', 'bob']), { openDingId: 'ding1', failedList });
	const { items } = await run();
	expect(items[0].json).toEqual({
		openDingIds: ['ding1'],
		accepted: ['lina'],
		invalid: [],
		failed: [{ userIds: ['bob'], message: 'DingTalk knows no such user', code }],
		recipients: [
			{ userId: 'lina', status: 'accepted', openDingId: 'ding1' },
			{ userId: 'bob', status: 'failed', reason: 'DingTalk knows no such user', code },
		],
	});
});

test('keeps a reason that nobody knows', async () => {
	postApi(PATH, bodyOf(['lina', 'bob']), {
		openDingId: 'ding1',
		failedList: { 超出限额: ['bob'] },
	});
	const { items, error } = await run();
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({
		accepted: ['lina'],
		failed: [{ userIds: ['bob'], message: '超出限额' }],
	});
});

test('fails when DingTalk took the call and left everybody out', async () => {
	answerLookups({ '13800000001': 'zhangwei' });
	postApi(PATH, bodyOf(['zhangwei']), {
		openDingId: 'ding1',
		failedList: { 'staffId.notExisted': ['zhangwei'] },
	});
	const { items, error } = await run({
		people: { list: [{ ids: '13800000001,13900000009', idType: 'mobile' }] },
	});
	expect(items).toEqual([]);
	expect(error).toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringMatching(/^None of the people were reminded: failed \(DingTalk knows no/),
		description: expect.stringMatching(
			/^failed \(DingTalk knows no such user\): zhangwei; invalid \(.+\): 13900000009$/,
		),
		context: { itemIndex: 0 },
	});
});

test('reports the part that was refused, and does not ask again when the quota is spent', async () => {
	const sms = { remindType: 'sms', people: { list: [{ ids: people(60).join() }] } };
	nock(API)
		.post(PATH, ({ receiverUserIdList }) => receiverUserIdList[0] === 'p0')
		.reply(200, { openDingId: 'ding1', failedList: {} });
	nock(API)
		.post(PATH, ({ receiverUserIdList }) => receiverUserIdList[0] === 'p20')
		.reply(400, refusal('ding.serverquota.insufficient'));
	const { items, error } = await run(sms);
	expect(error).toBeUndefined();
	const message = 'The organisation has no DING of this kind left';
	expect(items[0].json).toMatchObject({
		openDingIds: ['ding1'],
		accepted: people(20),
		failed: [{ userIds: people(60).slice(20), message, code: 'ding.serverquota.insufficient' }],
	});
});

test.each([
	['an HTTP 500', 500, refusal('system.error'), 'DingTalk was too busy to answer'],
	['a bad gateway', 502, '<html>Bad Gateway</html>', /^DingTalk, or a server on the way to it/],
	['a sign-in page', 200, '<html>Sign in</html>', /^The answer did not come from DingTalk/],
	['an empty answer', 200, {}, /^The answer did not come from DingTalk/],
])('never rings twice after %s', async (_name, status, answer, message) => {
	nock(API).post(PATH).reply(status, answer);
	const { items, error } = await runDingTalk({
		parameters: { ...form, remindType: 'call' },
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(items).toEqual([]);
	expect(error?.message).toMatch(/^It is not known whether 2 of 2 people were reminded: /);
	expect(error?.message.split(': ').slice(1).join(': ')).toMatch(message);
	expect(error?.description).toMatch(/: lina, bob\. With Retry On Fail it is not sent again$/);
});

test('never rings twice after a lost connection', async () => {
	const lost = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
	nock(API).post(PATH).replyWithError(lost);
	const { items, error } = await run();
	expect(items).toEqual([]);
	expect(error?.message).toMatch(
		/^It is not known whether 2 of 2 people were reminded: The connection/,
	);
});

test.each([
	[
		'ding.receivercount.limit',
		/more receivers than the organisation may remind/,
		/20 by SMS or call/,
	],
	['ding.serverquota.insufficient', /no DING of this kind left/, /paid editions/],
	['invalid.chatbotId', /robot code does not fit/, /Robot Code/],
	['send.ding.exception', /could not send the DING/, /paid edition/],
])('says what to do about %s', async (code, title, cure) => {
	postApi(PATH, bodyOf(['lina', 'bob']), refusal(code), 400);
	const { error } = await run();
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toMatch(title);
	expect(error?.description).toMatch(cure);
	expect(error?.description).toContain(code);
});

test('names the permission of the paid editions', async () => {
	const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
	const answer = refusal(code, '应用尚未开通所需的权限：[Premium.Ding.Write]');
	const accessdenieddetail = { requiredScopes: ['Premium.Ding.Write'] };
	postApi(PATH, undefined, { ...answer, accessdenieddetail }, 403);
	const { error } = await run();
	expect(error?.message).toBe('The app lacks a permission for this call: Premium.Ding.Write');
	expect(error?.description).toContain('paid editions');
});

test('reminds one person in input order, and pairs each DING with its item', async () => {
	const texts: string[] = [];
	nock(API)
		.post(PATH)
		.times(3)
		.reply(async (request: Request) => {
			const number = texts.push(((await request.json()) as { content: string }).content);
			return [200, { openDingId: `ding${number}` }];
		});
	const { items } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: 'lina' }] }, content: '={{ $json.text }}' },
		input: itemsOf({ text: 'one' }, { text: 'two' }, { text: 'three' }),
	});
	expect(texts).toEqual(['one', 'two', 'three']);
	expect(pairs(items)).toEqual([0, 1, 2]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, people: { list: [{ ids: '={{ $json.who }}' }] } },
			input: itemsOf({ who: 'a' }, { who: 'b' }, { who: 'c' }),
		},
		() => {
			postApi(PATH, bodyOf(['a']), { openDingId: 'ding1' });
			postApi(PATH, bodyOf(['b']), refusal('ding.receivercount.limit'), 400);
			postApi(PATH, bodyOf(['c']), { openDingId: 'ding3' });
		},
		/more receivers than the organisation may remind/,
	);
});

test.each<[string, object, RegExp]>([
	['nobody', { people: { list: [{ ids: NOTHING }] } }, /'People' is empty/],
	['an empty list', { people: {} }, /'People' is empty/],
	[
		'a person left empty',
		{
			people: { person: [{ user: { __rl: true, mode: 'id', value: NOTHING } }] },
		},
		/'People > Person 1' is empty/,
	],
	['no text', { content: '={{ " " }}' }, /'Text' is empty/],
	['another way', { remindType: '={{ "fax" }}' }, /'Remind By' is 'fax', which is no option of it/],
	[
		'another voice',
		{ remindType: 'call', callVoice: '={{ "Robot" }}' },
		/'Voice' is 'Robot', which is no option of it/,
	],
])('refuses %s before anything is sent', async (_name, further, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, ...further } as INode['parameters'],
	});
	expect(message).toMatch(wanted);
});

test('refuses to send without any robot', async () => {
	const { message } = await refusedInput({
		parameters: form,
		credentials: appCredential({ clientId: '', robotCode: '', issuedFor: `@${API}` }),
	});
	expect(message).toBe("'Robot Code' is empty");
});

test('leaves out characters that clients choke on', async () => {
	postApi(PATH, bodyOf(['lina', 'bob']), { openDingId: 'ding1', failedList: {} });
	const { error } = await run({ content: '数据库 2 \u0000无响应\u0007' });
	expect(error).toBeUndefined();
});
