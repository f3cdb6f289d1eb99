import nock from 'nock';

import { success } from '../../../../nodes/shared/errors/failure';
import { explain } from '../../../../nodes/shared/errors/toNodeError';
import { createApi } from '../../../../nodes/shared/transport/api';
import { postPlain } from '../../../../nodes/shared/transport/plain';
import type { CallContext } from '../../../../nodes/shared/transport/callContext';
import { withinTime } from '../../../../nodes/shared/transport/withinTime';
import { API, appCredential } from '../../../helpers/dingTalk.mts';
import { startDripper } from '../../../helpers/drip.mts';
import { waitingFor } from '../../../helpers/listeners.mts';
import { breakingAfter } from '../../../helpers/streams.mts';
import { requestContext } from '../../../helpers/trigger.mts';

const context = () => requestContext(appCredential()) as unknown as CallContext;
const TIMED_OUT = {
	ok: false,
	failure: {
		kind: 'connection',
		code: 'ETIMEDOUT',
		message: expect.stringContaining('whole answer'),
	},
};

describe('a byte now and then does not keep alive', () => {
	let dripper: Awaited<ReturnType<typeof startDripper>>;
	beforeEach(async () => {
		dripper = await startDripper(20);
	});
	afterEach(async () => await dripper.close());

	test.each(['api', 'oapi'] as const)('a call of the %s host', async (host) => {
		const bases = { apiBaseUrl: dripper.url, oapiBaseUrl: dripper.url };
		const credential = appCredential({ ...bases, issuedFor: `dingtest@${dripper.url}` });
		const api = await createApi(requestContext(credential) as unknown as CallContext);
		const path = host === 'api' ? '/v1.0/x' : '/chat/get';
		const call = { method: 'GET', host, path, answer: 'json', repeatable: false } as const;
		expect(await api.attempt({ ...call, timeoutMs: 200 })).toMatchObject(TIMED_OUT);
		await dripper.hungUp;
	});

	test('a session webhook, nor the exchange of a token', async () => {
		const outcome = await postPlain(context(), {
			url: `${dripper.url}/robot/sendBySession?session=abc`,
			body: {},
			timeoutMs: 200,
			answer: 'nothing',
			isOapi: true,
		});
		expect(outcome).toMatchObject(TIMED_OUT);
		expect(!outcome.ok && explain(outcome.failure).message).toMatch(
			/^The connection to DingTalk broke/,
		);
		await dripper.hungUp;
	});
});

test('a server that never answers ends in time', async () => {
	const outcome = await withinTime(50, async () => await new Promise(() => {}));
	expect(outcome).toMatchObject(TIMED_OUT);
});

test('a cancelled execution is no time-out', async () => {
	const cancel = new AbortController();
	const outcome = withinTime(10_000, async () => await new Promise(() => {}), {
		signal: cancel.signal,
	});
	cancel.abort();
	expect(await outcome).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
	const late = await withinTime(1000, async () => await new Promise(() => {}), {
		signal: cancel.signal,
	});
	expect(late).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
});

test('an answer that breaks off in the middle is a lost connection', async () => {
	nock(API)
		.get('/v1.0/x')
		.reply(200, () => breakingAfter('{"a":'));
	const api = await createApi(context());
	const call = { method: 'GET', host: 'api', path: '/v1.0/x', answer: 'json' } as const;
	expect(await api.attempt({ ...call, repeatable: false })).toMatchObject({
		ok: false,
		failure: { kind: 'connection' },
	});
});

test.each([
	['ends', async () => await Promise.resolve(success('x'))],
	['breaks', async () => await Promise.reject(new Error('x'))],
])('an exchange that %s leaves nothing at its signals', async (_name, exchange) => {
	const execution = new AbortController();
	let ending: AbortSignal | undefined;
	await withinTime(
		10_000,
		async (signal) => {
			ending = signal;
			return await exchange();
		},
		{ signal: execution.signal },
	);
	// Node keeps a signal that is made from others for as long as anything listens to it.
	expect(waitingFor(ending!)).toEqual([]);
	expect(waitingFor(execution.signal)).toEqual([]);
});
