import nock from 'nock';

import { startSandbox } from '../../../sandbox/index.mts';
import { sandboxCredential } from '../../helpers/appSandbox.mts';
import { runDingTalk } from '../../helpers/dingTalk.mts';
import { startForwardProxy, withEnvironment } from '../../helpers/forwardProxy.mts';

it('goes through the proxy of the environment, for the token as for both hosts', async () => {
	const sandbox = await startSandbox();
	const proxy = await startForwardProxy({
		'api.dingtalk.test': sandbox.apiUrl,
		'oapi.dingtalk.test': sandbox.oapiUrl,
	});
	nock.enableNetConnect(/^(127\.0\.0\.1|o?api\.dingtalk\.test)/);
	const credentials = sandboxCredential({
		apiUrl: 'http://api.dingtalk.test',
		oapiUrl: 'http://oapi.dingtalk.test',
	});
	const results = await withEnvironment({ HTTP_PROXY: proxy.url, NO_PROXY: '' }, async () => [
		await runDingTalk({
			parameters: { resource: 'workRecord', operation: 'count', userId: 'lina' },
			credentials,
		}),
		await runDingTalk({
			parameters: { resource: 'workRecord', operation: 'getAll', userId: 'lina' },
			credentials,
		}),
	]);
	await proxy.close();
	await sandbox.close();
	expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
	expect(proxy.hosts).toEqual(['api.dingtalk.test', 'api.dingtalk.test', 'oapi.dingtalk.test']);
});
