import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Keys of the subscription in these tests. */
export const KEYS = { token: '123456', aesKey: '1234567890123456789012345678901234567890123' };

const key = Buffer.from(`${KEYS.aesKey}=`, 'base64');
const sign = (...texts: string[]) => createHash('sha1').update(texts.sort().join('')).digest('hex');

/** Text and owner key of a pushed body, made here by hand from the documentation. */
export function unseal(encrypt: string): { text: string; ownerKey: string } {
	const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	const padded = Buffer.concat([decipher.update(encrypt, 'base64'), decipher.final()]);
	const plain = padded.subarray(16, padded.length - (padded.at(-1) ?? 0));
	const end = 4 + plain.readUInt32BE(0);
	return { text: plain.toString('utf8', 4, end), ownerKey: plain.toString('utf8', end) };
}

/** The encrypted answer DingTalk waits for. */
export function sealedReply(text: string, ownerKey: string, token = KEYS.token) {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(Buffer.byteLength(text));
	const plain = Buffer.concat([Buffer.alloc(16, 65), length, Buffer.from(text + ownerKey)]);
	const padding = 32 - (plain.length % 32);
	const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
	const encrypt = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
	const [timeStamp, nonce] = ['1614767836', 'A7Co0cJLMzIDtMMI'];
	return { msg_signature: sign(token, timeStamp, nonce, encrypt), timeStamp, nonce, encrypt };
}

/** A pushed request as the app saw it. */
export interface Pushed {
	query: URLSearchParams;
	headers: IncomingMessage['headers'];
	body: Record<string, any>;
}

type Answering = (pushed: Pushed, response: ServerResponse) => void;

/** An app that takes pushes by HTTP; a test says how it answers. */
export class AppServer {
	readonly pushed: Pushed[] = [];
	answer: Answering = (_pushed, response) => response.end();
	private readonly server = createServer((request, response) => void this.take(request, response));

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
	}

	/** Answers each event with the encrypted `success`. */
	answerSuccess(ownerKey: string): void {
		this.answerJson(sealedReply('success', ownerKey));
	}

	answerJson(body: unknown, status = 200): void {
		this.answer = (_pushed, response) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		};
	}

	/** What was pushed, decrypted. */
	events(): Array<Record<string, any>> {
		return this.pushed.map(
			({ body }) => JSON.parse(unseal(body.encrypt as string).text) as Record<string, any>,
		);
	}

	/** True when the query carries the right signature of the body. */
	isSigned({ query, body }: Pushed, name = 'signature'): boolean {
		const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
		return query.get(name) === sign(KEYS.token, timestamp, nonce, body.encrypt as string);
	}

	private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const pushed = {
			query: new URL(request.url ?? '/', 'http://app').searchParams,
			headers: request.headers,
			body: JSON.parse(Buffer.concat(chunks).toString()) as Pushed['body'],
		};
		this.pushed.push(pushed);
		this.answer(pushed, response);
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
