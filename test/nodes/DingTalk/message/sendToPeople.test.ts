import nock from 'nock';

import { systemClock } from '../../../../nodes/shared/run/clock';
import {
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	pairs,
	postApi,
	refusal,
} from '../../../helpers/calls.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/robot/oToMessages/batchSend';
const form = {
	resource: 'message',
	operation: 'send',
	target: 'people',
	messageType: 'text',
	text: 'hi',
};
const crowd = Array.from({ length: 45 }, (_, index) => `u${index + 1}`);
const [first, second, third] = [crowd.slice(0, 20), crowd.slice(20, 40), crowd.slice(40)];
const to = (userIds: string[]) => (body: { userIds: string[] }) =>
	JSON.stringify(body.userIds) === JSON.stringify(userIds);
const accepted = (processQueryKey: string) => ({
	processQueryKey,
	invalidStaffIdList: [],
	flowControlledStaffIdList: [],
});

test('sends to 45 people in three calls and lists each in the order given', async () => {
	postApi(PATH, to(first), { ...accepted('key1'), invalidStaffIdList: ['u3'] });
	postApi(PATH, to(second), accepted('key2'));
	postApi(PATH, to(third), accepted('key3'));
	const { items, error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: '={{ $json.ids }}' }] } },
		input: itemsOf({ ids: [...crowd, 'u1', ' u2 '] }),
	});
	expect(error).toBeUndefined();
	const { json } = items[0];
	expect(json).toMatchObject({
		processQueryKeys: ['key1', 'key2', 'key3'],
		accepted: crowd.filter((id) => id !== 'u3'),
		invalid: ['u3'],
		throttled: [],
		failed: [],
	});
	const recipients = json.recipients as Array<Record<string, string>>;
	expect(recipients.map(({ userId }) => userId)).toEqual(crowd);
	expect(recipients[0]).toEqual({ userId: 'u1', status: 'accepted', processQueryKey: 'key1' });
	expect(recipients[2]).toEqual({ userId: 'u3', status: 'invalid' });
});

describe('with people whom DingTalk throttles', () => {
	const waits: number[] = [];
	beforeEach(() => {
		waits.length = 0;
		jest.spyOn(systemClock, 'random').mockReturnValue(0.5);
		jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => void waits.push(ms));
	});
	afterEach(() => jest.restoreAllMocks());
	const throttling = (key: string, ...flowControlledStaffIdList: string[]) => ({
		...accepted(key),
		flowControlledStaffIdList,
	});

	test('tries them again, and only them', async () => {
		postApi(PATH, to(first), throttling('key1', 'u2'));
		postApi(PATH, to(second), throttling('key2', 'u21', 'u40'));
		postApi(PATH, to(third), accepted('key3'));
		postApi(PATH, to(['u2', 'u21', 'u40']), throttling('key4', 'u40'));
		postApi(PATH, to(['u40']), accepted('key5'));
		const { items } = await runDingTalk({
			parameters: { ...form, people: { list: [{ ids: crowd.join(',') }] } },
		});
		expect(items[0].json).toMatchObject({
			processQueryKeys: ['key1', 'key4', 'key2', 'key5', 'key3'],
			accepted: crowd,
			throttled: [],
		});
		const recipients = items[0].json.recipients as object[];
		expect(recipients[39]).toEqual({ userId: 'u40', status: 'accepted', processQueryKey: 'key5' });
		expect(waits.filter((ms) => ms > 100)).toEqual([2000, 5000]);
	});

	test('fails when it was refused to everybody to the end', async () => {
		nock(API)
			.post(PATH, to(['u1']))
			.times(5)
			.reply(200, throttling('key1', 'u1'));
		const { items, error } = await runDingTalk({
			parameters: { ...form, people: { list: [{ ids: 'u1' }] } },
		});
		expect(items).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/^None of the people got the message: throttled \(.+\): u1$/),
		});
	});

	test('gives up after some time and says who is left', async () => {
		postApi(PATH, to(['u1', 'u2']), throttling('key1', 'u2'));
		nock(API)
			.post(PATH, to(['u2']))
			.times(4)
			.reply(200, throttling('key2', 'u2'));
		const { items } = await runDingTalk({
			parameters: { ...form, people: { list: [{ ids: 'u1,u2' }] } },
		});
		expect(items[0].json).toMatchObject({
			processQueryKeys: ['key1'],
			accepted: ['u1'],
			throttled: ['u2'],
		});
		expect(waits.filter((ms) => ms > 100)).toEqual([2000, 5000, 10_000, 20_000]);
	});
});

test('names the refused batch and keeps what the others accepted', async () => {
	postApi(PATH, to(first), accepted('key1'));
	postApi(PATH, to(second), refusal('invalidParameter.userIds.overMax', 'too many'), 400);
	postApi(PATH, to(third), accepted('key3'));
	const result = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: crowd.join(',') }] } },
	});
	expect(result.error).toBeUndefined();
	expect(result.items[0].json).toMatchObject({
		processQueryKeys: ['key1', 'key3'],
		accepted: [...first, ...third],
		failed: [
			{
				userIds: second,
				message: 'DingTalk finds the request faulty',
				code: 'invalidParameter.userIds.overMax',
			},
		],
	});
	expectNoSecrets(result);
});

