import { randomInt } from 'node:crypto';
import type { Store } from '../state/store.mts';
import type { PushInfo, PushKind, StreamSettings } from '../state/types.mts';
import { Timers } from '../timers.mts';
import type { Connection } from './connection.mts';
import type { StreamFaults } from './faults.mts';
import type { Ack } from './frame.mts';
import { TOPICS, frameText } from './frame.mts';
import type { Ledger } from './ledger.mts';
import { Outlet } from './outlet.mts';

/** An app has this long to answer a card callback. */
export const CARD_WAIT_MS = 2000;

/** What is to be pushed over Stream. */
export interface Parcel {
	kind: PushKind;
	key: string;
	clientId: string;
	/** Further headers of the frame. */
	headers?: Record<string, unknown>;
	data: unknown;
	eventType?: string;
	/** Gets the answer of the client, once; undefined when there will be none. */
	onAnswer?: (data: unknown) => void;
}

/** A push on its way. */
export interface Shipment {
	info: PushInfo;
	parcel: Parcel;
	connection?: Connection;
	timer?: NodeJS.Timeout;
}

/** Pushes over the connections: to one of them at random, events again until acknowledged. */
export class Delivery {
	private readonly store: Store;
	private readonly ledger: Ledger;
	private readonly settings: StreamSettings;
	private readonly connections: () => Iterable<Connection>;
	private readonly underWay = new Map<string, Shipment>();
	/** Events without a connection. */
	private readonly waiting = new Set<Shipment>();
	private readonly timers = new Timers();
	private readonly outlet: Outlet;

	constructor(
		parts: { store: Store; ledger: Ledger; faults: StreamFaults; settings: StreamSettings },
		connections: () => Iterable<Connection>,
	) {
		this.store = parts.store;
		this.ledger = parts.ledger;
		this.outlet = new Outlet(parts.faults, this.timers);
		this.settings = parts.settings;
		this.connections = connections;
	}

	/** Pushes; an event waits for a connection, anything else is lost without one. */
	push(parcel: Parcel): PushInfo {
		const { kind, key, clientId, eventType } = parcel;
		const info = this.ledger.open({
			kind,
			key,
			clientId,
			via: 'stream',
			createdAt: this.store.now(),
			...(eventType ? { eventType } : {}),
		});
		const shipment: Shipment = { info, parcel };
		this.underWay.set(info.messageId, shipment);
		this.attempt(shipment);
		return info;
	}

	private attempt(shipment: Shipment): void {
		const { info, parcel } = shipment;
		const topic = TOPICS[info.kind];
		const able = [...this.connections()].filter((one) => one.takes(info.clientId, topic));
		this.letGo(shipment);
		if (able.length === 0) {
			if (info.kind !== 'event') {
				this.end(shipment, 'lost', 'no connection');
				return;
			}
			info.status = 'waiting';
			this.waiting.add(shipment);
			this.store.changed();
			return;
		}
		// With several connections each push goes to one of them at random.
		const connection = able[randomInt(able.length)];
		shipment.connection = connection;
		connection.unacked.add(shipment);
		connection.info.pushed++;
		info.attempts++;
		info.status = 'pushed';
		info.lastPushedAt = this.store.now();
		this.again(shipment);
		this.outlet.send(connection, this.frameOf(parcel, info));
		this.store.changed();
	}

	private frameOf({ headers, data }: Parcel, { kind, messageId }: PushInfo): string {
		const type = kind === 'event' ? 'EVENT' : 'CALLBACK';
		const time = this.store.now();
		return frameText(type, { topic: TOPICS[kind], messageId, time, ...headers }, data);
	}

	/** (Re)starts the time until the push counts as not acknowledged. */
	private again(shipment: Shipment): void {
		this.timers.stop(shipment.timer);
		const isCard = shipment.info.kind === 'cardAction';
		const ms = isCard ? CARD_WAIT_MS : this.settings.redeliverAfterMs;
		shipment.timer = this.timers.later(ms, () => {
			// Only events are pushed again.
			if (shipment.info.kind === 'event') this.attempt(shipment);
			else this.end(shipment, 'lost', 'not acknowledged');
		});
	}

	/** An answer that came over `connection`. */
	acknowledge(connection: Connection, ack: Ack): void {
		const shipment = this.underWay.get(ack.messageId);
		// An answer on another line than the push came on counts for nothing [unverified].
		if (!shipment || shipment.connection !== connection) return;
		const { info, parcel } = shipment;
		if (info.kind === 'event' && !isSuccess(ack)) {
			info.problem = ack.code === 200 ? 'LATER' : `code ${String(ack.code)}`;
			this.letGo(shipment);
			info.status = 'waiting';
			this.again(shipment);
			this.store.changed();
			return;
		}
		const isGood = Number(ack.code) === 200;
		if (isGood) connection.info.acked++;
		parcel.onAnswer?.(isGood ? ack.data : undefined);
		this.end(shipment, isGood ? 'acked' : 'lost', isGood ? undefined : `code ${String(ack.code)}`);
	}

	/** A connection takes pushes now: the events that waited for one go out. */
	flush(): void {
		const waiting = [...this.waiting];
		this.waiting.clear();
		for (const shipment of waiting) this.attempt(shipment);
	}

	/** A connection is gone: what is not an event will not come again. */
	abandon(connection: Connection): void {
		for (const shipment of connection.unacked) {
			if (shipment.info.kind !== 'event') this.end(shipment, 'lost', 'the connection broke');
		}
		connection.unacked.clear();
	}

	private end(shipment: Shipment, status: 'acked' | 'lost', problem?: string): void {
		const { info, parcel } = shipment;
		this.letGo(shipment);
		this.timers.stop(shipment.timer);
		this.underWay.delete(info.messageId);
		info.status = status;
		if (problem) info.problem = problem;
		else delete info.problem;
		if (status === 'lost') parcel.onAnswer?.(undefined);
		this.store.changed();
	}

	private letGo(shipment: Shipment): void {
		shipment.connection?.unacked.delete(shipment);
		shipment.connection = undefined;
	}

	/** Forgets everything that is on its way. */
	clear(): void {
		this.timers.clear();
		this.outlet.clear();
		for (const { parcel } of this.underWay.values()) parcel.onAnswer?.(undefined);
		this.underWay.clear();
		this.waiting.clear();
		for (const connection of this.connections()) connection.unacked.clear();
	}
}

function isSuccess({ code, data }: Ack): boolean {
	return Number(code) === 200 && (data as { status?: unknown })?.status === 'SUCCESS';
}
