import type { INode } from 'n8n-workflow';
import nock from 'nock';

import { bytesOf } from '../../../helpers/binary.mts';
import { expectNoSecrets, postApi } from '../../../helpers/calls.mts';
import { API, appCredential, OAPI, runDingTalk, TOKEN } from '../../../helpers/dingTalk.mts';
import { startWitness } from '../../../helpers/redirector.mts';

const STORE = 'https://store.example.com';
const MIRROR = 'https://mirror.example.com';
const form = { resource: 'media', operation: 'download' };
const FILE = 'the file';

/** The three ways to a file, and the address each of them gets it from. */
const WAYS: ReadonlyArray<[string, object, plan: () => nock.Interceptor]> = [
	[
		'by download code',
		{ ...form, source: 'downloadCode', downloadCode: 'code1' },
		() => {
			postApi('/v1.0/robot/messageFiles/download', undefined, {
				downloadUrl: `${STORE}/f?sign=s3`,
			});
			return nock(STORE).get('/f?sign=s3');
		},
	],
	[
		'by media ID',
		{ ...form, source: 'mediaId', mediaId: '@lADPx' },
		() => nock(OAPI).get('/media/get').query({ media_id: '@lADPx', access_token: TOKEN }),
	],
	[
		'by API Request',
		{
			resource: 'apiRequest',
			operation: 'send',
			method: 'GET',
			path: '/v1.0/files/7',
			responseFormat: 'file',
		},
		() => nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } }).get('/v1.0/files/7'),
	],
];

/** Plans an answer of the other host, which must get no credentials. */
const elsewhere = (path: string) =>
	nock(MIRROR, {
		badheaders: ['x-acs-dingtalk-access-token', 'authorization', 'cookie'],
	}).get((uri) => uri === path);
const download = async (parameters: object) =>
	await runDingTalk({
		parameters: parameters as INode['parameters'],
		credentials: appCredential(),
	});

describe.each(WAYS)('%s', (_name, parameters, plan) => {
	test.each([301, 302, 303, 307, 308])(
		'a file is fetched from where DingTalk points to, without the token (HTTP %p)',
		async (status) => {
			plan().reply(status, '', { location: `${MIRROR}/f?sign=s4` });
			elsewhere('/f?sign=s4').reply(302, '', { location: '/g?sign=s5' });
			elsewhere('/g?sign=s5').reply(200, FILE, { 'content-type': 'application/pdf' });
			const result = await download(parameters);
			expect(result.error).toBeUndefined();
			expect((await bytesOf(result.items[0].binary!.data)).toString()).toBe(FILE);
			expectNoSecrets(result, 'sign=s3', 'sign=s4', 'sign=s5');
		},
	);

	test('nothing is fetched without TLS', async () => {
		const witness = await startWitness();
		plan().reply(302, '', { location: `${witness.url}/f?sign=s4` });
		const result = await download(parameters);
		await witness.close();
		expect(witness.requests).toEqual([]);
		const words = `${String(result.error?.message)} ${String(result.error?.description)}`;
		expect(words).toContain(`HTTP 302, redirect to ${witness.url}`);
		expectNoSecrets(result, 'sign=s4');
	});

	test('a circle of redirects ends', async () => {
		plan().reply(302, '', { location: `${MIRROR}/round?sign=s4` });
		const round = elsewhere('/round?sign=s4')
			.times(5)
			.reply(302, '', { location: `${MIRROR}/round?sign=s4` });
		const result = await download(parameters);
		expect(round.isDone()).toBe(true);
		expect(result.error?.message).toContain(`redirect to ${MIRROR}`);
		expectNoSecrets(result, 'sign=s4');
	});
});
