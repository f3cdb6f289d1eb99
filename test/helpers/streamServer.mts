import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/** What a client sends back for a push. */
export interface StreamAck {
	code: number;
	messageId: string;
	data: unknown;
}

export interface ServerConnection {
	readonly ticket: string;
	readonly subscriptions: Array<{ type: string; topic: string }>;
	readonly socket: WebSocket;
	readonly acks: StreamAck[];
	readonly isOpen: boolean;
	/** Sends a frame, and resolves with its acknowledgement. */
	push(type: string, topic: string, data: unknown, headers?: object): Promise<StreamAck>;
	/** The same without waiting. @returns the messageId */
	send(type: string, topic: string, data: unknown, headers?: object): string;
	sendText(text: string): void;
}

export interface StreamServer {
	/** For 'API Base URL' of the credential. */
	readonly url: string;
	/** Bodies of `connections/open`. */
	readonly opens: Array<{
		headers: IncomingMessage['headers'];
		body: Record<string, unknown>;
	}>;
	readonly connections: ServerConnection[];
	/** Every other call, answered with `{ success: true }`. */
	readonly calls: Array<{ method: string; path: string; body: Record<string, unknown> }>;
	/** Answers `connections/open` in place of a ticket, for so many calls. */
	refuseOpen(status: number, body: unknown, times?: number): void;
	/** Lets no ticket in, for so many handshakes. */
	refuseTickets(times: number): void;
	/** From now on handshakes are held until the function it returns is called. */
	holdHandshakes(): () => void;
	live(): ServerConnection[];
	/** Resolves as soon as there were so many connections. */
	connected(count: number): Promise<ServerConnection>;
	/** Resolves as soon as it holds; looked at after each change at the server. */
	until(condition: () => boolean): Promise<void>;
	close(): Promise<void>;
}

const OPEN_PATH = '/v1.0/gateway/connections/open';

/** A gateway as small as can be: tickets for one connection, frames as the test sends them. */
export async function startStreamServer(): Promise<StreamServer> {
	const tickets = new Map<string, ServerConnection['subscriptions']>();
	const refusals: Array<{ status: number; body: unknown }> = [];
	const watchers = new Set<() => void>();
	const changed = () => {
		for (const watcher of [...watchers]) watcher();
	};
	let refusedTickets = 0;
	let held: Promise<void> | undefined;

	const server: StreamServer = {
		url: '',
		opens: [],
		connections: [],
		calls: [],
		refuseOpen(status, body, times = 1) {
			for (let count = 0; count < times; count++) refusals.push({ status, body });
		},
		refuseTickets(times) {
			refusedTickets = times;
		},
		holdHandshakes() {
			let release = () => {};
			held = new Promise((resolve) => {
				release = () => {
					held = undefined;
					resolve();
				};
			});
			return release;
		},
		live: () => server.connections.filter(({ isOpen }) => isOpen),
		async connected(count) {
			await server.until(() => server.connections.length >= count);
			return server.connections[count - 1];
		},
		async until(condition) {
			while (!condition()) {
				await new Promise<void>((resolve) => {
					const watcher = () => {
						watchers.delete(watcher);
						resolve();
					};
					watchers.add(watcher);
				});
			}
		},
		async close() {
			for (const client of sockets.clients) client.terminate();
			await closed(http);
		},
	};

	const http = createServer((request, response) => {
		void readBody(request).then((body) => {
			const { method = '', url: path = '' } = request;
			if (path !== OPEN_PATH) {
				server.calls.push({ method, path, body });
				response.writeHead(200, { 'Content-Type': 'application/json' });
				response.end('{"success":true}');
				return changed();
			}
			server.opens.push({ headers: request.headers, body });
			const refusal = refusals.shift();
			const ticket = `ticket-${server.opens.length}`;
			tickets.set(ticket, body.subscriptions as ServerConnection['subscriptions']);
			const { port } = http.address() as AddressInfo;
			const place = { endpoint: `ws://127.0.0.1:${port}/connect`, ticket };
			response.writeHead(refusal?.status ?? 200, { 'Content-Type': 'application/json' });
			response.end(JSON.stringify(refusal ? refusal.body : place));
			changed();
		});
	});
	const sockets = new WebSocketServer({ noServer: true });
	http.on('upgrade', (request, socket, head) => {
		const ticket = new URL(request.url ?? '', 'http://x').searchParams.get('ticket') ?? '';
		const subscriptions = tickets.get(ticket);
		tickets.delete(ticket);
		void (async () => {
			await held;
			if (!subscriptions || refusedTickets-- > 0) {
				socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
				changed();
				return;
			}
			sockets.handleUpgrade(request, socket, head, (webSocket) => {
				const number = server.connections.length + 1;
				const connection = connectionOf(webSocket, ticket, subscriptions, number, changed);
				server.connections.push(connection);
				changed();
			});
		})();
	});
	await new Promise<void>((resolve) => {
		http.listen(0, '127.0.0.1', resolve);
	});
	const { port } = http.address() as AddressInfo;
	return Object.assign(server, { url: `http://127.0.0.1:${port}` });
}

function connectionOf(
	socket: WebSocket,
	ticket: string,
	subscriptions: ServerConnection['subscriptions'],
	number: number,
	changed: () => void,
): ServerConnection {
	const waiting = new Map<string, (ack: StreamAck) => void>();
	let sent = 0;
	const connection: ServerConnection = {
		ticket,
		subscriptions,
		socket,
		acks: [],
		get isOpen() {
			return socket.readyState === socket.OPEN;
		},
		send(type, topic, data, headers = {}) {
			const messageId = `message-${number}-${++sent}`;
			const all = { topic, messageId, contentType: 'application/json', ...headers };
			socket.send(
				JSON.stringify({ specVersion: '1.0', type, headers: all, data: JSON.stringify(data) }),
			);
			return messageId;
		},
		async push(type, topic, data, headers) {
			const messageId = connection.send(type, topic, data, headers);
			return await new Promise<StreamAck>((resolve) => waiting.set(messageId, resolve));
		},
		sendText: (text) => socket.send(text),
	};
	socket.on('message', (raw) => {
		const frame = JSON.parse(String(raw)) as {
			code: number;
			headers: { messageId: string };
			data: string;
		};
		const { messageId } = frame.headers;
		const ack = { code: frame.code, messageId, data: JSON.parse(frame.data) as unknown };
		connection.acks.push(ack);
		waiting.get(messageId)?.(ack);
		changed();
	});
	socket.on('close', changed);
	return connection;
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Record<string, unknown>;
}

async function closed(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
	});
}
