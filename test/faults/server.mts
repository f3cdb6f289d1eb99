import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

import type { Sandbox } from '../../sandbox/index.mts';
import type { Traffic } from './time.mts';
import { upgradeVictim } from './upgradeVictim.mts';

/** The sandbox's answer to a request. */
export interface RightAnswer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: Buffer;
}

/** One request that a fault befalls. */
export interface Victim {
	request: IncomingMessage;
	response: ServerResponse;
	socket: Duplex;
	/** Lets the sandbox do what is asked. */
	work(): Promise<RightAnswer>;
	/** From now on nobody will end this answer. */
	hang(): void;
	/** Origin of this server. */
	origin: string;
}

export type Misbehave = (victim: Victim) => Promise<void> | void;

/** Which requests a fault befalls. */
export interface Aim {
	path: RegExp;
	/** So many of them are answered rightly before. */
	spared: number;
	misbehave: Misbehave;
}

/** Stands before a sandbox, with both hosts and the gateway of Stream mode behind one address. */
export interface FaultServer {
	url: string;
	traffic: Traffic;
	/** What befalls from now on; `undefined` ends it. */
	aim(aim: Aim | undefined): void;
	/** Origin in the addresses that answers hand out: of files and of the gateway's sockets. */
	handOut(origin: string): void;
	/** Requests of the aimed kind that were not spared, since `aim`. */
	victims(): number;
	/** Paths that are asked for, since `aim`. */
	paths(): string[];
	/** WebSockets that stand. */
	live(): number;
	/** Ends all of these. */
	dropSockets(): void;
	/** Ends the requests that hang. */
	dropHanging(): void;
	close(): Promise<void>;
}

const IS_API = /^\/(v\d+\.\d+|_files|connect)(\/|\?|$)/;

/** Starts it on a free port. */
export async function startFaultServer(sandbox: Sandbox): Promise<FaultServer> {
	const counts = { happened: 0, busy: 0, hanging: 0 };
	const sockets = new Set<Duplex>();
	const hanging = new Set<ServerResponse>();
	let aimed: Aim | undefined;
	let spared = 0;
	let victims = 0;
	let paths: string[] = [];
	let handedOut = '';

	const isVictim = ({ url = '' }: IncomingMessage): boolean => {
		paths.push(url.split('?')[0]);
		if (!aimed?.path.test(url)) return false;
		if (spared++ < aimed.spared) return false;
		victims++;
		return true;
	};
	const rewrite = ({ body, ...rest }: RightAnswer): RightAnswer => {
		if (!/json/.test(String(rest.headers['content-type']))) return { ...rest, body };
		const socketOrigin = handedOut.replace(/^http/, 'ws');
		const text = body
			.toString('utf8')
			.replaceAll(sandbox.apiUrl.replace('http', 'ws'), socketOrigin)
			.replaceAll(sandbox.apiUrl, handedOut)
			.replaceAll(sandbox.oapiUrl, handedOut);
		return { ...rest, body: Buffer.from(text) };
	};

	const serve = async (request: IncomingMessage, response: ServerResponse) => {
		counts.happened++;
		counts.busy++;
		let isHanging = false;
		response.on('close', () => {
			counts.happened++;
			hanging.delete(response);
			if (isHanging) counts.hanging--;
			else counts.busy--;
		});
		const work = async () => rewrite(await forward(sandbox, request));
		if (!isVictim(request)) {
			const { status, headers, body } = await work();
			response.writeHead(status, withLength(headers, body)).end(body);
			return;
		}
		const hang = () => {
			if (isHanging || response.closed) return;
			isHanging = true;
			counts.busy--;
			counts.hanging++;
			hanging.add(response);
		};
		const { socket } = request;
		await aimed?.misbehave({ request, response, socket, work, hang, origin: server.url });
	};
	const http = createServer((request, response) => {
		serve(request, response).catch(() => response.destroy());
	});
	http.on('upgrade', (request, socket, head) => {
		socket.on('error', () => {});
		counts.happened++;
		if (isVictim(request)) {
			void aimed?.misbehave(upgradeVictim(request, socket, counts, server.url));
			return;
		}
		const { hostname, port } = new URL(sandbox.apiUrl);
		const inner = connect(Number(port), hostname, () => {
			inner.write(rawHead(request));
			inner.write(head);
			socket.pipe(inner).pipe(socket);
		});
		sockets.add(socket);
		const end = () => {
			counts.happened++;
			sockets.delete(socket);
			// Gently: the sandbox is none of those that misbehave.
			inner.end();
			socket.destroy();
		};
		for (const side of [socket, inner]) side.on('close', end).on('error', end);
	});
	const server: FaultServer = {
		url: await listen(http),
		traffic: counts,
		aim(aim) {
			aimed = aim;
			spared = 0;
			victims = 0;
			paths = [];
		},
		handOut(origin) {
			handedOut = origin;
		},
		victims: () => victims,
		paths: () => paths,
		live: () => sockets.size,
		dropSockets() {
			for (const socket of sockets) socket.destroy();
		},
		dropHanging() {
			for (const response of hanging) response.destroy();
		},
		close: async () => await closeServer(http),
	};
	handedOut = server.url;
	return server;
}

const withLength = (headers: RightAnswer['headers'], body: Buffer) => ({
	...headers,
	'content-length': String(body.length),
});

const rawHead = ({ method, url, rawHeaders }: IncomingMessage): string => {
	const lines = [`${method} ${url} HTTP/1.1`];
	for (let at = 0; at < rawHeaders.length; at += 2) {
		lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
	}
	return `${lines.join('\r\n')}\r\n\r\n`;
};

/** Hands a request on to the sandbox. */
async function forward(sandbox: Sandbox, request: IncomingMessage): Promise<RightAnswer> {
	const { method, url = '/', headers } = request;
	const target = IS_API.test(url) ? sandbox.apiUrl : sandbox.oapiUrl;
	const inner = httpRequest(`${target}${url}`, {
		method,
		headers: { ...headers, host: new URL(target).host },
		agent: false,
	});
	request.pipe(inner);
	const answer = await new Promise<IncomingMessage>((resolve, reject) => {
		inner.on('response', resolve).on('error', reject);
	});
	const chunks: Buffer[] = [];
	for await (const chunk of answer) chunks.push(chunk as Buffer);
	const { 'transfer-encoding': _chunked, ...others } = answer.headers;
	return { status: answer.statusCode ?? 0, headers: others, body: Buffer.concat(chunks) };
}

/** Starts a server on a free port. @returns its origin */
export async function listen(server: Server): Promise<string> {
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Ends it, with its connections. */
export async function closeServer(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise((resolve) => {
		server.close(resolve);
	});
}
