import nock from 'nock';

import { callbackSignature, decryptCallback } from '../../../nodes/shared/crypto/callback';
import { forgetPushes } from '../../../nodes/DingTalkCallbackTrigger/seenPushes';
import { receive } from '../../../nodes/DingTalkCallbackTrigger/webhook';
import { awaitResult } from '../../../nodes/shared/waiting/results';
import type { CallbackHost, HostOptions } from '../../helpers/callbackHost.mts';
import { startCallbackHost } from '../../helpers/callbackHost.mts';
import type { Answer } from '../../helpers/callbackPush.mts';
import { eventPost, KEYS, send } from '../../helpers/callbackPush.mts';
import { instantClock } from '../../helpers/fakeClock.mts';
import vectors from '../../vectors/callback.json';

const JOINED = {
	EventType: 'user_add_org',
	eventId: 'event-1',
	CorpId: 'dingcorp',
	UserId: ['zhangwei', '李娜'],
	TimeStamp: '1700000000000',
};
const MINUTE = 60_000;
const ALL_EVENTS = { triggerOn: ['event'], events: ['*'] };

let host: CallbackHost;
const start = async (options: Partial<HostOptions> = {}) => {
	host = await startCallbackHost({ parameters: ALL_EVENTS, keys: KEYS, ...options });
	return host;
};

beforeEach(forgetPushes);
afterEach(async () => await host.close());

/** What the answer says, checked and decrypted. */
function decrypted({ json }: Answer): string {
	const { msg_signature, timeStamp, nonce, encrypt } = json as Record<string, string>;
	expect(msg_signature).toBe(callbackSignature(KEYS.token, timeStamp, nonce, encrypt));
	const content = decryptCallback(KEYS.aesKey, encrypt);
	return content.ok && content.ownerKey === KEYS.ownerKey ? content.text : '';
}

test('the end of an approval wakes who waits for it, whatever the filters say', async () => {
	await start({ parameters: { triggerOn: ['event'], events: ['user_add_org'] } });
	const now = Date.now();
	const woken = new Promise((done) => {
		nock('http://n8n.example').post('/webhook-waiting/7/node', { wake: true }).reply(200, done);
	});
	awaitResult('P1', 'http://n8n.example/webhook-waiting/7/node', now + MINUTE, now);
	const ended = { EventType: 'bpms_instance_change', processInstanceId: 'P1', type: 'finish' };
	const answer = await send(host.url, eventPost({ ...ended, eventId: 'event-9' }));
	expect(decrypted(answer)).toBe('success');
	await woken;
	expect(host.executions).toEqual([]);
});

