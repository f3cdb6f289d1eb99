import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Takes over a request that wants to become a WebSocket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Sends WebSocket requests to who serves their path; any other path is HTTP 404. */
export function serveUpgrades(server: Server, byPath: Record<string, Upgrade>): void {
	server.on('upgrade', (request, socket, head) => {
		// From here on Node leaves errors to us; a client that dies must not take the server along.
		socket.on('error', () => socket.destroy());
		const { pathname } = new URL(request.url ?? '/', 'http://sandbox');
		if (Object.hasOwn(byPath, pathname)) byPath[pathname](request, socket, head);
		else refuseUpgrade(socket, '404 Not Found');
	});
}

/** Answers a WebSocket request with a plain HTTP status. */
export function refuseUpgrade(socket: Duplex, status: string): void {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
