import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { heldInMemory } from '../../../../nodes/shared/transport/token';
import { createApi } from '../../../../nodes/shared/transport/api';
import { Limiter } from '../../../../nodes/shared/transport/limiter';
import { steppedClock } from '../../../helpers/fakeClock.mts';

const START = 1_700_000_000_000;
const API = 'https://api.dingtalk.com';

/** DingTalk that answers after a while; the token exchange, inside the first calls, takes longer. */
async function start(
	credential: ICredentialDataDecryptedObject,
	exchangeMs: number,
	refusals: Array<Record<string, string>> = [],
) {
	const clock = steppedClock(START);
	const leftAt: number[] = [];
	const timeouts: number[] = [];
	let tokenAt = exchangeMs === 0 ? 0 : Number.POSITIVE_INFINITY;
	const context = {
		getNode: () => ({ name: 'n' }),
		getCredentials: async () => ({ clientId: 'ding1', callsPerSecond: 20, ...credential }),
		helpers: {
			async httpRequestWithAuthentication(_type: string, { timeout }: { timeout: number }) {
				timeouts.push(timeout);
				tokenAt = Math.min(tokenAt, clock.now() - START + exchangeMs);
				await clock.sleep(tokenAt - (clock.now() - START));
				leftAt.push(clock.now() - START);
				const headers = refusals.shift();
				await clock.sleep(50);
				if (headers) return { statusCode: 429, headers, body: '{"code":"x"}' };
				return { statusCode: 200, headers: {}, body: '{}' };
			},
		},
	};
	const api = await createApi(context as never, { clock, limiter: new Limiter() });
	return { api, clock, leftAt, timeouts };
}

const good = { accessToken: 't', issuedFor: `ding1@${API}`, expiresAt: START + 3_600_000 };
const call = { method: 'GET', host: 'api', path: '/v1.0/x', answer: 'json' } as const;

it('lets the first call fetch a missing token alone, so that calls reach DingTalk evenly', async () => {
	const { api, clock, leftAt } = await start({}, 1000);
	const calls = Array.from({ length: 40 }, async () => await api.attempt(call));
	await clock.drain();
	await Promise.all(calls);
	expect(leftAt).toHaveLength(40);
	const gaps = leftAt.slice(2).map((at, index) => at - leftAt[index + 1]);
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50);
});

/** DingTalk that has dropped the stored token; n8n exchanges it when a call is sent again with it declared expired. */
async function startWithDroppedToken() {
	const clock = steppedClock(START);
	const leftAt: number[] = [];
	const refusedAt: number[] = [];
	let stored = { ...good, accessToken: 'dropped' };
	const context = {
		getNode: () => ({ name: 'n' }),
		getCredentials: async () => ({ clientId: 'ding1', callsPerSecond: 20, ...stored }),
		helpers: {
			async httpRequestWithAuthentication(
				_type: string,
				options: { headers: object },
				additional?: { credentialsDecrypted: { data: { expiresAt: number } } },
			) {
				if (additional?.credentialsDecrypted.data.expiresAt === 0) {
					await clock.sleep(200);
					stored = { ...good, accessToken: 'new' };
				}
				leftAt.push(clock.now() - START);
				const { accessToken } = stored;
				Object.assign(options.headers, { 'x-acs-dingtalk-access-token': accessToken });
				await clock.sleep(500);
				if (accessToken === 'new') return { statusCode: 200, headers: {}, body: '{}' };
				refusedAt.push(clock.now() - START);
				const body = '{"code":"InvalidAuthentication","message":"x"}';
				return { statusCode: 400, headers: {}, body };
			},
		},
	};
	const api = await createApi(context as never, { clock, limiter: new Limiter() });
	return { api, clock, leftAt, refusedAt };
}

