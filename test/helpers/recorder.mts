import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it went over the wire. */
export interface Recorded {
	method: string;
	path: string;
	query: Record<string, string>;
	contentType: string | undefined;
	/** Of the header that carries the app's token; undefined where it is missing. */
	token: string | undefined;
	/** Parsed when it is JSON, else as text. */
	body: unknown;
}

/** Stands before another server and writes down what it is asked. */
export interface Recorder {
	url: string;
	/** What came since the last call. */
	take(): Recorded[];
	close(): Promise<void>;
}

const PASSED_ON = ['content-type', 'x-acs-dingtalk-access-token'];

/** Starts a recorder on a free port that hands every request on to `targetUrl`. */
export async function startRecorder(targetUrl: string): Promise<Recorder> {
	let recorded: Recorded[] = [];
	const server = createServer((request, response) => {
		void bytesOf(request).then(async (bytes) => {
			recorded.push(toRecorded(request, bytes));
			await passOn(targetUrl, request, bytes, response);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		take() {
			const taken = recorded;
			recorded = [];
			return taken;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

function toRecorded({ method, url, headers }: IncomingMessage, bytes: Buffer): Recorded {
	const { pathname, searchParams } = new URL(url ?? '/', 'http://recorder');
	const contentType = headers['content-type']?.split(';')[0];
	const text = bytes.toString('utf8');
	return {
		method: method ?? '',
		path: pathname,
		query: Object.fromEntries(searchParams),
		contentType: text === '' ? undefined : contentType,
		token: headers['x-acs-dingtalk-access-token'] as string | undefined,
		body: text !== '' && contentType === 'application/json' ? JSON.parse(text) : text,
	};
}

async function passOn(
	targetUrl: string,
	{ method, url, headers }: IncomingMessage,
	bytes: Buffer,
	response: ServerResponse,
): Promise<void> {
	const answer = await fetch(`${targetUrl}${url}`, {
		method,
		headers: PASSED_ON.flatMap((name): Array<[string, string]> => {
			const value = headers[name];
			return typeof value === 'string' ? [[name, value]] : [];
		}),
		body: bytes.length === 0 ? undefined : new Uint8Array(bytes),
	});
	const type = answer.headers.get('content-type') ?? 'application/json';
	response.writeHead(answer.status, { 'content-type': type });
	response.end(Buffer.from(await answer.arrayBuffer()));
}
