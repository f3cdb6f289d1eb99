import { sandbox, client, useSandbox } from './started.mts';
import {
	StreamClient,
	connectStream,
	dieInHandshake,
	openStream,
	sandboxUntil,
	streamAddress,
	subscriptionsTo,
} from './streamClient.mts';

useSandbox();

const MESSAGES = '/v1.0/im/bot/messages/get';
const hello = { msgtype: 'text' as const, text: { content: 'hello' } };
const say = () => sandbox.control.sendToRobot('lina', hello).botMessage;
const raise = (data: object = { userId: ['u1'] }) =>
	sandbox.control.raiseEvent('user_add_org', data).eventId;
const statuses = () => sandbox.control.pushes().map(({ status }) => status);

describe('opening a connection', () => {
	it('gives an endpoint and a ticket, without a token', async () => {
		const response = await openStream(sandbox);
		expect(response.status).toBe(200);
		const body = (await response.json()) as Record<string, string>;
		expect(body).toEqual({
			endpoint: `${sandbox.apiUrl.replace('http', 'ws')}/connect`,
			ticket: expect.any(String),
		});
		expect(JSON.stringify(sandbox.control.journal())).not.toContain(body.ticket);
		expect(sandbox.control.journal().at(-1)).toMatchObject({
			id: 'stream.open',
			app: 'dingsandboxapp',
		});
	});

	it('survives a client that dies in its handshake, let in or not', async () => {
		await dieInHandshake(sandbox, '/nowhere');
		await dieInHandshake(sandbox, '/connect?ticket=none');
		expect((await openStream(sandbox)).status).toBe(200);
	});

	it('answers XML unless JSON is asked for', async () => {
		const good = await openStream(sandbox, {}, {});
		expect(good.headers.get('content-type')).toContain('xml');
		expect(await good.text()).toMatch(/<ticket>.+<\/ticket>/);
		const bad = await openStream(sandbox, { clientSecret: 'wrong' }, { accept: '*/*' });
		expect([bad.status, await bad.text()]).toEqual([401, expect.stringContaining('<code>auth')]);
	});

	it.each([
		[{ clientSecret: 'wrong' }, 401, 'authFailed'],
		[{ clientId: 'nobody' }, 401, 'authFailed'],
		[{ clientId: undefined }, 400, 'MissingclientId'],
		[{ subscriptions: [] }, 400, 'Missingsubscriptions'],
		[{ subscriptions: [{ type: 'EVENT', topic: 'chat_quit' }] }, 400, 'invalidParameter'],
		[{ subscriptions: [{ type: 'CALLBACK', topic: '*' }] }, 400, 'invalidParameter'],
		[{ subscriptions: [{ type: 'SYSTEM', topic: 'ping' }] }, 400, 'invalidParameter'],
	])('refuses %j', async (body, status, code) => {
		const response = await openStream(sandbox, body);
		expect([response.status, await response.json()]).toEqual([
			status,
			expect.objectContaining({ code }),
		]);
	});

	it('lets a ticket in once', async () => {
		const address = await streamAddress(sandbox);
		const first = await new StreamClient(address).opened();
		await expect(new StreamClient(address).opened()).rejects.toThrow('refused');
		await first.close();
		await expect(new StreamClient(`${address}x`).opened()).rejects.toThrow('refused');
	});

	it('lets a ticket in for 90 seconds', async () => {
		const [early, late] = [await streamAddress(sandbox), await streamAddress(sandbox)];
		sandbox.control.advanceClock(89_000);
		await (await new StreamClient(early).opened()).close();
		sandbox.control.advanceClock(1000);
		await expect(new StreamClient(late).opened()).rejects.toThrow('refused');
	});

	it('lists the connections that stand', async () => {
		const stream = await connectStream(sandbox, { subscriptions: subscriptionsTo([MESSAGES]) });
		expect(sandbox.control.connections()).toEqual([
			{
				id: expect.any(String),
				clientId: 'dingsandboxapp',
				topics: [MESSAGES],
				openedAt: expect.any(Number),
				pushed: 0,
				acked: 0,
				state: 'open',
			},
		]);
		await stream.close();
		await sandboxUntil(sandbox, () => sandbox.control.connections().length === 0);
	});
});

