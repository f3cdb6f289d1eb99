import nock from 'nock';

import { systemClock } from '../../../../nodes/shared/run/clock';
import { itemsOf, postApi, postOapi, refusal } from '../../../helpers/calls.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/robot/oToMessages/batchSend';
const form = {
	resource: 'message',
	operation: 'send',
	target: 'people',
	messageType: 'text',
	text: 'hi',
	options: { failOnMissed: true },
};
const to = (...userIds: string[]) => ({
	robotCode: 'dingtest',
	userIds,
	msgKey: 'sampleText',
	msgParam: '{"content":"hi"}',
});

beforeEach(() => jest.spyOn(systemClock, 'sleep').mockImplementation(async () => {}));
afterEach(() => jest.restoreAllMocks());

test('fails after all were tried, and lists who was missed', async () => {
	postApi(PATH, to('u1', 'u2', 'u3'), { processQueryKey: 'k1', invalidStaffIdList: ['u2'] });
	const { error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: 'u1,u2,u3' }] } },
	});
	expect(error).toMatchObject({
		name: 'NodeOperationError',
		message: '1 of 3 people did not get the message',
		description: expect.stringMatching(/^invalid \(.+\): u2\. All others got it/),
	});
});

test('does not fail when everybody got it', async () => {
	postApi(PATH, to('u1'), { processQueryKey: 'k1' });
	const { error, items } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: 'u1' }] } },
	});
	expect(error).toBeUndefined();
	expect(items[0].json.accepted).toEqual(['u1']);
});

test('with Retry On Fail nobody gets the message twice: not those of the item, not those of other items', async () => {
	const sent: string[] = [];
	let asked = 0;
	// The third person is throttled for a whole attempt.
	const isTaken = ({ userIds }: { userIds: string[] }) => {
		const isThrottled = userIds.includes('u2') && ++asked <= 5;
		sent.push(...userIds.filter((userId) => userId !== 'u2' || !isThrottled));
		return isThrottled;
	};
	nock(API)
		.post(PATH, (body) => body.userIds.includes('u2') && asked < 5 && isTaken(body))
		.times(5)
		.reply(200, { processQueryKey: 'k1', flowControlledStaffIdList: ['u2'] });
	nock(API)
		.post(PATH, (body) => !(body.userIds.includes('u2') && asked < 5) && !isTaken(body))
		.times(2)
		.reply(200, { processQueryKey: 'k2' });
	const { error, items } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: '={{ $json.ids }}' }] } },
		input: itemsOf({ ids: 'a,b' }, { ids: 'u1,u2,u3' }),
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(sent.sort()).toEqual(['a', 'b', 'u1', 'u2', 'u3']);
	expect(items.map(({ json }) => json.accepted)).toEqual([
		['a', 'b'],
		['u1', 'u2', 'u3'],
	]);
});

const crowd = Array.from({ length: 21 }, (_, index) => `p${index}`);
const twice = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

test('those of whom it is not known are listed apart, and never sent to again', async () => {
	const ids = [...crowd.slice(0, 20), 'p20'];
	nock(API)
		.post(PATH, (body) => body.userIds[0] === 'p0')
		.reply(200, { processQueryKey: 'k1', invalidStaffIdList: ['p3'] });
	nock(API)
		.post(PATH, (body) => body.userIds[0] === 'p20')
		.reply(500, refusal('system.error'));
	// The second attempt is only for the one who surely was missed.
	postApi(PATH, to('p3'), { processQueryKey: 'k2', invalidStaffIdList: ['p3'] });
	const { error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: ids.join() }] } },
		settings: twice,
	});
	expect(error?.message).toBe(
		'1 of 21 people did not get the message, and of 1 more it is not known',
	);
	expect(error?.description).toMatch(
		/^invalid \(.+\): p3\. Not known whether they got it: DingTalk was too busy to answer: p20\. All others got it; .+ only to those who did not get it, not to those of whom it is not known$/,
	);
});

