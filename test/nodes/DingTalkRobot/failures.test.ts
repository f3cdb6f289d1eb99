import nock from 'nock';

import { systemClock } from '../../../nodes/shared/run/clock';
import { nextTurn } from '../../helpers/fakeClock.mts';
import { fakeTime } from '../../helpers/fakeTime.mts';
import { everythingIn } from '../../helpers/everythingIn.mts';
import { OAPI, ROBOT_SECRET, runRobot } from '../../helpers/dingTalkRobot.mts';

let count = 0;
let webhook = '';

beforeEach(() => {
	webhook = `failures-test-token-${++count}`;
});
afterEach(() => jest.restoreAllMocks());

const run = async (parameters: object, more: object = {}) =>
	await runRobot({
		parameters: { operation: 'sendText', text: '={{ $json.t }}', ...parameters } as never,
		credential: { webhookToken: webhook },
		input: [{ json: { t: 'x' } }],
		...more,
	});
const texts = (...list: string[]) => list.map((t) => ({ json: { t } }));

/** Answers posts of a text with what `answers` say, the last one again and again. */
function robot(answers: Array<object | string>, status = 200) {
	const bodies: Array<{ text: { content: string }; msgUuid: string }> = [];
	nock(OAPI)
		.persist()
		.post('/robot/send', (body) => bodies.push(body as (typeof bodies)[0]) > 0)
		.query(true)
		.reply(status, () => (answers.length > 1 ? answers.shift() : answers[0]) as object);
	return bodies;
}

const ok = { errcode: 0, errmsg: 'ok' };

