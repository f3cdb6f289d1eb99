import type { Failure, Outcome } from '../../../../nodes/shared/errors/failure';
import { failed, success } from '../../../../nodes/shared/errors/failure';
import { eventAck } from '../../../../nodes/shared/pushes/frames';
import { createStream } from '../../../../nodes/DingTalkTrigger/stream/stream';
import { manualClock } from '../../../helpers/fakeClock.mts';
import { fakeSockets } from '../../../helpers/fakeSocket.mts';

const UNREACHABLE: Failure = { kind: 'unreachable', code: 'ECONNREFUSED', message: '' };
const WRONG_SECRET: Failure = { kind: 'credential', code: 'authFailed', message: '' };

/** A stream whose gateway and sockets are the test's. `random` 1: each wait is as long as it can be. */
function streaming() {
	const clock = manualClock(1_700_000_000_000, 1);
	const sockets = fakeSockets();
	const told: string[] = [];
	const pushes: string[] = [];
	const gateway = { asked: [] as number[], answers: [] as Array<Failure | Error> };
	/** Whom nothing can be told any more. */
	const deaf = new Set<string>();
	const tell = (what: string, text: string) => {
		if (deaf.has(what)) throw new Error(`nobody hears ${what}`);
		told.push(text);
	};
	const stream = createStream({
		clock,
		openSocket: sockets.openSocket,
		async openGateway(): Promise<Outcome<{ url: string }>> {
			gateway.asked.push(clock.now());
			const failure = gateway.answers.shift();
			if (failure instanceof Error) throw failure;
			return failure
				? failed(failure)
				: success({ url: `wss://gateway/connect?ticket=t${gateway.asked.length}` });
		},
		onPush(frame, answer) {
			pushes.push(frame.headers.messageId);
			answer(eventAck('SUCCESS'));
		},
		onRefused: ({ code }) => tell('refusals', `refused: ${code}`),
		onOutage: ({ code }) => tell('outages', `outage: ${code}`),
		onNews: () => {
			if (deaf.has('news')) throw new Error('nobody hears news');
		},
	});
	/** Waits between the attempts so far, in s. */
	const pauses = () => gateway.asked.slice(1).map((at, n) => (at - gateway.asked[n]) / 1000);
	return { clock, sockets, told, pushes, gateway, stream, pauses, deaf };
}

async function standing() {
	const parts = streaming();
	expect(await parts.stream.open()).toEqual(success(undefined));
	return parts;
}

test('opens with a ticket, hands pushes on and answers on the socket they came on', async () => {
	const { sockets, pushes } = await standing();
	const [socket] = sockets.all;
	expect(socket.url).toBe('wss://gateway/connect?ticket=t1');
	socket.frame('EVENT', '*', { a: 1 });
	expect(pushes).toEqual(['m1.1']);
	expect(socket.sent).toEqual([
		{
			code: 200,
			headers: { messageId: 'm1.1', contentType: 'application/json' },
			message: 'OK',
			data: '{"status":"SUCCESS","message":""}',
		},
	]);
});

test('answers pings with what came with them', async () => {
	const { sockets } = await standing();
	sockets.all[0].frame('SYSTEM', 'ping', { opaque: 'dc08' });
	expect(sockets.all[0].sent[0]).toMatchObject({ code: 200, data: '{"opaque":"dc08"}' });
});

test('other system topics and text that is no frame bring no answer and no harm', async () => {
	const { sockets, pushes } = await standing();
	const [socket] = sockets.all;
	for (const topic of ['CONNECTED', 'REGISTERED', 'KEEPALIVE', 'soon'])
		socket.frame('SYSTEM', topic);
	socket.text('{"type":"EVENT"');
	socket.text('');
	socket.frame('EVENT', '*');
	expect(socket.sent).toHaveLength(1);
	expect(pushes).toHaveLength(1);
});

test('on disconnect the next one stands before the old one is let go, and both are heard', async () => {
	const { clock, sockets, pushes, pauses } = await standing();
	await clock.pass(60_000);
	sockets.all[0].frame('SYSTEM', 'disconnect', { reason: 'upgrade' });
	await clock.pass(0);
	expect(pauses()).toEqual([60]);
	expect(sockets.live()).toHaveLength(2);
	expect(sockets.all[0].sent).toEqual([]);
	sockets.all[0].frame('EVENT', '*');
	sockets.all[1].frame('EVENT', '*');
	expect(pushes).toEqual(['m1.2', 'm2.1']);
	await clock.pass(9999);
	expect(sockets.live()).toHaveLength(2);
	await clock.pass(1);
	expect(sockets.live()).toEqual([sockets.all[1]]);
});

