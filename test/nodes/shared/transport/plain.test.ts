import nock from 'nock';

import { fetchPlain } from '../../../../nodes/shared/transport/plain';
import type { CallContext } from '../../../../nodes/shared/transport/callContext';
import { appCredential } from '../../../helpers/dingTalk.mts';
import { everythingIn } from '../../../helpers/everythingIn.mts';
import { requestContext } from '../../../helpers/trigger.mts';

const SIGNED = 'https://files.example/a.png?OSSAccessKeyId=key-of-the-store&Sig=nobody-may-see';

test('a temporary URL that is refused leaves no part of itself in the failure', async () => {
	nock('https://files.example')
		.get(/^\/a\.png/)
		.reply(403, '<Error><Key>key-of-the-store</Key><Provided>nobody-may-see</Provided></Error>');
	const context = requestContext(appCredential()) as unknown as CallContext;
	const outcome = await fetchPlain(context, SIGNED);
	expect(outcome).toMatchObject({ ok: false, failure: { httpStatus: 403 } });
	expect(everythingIn(outcome)).toContain('<Error>');
	expect(everythingIn(outcome)).not.toMatch(/key-of-the-store|nobody-may-see/);
});

test('what is no URL is a failure like any other', async () => {
	const context = requestContext(appCredential()) as unknown as CallContext;
	const outcome = await fetchPlain(context, undefined as unknown as string);
	expect(outcome.ok).toBe(false);
});
