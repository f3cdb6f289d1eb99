import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'node:net';

import type { Misbehave, RightAnswer, Victim } from './server.mts';

/** Another origin than the server's own, for what no server can do by its answers. */
export type Elsewhere = 'selfSigned' | 'wrongHost' | 'unknownHost' | 'closedPort';

export interface Fault {
	name: string;
	/** What the server does; or where the call goes in its place. */
	does: Misbehave | Elsewhere;
	/** Whether DingTalk has done what it was asked before the fault. */
	isAfterWork?: boolean;
}

const HUGE_BYTES = 40 * 1024 * 1024;
const CHUNK = Buffer.alloc(1024 * 1024, 'x');
/** Time for the other side to read what was written, before the connection is reset, ms. */
const READ_MS = 15;
/** Stands for the two seconds between two bytes: time is simulated. */
const DRIP_MS = 5;
const PAGE = '<html><head><title>Gateway</title></head><body>later</body></html>';

const reset = ({ socket }: Victim): void => {
	(socket as Socket).resetAndDestroy();
};

const start = ({ response }: Victim, { status, headers, body }: RightAnswer): void => {
	response.writeHead(status, { ...headers, 'content-length': String(body.length) } as never);
};

const half = (body: Buffer): Buffer => body.subarray(0, Math.max(1, Math.floor(body.length / 2)));

const answers =
	(status: number, headers: (victim: Victim) => Record<string, string>): Misbehave =>
	(victim) => {
		victim.request.resume();
		victim.response.writeHead(status, { 'content-type': 'text/html', ...headers(victim) });
		victim.response.end(PAGE);
	};

async function drip(victim: Victim): Promise<void> {
	const { headers } = await victim.work();
	const { response } = victim;
	response.writeHead(200, { 'content-type': String(headers['content-type'] ?? 'text/plain') });
	victim.hang();
	const timer = setInterval(() => response.write(' '), DRIP_MS);
	response.on('close', () => clearInterval(timer));
}

async function huge(victim: Victim): Promise<void> {
	const { headers } = await victim.work();
	const { response } = victim;
	const type = String(headers['content-type'] ?? 'text/plain');
	response.writeHead(200, { 'content-type': type });
	response.write('{"a":"');
	let isClosed = false;
	const closed = new Promise<void>((resolve) => {
		response.on('close', () => {
			isClosed = true;
			resolve();
		});
	});
	for (let sent = 0; sent < HUGE_BYTES && !isClosed; sent += CHUNK.length) {
		if (response.write(CHUNK)) continue;
		await Promise.race([new Promise((resolve) => response.once('drain', resolve)), closed]);
	}
	if (!isClosed) response.end('"}');
}

/** The right answer, with a byte in one of its texts that no UTF-8 text has. */
function spoilt(body: Buffer): Buffer {
	const text = body.toString('latin1');
	const spoiltText = text.startsWith('{')
		? text.replace('{', `{"note":"\u00e4\u00ff"${/^\{\s*\}/.test(text) ? '' : ','}`)
		: `${text}\u00ff`;
	return Buffer.from(spoiltText, 'latin1');
}

/** All that can go wrong on the way, in the order of the table. */
export const FAULTS: readonly Fault[] = [
	{
		name: 'no answer',
		isAfterWork: true,
		async does(victim) {
			await victim.work();
			victim.hang();
		},
	},
	{ name: 'a byte every 2 s', isAfterWork: true, does: drip },
	{
		name: 'silence in the answer',
		isAfterWork: true,
		async does(victim) {
			const right = await victim.work();
			start(victim, right);
			victim.response.write(half(right.body));
			victim.hang();
		},
	},
	{ name: 'reset at once', does: reset },
	{
		name: 'reset before the answer',
		isAfterWork: true,
		async does(victim) {
			await victim.work();
			reset(victim);
		},
	},
	{
		name: 'reset in the answer',
		isAfterWork: true,
		async does(victim) {
			const right = await victim.work();
			start(victim, right);
			victim.response.write(half(right.body));
			await sleep(READ_MS);
			reset(victim);
		},
	},
	{
		name: 'reset after the answer',
		isAfterWork: true,
		async does(victim) {
			const right = await victim.work();
			start(victim, right);
			victim.response.end(right.body);
			await sleep(READ_MS);
			reset(victim);
		},
	},
	{ name: 'HTTP 429', does: answers(429, () => ({})) },
	{ name: 'HTTP 429, Retry-After: 5', does: answers(429, () => ({ 'retry-after': '5' })) },
	{ name: 'HTTP 503', does: answers(503, () => ({})) },
	{ name: 'HTTP 503, Retry-After: 5', does: answers(503, () => ({ 'retry-after': '5' })) },
	{
		name: 'redirect to the same host',
		does: answers(307, ({ origin }) => ({ location: `${origin}/redirected` })),
	},
	{
		name: 'redirect to another host',
		does: answers(307, ({ origin }) => ({
			location: `${origin.replace('127.0.0.1', 'localhost')}/redirected`,
		})),
	},
	{ name: '40 MB', isAfterWork: true, does: huge },
	{
		name: 'broken UTF-8',
		isAfterWork: true,
		async does(victim) {
			const right = await victim.work();
			const body = spoilt(right.body);
			start(victim, { ...right, body });
			victim.response.end(body);
		},
	},
	{ name: 'certificate that nobody signed', does: 'selfSigned' },
	{ name: 'certificate of another host', does: 'wrongHost' },
	{ name: 'unknown host name', does: 'unknownHost' },
	{ name: 'nothing listens', does: 'closedPort' },
];
