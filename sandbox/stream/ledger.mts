import type { PushInfo } from '../state/types.mts';
import { newMessageId } from './frame.mts';

// Chaos runs push tens of thousands: the oldest go first.
const MAX_PUSHES = 50_000;

/** Every push and what became of it, oldest first. */
export class Ledger {
	private entries = new Map<string, PushInfo>();

	/** Writes a new push down. */
	open(push: Omit<PushInfo, 'messageId' | 'attempts' | 'status'>): PushInfo {
		const info: PushInfo = { messageId: newMessageId(), attempts: 0, status: 'waiting', ...push };
		this.entries.set(info.messageId, info);
		const [oldest] = this.entries.keys();
		if (this.entries.size > MAX_PUSHES) this.entries.delete(oldest);
		return info;
	}

	/** Copies, oldest first; `last` leaves older ones out. */
	list(last?: number): PushInfo[] {
		const all = [...this.entries.values()];
		return (last === undefined ? all : all.slice(-last)).map((info) => ({ ...info }));
	}

	/** Forgets everything. */
	clear(): void {
		this.entries.clear();
	}
}