test('does not say that somebody was missed of whom it is not known', async () => {
	nock(API).post(PATH).reply(500, refusal('system.error'));
	const { error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: 'u1' }] } },
		settings: twice,
	});
	expect(error?.message).toBe(
		'It is not known whether 1 of 1 people got the message: DingTalk was too busy to answer',
	);
	expect(error?.description).toMatch(/With Retry On Fail it is not sent again$/);
});

test('an item that reached nobody does not make other items go out again', async () => {
	postApi(PATH, to('a'), { processQueryKey: 'k1' });
	nock(API)
		.post(PATH, to('u1'))
		.times(2)
		.reply(200, { processQueryKey: 'k2', invalidStaffIdList: ['u1'] });
	const { error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: '={{ $json.ids }}' }] } },
		input: itemsOf({ ids: 'a' }, { ids: 'u1' }),
		settings: twice,
	});
	expect(error?.message).toMatch(/^None of the people got the message/);
});

test('an item that went out before another one had no text does not go out again', async () => {
	postApi(PATH, to('a'), { processQueryKey: 'k1' });
	const { error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: 'a' }] }, text: '={{ $json.text }}' },
		input: itemsOf({ text: 'hi' }, { text: '' }),
		settings: twice,
	});
	expect(error?.message).toBe("'Text' is empty");
});

test('without the option nobody is tried again for the sake of others', async () => {
	postApi(PATH, to('u1', 'u2'), { processQueryKey: 'k1', invalidStaffIdList: ['u2'] });
	const { error, items } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: 'u1,u2' }] }, options: {} },
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ accepted: ['u1'], invalid: ['u2'] });
});

const resolve = '/topapi/v2/user/getbymobile';

test('lists mobile numbers that are nobody`s, and sends to the others', async () => {
	postOapi(resolve, { mobile: '13800000001' }, { errcode: 0, result: { userid: 'u1' } });
	postOapi(resolve, { mobile: '13800000009' }, { errcode: 60121, errmsg: '找不到该用户' });
	postApi(PATH, to('u1'), { processQueryKey: 'k1' });
	const { items } = await runDingTalk({
		parameters: {
			...form,
			people: { list: [{ ids: '13800000001, 138 0000 0009', idType: 'mobile' }] },
			options: {},
		},
	});
	expect(items[0].json).toMatchObject({ accepted: ['u1'], invalid: ['138 0000 0009'] });
});

test('refuses when none of the people exists', async () => {
	postOapi(resolve, { mobile: '13800000009' }, { errcode: 60121, errmsg: '找不到该用户' });
	const { error } = await runDingTalk({
		parameters: {
			...form,
			people: { person: [{ user: { __rl: true, mode: 'mobile', value: '13800000009' } }] },
		},
	});
	expect(error?.message).toBe(
		"'People > Person 1' is nobody's mobile number in this organisation: 13800000009",
	);
});

test('takes people from pickers, each by another ID, and sends once to each', async () => {
	postOapi(resolve, { mobile: '13800000001' }, { errcode: 0, result: { userid: 'u1' } });
	postApi(PATH, to('u1', 'u2'), { processQueryKey: 'k1' });
	const user = (mode: string, value: string) => ({ user: { __rl: true, mode, value } });
	const { items } = await runDingTalk({
		parameters: {
			...form,
			people: { person: [user('mobile', '13800000001'), user('list', 'u2'), user('id', 'u1')] },
			options: {},
		},
	});
	expect(items[0].json.accepted).toEqual(['u1', 'u2']);
});

test('names what DingTalk refused as well', async () => {
	const ids = Array.from({ length: 21 }, (_, index) => `p${index}`);
	postApi(PATH, to(...ids.slice(0, 20)), { processQueryKey: 'k1' });
	postApi(PATH, to('p20'), refusal('staffId.notExisted'), 400);
	const { error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: ids.join(',') }] } },
	});
	expect(error?.message).toBe('1 of 21 people did not get the message');
	expect(error?.description).toMatch(/^failed \(DingTalk knows no such user\): p20\./);
});
