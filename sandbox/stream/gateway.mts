import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Store } from '../state/store.mts';
import type { ConnectionInfo, PushInfo, StreamFault, StreamSettings } from '../state/types.mts';
import type { Subscription } from './connection.mts';
import { Connection } from './connection.mts';
import type { Parcel } from './delivery.mts';
import { Delivery } from './delivery.mts';
import { StreamFaults, streamFaultProblem } from './faults.mts';
import { TOPICS, readAck } from './frame.mts';
import type { Ledger } from './ledger.mts';
import { DEFAULT_SETTINGS } from './settings.mts';

/** A ticket is good once and this long, on the sandbox clock. */
const TICKET_LIFE_MS = 90_000;

/** A storm cuts this many new connections unless told otherwise. */
const STORM_TIMES = 3;

/** DingTalk's side of Stream: tickets, connections, pushes over them. */
export class Gateway {
	readonly faults = new StreamFaults();
	readonly settings: StreamSettings = structuredClone(DEFAULT_SETTINGS) as StreamSettings;
	private readonly store: Store;
	private readonly delivery: Delivery;
	/** Apps that have subscribed to events at some time. */
	private readonly eventApps = new Set<string>();
	private readonly tickets = new Map<string, Subscription & { expiresAt: number }>();
	private readonly connections = new Set<Connection>();
	/** Every socket that is not closed, half-open ones too. */
	private readonly sockets = new Set<WebSocket>();
	private lastNumber = 0;

	constructor(store: Store, ledger: Ledger) {
		const { faults, settings } = this;
		this.store = store;
		this.delivery = new Delivery({ store, ledger, faults, settings }, () => this.connections);
	}

	/** A ticket for one connection. */
	ticketFor(subscription: Subscription): string {
		const now = this.store.now();
		for (const [ticket, { expiresAt }] of this.tickets) {
			if (expiresAt <= now) this.tickets.delete(ticket);
		}
		// The official Node client puts it into the query as it is: no character needs escaping.
		const ticket = randomUUID();
		this.tickets.set(ticket, { ...subscription, expiresAt: now + TICKET_LIFE_MS });
		return ticket;
	}

	/** What the ticket was for; it is used up by this. */
	useTicket(ticket: string): Subscription | undefined {
		const found = this.tickets.get(ticket);
		this.tickets.delete(ticket);
		if (!found || found.expiresAt <= this.store.now()) return undefined;
		const { clientId, topics } = found;
		if (topics.includes(TOPICS.event)) this.eventApps.add(clientId);
		if (this.faults.take(clientId, 'refuseTicket')) {
			this.store.changed();
			return undefined;
		}
		return { clientId, topics };
	}

	/** A client stands at the door with a good ticket. */
	connect(socket: WebSocket, raw: Duplex, subscription: Subscription): void {
		this.sockets.add(socket);
		socket.on('close', () => this.sockets.delete(socket));
		// A client that goes away in the middle of a frame is no error of the sandbox.
		socket.on('error', () => socket.terminate());
		const id = `connection-${++this.lastNumber}`;
		const now = () => this.store.now();
		const connection = new Connection(socket, raw, subscription, id, now, (gone) => {
			this.connections.delete(gone);
			this.delivery.abandon(gone);
			this.store.changed();
		});
		this.connections.add(connection);
		socket.on('message', (data) => this.receive(connection, String(data)));
		socket.on('ping', (data) => connection.pong(data));
		if (this.faults.take(subscription.clientId, 'storm')) {
			connection.cut();
			return;
		}
		connection.pingEvery(this.settings.pingEveryMs);
		this.delivery.flush();
		this.store.changed();
	}

	private receive(connection: Connection, text: string): void {
		if (connection.info.state === 'halfOpen') return;
		connection.heard(this.settings.drainMs);
		const ack = readAck(text);
		if (ack && !connection.takesPong(ack.messageId)) this.delivery.acknowledge(connection, ack);
	}

	/** Pushes to the connections of an app. */
	push(parcel: Parcel): PushInfo {
		return this.delivery.push(parcel);
	}

	/** True when a connection of the app takes pushes of this topic. */
	listens(clientId: string, topic: string): boolean {
		return [...this.connections].some((connection) => connection.takes(clientId, topic));
	}

	/** True when the app takes events over Stream, even if nobody is connected now. */
	wantsEvents(clientId: string): boolean {
		return this.eventApps.has(clientId);
	}

	/** The connections, oldest first. */
	list(): ConnectionInfo[] {
		return [...this.connections].map(({ info }) => structuredClone(info));
	}

	/** A fault: those of whole connections hit at once, the others wait for what they hit. */
	addFault(fault: StreamFault): void {
		const problem = streamFaultProblem(fault);
		if (problem) throw new TypeError(`Stream fault: ${problem}`);
		const { what, times, clientId } = fault;
		const hit = [...this.connections]
			.filter(({ info }) => clientId === undefined || info.clientId === clientId)
			.filter(({ info }) => what !== 'disconnect' || info.state === 'open')
			.slice(0, what === 'storm' ? undefined : times);
		switch (what) {
			case 'storm':
				this.faults.add(fault, times ?? STORM_TIMES);
				for (const connection of hit) connection.cut();
				break;
			case 'drop':
				for (const connection of hit) connection.cut();
				break;
			case 'halfOpen':
				for (const connection of hit) connection.goSilent();
				break;
			case 'disconnect':
				for (const one of hit) one.disconnect('connection is expired', this.settings.drainMs);
				break;
			default:
				this.faults.add(fault, times ?? 1);
		}
		this.store.changed();
	}

	/** New times; connections that stand ping by the new one. */
	setTimes(changes: Partial<StreamSettings>): void {
		Object.assign(this.settings, structuredClone(changes));
		if (changes.pingEveryMs !== undefined) {
			for (const connection of this.connections) connection.pingEvery(changes.pingEveryMs);
		}
		this.store.changed();
	}

	/** Gives up everything that is on its way. */
	clearPushes(): void {
		this.delivery.clear();
	}

	/** Back to the start: every connection is cut. */
	reset(): void {
		this.clearPushes();
		this.tickets.clear();
		this.eventApps.clear();
		this.faults.clear();
		Object.assign(this.settings, structuredClone(DEFAULT_SETTINGS));
		for (const connection of this.connections) connection.stop();
		this.connections.clear();
		for (const socket of this.sockets) socket.terminate();
	}
}
