import type { Timers } from '../timers.mts';
import type { Connection } from './connection.mts';
import type { StreamFaults } from './faults.mts';

const FAULT_DELAY_MS = 1000;

/** Sends pushes into connections, with the faults that wait for them. */
export class Outlet {
	private readonly faults: StreamFaults;
	private readonly timers: Timers;
	/** A frame that a `reorder` holds back. */
	private held: { send: () => void; timer: NodeJS.Timeout } | undefined;

	constructor(faults: StreamFaults, timers: Timers) {
		this.faults = faults;
		this.timers = timers;
	}

	/** Sends the frame of a push. */
	send(connection: Connection, text: string): void {
		const fault = this.faults.take(
			connection.info.clientId,
			'dropMidFrame',
			'duplicate',
			'reorder',
			'delay',
			'badJson',
		);
		const delayMs = fault?.delayMs ?? FAULT_DELAY_MS;
		const send = () => connection.send(text);
		switch (fault?.what) {
			case 'reorder':
				this.release();
				this.held = { send, timer: this.timers.later(delayMs, () => this.release()) };
				return;
			case 'delay':
				this.timers.later(delayMs, send);
				return;
			case 'badJson':
				connection.send(text.slice(0, -Math.ceil(text.length / 3)));
				break;
			case 'dropMidFrame':
				connection.sendHalf(text);
				break;
			default:
				send();
				if (fault?.what === 'duplicate') send();
		}
		// What was held back comes behind this one.
		this.release();
	}

	private release(): void {
		const { held } = this;
		this.held = undefined;
		this.timers.stop(held?.timer);
		held?.send();
	}

	/** Forgets what is held back. */
	clear(): void {
		this.held = undefined;
	}
}
