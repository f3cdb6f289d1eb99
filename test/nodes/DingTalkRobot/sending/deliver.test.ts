import type { Delivery } from '../../../../nodes/DingTalkRobot/sending/deliver';
import { deliver } from '../../../../nodes/DingTalkRobot/sending/deliver';
import { RunQueue } from '../../../../nodes/DingTalkRobot/sending/pacing';
import type { FullResponse } from '../../../../nodes/shared/transport/reply';
import { WindowLimiter } from '../../../../nodes/DingTalkRobot/sending/windowLimiter';
import type { Clock } from '../../../../nodes/shared/run/clock';
import { ROBOT_SECRET } from '../../../helpers/dingTalkRobot.mts';
import { instantClock, steppedClock } from '../../../helpers/fakeClock.mts';

const target = {
	accessToken: 'token-of-this-test',
	secret: '',
	baseUrl: 'https://oapi.dingtalk.com',
};
const START = 1_700_000_000_000;
const BODY = { msgtype: 'text', text: { content: 'x' }, msgUuid: 'key' };
const answer = (body: unknown, statusCode = 200): FullResponse => ({
	statusCode,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const ok = answer({ errcode: 0, errmsg: 'ok' });
const refusal = (errcode: number, errmsg = '') => answer({ errcode, errmsg });

function deliveryOf(
	answers: Array<FullResponse | Error>,
	clock: Clock,
	more: Partial<Delivery> = {},
) {
	const sent: unknown[] = [];
	const delivery: Delivery = {
		target,
		clock,
		limiter: new WindowLimiter(20, 60_000),
		timeoutMs: 10_000,
		async post(body) {
			sent.push(body);
			const next = answers.length > 1 ? answers.shift() : answers[0];
			if (next instanceof Error) throw next;
			return next as FullResponse;
		},
		...more,
	};
	return { delivery, sent };
}

describe('deliver', () => {
	it('is done when DingTalk says errcode 0, also as text', async () => {
		const { delivery } = deliveryOf([answer({ errcode: '0' })], instantClock());
		expect((await deliver(BODY, delivery)).ok).toBe(true);
	});

	it('repeats what is busy hours after the robot was refused to the end', async () => {
		const clock = instantClock();
		const limiter = new WindowLimiter(20, 60_000);
		await deliver(BODY, deliveryOf([refusal(660026)], clock, { limiter }).delivery);
		await clock.sleep(2 * 3_600_000);
		const { delivery, sent } = deliveryOf([answer('busy', 503), ok], clock, { limiter });
		expect((await deliver(BODY, delivery)).ok).toBe(true);
		expect(sent).toHaveLength(2);
	});

	it('repeats a message before those who came later, who would keep it from its robot for minutes', async () => {
		const clock = steppedClock(START);
		const limiter = new WindowLimiter(20, 60_000);
		const endedAt: number[] = [];
		const deliveries = Array.from({ length: 100 }, async (_, index) => {
			const answers = index === 0 ? [answer('busy', 503), ok] : [ok];
			const { ok: isSent } = await deliver(BODY, deliveryOf(answers, clock, { limiter }).delivery);
			endedAt[index] = clock.now() - START;
			return isSent;
		});
		await clock.drain();
		expect(await Promise.all(deliveries)).toEqual(Array.from({ length: 100 }, () => true));
		// In the next window: the 20 of the first have gone.
		expect(endedAt[0]).toBeLessThan(70_000);
		expect(endedAt[99]).toBeGreaterThan(240_000);
	});

	it('waits for nobody for days', async () => {
		const clock = instantClock();
		const busy = { ...answer('busy', 503), headers: { 'retry-after': '999999' } };
		const { delivery, sent } = deliveryOf([busy, ok], clock);
		expect(await deliver(BODY, delivery)).toMatchObject({ ok: false, failure: { kind: 'busy' } });
		expect(sent).toHaveLength(1);
	});

	it.each([660026, 130101, 410100])(
		'waits and repeats the very same body when %d says too many',
		async (code) => {
			const clock = instantClock();
			const { delivery, sent } = deliveryOf([refusal(code), refusal(code), ok], clock);
			expect((await deliver(BODY, delivery)).ok).toBe(true);
			expect(sent).toEqual([BODY, BODY, BODY]);
			expect(clock.waits).toEqual([10_000, 20_000]);
		},
	);

	it('gives up within two minutes, and fails at once while nothing is accepted', async () => {
		const clock = instantClock();
		const started = clock.now();
		const { delivery, sent } = deliveryOf([refusal(660026, 'too many')], clock);
		const outcome = await deliver(BODY, delivery);
		expect(outcome).toMatchObject({ ok: false, failure: { kind: 'rateLimited', code: '660026' } });
		expect(clock.now() - started).toBeLessThanOrEqual(120_000);
		const tries = sent.length;
		clock.advance(30_000);
		const waited = clock.waits.length;
		expect((await deliver(BODY, delivery)).ok).toBe(false);
		expect(sent.length).toBe(tries + 1);
		expect(clock.waits.length).toBe(waited);
	});

	it('repeats when DingTalk was busy or the connection broke: the key makes it harmless', async () => {
		const clock = instantClock();
		const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		const busy = refusal(500100, 'description:系统异常，请稍后再试;');
		const { delivery, sent } = deliveryOf([refusal(-1), reset, busy, ok], clock);
		expect((await deliver(BODY, delivery)).ok).toBe(true);
		expect(sent).toEqual([BODY, BODY, BODY, BODY]);
	});

	it.each([
		[90030, 'quota'],
		[310000, 'robot'],
		[300005, 'credential'],
		[40035, 'invalid'],
		[430104, 'unsafe'],
		[460101, 'tooLong'],
		[101002, 'tooLong'],
		[400013, 'notFound'],
	])('does not repeat %d', async (code, kind) => {
		const { delivery, sent } = deliveryOf([refusal(code)], instantClock());
		expect(await deliver(BODY, delivery)).toMatchObject({
			ok: false,
			failure: { kind, code: String(code) },
		});
		expect(sent).toHaveLength(1);
	});

	it.each<[string, FullResponse]>([
		['a redirect', answer('', 302)],
		['a redirect with JSON', answer({ errcode: 0 }, 307)],
		['empty', answer('')],
		['an empty object', answer({})],
		['a list', answer([])],
		['text', answer('hello')],
		['null', answer(null)],
		['an errcode of the wrong type', answer({ errcode: {} })],
	])('does not take an answer that is %s for success', async (_name, given) => {
		const { delivery } = deliveryOf([given], instantClock());
		expect(await deliver(BODY, delivery)).toMatchObject({
			ok: false,
			failure: { code: 'notDingTalk' },
		});
	});

	it('stops waiting when the execution is cancelled', async () => {
		const abort = new AbortController();
		const limiter = new WindowLimiter(20, 60_000);
		abort.abort();
		const { delivery, sent } = deliveryOf([ok], instantClock(), { signal: abort.signal, limiter });
		expect(await deliver(BODY, delivery)).toMatchObject({
			ok: false,
			failure: { kind: 'cancelled' },
		});
		expect(sent).toEqual([]);
	});

	it('keeps token and secret out of what it says', async () => {
		const broken = new Error(
			`connect to ?access_token=${target.accessToken}&sign=abc with ${ROBOT_SECRET} failed`,
		);
		const { delivery } = deliveryOf([broken], instantClock(), {
			target: { ...target, secret: ROBOT_SECRET },
		});
		const said = JSON.stringify(await deliver(BODY, delivery));
		expect(said).not.toContain(target.accessToken);
		expect(said).not.toContain(ROBOT_SECRET);
		expect(said).not.toContain('abc');
	});
});

describe('RunQueue', () => {
	it('runs tasks one after the other, in order', async () => {
		const queue = new RunQueue();
		const log: string[] = [];
		const task = (name: string) => async () => {
			log.push(`start ${name}`);
			await Promise.resolve();
			log.push(`end ${name}`);
		};
		await Promise.all([queue.add(task('a'), false), queue.add(task('b'), false)]);
		expect(log).toEqual(['start a', 'end a', 'start b', 'end b']);
	});

	it.each([
		[false, ['failed', 'failed']],
		[true, ['failed', 'done']],
	])('after a failure, with survival %s', async (survives, expected) => {
		const queue = new RunQueue();
		const told = await Promise.all([
			queue.add(async () => await Promise.reject(new Error('no')), survives).catch(() => 'failed'),
			queue.add(async () => 'done', survives).catch(() => 'failed'),
		]);
		expect(told).toEqual(expected);
	});
});
