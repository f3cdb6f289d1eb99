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
		expect(error?.message).toContain(`HTTP ${status}, redirect to ${witness.url}`);
		expect(error?.description).toMatch(/Check the base URLs.*which is not followed/);
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
	expect(error?.message).toContain(`HTTP 307, redirect to ${witness.url}`);
	expect(error?.description).toMatch(/nothing was sent/);
});

it.each([[301], [302], [307], [308]])(
	'follows no redirect of the OAPI host, with or without a body (HTTP %p)',
	async (status) => {
		const witness = await startWitness();
		const oapi = await startRedirector(status, `${witness.url}/elsewhere`);
		const credentials = appCredential({ oapiBaseUrl: oapi.url, agentId: '7' });
		const read = { resource: 'apiRequest', operation: 'send', method: 'GET', path: '/chat/get' };
		const write = {
			resource: 'message',
			operation: 'send',
			target: 'workNotification',
			recipients: 'people',
			people: { list: [{ ids: 'u1' }] },
			messageType: 'text',
			text: 'hello',
		};
		for (const parameters of [read, write]) {
			const result = await runDingTalk({ parameters, credentials });
			expect(JSON.stringify([result.items, result.error])).not.toContain('accepted":["u1');
		}
		await oapi.close();
		await witness.close();
		expect(witness.requests).toEqual([]);
	},
);
