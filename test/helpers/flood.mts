import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** More than any caller should read. */
const FLOOD_BYTES = 256 * 1024 * 1024;

export interface Flood {
	url: string;
	/** How many bytes of each answer were sent until the caller hung up, or all were. */
	sent: number[];
	/** Resolves when so many answers have ended. */
	ended(count: number): Promise<void>;
	close(): Promise<void>;
}

/** A server whose every answer is 256 MB of JSON. */
export async function startFlood(): Promise<Flood> {
	const sent: number[] = [];
	let check = () => {};
	const server = createServer((request, response) => {
		request.resume();
		const chunk = Buffer.alloc(256 * 1024, '"a",');
		let bytes = 0;
		response.writeHead(200, { 'content-type': 'application/json' });
		response.write('{"errcode":0,"list":[');
		const pour = () => {
			while (bytes < FLOOD_BYTES && !response.destroyed) {
				bytes += chunk.length;
				if (!response.write(chunk)) return void response.once('drain', pour);
			}
			response.end('"z"]}');
		};
		response.on('close', () => {
			sent.push(bytes);
			check();
		});
		pour();
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		sent,
		async ended(count) {
			await new Promise<void>((resolve) => {
				check = () => {
					if (sent.length >= count) resolve();
				};
				check();
			});
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => {
				server.close(resolve);
			});
		},
	};
}
