import fc from 'fast-check';

import { identify } from '../../../nodes/DingTalkCallbackTrigger/identify';
import { forgetPushes } from '../../../nodes/DingTalkCallbackTrigger/seenPushes';
import { encryptCallback } from '../../../nodes/shared/crypto/callback';
import type { CallbackHost } from '../../helpers/callbackHost.mts';
import { startCallbackHost } from '../../helpers/callbackHost.mts';
import type { Post } from '../../helpers/callbackPush.mts';
import {
	cardPost,
	encryptedPost,
	eventPost,
	KEYS,
	messagePost,
	send,
	textMessage,
} from '../../helpers/callbackPush.mts';
import { runsOf } from '../../helpers/whole.mts';

const EVENT = { EventType: 'user_add_org', eventId: 'event-1', UserId: ['张伟'] };
const CARD = { type: 'actionCallback', outTrackId: 'card-1', userId: 'zhangwei', content: '{}' };
const ALL_KINDS = { triggerOn: ['message', 'event', 'cardAction'], events: ['*'] };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let host: CallbackHost;
const start = async (keys: object = {}) => {
	host = await startCallbackHost({ parameters: ALL_KINDS, keys: { ...KEYS, ...keys } });
};

beforeEach(async () => {
	forgetPushes();
	await start();
});
afterEach(async () => await host.close());

/** The request was refused: nothing started, nothing failed, and nobody learns anything from the answer. */
async function expectRefusal(post: Post, status: number, message: string, logged = message) {
	const answer = await send(host.url, post);
	expect({ status: answer.status, json: answer.json }).toEqual({
		status,
		json: { code: status, message },
	});
	expect(host.executions).toEqual([]);
	expect(host.failures).toEqual([]);
	expect(host.logs).toHaveLength(1);
	expect(host.logs[0]).toContain(logged);
	for (const secret of [...Object.values(KEYS), 'secret-session', '张伟']) {
		expect(answer.text).not.toContain(secret);
		expect(host.logs[0]).not.toContain(secret);
	}
}

const without = (record: Record<string, string> = {}, name: string) =>
	Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

describe('a missing or wrong signature', () => {
	const WRONG = 'The signature is missing or wrong';

	it.each(['signature', 'timestamp', 'nonce'])('of an event: no %s', async (name) => {
		const post = eventPost(EVENT);
		await expectRefusal({ ...post, query: without(post.query, name) }, 401, WRONG);
	});

	it('of an event signed with another token', async () => {
		await host.close();
		await start({ token: 'another-token' });
		await expectRefusal(eventPost(EVENT), 401, WRONG);
	});

	it('of an event with two signatures in the query', async () => {
		const { query, body } = eventPost(EVENT);
		const url = `${host.url}?${new URLSearchParams(query).toString()}&signature=x`;
		const response = await fetch(url, { method: 'POST', body });
		expect(response.status).toBe(401);
	});

	it.each(['sign', 'timestamp'])('of a message: no %s', async (name) => {
		const post = messagePost(textMessage('hi'));
		await expectRefusal({ ...post, headers: without(post.headers, name) }, 401, WRONG);
	});

	it('of a message signed for another time', async () => {
		const post = messagePost(textMessage('hi'));
		const timestamp = String(Date.now() + 1);
		await expectRefusal({ ...post, headers: { ...post.headers, timestamp } }, 401, WRONG);
	});

	it.each(['x-ddpaas-signature', 'x-ddpaas-signature-timestamp'])(
		'of a card action: no %s',
		async (name) => {
			const post = cardPost(CARD);
			await expectRefusal({ ...post, headers: without(post.headers, name) }, 401, WRONG);
		},
	);

	it('of a card action that is signed like a message', async () => {
		const { headers } = messagePost({});
		await expectRefusal({ headers, body: JSON.stringify(CARD) }, 401, WRONG);
	});
});

describe('a stale time', () => {
	const STALE = 'The push is too old, or its time is wrong';

	it.each([
		['event', (at: number) => eventPost(EVENT, { at }), 10 * MINUTE],
		['message', (at: number) => messagePost(textMessage('hi'), { at }), HOUR],
		['card action', (at: number) => cardPost(CARD, { at }), HOUR],
	])('of an %s', async (_kind, post, window) => {
		expect((await send(host.url, post(Date.now() - window + MINUTE))).status).toBe(200);
		expect((await send(host.url, post(Date.now() - window - MINUTE))).status).toBe(401);
		expect((await send(host.url, post(Date.now() + window + MINUTE))).status).toBe(401);
		expect(host.executions).toHaveLength(1);
		expect(host.logs.every((line) => line.includes(STALE))).toBe(true);
	});

	it.each(['', 'now', '-1', '1e12', '17', '99999999999999999999'])('such as %j', async (time) => {
		const encrypt = encryptCallback(KEYS, JSON.stringify(EVENT));
		await expectRefusal(encryptedPost(encrypt, time, 'nonce'), 401, STALE);
	});
});

