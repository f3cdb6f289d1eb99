import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that begins each answer, and then gives a byte now and then. */
export async function startDripper(
	pauseMs: number,
): Promise<{ url: string; hungUp: Promise<void>; close(): Promise<void> }> {
	let noteHangUp = () => {};
	const hungUp = new Promise<void>((resolve) => {
		noteHangUp = resolve;
	});
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const timer = setInterval(() => response.write(' '), pauseMs);
		response.on('close', () => {
			clearInterval(timer);
			noteHangUp();
		});
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		hungUp,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => {
				server.close(resolve);
			});
		},
	};
}
