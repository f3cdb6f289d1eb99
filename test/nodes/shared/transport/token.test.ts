import {
	forgetTokens,
	heldInMemory,
	issuedForOf,
	nextExchange,
	obtainToken,
} from '../../../../nodes/shared/transport/token';
import { hasGoodToken, refusedToken } from '../../../../nodes/shared/transport/attach';
import { instantClock } from '../../../helpers/fakeClock.mts';

const SOURCE = { clientId: 'ding1', clientSecret: 'the-secret', apiBaseUrl: 'https://api.test' };
const good = (accessToken: string, expireIn?: number | string) => ({
	statusCode: 200,
	headers: {},
	body: JSON.stringify({ accessToken, ...(expireIn === undefined ? {} : { expireIn }) }),
});
const WRONG = {
	statusCode: 400,
	headers: {},
	body: '{"code":"invalidClientIdOrSecret","message":"no"}',
};

beforeEach(forgetTokens);

/** DingTalk that gives these answers, one after the other. */
function dingTalk(...answers: unknown[]) {
	const clock = instantClock();
	const requests: Array<{ url: string; body: string }> = [];
	const http = async (request: unknown) => {
		requests.push(request as { url: string; body: string });
		await Promise.resolve();
		const answer = answers[requests.length - 1];
		return answer instanceof Error ? await Promise.reject(answer) : answer;
	};
	const obtain = async (refused = '', source = SOURCE) =>
		await obtainToken(http as never, source, refused, clock);
	return { clock, requests, obtain };
}

it('asks with Client ID and secret, and counts the life from the answer on', async () => {
	const { clock, requests, obtain } = dingTalk(good('t1', 600));
	expect(await obtain()).toEqual({
		accessToken: 't1',
		expiresAt: clock.now() + 600_000,
		renewAt: clock.now() + 480_000,
	});
	expect(requests[0].url).toBe('https://api.test/v1.0/oauth2/accessToken');
	expect(JSON.parse(requests[0].body)).toEqual({ appKey: 'ding1', appSecret: 'the-secret' });
});

it.each([[undefined], [0], [-1], ['soon']])(
	'takes 7200 seconds when the answer says expireIn %p',
	async (expireIn) => {
		const { clock, obtain } = dingTalk(good('t1', expireIn));
		expect((await obtain()).expiresAt - clock.now()).toBe(7_200_000);
	},
);

it('makes one exchange for all callers at once, and shares it with the next', async () => {
	const { requests, obtain } = dingTalk(good('t1', 7200));
	const tokens = await Promise.all(Array.from({ length: 50 }, async () => await obtain()));
	expect(new Set(tokens.map(({ accessToken }) => accessToken))).toEqual(new Set(['t1']));
	await obtain();
	expect(requests).toHaveLength(1);
});

it('makes a new exchange five minutes before the end', async () => {
	const { clock, requests, obtain } = dingTalk(good('t1', 7200), good('t2', 7200));
	await obtain();
	clock.advance(6_899_000);
	expect((await obtain()).accessToken).toBe('t1');
	clock.advance(2000);
	expect((await obtain()).accessToken).toBe('t2');
	expect(requests).toHaveLength(2);
});

it('makes a new exchange for a refused token, one for all who were refused', async () => {
	const { requests, obtain } = dingTalk(good('t1', 7200), good('t2', 7200));
	await obtain();
	const renewed = await Promise.all([obtain('t1'), obtain('t1')]);
	expect(renewed.map(({ accessToken }) => accessToken)).toEqual(['t2', 't2']);
	expect((await obtain('t1')).accessToken).toBe('t2');
	expect(requests).toHaveLength(2);
});

it('does not fall back on its own older token when one of another worker is refused', async () => {
	const { clock, requests, obtain } = dingTalk(good('t1', 7200), good('t3', 7200));
	await obtain();
	clock.advance(600_000);
	expect((await obtain('t2 of another worker')).accessToken).toBe('t3');
	expect(requests).toHaveLength(2);
});

it('keeps apps, secrets and hosts apart', async () => {
	const { requests, obtain } = dingTalk(good('a'), good('b'), good('c'), good('d'));
	await obtain();
	await obtain('', { ...SOURCE, clientId: 'ding2' });
	await obtain('', { ...SOURCE, clientSecret: 'another' });
	await obtain('', { ...SOURCE, apiBaseUrl: 'https://other.test' });
	expect(requests).toHaveLength(4);
});

it('asks again for a refused pair only after ten seconds', async () => {
	const { clock, requests, obtain } = dingTalk(WRONG, good('t1'));
	for (let call = 0; call < 3; call++) {
		await expect(obtain()).rejects.toThrow(
			/^DingTalk does not accept this Client ID and Client Secret\. Copy/,
		);
	}
	expect(requests).toHaveLength(1);
	clock.advance(10_001);
	expect((await obtain()).accessToken).toBe('t1');
});

it.each([
	[7200, 6900, 7050],
	[1500, 1200, 1350],
	[300, 240, 270],
	[60, 48, 54],
])('uses a token that lives %i s for %i to %i s', async (lifeSeconds, fromSeconds, toSeconds) => {
	const { clock, requests, obtain } = dingTalk(good('t1', lifeSeconds), good('t2', lifeSeconds));
	const { accessToken, expiresAt, renewAt } = await obtain();
	const credential = {
		clientId: 'ding1',
		apiBaseUrl: SOURCE.apiBaseUrl,
		accessToken,
		expiresAt,
		renewAt,
	};
	const stored = { ...credential, issuedFor: issuedForOf(SOURCE) };
	clock.advance(fromSeconds * 1000 - 1);
	expect(hasGoodToken(stored, clock)).toBe(true);
	expect((await obtain()).accessToken).toBe('t1');
	clock.advance((toSeconds - fromSeconds) * 1000 + 2);
	expect(hasGoodToken(stored, clock)).toBe(false);
	expect((await obtain()).accessToken).toBe('t2');
	expect(requests).toHaveLength(2);
});

