import { BEHAVIOURS } from '../../sandbox/behaviours/index.mts';
import { ENDPOINTS } from '../../sandbox/contract/load.mts';

const APP_TOKEN = new Set(['none', 'header', 'query']);

describe('the contract', () => {
	it('names every endpoint once', () => {
		const ids = ENDPOINTS.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		const routes = ENDPOINTS.map(({ host, method, path }) => `${host} ${method} ${path}`);
		expect(new Set(routes).size).toBe(routes.length);
	});

	it('has a behaviour for every endpoint, and no more', () => {
		const answered = ENDPOINTS.filter(({ auth }) => APP_TOKEN.has(auth)).map(({ id }) => id);
		expect(Object.keys(BEHAVIOURS).sort()).toEqual(answered.sort());
	});

	it('says where each endpoint is documented', () => {
		for (const { id, source } of ENDPOINTS) expect([id, source]).toEqual([id, expect.any(String)]);
	});
});