test('throws when every batch is refused', async () => {
	for (const batch of [first, second, third]) {
		postApi(PATH, to(batch), refusal('invalidParameter.robotCode.auth', 'no robot'), 400);
	}
	const result = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: crowd.join('\n') }] } },
	});
	expect(result.error).toMatchObject({
		name: 'NodeApiError',
		message: 'The robot code does not fit this app or this group',
		description: expect.stringMatching(
			/invalidParameter\.robotCode\.auth, "no robot", request id req-1/,
		),
		context: { itemIndex: 0, dingTalk: { kind: 'robot', httpStatus: 400, requestId: 'req-1' } },
	});
	expectNoSecrets(result);
});

test('starts no further call once the app lacks the permission', async () => {
	const many = Array.from({ length: 400 }, (_, index) => `p${index}`);
	let calls = 0;
	nock(API)
		.post(PATH)
		.times(20)
		.reply(403, () => {
			calls++;
			return {
				...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
				accessdenieddetail: { requiredScopes: ['qyapi_robot_sendmsg'] },
			};
		});
	const { error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: many.join(',') }] } },
	});
	nock.cleanAll();
	expect(error?.message).toBe('The app lacks a permission for this call: qyapi_robot_sendmsg');
	expect(calls).toBeLessThanOrEqual(10);
});

test('fails when DingTalk knows none of the people, and names them', async () => {
	postApi(PATH, to(['u1', 'u2']), { ...accepted('key1'), invalidStaffIdList: ['u1', 'u2'] });
	const { items, error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: 'u1,u2' }] } },
	});
	expect(items).toEqual([]);
	expect(error).toMatchObject({
		name: 'NodeOperationError',
		description: 'invalid (nobody of this organisation whom the app may see has this ID): u1, u2',
		context: { itemIndex: 0 },
	});
});

test.each<[string, number, string | Record<string, unknown>]>([
	['HTTP 500', 500, refusal('system.error')],
	['HTTP 503', 503, '<html>Unavailable</html>'],
])(
	'after %s the people are unknown, and a retry does not send again',
	async (_name, status, answer) => {
		nock(API).post(PATH).reply(status, answer);
		const { items, error } = await runDingTalk({
			parameters: { ...form, people: { list: [{ ids: 'u1' }] } },
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(items).toEqual([]);
		expect(error?.message).toMatch(
			/^It is not known whether 1 of 1 people got the message: .*(too busy|could not) /,
		);
		expect(error?.description).toMatch(/: u1\. With Retry On Fail it is not sent again$/);
	},
);

test('does not repeat a call whose connection broke, and calls its people unknown', async () => {
	nock(API)
		.post(PATH)
		.replyWithError(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
	const result = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: 'u1,u2' }] } },
	});
	expect(result.items).toEqual([]);
	expect(result.error?.message).toBe(
		'It is not known whether 2 of 2 people got the message: The connection to DingTalk broke before the answer came',
	);
	expect(result.error?.description).toContain('u1, u2');
	expectNoSecrets(result);
});

test('tells who is unknown where others got it, and never sends it to anybody twice', async () => {
	const users = Array.from({ length: 21 }, (_, index) => `u${index}`);
	nock(API)
		.post(PATH, ({ userIds }) => userIds.length === 20)
		.reply(200, { processQueryKey: 'k' });
	nock(API)
		.post(PATH, ({ userIds }) => userIds.length === 1)
		.reply(200, '<html>Sign in</html>');
	const { items, error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: users.join() }] } },
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({
		accepted: users.slice(0, 20),
		failed: [{ userIds: ['u20'], code: 'notDingTalk' }],
	});
	expect(items[0].json.recipients).toContainEqual(
		expect.objectContaining({ userId: 'u20', status: 'unknown' }),
	);
});

test('sends each item with its own values, in order for each person, and pairs them', async () => {
	const sent: string[] = [];
	nock(API)
		.post(PATH, (body) => sent.push(`${body.userIds[0]} ${JSON.parse(body.msgParam).content}`) > 0)
		.times(30)
		.delay(2)
		.reply(200, accepted('key'));
	const jsons = Array.from({ length: 30 }, (_, index) => ({
		id: `u${index % 3}`,
		text: `${index}`,
	}));
	const { items } = await runDingTalk({
		parameters: {
			...form,
			people: { list: [{ ids: '={{ $json.id }}' }] },
			text: '={{ $json.text }}',
		},
		input: itemsOf(...jsons),
	});
	expect(pairs(items)).toEqual(jsons.map((_, index) => index));
	expect(items.map(({ json }) => json.accepted)).toEqual(jsons.map(({ id }) => [id]));
	for (const person of ['u0', 'u1', 'u2']) {
		expect(sent.filter((entry) => entry.startsWith(person))).toEqual(
			jsons.filter(({ id }) => id === person).map(({ id, text }) => `${id} ${text}`),
		);
	}
});

test('takes another robot from the options', async () => {
	postApi(PATH, (body) => body.robotCode === 'dingother', accepted('key1'));
	await runDingTalk({
		parameters: {
			...form,
			people: { list: [{ ids: 'u1' }] },
			options: { robotCode: ' dingother ' },
		},
	});
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, people: { list: [{ ids: '={{ $json.id }}' }] } },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			postApi(PATH, to(['a']), accepted('key1'));
			postApi(PATH, to(['b']), refusal('staffId.notExisted'), 400);
			postApi(PATH, to(['c']), accepted('key3'));
		},
		/DingTalk knows no such user/,
	);
});
