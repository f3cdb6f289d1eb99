import type { Callbacks } from '../callback/callbacks.mts';
import type { Answer } from '../contract/answers.mts';
import type { Endpoint, HostName } from '../contract/load.mts';
import type { SlidingWindows } from '../state/rates.mts';
import type { App } from '../state/seed.mts';
import type { Store } from '../state/store.mts';
import type { Gateway } from '../stream/gateway.mts';
import type { Ledger } from '../stream/ledger.mts';

/** One part of a multipart body that has a file name. */
export interface FilePart {
	field: string;
	fileName: string;
	mimeType: string;
	content: Buffer;
}

/** A request as it came in. */
export interface Call {
	host: HostName;
	method: string;
	path: string;
	query: Record<string, string>;
	header(name: string): string;
	contentType: string;
	raw: Buffer;
	files: FilePart[];
	/** Address of the caller, for IP lists. */
	ip: string;
}

/** A request that passed the contract: its parameters and who asks. */
export interface Request extends Call {
	endpoint: Endpoint;
	pathParams: Record<string, string>;
	body: Record<string, unknown>;
	/** Set for every endpoint that needs an app token. */
	app: App;
}

/** Rates in force; Infinity lifts one. */
export interface Limits {
	callsPerSecond: number;
	webhookPerMinute: number;
}

/** What behaviours work with. */
export interface World {
	store: Store;
	limits: Limits;
	/** Posts of custom robots in the last minute, by token. */
	webhookWindow: SlidingWindows;
	/** Custom robot token → end of its ten-minute pause. */
	webhookPausedUntil: Map<string, number>;
	/** `token\nmsgUuid` of posts that were made, for idempotent retries. */
	webhookPosted: Set<string>;
	/** Base URL for temporary download addresses. */
	apiUrl(): string;
	/** Base URL for session webhooks. */
	oapiUrl(): string;
	/** Stream: connections and what goes over them. */
	gateway: Gateway;
	/** What apps take by HTTP. */
	callbacks: Callbacks;
	/** Every push, by Stream and by HTTP. */
	ledger: Ledger;
	/** How long a work notification takes until it is sent. */
	workNotificationDelayMs: number;
	/** Signs temporary download addresses; new for every start. */
	downloadKey: Buffer;
}

/** The stateful part of an endpoint. */
export type Behaviour = (world: World, request: Request) => Answer;

/** The same where DingTalk itself asks somebody before it answers. */
export type AskingBehaviour = (world: World, request: Request) => Promise<Answer>;