test('as long as no next one stands, the old one is kept', async () => {
	const { clock, sockets, gateway, pushes } = await standing();
	await clock.pass(60_000);
	gateway.answers.push(UNREACHABLE, UNREACHABLE);
	sockets.all[0].frame('SYSTEM', 'disconnect');
	await clock.pass(2000);
	expect(sockets.live()).toEqual([sockets.all[0]]);
	sockets.all[0].frame('EVENT', '*');
	expect(pushes).toHaveLength(1);
	await clock.pass(4000);
	expect(sockets.live()).toHaveLength(2);
});

test('a socket that went silent is replaced before it is let go', async () => {
	const { clock, sockets, pauses } = await standing();
	for (let count = 0; count < 3; count++) {
		sockets.all[0].frame('SYSTEM', 'ping');
		await clock.pass(20_000);
	}
	await clock.pass(39_999);
	expect(sockets.all).toHaveLength(1);
	await clock.pass(1);
	expect(sockets.live()).toHaveLength(2);
	expect(pauses()).toEqual([100]);
	await clock.pass(10_000);
	expect(sockets.live()).toEqual([sockets.all[1]]);
});

test('after a loss it comes back with growing pauses, each time with a ticket of its own', async () => {
	const { clock, sockets, gateway, pauses } = await standing();
	gateway.answers.push(...Array.from({ length: 8 }, () => UNREACHABLE));
	sockets.all[0].drop();
	await clock.pass(400_000);
	expect(pauses()).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
	expect(sockets.live().map(({ url }) => url)).toEqual(['wss://gateway/connect?ticket=t10']);
});

test('the pauses shrink only when connections last', async () => {
	const { clock, sockets, pauses } = await standing();
	for (let count = 0; count < 4; count++) {
		sockets.all.at(-1)?.drop();
		await clock.pass(60_000 / 2 ** (5 - count));
	}
	expect(pauses().at(-1)).toBeGreaterThan(4);
	await clock.pass(60_000);
	sockets.all.at(-1)?.drop();
	await clock.pass(1000);
	expect(sockets.live()).toHaveLength(1);
});

test('disconnects in a storm are followed with pauses too', async () => {
	const { clock, sockets } = await standing();
	sockets.onNew = (socket) => {
		socket.open();
		socket.frame('SYSTEM', 'disconnect');
	};
	sockets.all[0].frame('SYSTEM', 'disconnect');
	await clock.pass(60_000);
	expect(sockets.all.length).toBeLessThan(9);
	expect(sockets.live().length).toBeLessThan(5);
});

test('a ticket that the gateway does not take is no reason to give up', async () => {
	const { clock, sockets, told } = await standing();
	let refusals = 2;
	sockets.onNew = (socket) =>
		refusals-- > 0 ? socket.drop('closed with code 1006') : socket.open();
	sockets.all[0].drop();
	await clock.pass(10_000);
	expect(sockets.live().map(({ url }) => url)).toEqual(['wss://gateway/connect?ticket=t4']);
	expect(told).toEqual([]);
});

test('a handshake that nobody answers ends after 20 s', async () => {
	const { clock, sockets, stream } = streaming();
	sockets.onNew = () => {};
	const opening = stream.open();
	await clock.pass(20_000);
	expect(await opening).toMatchObject({ ok: false, failure: { code: 'streamTimeout' } });
	expect(sockets.live()).toEqual([]);
});

test('a refusal for good stops everything and is told once', async () => {
	const { clock, sockets, gateway, told } = await standing();
	gateway.answers.push(WRONG_SECRET);
	sockets.all[0].drop();
	await clock.pass(600_000);
	expect(told).toEqual(['refused: authFailed']);
	expect(gateway.asked).toHaveLength(2);
	expect(sockets.live()).toEqual([]);
	expect(clock.sleepers).toBe(0);
});

test('the wait that DingTalk asks for is kept', async () => {
	const { clock, sockets, gateway, pauses } = await standing();
	gateway.answers.push({ kind: 'banned', code: '1111', message: '', retryAfterMs: 300_000 });
	sockets.all[0].drop();
	await clock.pass(301_000);
	expect(pauses()).toEqual([1, 300]);
});

test('a wait of a year is none', async () => {
	const { clock, sockets, gateway, pauses } = await standing();
	gateway.answers.push({ kind: 'busy', code: '503', message: '', retryAfterMs: 31_536_000_000 });
	sockets.all[0].drop();
	await clock.pass(602_000);
	expect(pauses()).toEqual([1, 600]);
});

