import type { IncomingHttpHeaders, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Redirector {
	url: string;
	close(): Promise<void>;
}

export interface Witness extends Redirector {
	/** What arrived. */
	requests: Array<{ url: string; headers: IncomingHttpHeaders }>;
}

async function listening(server: Server): Promise<Redirector> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A host that sends every caller to another address. */
export async function startRedirector(status: number, target: string): Promise<Redirector> {
	return await listening(
		createServer((request, response) => {
			request.resume();
			response.writeHead(status, { location: target }).end();
		}),
	);
}

/** A host that notes what it gets, and is glad of it. */
export async function startWitness(): Promise<Witness> {
	const requests: Witness['requests'] = [];
	const server = createServer((request, response) => {
		request.resume();
		requests.push({ url: request.url ?? '', headers: request.headers });
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"errcode":0}');
	});
	return { requests, ...(await listening(server)) };
}
