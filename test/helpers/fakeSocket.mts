import type { OpenSocket, SocketEvents } from '../../nodes/DingTalkTrigger/stream/socket.ts';

/** One socket whose other end is the test. */
export interface FakeSocket {
	readonly url: string;
	/** Acknowledgements that came, parsed. */
	readonly sent: SentAck[];
	/** Closed by us. */
	readonly isClosed: boolean;
	open(): void;
	text(text: string): void;
	frame(type: string, topic: string, data?: unknown, headers?: Record<string, string>): void;
	/** The other end goes away. */
	drop(reason?: string): void;
}

export interface SentAck {
	code: number;
	headers: { messageId: string; contentType: string };
	message: string;
	data: string;
}

export interface FakeSockets {
	readonly openSocket: OpenSocket;
	/** In the order in which they were asked for. */
	readonly all: FakeSocket[];
	/** What happens to a new socket at once; default: it opens. */
	onNew: (socket: FakeSocket) => void;
	/** The next socket cannot even be made. */
	failNext(error: Error): void;
	/** Those that are neither closed by us nor dropped. */
	live(): FakeSocket[];
}

/** Sockets whose other end is the test; each opens by itself unless told otherwise. */
export function fakeSockets(): FakeSockets {
	const all: Array<FakeSocket & { isGone: boolean }> = [];
	let nextError: Error | undefined;
	const sockets: FakeSockets = {
		all,
		onNew: (socket) => socket.open(),
		live: () => all.filter((socket) => !socket.isClosed && !socket.isGone),
		failNext(error) {
			nextError = error;
		},
		openSocket(url, events) {
			const error = nextError;
			nextError = undefined;
			if (error) throw error;
			const socket = fakeSocket(url, events, all.length + 1);
			all.push(socket);
			// Not at once: a socket never opens before its opener has it.
			queueMicrotask(() => sockets.onNew(socket));
			return {
				send: (text) => {
					if (!socket.isClosed) socket.sent.push(JSON.parse(text) as SentAck);
				},
				close: () => {
					socket.isClosed = true;
				},
			};
		},
	};
	return sockets;
}

function fakeSocket(url: string, events: SocketEvents, number: number) {
	let pushed = 0;
	const socket = {
		url,
		sent: [] as SentAck[],
		isClosed: false,
		isGone: false,
		open: () => tell(() => events.onOpen()),
		text: (text: string) => tell(() => events.onText(text)),
		frame(type: string, topic: string, data: unknown = {}, headers: Record<string, string> = {}) {
			const messageId = `m${number}.${++pushed}`;
			const all = { topic, messageId, contentType: 'application/json', ...headers };
			socket.text(
				JSON.stringify({ specVersion: '1.0', type, headers: all, data: JSON.stringify(data) }),
			);
		},
		drop(reason = 'closed with code 1006') {
			tell(() => {
				socket.isGone = true;
				events.onEnd(reason);
			});
		},
	};
	// As with the real one, nothing comes after it was closed from either side.
	const tell = (event: () => void) => {
		if (!socket.isClosed && !socket.isGone) event();
	};
	return socket;
}
