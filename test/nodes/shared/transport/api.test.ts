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
	let tokenAt = exchangeMs === 0 ? 0 : Number.POSITIVE_INFINITY;
	const context = {
		getNode: () => ({ name: 'n' }),
		getCredentials: async () => ({ clientId: 'ding1', callsPerSecond: 20, ...credential }),
		helpers: {
			async httpRequestWithAuthentication() {
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
	return { api, clock, leftAt };
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

it('sends what was refused for its token again in its turn, not all in the same moment', async () => {
	const clock = steppedClock(START);
	const leftAt: number[] = [];
	let stored = { ...good, accessToken: 'dropped' };
	const context = {
		getNode: () => ({ name: 'n' }),
		getCredentials: async () => ({ clientId: 'ding1', callsPerSecond: 20, ...stored }),
		helpers: {
			async httpRequestWithAuthentication(_type: string, options: { headers: object }) {
				leftAt.push(clock.now() - START);
				const { accessToken } = stored;
				Object.assign(options.headers, { 'x-acs-dingtalk-access-token': accessToken });
				await clock.sleep(500);
				const isGood = accessToken === 'new';
				stored = { ...good, accessToken: 'new' };
				if (isGood) return { statusCode: 200, headers: {}, body: '{}' };
				const body = '{"code":"InvalidAuthentication","message":"x"}';
				return { statusCode: 400, headers: {}, body };
			},
		},
	};
	const api = await createApi(context as never, { clock, limiter: new Limiter() });
	const calls = Array.from({ length: 40 }, async () => await api.attempt(call));
	await clock.drain();
	expect((await Promise.all(calls)).every(({ ok }) => ok)).toBe(true);
	// Those that were under way when the first refusal came.
	expect(leftAt.length).toBeGreaterThan(45);
	const gaps = leftAt.slice(1).map((at, index) => at - leftAt[index]);
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50);
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
