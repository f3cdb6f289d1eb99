import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands in front of n8n and loses answers, as a bad line does. */
export interface LossyProxy {
	url: string;
	/** How many requests went on to n8n. */
	passed(): number;
	/** From now on so many answers are lost, after n8n has given them. */
	lose(answers: number): void;
	close(): Promise<void>;
}

/** Starts a proxy to `target` on a free port. */
export async function startLossyProxy(target: string): Promise<LossyProxy> {
	let passed = 0;
	let toLose = 0;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			void fetch(target + (request.url ?? ''), {
				method: request.method,
				headers: { 'content-type': request.headers['content-type'] ?? '' },
				body: Buffer.concat(chunks),
			})
				.then(async (answer) => {
					passed++;
					const body = Buffer.from(await answer.arrayBuffer());
					if (toLose-- > 0) return request.socket.destroy();
					const type = answer.headers.get('content-type') ?? 'text/plain';
					return response.writeHead(answer.status, { 'content-type': type }).end(body);
				})
				.catch(() => request.socket.destroy());
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		passed: () => passed,
		lose(answers) {
			toLose = answers;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}