describe('an event', () => {
	it('starts the workflow once and is answered with the encrypted success', async () => {
		await start();
		const answer = await send(host.url, eventPost(JOINED));
		expect(answer.status).toBe(200);
		expect(Object.keys(answer.json).sort()).toEqual([
			'encrypt',
			'msg_signature',
			'nonce',
			'timeStamp',
		]);
		expect(decrypted(answer)).toBe('success');
		expect(host.executions).toHaveLength(1);
		expect(host.executions[0]).toEqual([
			{
				json: {
					kind: 'event',
					eventType: 'user_add_org',
					eventId: 'event-1',
					corpId: 'dingcorp',
					bornAt: '2023-11-14T22:13:20.000Z',
					data: expect.objectContaining({ userId: ['zhangwei', '李娜'] }),
				},
			},
		]);
	});

	it('keeps 64-bit numbers exact', async () => {
		await start({ parameters: { ...ALL_EVENTS, simplify: false } });
		await send(host.url, eventPost('{"EventType":"x","eventId":"1","taskId":9223372036854775807}'));
		expect(host.executions[0][0].json).toMatchObject({ data: { taskId: '9223372036854775807' } });
	});

	it('may carry its signature as msg_signature, which comes first', async () => {
		await start();
		const { query, body } = eventPost(JOINED);
		const { signature, ...rest } = query as Record<string, string>;
		const named = { ...rest, msg_signature: signature };
		expect((await send(host.url, { query: named, body })).status).toBe(200);
		const both = { ...rest, msg_signature: 'wrong', signature };
		expect((await send(host.url, { query: both, body })).status).toBe(401);
		expect(host.executions).toHaveLength(1);
	});

	it('may carry a time in seconds, as the samples do', async () => {
		await start();
		const at = Math.floor(Date.now() / 1000);
		expect((await send(host.url, eventPost(JOINED, { at }))).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});

	it('that is not wanted is answered all the same and starts nothing', async () => {
		await start({ parameters: { triggerOn: ['event'], events: ['bpms_instance_change'] } });
		expect(decrypted(await send(host.url, eventPost(JOINED)))).toBe('success');
		expect(host.executions).toEqual([]);
	});

	it('is answered all the same where the trigger is for messages only', async () => {
		await start({ parameters: { triggerOn: ['message'] } });
		expect(decrypted(await send(host.url, eventPost(JOINED)))).toBe('success');
		expect(host.executions).toEqual([]);
	});
});

describe('check_url', () => {
	it('is answered and starts nothing', async () => {
		await start();
		const answer = await send(host.url, eventPost({ EventType: 'check_url' }));
		expect(decrypted(answer)).toBe('success');
		expect(host.executions).toEqual([]);
	});

	it('is answered while the fields are still unfinished', async () => {
		await start({ parameters: { triggerOn: ['event'], events: [] } });
		const answer = await send(host.url, eventPost({ EventType: 'check_url' }));
		expect(decrypted(answer)).toBe('success');
	});

	it.each(vectors.callback.slice(1))('of the published kind: $name', async (vector) => {
		const clock = instantClock(Number(vector.timestamp) * 1000);
		await start({
			keys: {
				...KEYS,
				token: vector.token,
				aesKey: vector.encoding_aes_key,
				ownerKey: vector.owner_key,
			},
			receive: async (context) => await receive(context, clock),
		});
		const { signature, timestamp, nonce, encrypt } = vector;
		const answer = await send(host.url, {
			query: { signature, timestamp, nonce },
			body: JSON.stringify({ encrypt }),
		});
		expect(answer.status).toBe(200);
		const reply = answer.json as Record<string, string>;
		expect(decryptCallback(vector.encoding_aes_key, reply.encrypt)).toMatchObject({
			text: 'success',
		});
		expect(host.executions).toHaveLength(vector.name === 'check_url' ? 0 : 1);
	});
});

describe('the same event again', () => {
	it('starts nothing and is answered', async () => {
		await start();
		await send(host.url, eventPost(JOINED));
		expect(decrypted(await send(host.url, eventPost(JOINED, { nonce: 'another' })))).toBe(
			'success',
		);
		expect(host.executions).toHaveLength(1);
	});

	it('starts nothing for as long as its signature holds', async () => {
		let now = Date.now();
		const clock = { ...instantClock(now), now: () => now };
		await start({ receive: async (context) => await receive(context, clock) });
		const post = eventPost(JOINED, { at: now + 9 * MINUTE });
		expect((await send(host.url, post)).status).toBe(200);
		for (const later of [5 * MINUTE, 18 * MINUTE]) {
			now = Date.now() + later;
			expect(decrypted(await send(host.url, post))).toBe('success');
		}
		expect(host.executions).toHaveLength(1);
	});

	it('is refused while the first one is being stored, so that DingTalk pushes it again', async () => {
		let isStored = () => {};
		const storing = new Promise<void>((resolve) => {
			isStored = resolve;
		});
		let hasBegun = () => {};
		const begun = new Promise<void>((resolve) => {
			hasBegun = resolve;
		});
		await start({
			store: async () => {
				hasBegun();
				await storing;
			},
		});
		const first = send(host.url, eventPost(JOINED));
		await begun;
		const second = await send(host.url, eventPost(JOINED));
		isStored();
		expect([(await first).status, second.status]).toEqual([200, 503]);
		expect((await send(host.url, eventPost(JOINED))).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});

	it('starts the workflow when n8n could not store the first one after DingTalk had hung up', async () => {
		const hangUp = new AbortController();
		let isFirst = true;
		await start({
			store: async (response) => {
				if (!isFirst) return;
				isFirst = false;
				hangUp.abort();
				await new Promise((resolve) => response.once('close', resolve));
				throw new Error('the database is down');
			},
		});
		await expect(send(host.url, eventPost(JOINED), hangUp.signal)).rejects.toThrow('abort');
		let again: Answer;
		do again = await send(host.url, eventPost(JOINED));
		while (again.status === 503);
		expect(decrypted(again)).toBe('success');
		expect(host.executions).toHaveLength(1);
	});

	it('starts the workflow when n8n could not store the first one', async () => {
		let isDown = true;
		await start({
			store: async () => {
				if (isDown) throw new Error('the database is down');
			},
		});
		expect((await send(host.url, eventPost(JOINED))).status).toBe(500);
		expect(host.executions).toHaveLength(0);
		isDown = false;
		expect((await send(host.url, eventPost(JOINED))).status).toBe(200);
		expect(host.executions).toHaveLength(1);
		expect((await send(host.url, eventPost(JOINED))).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});

	it('is told apart from others', async () => {
		await start();
		for (let count = 0; count < 250; count++) {
			await send(host.url, eventPost({ ...JOINED, eventId: `event-${count}` }));
		}
		expect(host.executions).toHaveLength(250);
	});

	it('in a test run does not count for the active workflow', async () => {
		await start({ mode: 'manual' });
		await send(host.url, eventPost(JOINED));
		expect(host.executions).toHaveLength(1);
		await host.close();
		await start();
		await send(host.url, eventPost(JOINED));
		expect(host.executions).toHaveLength(1);
	});
});

describe('the static data of the workflow, which n8n loads with the request and saves after the answer', () => {
	const counted = (count: number) => ({ global: { count } });

	it('keeps what an execution wrote meanwhile', async () => {
		await start({
			staticData: counted(1),
			store: async () => host.saveStaticData(counted(2)),
		});
		await send(host.url, eventPost(JOINED));
		expect(host.executions).toHaveLength(1);
		expect(host.staticData()).toEqual(counted(2));
	});

	it('is not even begun', async () => {
		await start();
		await send(host.url, eventPost(JOINED));
		await send(host.url, eventPost(JOINED));
		expect(host.staticData()).toEqual({});
	});
});