describe('a signed push that is not for this trigger', () => {
	const now = () => String(Date.now());
	/** Whoever has the token, but not the key, must not learn whether padding, owner or content is wrong. */
	const expectUnreadable = async (post: Post, logged: string) =>
		await expectRefusal(post, 400, 'The content cannot be read', logged);

	it('has another owner', async () => {
		const encrypt = encryptCallback({ ...KEYS, ownerKey: 'dingother' }, JSON.stringify(EVENT));
		await expectUnreadable(encryptedPost(encrypt, now(), 'n'), 'The push is for another owner');
	});

	it.each(['', 'dingtes', 'dingtest1', 'DINGTEST'])('has the owner %j', async (ownerKey) => {
		const encrypt = encryptCallback({ ...KEYS, ownerKey }, JSON.stringify(EVENT));
		await expectUnreadable(encryptedPost(encrypt, now(), 'n'), 'The push is for another owner');
	});

	it('is encrypted with another key', async () => {
		const aesKey = [...KEYS.aesKey].reverse().join('');
		const encrypt = encryptCallback({ ...KEYS, aesKey }, JSON.stringify(EVENT));
		await expectUnreadable(encryptedPost(encrypt, now(), 'n'), 'The content cannot be decrypted');
	});

	it.each(['', 'AAAA', '!', 'x'.repeat(64)])('is no cipher text: %j', async (encrypt) => {
		await expectUnreadable(encryptedPost(encrypt, now(), 'n'), 'The content cannot be decrypted');
	});

	it.each(['', 'success', '[]', 'null', '{}', '{"EventType":""}', '{"EventType":{}}'])(
		'holds no event: %j',
		async (text) => {
			await expectUnreadable(eventPost(text), 'The content is not an event');
		},
	);
});

describe('a broken request', () => {
	const NOT_JSON = 'The body is not a JSON object';

	it.each(['', '[]', 'null', '"text"', '1'])('has the body %j', async (body) => {
		await expectRefusal({ body }, 400, NOT_JSON);
	});

	it('is cut off', async () => {
		const headers = { 'Content-Type': 'text/plain' };
		await expectRefusal({ headers, body: '{"encrypt":"abc' }, 400, NOT_JSON);
	});

	it('is a form', async () => {
		const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
		await expectRefusal({ headers, body: 'encrypt=abc' }, 400, NOT_JSON);
	});

	it('is a form with files', async () => {
		const body = new FormData();
		body.append('encrypt', 'abc');
		const response = await fetch(host.url, { method: 'POST', body });
		expect(response.status).toBe(400);
		expect(host.failures).toEqual([]);
	});

	it.each(['{}', '{"hello":"world"}', '{"encrypt":1}', '{"msgtype":"text"}'])(
		'is no push at all: %s',
		async (body) => {
			await expectRefusal({ body }, 400, 'This is none of the pushes that DingTalk sends');
		},
	);

	it('is huge', async () => {
		const body = JSON.stringify({ encrypt: 'A'.repeat(1024 * 1024) });
		await expectRefusal({ body }, 413, 'The body is too large');
	});

	it('is huge although it does not say so beforehand', async () => {
		const chunk = new TextEncoder().encode('A'.repeat(64 * 1024));
		let left = 17;
		const body = new ReadableStream({
			pull(controller) {
				if (left-- > 0) controller.enqueue(chunk);
				else controller.close();
			},
		});
		const response = await fetch(host.url, { method: 'POST', body, duplex: 'half' } as RequestInit);
		expect(response.status).toBe(413);
	});
});

describe('a kind that the credential has no keys for', () => {
	const NO_KEYS = 'This trigger is not set up for pushes of this kind';

	it.each([
		['event', { token: '' }, eventPost(EVENT)],
		['event', { ownerKey: ' ' }, eventPost(EVENT)],
		['event', { aesKey: 'short' }, eventPost(EVENT)],
		['message', { appSecret: '' }, messagePost(textMessage('hi'))],
		['card action', { cardSecret: '' }, cardPost(CARD)],
	])('%s %j', async (_kind, keys, post) => {
		await host.close();
		await start(keys);
		await expectRefusal(post, 403, NO_KEYS);
	});
});

describe('tampering', () => {
	const AT = 1_700_000_000_000;
	const post = eventPost(EVENT, { at: AT });
	const { encrypt } = JSON.parse(post.body) as { encrypt: string };
	const parts: Record<string, string> = { ...post.query, encrypt };
	const bytes = Object.entries(parts).flatMap(([name, text]) =>
		[...text].map((_, index) => [name, index] as const),
	);
	const judge = ({ encrypt: body, ...query }: Record<string, string>) =>
		identify(
			{ body: { encrypt: body }, header: () => '', query: (name) => query[name] ?? '' },
			KEYS,
			AT,
		);

	it('with any byte of signature, timestamp, nonce or encrypt is refused', () => {
		expect(judge(parts)).toMatchObject({ push: { id: 'event-1' } });
		fc.assert(
			fc.property(
				fc.constantFrom(...bytes),
				fc.integer({ min: 1, max: 127 }),
				([name, index], flip) => {
					const changed = Buffer.from(parts[name]);
					changed[index] ^= flip;
					expect(judge({ ...parts, [name]: changed.toString('latin1') })).toEqual({
						status: 401,
						reason: 'wrongSignature',
					});
				},
			),
			{ numRuns: runsOf(2000) },
		);
	});

	it('with lengths, or by moving text from one part to another, is refused', () => {
		for (const [name, text] of Object.entries(parts)) {
			for (const changed of ['', text.slice(1), text.slice(0, -1), `${text}A`]) {
				expect(judge({ ...parts, [name]: changed })).toMatchObject({ status: 401 });
			}
		}
	});

	it('by anybody without the token is refused, whatever the request', () => {
		fc.assert(
			fc.property(
				fc.record({
					signature: fc.string(),
					timestamp: fc.constantFrom(String(AT), '', '0'),
					nonce: fc.string(),
					encrypt: fc.oneof(fc.string(), fc.constant(encrypt)),
				}),
				(request) => {
					expect(judge(request)).toMatchObject({ status: 401 });
				},
			),
		);
	});
});
