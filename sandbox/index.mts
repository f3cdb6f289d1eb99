import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Callbacks } from './callback/callbacks.mts';
import type { Parts, SandboxControl } from './control/control.mts';
import { createControl } from './control/control.mts';
import { Faults } from './faults.mts';
import { Journal } from './journal.mts';
import type { RaisedEvent } from './raise.mts';
import { serveAdmin } from './server/admin.mts';
import type { World } from './server/call.mts';
import { createHost } from './server/http.mts';
import { streamUpgrade, CONNECT_PATH } from './server/connect.mts';
import { LIVE_PATH, createLive } from './server/live.mts';
import { servePage } from './server/page.mts';
import { serveUpgrades } from './server/upgrade.mts';
import { SlidingWindows } from './state/rates.mts';
import { Store } from './state/store.mts';
import { selfSigned } from './tls.mts';
import type { Certificate } from './tls.mts';
import { raiseForAll } from './stream/events.mts';
import { Gateway } from './stream/gateway.mts';
import { Ledger } from './stream/ledger.mts';

export type { SandboxControl } from './control/control.mts';
export type * from './state/types.mts';

/** How to start a sandbox; everything has a default. */
export interface SandboxOptions {
	/** Address to listen on. @default '127.0.0.1' */
	host?: string;
	/** 0 = any free port. @default 0 */
	apiPort?: number;
	/** 0 = any free port. @default 0 */
	oapiPort?: number;
	/** Added to every DingTalk answer, in ms. @default 0 */
	latencyMs?: number;
	/** Calls per second per app and API, posts per minute per robot; Infinity lifts. @default 20, 20 */
	limits?: { callsPerSecond?: number; webhookPerMinute?: number };
	/** Both hosts and the gateway speak TLS, with a certificate of their own. @default false */
	tls?: boolean;
	/** Gets one line per call. */
	log?: (line: string) => void;
}

/** A running sandbox. URLs have no trailing slash. */
export interface Sandbox {
	apiUrl: string;
	oapiUrl: string;
	pageUrl: string;
	/** With `tls`: what callers must trust, as PEM. */
	certificate?: string;
	control: SandboxControl;
	close(): Promise<void>;
}

function createParts(
	options: SandboxOptions,
	tls: Certificate | undefined,
	urls: Pick<World, 'apiUrl' | 'oapiUrl'>,
): Parts {
	const { callsPerSecond = 20, webhookPerMinute = 20 } = options.limits ?? {};
	const { latencyMs = 0 } = options;
	const store = new Store();
	const ledger = new Ledger();
	const gateway = new Gateway(store, ledger);
	const world: World = {
		store,
		ledger,
		gateway,
		callbacks: new Callbacks(store, ledger, gateway.settings),
		limits: { callsPerSecond, webhookPerMinute },
		webhookWindow: new SlidingWindows(60_000),
		webhookPausedUntil: new Map(),
		webhookPosted: new Set(),
		...urls,
		workNotificationDelayMs: 0,
		downloadKey: randomBytes(32),
	};
	return {
		world,
		journal: new Journal(),
		faults: new Faults(),
		appWindows: new SlidingWindows(1000),
		settings: { latencyMs },
		tls,
		initial: { callsPerSecond, webhookPerMinute, latencyMs },
	};
}

function urlOf(app: FastifyInstance, scheme: 'http' | 'https'): string {
	const { address, family, port } = app.server.address() as AddressInfo;
	// Listening on every address: callers on this machine use the loopback one.
	const name = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
	return `${scheme}://${family === 'IPv6' && name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Starts DingTalk on this machine: two listeners over one state. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { host = '127.0.0.1', apiPort = 0, oapiPort = 0, log } = options;
	const stopped = new AbortController();
	const tls = options.tls ? await selfSigned() : undefined;
	const scheme = tls ? 'https' : 'http';
	const parts = createParts(options, tls, {
		apiUrl: () => urlOf(api, scheme),
		oapiUrl: () => urlOf(oapi, scheme),
	});
	const { store } = parts.world;
	store.on('raised', ({ eventType, data }: RaisedEvent) =>
		raiseForAll(parts.world, eventType, data),
	);
	const control = createControl(parts);
	if (log) {
		parts.journal.on('call', ({ host: name, method, path, status, code, latencyMs }) =>
			log(`${name} ${method} ${path} ${status}${code ? ` ${code}` : ''} ${latencyMs} ms`),
		);
	}
	const api = await createHost('api', parts, stopped.signal, (app) => {
		serveAdmin(app, control, store);
		servePage(app);
	});
	const oapi = await createHost('oapi', parts, stopped.signal);
	const live = createLive(control, store, parts.journal);
	serveUpgrades(api.server, {
		[LIVE_PATH]: live.upgrade,
		[CONNECT_PATH]: streamUpgrade(parts.world.gateway),
	});
	const close = async (): Promise<void> => {
		stopped.abort();
		live.end();
		parts.world.gateway.reset();
		parts.world.callbacks.reset();
		await Promise.all([api.close(), oapi.close()]);
	};
	try {
		await api.listen({ host, port: apiPort });
		await oapi.listen({ host, port: oapiPort });
	} catch (error) {
		await close();
		throw error;
	}
	const apiUrl = urlOf(api, scheme);
	return {
		apiUrl,
		oapiUrl: urlOf(oapi, scheme),
		pageUrl: apiUrl,
		...(tls ? { certificate: tls.cert } : {}),
		control,
		close,
	};
}
