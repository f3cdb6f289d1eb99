import { sandbox, useSandbox } from './started.mts';
import {
	StreamClient,
	connectStream,
	openStream,
	sandboxUntil,
	streamAddress,
} from './streamClient.mts';

useSandbox();

const raise = (n = 0) => sandbox.control.raiseEvent('user_add_org', { n }).eventId;
const say = () =>
	sandbox.control.sendToRobot('lina', { msgtype: 'text', text: { content: 'x' } }).botMessage;

function fault(what: string, more: object = {}): void {
	sandbox.control.streamFault({ what, ...more } as Parameters<
		typeof sandbox.control.streamFault
	>[0]);
}
const left = () => sandbox.control.state().streamFaults;

describe('faults of what is pushed next', () => {
	it('dropMidFrame cuts the line in the middle of a frame; the event comes again', async () => {
		sandbox.control.streamSettings({ redeliverAfterMs: 20 });
		const stream = await connectStream(sandbox);
		fault('dropMidFrame');
		const eventId = raise();
		expect((await stream.closed).wasClean).toBe(false);
		expect([stream.frames, stream.broken]).toEqual([[], []]);
		const again = await connectStream(sandbox);
		expect((await again.next())[0].headers.eventId).toBe(eventId);
	});

	it('dropMidFrame loses a message for good', async () => {
		const stream = await connectStream(sandbox);
		fault('dropMidFrame');
		say();
		await stream.closed;
		await sandboxUntil(sandbox, () => sandbox.control.pushes()[0].status === 'lost');
	});

	it('duplicate sends a frame twice', async () => {
		const stream = await connectStream(sandbox);
		fault('duplicate');
		raise();
		const [one, two] = await stream.next(2);
		expect(two).toEqual(one);
		expect(sandbox.control.pushes()).toMatchObject([{ attempts: 1 }]);
		expect(left()).toEqual([]);
	});

	it('reorder sends a frame behind the next one, or alone after a while', async () => {
		const stream = await connectStream(sandbox);
		fault('reorder', { delayMs: 60_000 });
		raise(1);
		raise(2);
		expect((await stream.next(2)).map(({ data }) => data.n as number)).toEqual([2, 1]);
		fault('reorder', { delayMs: 10 });
		raise(3);
		expect((await stream.next(3))[2].data.n).toBe(3);
	});

	it('delay sends a frame later', async () => {
		const stream = await connectStream(sandbox);
		fault('delay', { delayMs: 30 });
		const startedAt = Date.now();
		raise();
		await stream.next();
		expect(Date.now() - startedAt).toBeGreaterThanOrEqual(25);
	});

	it('badJson sends a text that is none; the event comes again', async () => {
		sandbox.control.streamSettings({ redeliverAfterMs: 20 });
		const stream = await connectStream(sandbox);
		fault('badJson');
		const eventId = raise();
		const [frame] = await stream.next();
		expect(stream.broken).toHaveLength(1);
		expect(frame.headers.eventId).toBe(eventId);
	});

	it('hits as often as told, and only the app it is for', async () => {
		const stream = await connectStream(sandbox);
		fault('duplicate', { times: 2, clientId: 'dingsandboxnew' });
		raise();
		raise();
		await stream.next(2);
		expect(left()).toEqual([{ what: 'duplicate', times: 2, clientId: 'dingsandboxnew' }]);
		fault('duplicate', { times: 2 });
		for (let n = 0; n < 3; n++) raise();
		await stream.next(7);
	});
});

describe('faults of connections', () => {
	it('drop cuts the lines that stand', async () => {
		const stream = await connectStream(sandbox);
		fault('drop');
		expect((await stream.closed).code).toBe(1006);
		await sandboxUntil(sandbox, () => sandbox.control.connections().length === 0);
	});

	it('halfOpen lets nothing through, and nobody knows', async () => {
		sandbox.control.streamSettings({ pingEveryMs: 30, redeliverAfterMs: 200 });
		const silent = await connectStream(sandbox);
		fault('halfOpen');
		const [eventId, message] = [raise(), say()];
		expect(sandbox.control.connections()).toMatchObject([{ state: 'halfOpen', pushed: 2 }]);
		// After unanswered pings the gateway forgets it; the other end hears nothing of that.
		await sandboxUntil(sandbox, () => sandbox.control.connections().length === 0);
		expect(silent.socket.readyState).toBe(WebSocket.OPEN);
		expect(silent.frames).toEqual([]);
		const fresh = await connectStream(sandbox);
		const [frame] = await fresh.next(1, ({ type }) => type === 'EVENT');
		expect(frame.headers.eventId).toBe(eventId);
		const { key, status } = sandbox.control.pushes()[1];
		expect([key, status]).toEqual([message.msgId, 'lost']);
	});

	it('disconnect asks some of several to go', async () => {
		await Promise.all([connectStream(sandbox), connectStream(sandbox)]);
		fault('disconnect', { times: 1 });
		const states = sandbox.control.connections().map(({ state }) => state);
		expect(states.sort()).toEqual(['draining', 'open']);
	});

	it('storm cuts the lines and the next ones as soon as they stand', async () => {
		const stream = await connectStream(sandbox);
		fault('storm', { times: 2 });
		await stream.closed;
		for (let n = 0; n < 2; n++) await (await connectStream(sandbox)).closed;
		const calm = await connectStream(sandbox);
		raise();
		await calm.next();
	});
});

describe('faults of opening', () => {
	it('refuseTicket refuses a good ticket, which is used up', async () => {
		fault('refuseTicket');
		const address = await streamAddress(sandbox);
		await expect(new StreamClient(address).opened()).rejects.toThrow('refused');
		await expect(new StreamClient(address).opened()).rejects.toThrow('refused');
		await connectStream(sandbox);
	});

	it('refuseOpen answers 503, or what it is told', async () => {
		fault('refuseOpen');
		expect((await openStream(sandbox)).status).toBe(503);
		fault('refuseOpen', { answer: { status: 403, body: { code: 'Forbidden' } } });
		const told = await openStream(sandbox);
		expect([told.status, await told.json()]).toEqual([403, { code: 'Forbidden' }]);
		expect((await openStream(sandbox)).status).toBe(200);
	});

	it('are dropped by clearFaults, as those of calls', async () => {
		fault('refuseOpen', { times: 5 });
		sandbox.control.clearFaults();
		expect((await openStream(sandbox)).status).toBe(200);
	});
});
