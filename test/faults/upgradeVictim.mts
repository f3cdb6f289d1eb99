import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Victim } from './server.mts';

/** A request for a WebSocket, whose answer is written by hand. */
export function upgradeVictim(
	request: IncomingMessage,
	socket: Duplex,
	counts: { happened: number; busy: number; hanging: number },
	origin: string,
): Victim {
	const headers: string[] = [];
	const response = {
		writeHead(status: number, given: Record<string, string> = {}) {
			headers.push(`HTTP/1.1 ${status} Fault`, 'connection: close');
			headers.push(...Object.entries(given).map(([name, value]) => `${name}: ${value}`));
			socket.write(`${headers.join('\r\n')}\r\n\r\n`);
			return response;
		},
		write: (part: string | Buffer) => socket.write(part),
		end: (part: string | Buffer = '') => socket.end(part),
		on: (event: string, listener: () => void) => socket.on(event, listener),
		once: (event: string, listener: () => void) => socket.once(event, listener),
	} as unknown as ServerResponse;
	// Unread, it would not notice that the other side has left.
	socket
		.on('error', () => {})
		.on('end', () => socket.destroy())
		.resume();
	const answer = { status: 200, headers: { 'content-type': 'text/plain' } };
	return {
		request,
		response,
		socket,
		work: async () => ({ ...answer, body: Buffer.from('no WebSocket at all') }),
		hang() {
			counts.hanging++;
			socket.once('close', () => {
				counts.happened++;
				counts.hanging--;
			});
		},
		origin,
	};
}