it('leaves it to one of two processes to renew a token', () => {
	const clock = instantClock();
	const stored = {
		...{ clientId: 'ding1', apiBaseUrl: SOURCE.apiBaseUrl, issuedFor: issuedForOf(SOURCE) },
		...{ accessToken: 't1', renewAt: clock.now(), expiresAt: clock.now() + 100_000 },
	};
	const [early, late] = [0.1, 0.9].map(processThatDraws);
	const standing = () => [early, late].map((process) => process.hasGoodToken(stored, clock));
	clock.advance(5_000);
	expect(standing()).toEqual([true, true]);
	clock.advance(1);
	expect(standing()).toEqual([false, true]);
	clock.advance(40_000);
	expect(standing()).toEqual([false, false]);
});

it('asks at once with a corrected secret', async () => {
	const { obtain } = dingTalk(WRONG, good('t1'));
	await expect(obtain()).rejects.toThrow();
	expect((await obtain('', { ...SOURCE, clientSecret: 'right' })).accessToken).toBe('t1');
});

it('repeats a lost connection, and never shows the secret', async () => {
	const lost = Object.assign(new Error('reset while sending the-secret'), { code: 'ECONNRESET' });
	const { clock, requests, obtain } = dingTalk(lost, lost, lost, good('t1'));
	const error = await obtain().catch((caught: Error) => caught);
	expect((error as Error).message).toMatch(/^The connection to DingTalk broke.*nothing was sent/);
	expect(JSON.stringify(error) + String(error)).not.toContain('the-secret');
	expect([requests.length, clock.waits]).toEqual([3, [1000, 2000]]);
	// Nothing is known to be wrong, so the next caller may try.
	expect((await obtain()).accessToken).toBe('t1');
});

it('follows no redirect with the secret', async () => {
	const { obtain } = dingTalk({ statusCode: 302, headers: {}, body: '' });
	await expect(obtain()).rejects.toThrow(/redirect/);
});

it('calls a token refused unless only its clock has run out', () => {
	const clock = instantClock();
	const issuedFor = issuedForOf(SOURCE);
	const token = (expiresAt: number) => ({ accessToken: 't1', expiresAt, issuedFor });
	expect(refusedToken(token(clock.now() + 3_600_000), clock)).toBe('t1');
	expect(refusedToken(token(clock.now() - 1), clock)).toBe('');
	expect(refusedToken(token(0), clock)).toBe('t1');
	expect(refusedToken({}, clock)).toBe('');
});

describe('what is held in memory', () => {
	const EMPTY = { issued: 0, refusals: 0, inFlight: 0, waiting: 0 };
	const sources = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ ...SOURCE, clientSecret: `secret ${index}` }));

	it('shrinks: tokens go at the end of their life, refusals after ten seconds', async () => {
		const answers = [...Array<object>(40).fill(good('t', 600)), ...Array<object>(40).fill(WRONG)];
		const { clock, obtain } = dingTalk(...answers, good('t', 7200), WRONG);
		for (const source of sources(80)) await obtain('', source).catch(() => {});
		expect(heldInMemory()).toEqual({ ...EMPTY, issued: 40, refusals: 40 });
		clock.advance(600_000);
		await obtain('', { ...SOURCE, clientId: 'another' });
		await obtain('', { ...SOURCE, clientId: 'a third' }).catch(() => {});
		expect(heldInMemory()).toEqual({ ...EMPTY, issued: 1, refusals: 1 });
	});

	it('is bounded, whatever expressions make of a credential', async () => {
		const { obtain } = dingTalk(...Array<object>(1200).fill(good('t', 7200)));
		for (const source of sources(1200)) await obtain('', source);
		expect(heldInMemory().issued).toBe(1000);
	});

	it('keeps nobody who waits no longer for an exchange that never comes', async () => {
		const first = nextExchange(SOURCE);
		const second = nextExchange(SOURCE);
		first.leave();
		expect(heldInMemory().waiting).toBe(1);
		second.leave();
		expect(heldInMemory()).toEqual(EMPTY);
	});

	it('holds no exchange that ended in a fault of ours: the next one starts anew', async () => {
		const clock = instantClock();
		const broken = { ...clock, now: jest.fn(clock.now) };
		const http = async () => await Promise.resolve(good('t1', 7200));
		broken.now.mockImplementationOnce(clock.now).mockImplementation(() => {
			throw new Error('no clock');
		});
		await expect(obtainToken(http as never, SOURCE, '', broken)).rejects.toThrow();
		expect(heldInMemory()).toEqual(EMPTY);
		expect((await obtainToken(http as never, SOURCE, '', clock)).accessToken).toBe('t1');
	});
});

/** The module as another process of n8n has it. */
function processThatDraws(number: number): { hasGoodToken: typeof hasGoodToken } {
	const random = jest.spyOn(Math, 'random').mockReturnValue(number);
	try {
		let loaded = { hasGoodToken };
		jest.isolateModules(() => {
			loaded = jest.requireActual('../../../../nodes/shared/transport/attach');
		});
		return loaded;
	} finally {
		random.mockRestore();
	}
}
