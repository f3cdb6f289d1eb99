/** What DingTalk sends to apps on its own, and over what; `types.mts` has them too. */

/** Somebody writes to the robot, something happened, a card's button is pressed. */
export type PushKind = 'message' | 'event' | 'cardAction';

/** One push and what became of it. */
export interface PushInfo {
	messageId: string;
	kind: PushKind;
	/** `msgId`, `eventId` or `outTrackId`. */
	key: string;
	clientId: string;
	via: 'stream' | 'http';
	attempts: number;
	/**
	 * `waiting` for a connection or for its next time; `pushed`, not acknowledged so far; `acked`;
	 * `lost`: DingTalk itself would not push it again.
	 */
	status: 'waiting' | 'pushed' | 'acked' | 'lost';
	/** Of events. */
	eventType?: string;
	/** Sandbox clock, ms. */
	createdAt: number;
	/** Sandbox clock, ms. */
	lastPushedAt?: number;
	/** What went wrong with the last attempt, such as a wrong answer. */
	problem?: string;
}

/** A Stream connection. */
export interface ConnectionInfo {
	id: string;
	clientId: string;
	topics: string[];
	/** Sandbox clock, ms. */
	openedAt: number;
	/** Frames with a push that were sent into it. */
	pushed: number;
	acked: number;
	/**
	 * `draining` after SYSTEM disconnect: no more pushes. `halfOpen` by a fault: the gateway believes
	 * in it and pushes into nothing.
	 */
	state: 'open' | 'draining' | 'halfOpen';
}

/** Kinds of Stream faults; the README says what each does. */
export type StreamFaultKind =
	| 'drop'
	| 'dropMidFrame'
	| 'halfOpen'
	| 'disconnect'
	| 'duplicate'
	| 'reorder'
	| 'delay'
	| 'refuseTicket'
	| 'refuseOpen'
	| 'badJson'
	| 'storm';

/** A Stream fault on demand. */
export interface StreamFault {
	what: StreamFaultKind;
	/** How many frames, connections or calls it hits. */
	times?: number;
	/** For `delay` and `reorder`. @default 1000 */
	delayMs?: number;
	/** Only this app's. */
	clientId?: string;
	/** For `refuseOpen`, instead of HTTP 503. */
	answer?: { status: number; body: unknown };
}

/** Times of pushing, in real ms. */
export interface StreamSettings {
	/** Between two SYSTEM pings; a connection that answers two of them not is dropped. */
	pingEveryMs: number;
	/** Until an event that was not acknowledged, or with LATER, is pushed again. */
	redeliverAfterMs: number;
	/** Silence after SYSTEM disconnect until the gateway closes. */
	drainMs: number;
	/** Pauses before an event is pushed again by HTTP. */
	httpRetriesMs: number[];
}

/** What the developer console holds for an app that takes pushes by HTTP. */
export interface HttpCallback {
	clientId: string;
	/** Event subscription; its address is tried with `check_url` when it is set by API. */
	eventUrl?: string;
	token?: string;
	/** 43 letters and digits. */
	aesKey?: string;
	/** @default the Client ID, as for subscriptions made in the console */
	ownerKey?: string;
	/** Name of the signature in the query. Which one DingTalk sends today is [unverified]. @default 'signature' */
	signedAs?: 'signature' | 'msg_signature';
	/** Where messages to the robot go. */
	robotUrl?: string;
	/** Card callbacks by route key. */
	cardRoutes?: Record<string, CardRoute>;
}

/** Where the callbacks of a card go. */
export interface CardRoute {
	url: string;
	apiSecret?: string;
}