test('an outage of more than five minutes is told once', async () => {
	const { clock, sockets, gateway, told } = await standing();
	gateway.answers.push(...Array.from({ length: 20 }, () => UNREACHABLE));
	sockets.all[0].drop();
	await clock.pass(290_000);
	expect(told).toEqual([]);
	await clock.pass(600_000);
	expect(told).toEqual(['outage: ECONNREFUSED']);
});

describe('closing leaves nothing behind', () => {
	test('while it stands', async () => {
		const { clock, sockets, stream } = await standing();
		await stream.close();
		await stream.close();
		await clock.pass(0);
		expect(sockets.live()).toEqual([]);
		expect(clock.sleepers).toBe(0);
	});

	test('while the socket opens', async () => {
		const { clock, sockets, stream } = streaming();
		sockets.onNew = () => {};
		const opening = stream.open();
		await clock.pass(0);
		await stream.close();
		expect((await opening).ok).toBe(false);
		expect(sockets.live()).toEqual([]);
		expect(clock.sleepers).toBe(0);
	});

	test('in the moment in which it opens', async () => {
		const { clock, sockets, stream } = streaming();
		let closing: Promise<void> | undefined;
		sockets.onNew = (socket) => {
			socket.open();
			closing = stream.close();
		};
		await stream.open();
		await closing;
		await clock.pass(0);
		expect(sockets.live()).toEqual([]);
		expect(clock.sleepers).toBe(0);
	});

	test('while it waits for the next attempt', async () => {
		const { clock, sockets, gateway, stream } = await standing();
		sockets.all[0].drop();
		await clock.pass(500);
		await stream.close();
		await clock.pass(600_000);
		expect(gateway.asked).toHaveLength(1);
		expect(clock.sleepers).toBe(0);
	});

	test('while two sockets stand', async () => {
		const { clock, sockets, stream } = await standing();
		await clock.pass(60_000);
		sockets.all[0].frame('SYSTEM', 'disconnect');
		await clock.pass(1);
		expect(sockets.live()).toHaveLength(2);
		await stream.close();
		await clock.pass(0);
		expect(sockets.live()).toEqual([]);
		expect(clock.sleepers).toBe(0);
	});
});

describe('whatever is thrown while it reconnects', () => {
	test('by the gateway call: it goes on trying', async () => {
		const { clock, sockets, gateway, pauses } = await standing();
		gateway.answers.push(new Error('credentials are away'), new Error('still away'));
		sockets.all[0].drop();
		await clock.pass(7000);
		expect(pauses()).toEqual([1, 2, 4]);
		expect(sockets.live()).toHaveLength(1);
	});

	test('by the socket: it goes on trying', async () => {
		const parts = await standing();
		const { clock, sockets, pauses } = parts;
		sockets.onNew = () => {};
		sockets.failNext(new Error('invalid URL wss://gateway/connect?ticket=t2'));
		sockets.all[0].drop();
		await clock.pass(1000);
		sockets.onNew = (socket) => socket.open();
		await clock.pass(2000);
		expect(pauses()).toEqual([1, 2]);
		expect(sockets.live()).toHaveLength(1);
	});

	test('by who is told of it: it goes on all the same', async () => {
		const { clock, sockets, deaf, gateway, told } = await standing();
		deaf.add('news').add('outages');
		gateway.answers.push(...Array.from({ length: 12 }, () => UNREACHABLE));
		sockets.all[0].drop();
		await clock.pass(15 * 60_000);
		expect(told).toEqual([]);
		expect(sockets.live()).toHaveLength(1);
	});

	test('by who is told that it is refused for good: it goes on rather than die in silence', async () => {
		const { clock, sockets, deaf, gateway, told } = await standing();
		deaf.add('refusals');
		gateway.answers.push(WRONG_SECRET, WRONG_SECRET);
		sockets.all[0].drop();
		await clock.pass(1000);
		deaf.clear();
		await clock.pass(2000);
		expect(told).toEqual(['refused: authFailed']);
		await clock.pass(60_000);
		expect(gateway.asked).toHaveLength(3);
	});

	test('is told after five minutes as what it is, without the ticket', async () => {
		const { clock, sockets, gateway, told } = await standing();
		gateway.answers.push(...Array.from({ length: 12 }, () => new Error('x')));
		sockets.all[0].drop();
		await clock.pass(6 * 60_000);
		expect(told).toEqual(['outage: streamFault']);
	});
});
