import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server says, secrets and all. */
export interface Echo {
	status?: number;
	statusText?: string;
	headers?: Record<string, string>;
	body?: string;
	/** End the connection in the middle of the body. */
	isCut?: boolean;
}

export interface EchoServer {
	url: string;
	/** Paths with their queries, in order. */
	asked: string[];
	/** What it answers; undefined for what is not asked about. */
	answer: (request: IncomingMessage) => Echo;
	close(): Promise<void>;
}

/** A server that answers whatever it is told to. */
export async function startEchoServer(): Promise<EchoServer> {
	const server = createServer((request, response) => {
		request.resume();
		request.on('end', () => {
			echo.asked.push(String(request.url));
			const { status = 200, statusText, headers = {}, body = '', isCut } = echo.answer(request);
			response.writeHead(status, statusText, { 'content-type': 'application/json', ...headers });
			if (!isCut) {
				response.end(body);
				return;
			}
			response.write(body);
			setImmediate(() => response.destroy());
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const echo: EchoServer = {
		url: `http://127.0.0.1:${port}`,
		asked: [],
		answer: () => ({}),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return echo;
}
