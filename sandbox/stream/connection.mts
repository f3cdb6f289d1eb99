import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ConnectionInfo } from '../state/types.mts';
import type { Shipment } from './delivery.mts';
import { frameText, newMessageId } from './frame.mts';

/** What a ticket stands for. */
export interface Subscription {
	clientId: string;
	topics: string[];
}

/** Unanswered SYSTEM pings until a connection counts as dead [unverified]. */
const MISSED_PINGS = 2;

/** The client's end of the line, as the gateway sees it. */
export class Connection {
	readonly info: ConnectionInfo;
	/** Pushes that were sent into it and not acknowledged. */
	readonly unacked = new Set<Shipment>();
	private readonly socket: WebSocket;
	private readonly raw: Duplex;
	private readonly nowMs: () => number;
	private readonly onGone: () => void;
	private isBroken = false;
	private missedPings = 0;
	private lastPing = '';
	private pinging: NodeJS.Timeout | undefined;
	private draining: NodeJS.Timeout | undefined;

	constructor(
		socket: WebSocket,
		raw: Duplex,
		subscription: Subscription,
		id: string,
		nowMs: () => number,
		onGone: (connection: Connection) => void,
	) {
		this.socket = socket;
		this.raw = raw;
		this.nowMs = nowMs;
		this.onGone = () => onGone(this);
		socket.on('close', () => {
			this.stop();
			this.onGone();
		});
		this.info = {
			id,
			...subscription,
			openedAt: nowMs(),
			pushed: 0,
			acked: 0,
			state: 'open',
		};
	}

	/** True while the gateway would choose it for a push. */
	takes(clientId: string, topic: string): boolean {
		const { info } = this;
		if (this.isBroken || info.state === 'draining') return false;
		return info.clientId === clientId && info.topics.includes(topic);
	}

	/** Sends a frame; into a half-open line it goes nowhere. */
	send(text: string): void {
		if (!this.isBroken && this.info.state !== 'halfOpen') this.socket.send(text);
	}

	/** Sends the head of a frame and half of its bytes, then cuts the line. */
	sendHalf(text: string): void {
		if (this.isBroken || this.info.state === 'halfOpen') return;
		this.isBroken = true;
		const payload = Buffer.from(text);
		const length = Buffer.alloc(payload.length < 126 ? 0 : 8);
		if (length.length > 0) length.writeBigUInt64BE(BigInt(payload.length));
		const head = Buffer.from([0x81, payload.length < 126 ? payload.length : 127]);
		const half = payload.subarray(0, Math.floor(payload.length / 2));
		this.raw.write(Buffer.concat([head, length, half]), () => this.cut());
	}

	/** Sends a SYSTEM frame; answers its message id. */
	private sendSystem(topic: string, data: unknown): string {
		const messageId = newMessageId();
		this.send(frameText('SYSTEM', { topic, messageId, time: this.nowMs() }, data));
		return messageId;
	}

	/** Pings from now on with this pause; a line that stays silent is cut. */
	pingEvery(ms: number): void {
		clearInterval(this.pinging);
		if (this.info.state === 'draining' || ms <= 0) return;
		this.pinging = setInterval(() => this.ping(), ms);
	}

	private ping(): void {
		if (this.missedPings >= MISSED_PINGS) {
			this.giveUp();
			return;
		}
		this.missedPings++;
		this.lastPing = this.sendSystem('ping', { opaque: newMessageId() });
	}

	/** True when this answers the last ping. */
	takesPong(messageId: string): boolean {
		if (messageId !== this.lastPing) return false;
		this.missedPings = 0;
		return true;
	}

	/** The WebSocket's own ping, unless the line is half-open. */
	pong(data: Buffer): void {
		if (this.info.state !== 'halfOpen') this.socket.pong(data);
	}

	/** SYSTEM disconnect; the line closes after some silence of the client. */
	disconnect(reason: string, drainMs: number): void {
		if (this.info.state === 'open') {
			this.sendSystem('disconnect', { reason });
			this.info.state = 'draining';
			clearInterval(this.pinging);
		}
		this.heard(drainMs);
	}

	/** The client said something: the silence before closing begins again. */
	heard(drainMs: number): void {
		if (this.info.state !== 'draining') return;
		clearTimeout(this.draining);
		this.draining = setTimeout(() => this.socket.close(1000), drainMs);
	}

	/** From now on nothing goes through, in neither direction, and nobody is told. */
	goSilent(): void {
		this.info.state = 'halfOpen';
	}

	/** Cuts the line without a word. */
	cut(): void {
		this.isBroken = true;
		this.stop();
		this.socket.terminate();
	}

	/**
	 * Forgets the connection. The peer of a half-open line hears nothing, not even the end: its
	 * socket stays until the peer lets go of it.
	 */
	private giveUp(): void {
		this.stop();
		if (this.info.state === 'halfOpen') this.onGone();
		else this.socket.terminate();
	}

	/** Ends its timers. */
	stop(): void {
		clearInterval(this.pinging);
		clearTimeout(this.draining);
	}
}
