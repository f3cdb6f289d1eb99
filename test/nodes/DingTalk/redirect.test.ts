import { startRedirector, startWitness } from '../../helpers/redirector.mts';
import { appCredential, runDingTalk } from '../../helpers/dingTalk.mts';

it.each([[301], [302], [307], [308]])(
	'follows no redirect of the API host, and says so (HTTP %p)',
	async (status) => {
		const witness = await startWitness();
		const api = await startRedirector(status, `${witness.url}/elsewhere`);
		const { error } = await runDingTalk({
			parameters: { resource: 'workRecord', operation: 'count', userId: 'lina' },
			credentials: appCredential({ apiBaseUrl: api.url }),
		});
		await api.close();
		await witness.close();
		expect(witness.requests).toEqual([]);
		expect(error?.message).toBe('The API host answered with a redirect');
		expect(error?.description).toMatch(/Check 'API Base URL'/);
	},
);

it('carries no secret along when the token exchange is redirected', async () => {
	const witness = await startWitness();
	const api = await startRedirector(307, `${witness.url}/elsewhere`);
	const { error } = await runDingTalk({
		parameters: { resource: 'workRecord', operation: 'count', userId: 'lina' },
		credentials: appCredential({ apiBaseUrl: api.url, accessToken: '' }),
	});
	await api.close();
	await witness.close();
	expect(witness.requests).toEqual([]);
	expect(error?.message).toBe('The API host answered with a redirect');
});

it('carries no token along when the OAPI host redirects', async () => {
	const witness = await startWitness();
	const oapi = await startRedirector(302, `${witness.url}/elsewhere`);
	await runDingTalk({
		parameters: { resource: 'apiRequest', operation: 'send', method: 'GET', path: '/chat/get' },
		credentials: appCredential({ oapiBaseUrl: oapi.url }),
	});
	await oapi.close();
	await witness.close();
	expect(JSON.stringify(witness.requests)).not.toMatch(/token-of-the-test|access.token/i);
});
