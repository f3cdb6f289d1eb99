import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A CI that is told what to deploy. */
export interface Ci {
	/** Where it is told. */
	url: string;
	close(): Promise<void>;
}

/** Starts a stand-in for a CI on a free port of this machine: it answers with what it deploys. */
export async function startCi(): Promise<Ci> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const deployment = {
				...JSON.parse(Buffer.concat(chunks).toString('utf8')),
				state: 'running',
			};
			response.writeHead(202, { 'content-type': 'application/json' });
			response.end(JSON.stringify(deployment));
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/deployments`,
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}