it('renews a dropped token at once, however many calls wait for their turn', async () => {
	const { api, clock, leftAt, refusedAt } = await startWithDroppedToken();
	const calls = Array.from({ length: 400 }, async () => await api.attempt(call));
	await clock.drain();
	expect((await Promise.all(calls)).every(({ ok }) => ok)).toBe(true);
	// Those that were under way before the new one was there: half a second of 20 a second, and the exchange.
	expect(refusedAt.length).toBeGreaterThan(5);
	expect(refusedAt.length).toBeLessThan(20);
	expect(leftAt).toHaveLength(400 + refusedAt.length);
});

it('sends what was refused for its token again in its turn, not all in the same moment', async () => {
	const { api, clock, leftAt } = await startWithDroppedToken();
	const calls = Array.from({ length: 40 }, async () => await api.attempt(call));
	await clock.drain();
	expect((await Promise.all(calls)).every(({ ok }) => ok)).toBe(true);
	const busiest = Math.max(
		...leftAt.map((at) => leftAt.filter((other) => other >= at && other < at + 1000).length),
	);
	expect(busiest).toBeLessThanOrEqual(24);
});

it('counts no waiting for a turn as time of the call, before it is repeated either', async () => {
	const { api, clock, timeouts } = await start(good, 0, [{}]);
	// The first waits behind four minutes of calls: longer than one with all its repetitions may take.
	const calls = Array.from({ length: 4_800 }, async () => await api.attempt(call));
	await clock.drain();
	expect((await Promise.all(calls)).every(({ ok }) => ok)).toBe(true);
	expect(timeouts).toHaveLength(4_801);
	expect(Math.min(...timeouts)).toBe(60_000);
});

it('starts at once with a good token', async () => {
	const { api, clock, leftAt } = await start(good, 0);
	const calls = [api.attempt(call), api.attempt(call)];
	await clock.drain();
	await Promise.all(calls);
	expect(leftAt).toEqual([0, 51]);
});

it('paces each method and each pattern of a path on its own, whatever the IDs', async () => {
	const { api, clock, leftAt } = await start(good, 0);
	const template = '/v1.0/x/{id}';
	const calls = [
		api.attempt({ ...call, path: { value: '/v1.0/x/1', template } }),
		api.attempt({ ...call, path: { value: '/v1.0/x/2', template } }),
		api.attempt({ ...call, method: 'PUT', path: { value: '/v1.0/x/1', template } }),
	];
	await clock.drain();
	await Promise.all(calls);
	expect(leftAt).toEqual([0, 0, 51]);
});

it('paces typed paths by their pattern too', async () => {
	const { api, clock, leftAt } = await start(good, 0);
	const calls = ['/v1.0/todo/users/u1/tasks', '/v1.0/todo/users/u2/tasks'].map(
		async (path) => await api.attempt({ ...call, path }),
	);
	await clock.drain();
	await Promise.all(calls);
	expect(leftAt).toEqual([0, 51]);
});

it('leaves nothing behind in memory where somebody else had fetched the token', async () => {
	const { api, clock } = await start({}, 1000);
	const first = api.attempt(call);
	expect(heldInMemory().waiting).toBe(1);
	await clock.drain();
	await first;
	expect(heldInMemory().waiting).toBe(0);
});

it('lets the others go on while one call that was refused for the rate waits', async () => {
	const { api, clock, leftAt } = await start(good, 0, [{}]);
	const calls = Array.from({ length: 4 }, async () => await api.attempt(call));
	await clock.drain();
	expect((await Promise.all(calls)).every(({ ok }) => ok)).toBe(true);
	const [, second, third, fourth, again] = leftAt;
	expect([second, third, fourth].every((at) => at < 400)).toBe(true);
	expect(again).toBeGreaterThanOrEqual(600);
});

it('lets nobody go for as long as DingTalk asks to wait', async () => {
	const { api, clock, leftAt } = await start(good, 0, [{ 'retry-after': '5' }]);
	const first = api.attempt(call);
	await clock.sleep(0);
	const calls = Array.from({ length: 3 }, async () => {
		await clock.sleep(100);
		return await api.attempt(call);
	});
	await clock.drain();
	await Promise.all([first, ...calls]);
	expect(leftAt).toHaveLength(5);
	expect(leftAt.slice(1).every((at) => at >= 5050)).toBe(true);
});
