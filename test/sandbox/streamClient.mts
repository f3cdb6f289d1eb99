import { once } from 'node:events';
import { connect } from 'node:net';
import type { Sandbox } from '../../sandbox/index.mts';

/** A frame as it came, with its inner JSON read. */
export interface Frame {
	type: 'SYSTEM' | 'EVENT' | 'CALLBACK';
	headers: Record<string, string>;
	data: Record<string, any>;
	/** The text of `data`. */
	inner: string;
}

const DEFAULT_TOPICS = ['*', '/v1.0/im/bot/messages/get', '/v1.0/card/instances/callback'];

/** Subscriptions as the gateway wants them. */
export const subscriptionsTo = (topics: string[] = DEFAULT_TOPICS) =>
	topics.map((topic) => ({ type: topic === '*' ? 'EVENT' : 'CALLBACK', topic }));

/** Asks for an endpoint and a ticket. */
export async function openStream(
	sandbox: Sandbox,
	body: Record<string, unknown> = {},
	headers: Record<string, string> = { accept: 'application/json' },
): Promise<Response> {
	return await fetch(`${sandbox.apiUrl}/v1.0/gateway/connections/open`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify({
			clientId: 'dingsandboxapp',
			clientSecret: 'sandbox-app-secret',
			subscriptions: subscriptionsTo(),
			ua: 'test/1.0',
			...body,
		}),
	});
}

/** The address to connect to, with its ticket. */
export async function streamAddress(sandbox: Sandbox, body?: Record<string, unknown>) {
	const { endpoint, ticket } = (await (await openStream(sandbox, body)).json()) as {
		endpoint: string;
		ticket: string;
	};
	return `${endpoint}?ticket=${encodeURIComponent(ticket)}`;
}

/** A Stream client that does nothing by itself: tests say when it answers. */
export class StreamClient {
	readonly frames: Frame[] = [];
	/** Texts that were no JSON. */
	readonly broken: string[] = [];
	readonly socket: WebSocket;
	readonly closed: Promise<CloseEvent>;
	private readonly waiting = new Set<() => void>();

	constructor(address: string) {
		this.socket = new WebSocket(address);
		this.closed = new Promise((resolve) => this.socket.addEventListener('close', resolve));
		this.socket.addEventListener('message', ({ data }) => {
			this.read(String(data));
			for (const look of [...this.waiting]) look();
		});
	}

	private read(text: string): void {
		try {
			const { data, ...frame } = JSON.parse(text) as Frame & { data: string };
			this.frames.push({ ...frame, inner: data, data: JSON.parse(data) as Frame['data'] });
		} catch {
			this.broken.push(text);
		}
	}

	/** Resolves when the connection stands; rejects when it was refused. */
	async opened(): Promise<this> {
		await new Promise<void>((resolve, reject) => {
			this.socket.addEventListener('open', () => resolve());
			this.socket.addEventListener('error', () => reject(new Error('refused')));
		});
		return this;
	}

	/** The first `count` frames (of those that `wanted` picks), once they are there. */
	async next(count = 1, wanted: (frame: Frame) => boolean = () => true): Promise<Frame[]> {
		const found = () => this.frames.filter(wanted);
		await this.until(() => found().length >= count);
		return found().slice(0, count);
	}

	/** Resolves when `isTrue` after some frame. */
	async until(isTrue: () => boolean): Promise<void> {
		if (isTrue()) return;
		await new Promise<void>((resolve) => {
			const look = () => {
				if (!isTrue()) return;
				this.waiting.delete(look);
				resolve();
			};
			this.waiting.add(look);
		});
	}

	/** Acknowledges a frame. */
	ack({ headers }: Frame, data: unknown = { status: 'SUCCESS', message: '' }, code = 200): void {
		const answer = { contentType: 'application/json', messageId: headers.messageId };
		this.socket.send(
			JSON.stringify({ code, headers: answer, message: 'OK', data: JSON.stringify(data) }),
		);
	}

	/** Ends the connection and waits for it. */
	async close(): Promise<void> {
		this.socket.close();
		await this.closed;
	}
}

/** A client that is connected. */
export async function connectStream(
	sandbox: Sandbox,
	body?: Record<string, unknown>,
): Promise<StreamClient> {
	return await new StreamClient(await streamAddress(sandbox, body)).opened();
}

/** Resolves once something in the sandbox made `isTrue`; changes tell, not time. */
export async function sandboxUntil(sandbox: Sandbox, isTrue: () => boolean): Promise<void> {
	if (isTrue()) return;
	const socket = new WebSocket(`${sandbox.apiUrl.replace('http', 'ws')}/_sandbox/live`);
	await new Promise<void>((resolve) => {
		socket.addEventListener('message', () => isTrue() && resolve());
	});
	socket.close();
}

/** A client that dies in the middle of its handshake; ends when the sandbox has noticed. */
export async function dieInHandshake(sandbox: Sandbox, path: string): Promise<void> {
	const { hostname, port } = new URL(sandbox.apiUrl);
	const socket = connect({ host: hostname, port: Number(port) });
	socket.write(
		`GET ${path} HTTP/1.1\r\nHost: sandbox\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
			'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
	);
	await once(socket, 'data');
	socket.resetAndDestroy();
	// Its own server answers behind it.
	for (let n = 0; n < 3; n++) await fetch(sandbox.apiUrl);
}