describe('frames', () => {
	it('carry a message to the robot', async () => {
		const stream = await connectStream(sandbox);
		const told = say();
		const [frame] = await stream.next();
		expect(frame).toMatchObject({
			specVersion: '1.0',
			type: 'CALLBACK',
			headers: { topic: MESSAGES, contentType: 'application/json', time: expect.any(String) },
		});
		expect(frame.data).toEqual(told);
		stream.ack(frame, { response: null });
		await sandboxUntil(sandbox, () => statuses()[0] === 'acked');
		expect(sandbox.control.pushes()).toMatchObject([
			{
				messageId: frame.headers.messageId,
				kind: 'message',
				key: told.msgId,
				attempts: 1,
				via: 'stream',
			},
		]);
		expect(sandbox.control.connections()[0]).toMatchObject({ pushed: 1, acked: 1 });
	});

	it('carry an event, with every digit of its ids', async () => {
		const stream = await connectStream(sandbox);
		const eventId = raise({ deptId: [9007199254740993n] });
		const [frame] = await stream.next();
		expect(frame).toMatchObject({
			type: 'EVENT',
			headers: {
				topic: '*',
				eventType: 'user_add_org',
				eventId,
				eventCorpId: 'dingsandboxcorp',
				eventBornTime: expect.stringMatching(/^\d{13}$/),
			},
		});
		expect(frame.inner).toBe('{"deptId":[9007199254740993]}');
	});

	it('ping, and drop a line that does not answer', async () => {
		sandbox.control.streamSettings({ pingEveryMs: 20 });
		const [quiet, lively] = [await connectStream(sandbox), await connectStream(sandbox)];
		let answered = 0;
		const [{ id }] = sandbox.control.connections();
		lively.socket.addEventListener('message', () => {
			lively.ack(lively.frames.at(-1)!, lively.frames.at(-1)!.data);
			answered++;
		});
		const [ping] = await quiet.next();
		expect(ping).toMatchObject({
			type: 'SYSTEM',
			headers: { topic: 'ping' },
			data: { opaque: expect.any(String) },
		});
		await quiet.closed;
		await lively.until(() => answered >= 5);
		expect(sandbox.control.connections()).toEqual([expect.not.objectContaining({ id })]);
	});

	it('say disconnect, then close after silence', async () => {
		sandbox.control.streamSettings({ drainMs: 30 });
		const old = await connectStream(sandbox);
		sandbox.control.streamFault({ what: 'disconnect' });
		const [frame] = await old.next();
		expect(frame).toMatchObject({
			type: 'SYSTEM',
			headers: { topic: 'disconnect' },
			data: { reason: 'connection is expired' },
		});
		expect(sandbox.control.connections()[0].state).toBe('draining');
		const fresh = await connectStream(sandbox);
		for (let n = 0; n < 5; n++) raise();
		await fresh.next(5);
		expect(old.frames).toHaveLength(1);
		expect((await old.closed).code).toBe(1000);
	});
});

