import nock from 'nock';

import type { CallContext } from '../../../../nodes/shared/transport/callContext';
import { createApi } from '../../../../nodes/shared/transport/api';
import { appCredential } from '../../../helpers/dingTalk.mts';
import { everythingIn } from '../../../helpers/everythingIn.mts';
import { streamOf } from '../../../helpers/streams.mts';
import { requestContext } from '../../../helpers/trigger.mts';

const STORE = 'https://store.example';
const URL_OF_FILE = `${STORE}/file?Signature=of-the-url`;
const HEADERS = { Authorization: 'OSS signed-by-dingtalk', 'x-oss-date': 'today' };

const putFile = async (open: () => Promise<unknown>) => {
	const api = await createApi(requestContext(appCredential()) as unknown as CallContext, {
		clock: { now: () => Date.now(), random: () => 0, sleep: async () => await Promise.resolve() },
	});
	return await api.putFile({ url: URL_OF_FILE, headers: HEADERS, bytes: 5, open });
};
const put = () => nock(STORE).put('/file', 'hello').query(true);

test('the file is sent with what was signed, without a type and without the token', async () => {
	nock(STORE, {
		badheaders: ['x-acs-dingtalk-access-token', 'content-type'],
		reqheaders: {
			...HEADERS,
			'content-length': '5',
		},
	})
		.put('/file', 'hello')
		.query({ Signature: 'of-the-url' })
		.reply(200, '');
	const outcome = await putFile(async () => await Promise.resolve(streamOf('hello')));
	expect(outcome).toMatchObject({ ok: true, value: { statusCode: 200 } });
});

test('each attempt opens the file anew', async () => {
	let opened = 0;
	put().reply(503, '');
	put().reply(200, '');
	const outcome = await putFile(async () => {
		opened++;
		return await Promise.resolve(streamOf('hello'));
	});
	expect([outcome.ok, opened]).toEqual([true, 2]);
});

test('a refusal repeats nothing that was signed', async () => {
	put().reply(403, `<Error>of-the-url ${HEADERS.Authorization}</Error>`);
	const outcome = await putFile(async () => await Promise.resolve(Buffer.from('hello')));
	expect(outcome).toMatchObject({ ok: false, failure: { httpStatus: 403 } });
	expect(everythingIn(outcome)).not.toMatch(/of-the-url|signed-by-dingtalk/);
});
