import dns from 'node:dns';
import type { Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

import type { Certificate } from '../../sandbox/tls.mts';
import { selfSigned } from '../../sandbox/tls.mts';
import { certificateFor } from './certificate.mts';
import type { Elsewhere } from './faults.mts';
import { closeServer, listen } from './server.mts';

/** Origins without a DingTalk, and how often somebody tried to reach them. */
export type Places = Record<Elsewhere, { url: string; attempts(): number }>;

const UNKNOWN_HOST = 'dingtalk.invalid';
/** Nobody listens on the port for multiplexers. */
const CLOSED_PORT = 'http://127.0.0.1:1';

/** Where calls go that find no DingTalk. */
export async function startPlaces(): Promise<{ places: Places; end(): Promise<void> }> {
	const nobodysOwn = await startUntrusted(await selfSigned());
	const other = await certificateFor('another.example');
	const others = await startUntrusted(other);
	const trusted = getCACertificates('default');
	setDefaultCACertificates([...trusted, other.cert]);
	const lookups = countLookups();
	const placeOf = ({ url, knocks }: Untrusted) => ({ url, attempts: knocks });
	return {
		places: {
			selfSigned: placeOf(nobodysOwn),
			wrongHost: placeOf(others),
			unknownHost: { url: `http://${UNKNOWN_HOST}`, attempts: lookups.count },
			closedPort: { url: CLOSED_PORT, attempts: () => 0 },
		},
		async end() {
			setDefaultCACertificates(trusted);
			lookups.end();
			await nobodysOwn.close();
			await others.close();
		},
	};
}

/** Counts the look-ups of the unknown host, and has it unknown on every machine. */
function countLookups(): { count(): number; end(): void } {
	const { lookup } = dns;
	let count = 0;
	const counting = (host: string, ...rest: unknown[]) => {
		if (host !== UNKNOWN_HOST) return (lookup as (...all: unknown[]) => void)(host, ...rest);
		count++;
		const done = rest.at(-1) as (error: Error) => void;
		const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
		setImmediate(() => done(error));
	};
	dns.lookup = counting as unknown as typeof lookup;
	return {
		count: () => count,
		end() {
			dns.lookup = lookup;
		},
	};
}

/** A server that nobody trusts, with how often somebody knocked. */
interface Untrusted {
	url: string;
	knocks(): number;
	close(): Promise<void>;
}

/** Starts one with this certificate. */
async function startUntrusted({ key, cert }: Certificate): Promise<Untrusted> {
	let knocks = 0;
	const server = createTlsServer({ key, cert }, (_request, response) => {
		response.end('{}');
	});
	server.on('connection', (socket: Socket) => {
		knocks++;
		socket.on('error', () => {});
	});
	server.on('tlsClientError', () => {});
	const url = (await listen(server as unknown as Server)).replace('http:', 'https:');
	return { url, knocks: () => knocks, close: async () => await closeServer(server as never) };
}