describe('delivery', () => {
	it('goes to one connection at random, of those that subscribed to the topic', async () => {
		const body = { subscriptions: subscriptionsTo(['*']) };
		const some = await Promise.all([1, 2, 3].map(async () => await connectStream(sandbox, body)));
		const other = await connectStream(sandbox, { subscriptions: subscriptionsTo([MESSAGES]) });
		const stranger = await connectStream(sandbox, {
			clientId: 'dingsandboxnew',
			clientSecret: 'sandbox-new-secret',
		});
		const ids = Array.from({ length: 90 }, () => raise());
		const all = () => some.flatMap(({ frames }) => frames);
		await Promise.race(some.map(async (one) => await one.until(() => all().length === 90)));
		expect(
			all()
				.map(({ headers }) => headers.eventId)
				.sort(),
		).toEqual(ids.sort());
		for (const { frames } of some) expect(frames.length).toBeGreaterThan(5);
		expect([other.frames, stranger.frames]).toEqual([[], []]);
	});

	it('keeps events for the next connection, and nothing else', async () => {
		const eventId = raise();
		say();
		expect(statuses()).toEqual(['waiting', 'lost']);
		const stream = await connectStream(sandbox);
		const [frame] = await stream.next();
		expect(frame.headers.eventId).toBe(eventId);
		stream.ack(frame);
		await sandboxUntil(sandbox, () => statuses()[0] === 'acked');
		expect(stream.frames).toHaveLength(1);
	});

	it.each([
		['no answer', undefined],
		['LATER', { data: { status: 'LATER', message: 'busy' } }],
		['code 500', { data: { status: 'SUCCESS' }, code: 500 }],
		['another shape', { data: { response: null } }],
	])('repeats an event after %s', async (_name, answer?: { data: object; code?: number }) => {
		// Three times, and then it is lost: a busy machine needs some time for its answer.
		sandbox.control.streamSettings({ redeliverAfterMs: 150 });
		const stream = await connectStream(sandbox);
		raise();
		const [first] = await stream.next();
		if (answer) stream.ack(first, answer.data, answer.code);
		const [, second] = await stream.next(2);
		expect(second.headers.eventId).toBe(first.headers.eventId);
		stream.ack(second);
		await sandboxUntil(sandbox, () => statuses()[0] === 'acked');
		expect(sandbox.control.pushes()[0].attempts).toBeGreaterThanOrEqual(2);
	});

	it('never repeats a message', async () => {
		sandbox.control.streamSettings({ redeliverAfterMs: 20 });
		const stream = await connectStream(sandbox);
		say();
		await sandboxUntil(sandbox, () => statuses()[0] === 'lost');
		expect(stream.frames).toHaveLength(1);
		say();
		await stream.next(2);
		await stream.close();
		await sandboxUntil(sandbox, () => statuses()[1] === 'lost');
	});

	it('counts an answer only on the line the push came over', async () => {
		const [one, two] = [await connectStream(sandbox), await connectStream(sandbox)];
		raise();
		const receiver = await Promise.race([
			one.next().then(() => ({ has: one, other: two })),
			two.next().then(() => ({ has: two, other: one })),
		]);
		const [frame] = receiver.has.frames;
		receiver.other.ack(frame);
		receiver.has.ack(frame, { status: 'LATER' });
		await sandboxUntil(sandbox, () => statuses()[0] === 'waiting');
		expect(sandbox.control.connections().map(({ acked }) => acked)).toEqual([0, 0]);
	});

	it('takes ten thousand pushes in stride, and forgets them when told', async () => {
		const stream = await connectStream(sandbox);
		let seen = 0;
		stream.socket.addEventListener('message', () => stream.ack(stream.frames[seen++]));
		for (let n = 0; n < 10_000; n++) raise({ n });
		await sandboxUntil(sandbox, () => statuses().every((status) => status === 'acked'));
		expect(seen).toBe(10_000);
		expect(sandbox.control.state().pushes).toHaveLength(100);
		sandbox.control.clearPushes();
		expect(sandbox.control.pushes()).toEqual([]);
	}, 30_000);
});

describe('the REST twin', () => {
	const admin = async (method: string, path: string, body?: Record<string, unknown>) =>
		await client.api(method, `/_sandbox/${path}`, body);

	it('raises events, lists connections and pushes, sets faults and times', async () => {
		await connectStream(sandbox);
		const event = { eventType: 'chat_quit', data: { chatId: 'x' }, eventId: 'e1' };
		expect((await admin('POST', 'events', event)).body).toEqual({ eventId: 'e1' });
		expect((await admin('GET', 'connections')).body).toHaveLength(1);
		expect((await admin('GET', 'pushes')).body).toMatchObject([{ key: 'e1', status: 'pushed' }]);
		await admin('DELETE', 'pushes');
		expect(sandbox.control.pushes()).toEqual([]);
		await admin('POST', 'stream/faults', { what: 'delay', times: 2 });
		await admin('POST', 'stream/settings', { pingEveryMs: 5000 });
		expect(sandbox.control.state()).toMatchObject({
			streamFaults: [{ what: 'delay', times: 2 }],
			streamSettings: { pingEveryMs: 5000, redeliverAfterMs: 60_000 },
		});
		await admin('DELETE', 'faults');
		expect(sandbox.control.state().streamFaults).toEqual([]);
	});

	it.each([
		['events', { eventType: '', data: {} }],
		['events', { eventType: 'x', data: [] }],
		['events', { eventType: 'x', data: {}, clientId: 'nobody' }],
		['stream/faults', { what: 'nothing' }],
		['stream/faults', { what: 'drop', times: -1 }],
		['stream/settings', { pingEveryMs: 'soon' }],
		['stream/settings', { nothing: 1 }],
	])('explains what is wrong with %s %j', async (path, body) => {
		expect((await admin('POST', path, body)).status).toBe(400);
	});
});