describe('a refusal', () => {
	it.each([
		[
			{ errcode: 310000, errmsg: 'keywords not in content, more: [https://x]' },
			/none of the robot's keywords/,
			/keyword/,
		],
		[
			{
				errcode: 310000,
				errmsg: 'description:关键词不匹配;solution:请联系群管理员查看此机器人的关键词',
			},
			/none of the robot's keywords/,
			/keyword/,
		],
		[{ errcode: 310000, errmsg: 'sign not match' }, /signature does not match/, /SEC/],
		[
			{
				errcode: 310000,
				errmsg:
					'description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳必须都放在调用的网址中',
			},
			/signature does not match/,
			/SEC/,
		],
		[{ errcode: 310000, errmsg: 'invalid timestamp' }, /timestamp/, /clock/],
		[
			{
				errcode: 310000,
				errmsg:
					'description:机器人发送签名过期;solution:签名生成时间和发送时间请保持在 timestampms 以内',
			},
			/timestamp/,
			/clock/,
		],
		[{ errcode: 310000, errmsg: 'ip 1.2.3.4 not in whitelist' }, /IP list/, /egress/],
		[
			{ errcode: 300005, errmsg: 'token is not exist' },
			/knows no group robot/,
			/Copy the robot's webhook URL/,
		],
		[{ errcode: 400101, errmsg: '' }, /knows no group robot/, /webhook URL/],
		[{ errcode: 400102, errmsg: '' }, /robot is disabled/, /Enable/],
		[{ errcode: 400106, errmsg: '' }, /not available/, /Add the robot/],
		[{ errcode: 90030, errmsg: '' }, /quota/, /next month/],
		[{ errcode: 430101, errmsg: '' }, /unsafe/, /Change/],
		[{ errcode: 12345, errmsg: 'something new' }, /code 12345/, /something new/],
	])('%j becomes an error with a hint', async (answer, message, description) => {
		robot([answer]);
		const { error, items } = await run({});
		expect(items).toEqual([]);
		expect(error?.name).toBe('NodeApiError');
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(error?.description).toContain(`DingTalk code ${answer.errcode}`);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
	});

	it('of the answer itself is told apart from success', async () => {
		robot(['<html>Moved</html>'], 302);
		expect((await run({})).error).toBeDefined();
		nock.cleanAll();
		robot(['OK']);
		expect((await run({})).error?.message).toMatch(/^The answer did not come from DingTalk.*"OK"$/);
	});

	it.each([
		['a busy gateway', 503, { message: 'busy for TOKEN' }],
		['a refusal', 200, { errcode: 40014, errmsg: '不合法的 TOKEN' }],
		['a web page', 200, '<html><title>no TOKEN here</title></html>'],
		['a text', 200, 'TOKEN'],
		['a field', 200, { TOKEN: 'TOKEN' }],
	])('never repeats the token bare, as %s does', async (_name, status, body) => {
		fakeTime();
		const given = JSON.stringify(body).replaceAll('TOKEN', webhook);
		robot([JSON.parse(given)], status);
		const result = await run({});
		expect(result.error).toBeDefined();
		expect(everythingIn([result.error, result.items])).not.toContain(webhook);
	});

	it('stops the run: what comes after it is not posted', async () => {
		const bodies = robot([ok, { errcode: 310000, errmsg: 'keywords not in content' }, ok]);
		const { error } = await run({}, { input: texts('a', 'b', 'c') });
		expect(error?.message).toMatch(/keywords/);
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(bodies.map((body) => body.text.content)).toEqual(['a', 'b']);
	});

	it('in the middle goes to the error output, with the input it belongs to', async () => {
		robot([ok, { errcode: 430104, errmsg: 'unsafe' }, ok]);
		const { items, errors } = await run(
			{},
			{ input: texts('a', 'b', 'c'), settings: { onError: 'continueErrorOutput' } },
		);
		expect(items.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(errors).toMatchObject([
			{
				json: { t: 'b', error: 'DingTalk rejects the content as unsafe' },
				pairedItem: { item: 1 },
			},
		]);
	});

	it('for the rate is waited out, with the same key', async () => {
		const clock = fakeTime();
		const bodies = robot([{ errcode: 660026, errmsg: 'sending too many messages per minute' }, ok]);
		const { items } = await run({});
		expect(items[0].json).toMatchObject({ success: true });
		expect(bodies[0].msgUuid).toBe(bodies[1].msgUuid);
		expect(clock.waits).toEqual([10_000]);
	});

	it.each([500100, -1])(
		'for a busy DingTalk (%i) is posted again, with the same key',
		async (errcode) => {
			fakeTime();
			const bodies = robot([{ errcode, errmsg: 'description:系统异常，请稍后再试;' }, ok]);
			const { items } = await run({});
			expect(items[0].json).toMatchObject({ success: true, msgUuid: bodies[0].msgUuid });
			expect(bodies).toEqual([bodies[0], bodies[0]]);
		},
	);

	it('of a faulty message blames the message, not the credential', async () => {
		const bodies = robot([{ errcode: 300001, errmsg: 'msgtype is null' }]);
		const { error } = await run({});
		expect(error?.message).toBe('DingTalk does not take this as a message');
		expect(error?.description).toMatch(/'msgtype'.*300001, "msgtype is null"/);
		expect(bodies).toHaveLength(1);
	});

	it('for the rate that does not end becomes an error that says what to do', async () => {
		fakeTime();
		robot([{ errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }]);
		const { error } = await run({});
		expect(error?.message).toBe('The robot has sent more than 20 messages within a minute');
		expect(error?.description).toMatch(/up to 10 minutes/);
	});

	it('of one part names the part', async () => {
		fakeTime();
		robot([ok, { errcode: 430104, errmsg: 'unsafe' }]);
		const markdown = 'word '.repeat(5_000);
		const { error } = await run({
			operation: 'sendMarkdown',
			title: 'T',
			markdown,
			options: { splitLongText: true },
		});
		expect(error?.message).toBe('Part 2 of 2: DingTalk rejects the content as unsafe');
	});
});

describe('trying again', () => {
	it("repeats in n8n's Retry On Fail only what was not posted, with its key", async () => {
		const bodies = robot([ok, { errcode: 12345, errmsg: 'hiccup' }, ok]);
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const { items, error } = await run({}, { input: texts('a', 'b'), settings });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(bodies.map((body) => body.text.content)).toEqual(['a', 'b', 'b']);
		expect(bodies[1].msgUuid).toBe(bodies[2].msgUuid);
		expect(bodies[0].msgUuid).not.toBe(bodies[1].msgUuid);
	});

	it('gives another execution another key', async () => {
		const bodies = robot([ok]);
		await run({}, { executionId: '7' });
		await run({}, { executionId: '8' });
		expect(bodies[0].msgUuid).not.toBe(bodies[1].msgUuid);
	});

	it('sends again when the connection broke, with the same key', async () => {
		fakeTime();
		nock(OAPI)
			.post('/robot/send')
			.query(true)
			.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
		const bodies = robot([ok]);
		expect((await run({})).items[0].json).toMatchObject({ success: true });
		expect(bodies).toHaveLength(1);
	});
});

describe('bad input', () => {
	it.each<[string, object, RegExp, RegExp]>([
		['empty text', { text: ' ' }, /^'Text' is empty$/, /Fill in 'Text'/],
		['too long', { text: 'x'.repeat(20_000) }, /^'Text' is too long: .* 20,000 bytes$/, /Shorten/],
		[
			'bad URL',
			{ operation: 'sendLink', title: 'T', linkText: 'x', messageUrl: 'example' },
			/^'Message URL' is not a usable URL/,
			/whole URL/,
		],
		[
			'too many mentions',
			{ mentions: { userIds: Array.from({ length: 51 }, (_, i) => `u${i}`).join(',') } },
			/^'Mentions' names 51 people; the limit is 50$/,
			/at most 50/,
		],
		[
			'no buttons',
			{ operation: 'sendActionCard', title: 'T', markdown: 'M', buttons: {} },
			/^'Buttons' has 0 entries/,
			/Add to 'Buttons'/,
		],
	])('is found before anything is sent: %s', async (_name, parameters, message, description) => {
		const { error } = await run(parameters);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
	});

	it.each([
		['', /'Webhook URL or Access Token' is empty/],
		['https://oapi.dingtalk.com/robot/send', /without an access_token/],
	])('in the credential is named: %p', async (bad, message) => {
		expect((await run({}, { credential: { webhookToken: bad } })).error?.message).toMatch(message);
	});
});

describe('pace', () => {
	it('sends a few at once and more each minute, in order', async () => {
		const clock = fakeTime();
		const bodies = robot([ok]);
		const names = Array.from({ length: 45 }, (_, i) => `m${i}`);
		const { items } = await run({}, { input: texts(...names) });
		expect(bodies.map((body) => body.text.content)).toEqual(names);
		expect(items).toHaveLength(45);
		const long = clock.waits.filter((ms) => ms > 1_000);
		// 5, then 10 four times: the robot may have other processes.
		expect(long).toHaveLength(4);
	});

	it('sends 20 at once where the robot is known for ten minutes', async () => {
		const clock = fakeTime();
		const bodies = robot([ok]);
		await run({});
		clock.advance(10 * 60_000);
		await run({}, { input: texts(...Array.from({ length: 20 }, (_, i) => `m${i}`)) });
		expect(bodies).toHaveLength(21);
		expect(clock.waits).toEqual([]);
	});

	it('stops waiting when the execution is cancelled', async () => {
		const bodies = robot([ok]);
		let cancel = () => {};
		const waits: string[] = [];
		jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms, signal) => {
			if (ms <= 0) return;
			waits.push('began');
			await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
			waits.push('ended');
		});
		void run(
			{},
			{
				input: texts(...Array.from({ length: 22 }, (_, i) => `m${i}`)),
				onStart: (execution: { cancel(): void }) => (cancel = () => execution.cancel()),
			},
		);
		while (waits.length === 0) await nextTurn();
		cancel();
		while (!waits.includes('ended')) await nextTurn();
		for (let i = 0; i < 20; i++) await nextTurn();
		expect(bodies).toHaveLength(5);
		expect(waits).toEqual(['began', 'ended']);
	});
});

describe('secrets', () => {
	it.each<[string, () => void]>([
		[
			'a refusal',
			() => robot([{ errcode: 300005, errmsg: `token is not exist access_token=${webhook}` }]),
		],
		['HTTP 500', () => robot(['broken'], 500)],
		[
			'no connection',
			() =>
				nock(OAPI)
					.post('/robot/send')
					.query(true)
					.times(9)
					.replyWithError(
						Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
					),
		],
	])('are nowhere in the error after %s', async (_name, plan) => {
		fakeTime();
		plan();
		for (const settings of [{}, { onError: 'continueRegularOutput' }]) {
			const result = await run(
				{},
				{ credential: { webhookToken: webhook, secret: ROBOT_SECRET }, settings },
			);
			const told = everythingIn([result.error, result.items, result.run.data.resultData]);
			expect(told).not.toContain(webhook);
			expect(told).not.toContain(ROBOT_SECRET);
			expect(told).not.toMatch(/sign=[A-Za-z0-9]/);
		}
		nock.cleanAll();
	});
});
