import { EventEmitter } from 'node:events';
import { mask } from './mask.mts';
import type { JournalEntry } from './state/types.mts';

const MAX_ENTRIES = 10_000;

/** Ring buffer of every call, masked when it is written. Emits `call` (JournalEntry). */
export class Journal extends EventEmitter {
	private entries: JournalEntry[] = [];
	private tally: Record<string, number> = {};
	private lastNumber = 0;

	/** Writes a call down; `secrets` are values that must not be readable anywhere in it. */
	add(entry: Omit<JournalEntry, 'n'>, secrets: string[]): void {
		const masked = mask(entry, secrets) as JournalEntry;
		masked.n = ++this.lastNumber;
		this.entries.push(masked);
		if (this.entries.length > MAX_ENTRIES) this.entries.shift();
		const name = entry.refused ? `refused:${entry.id}` : entry.id;
		this.tally[name] = (this.tally[name] ?? 0) + 1;
		this.emit('call', masked);
	}

	/** Every call still remembered, oldest first. */
	list(): JournalEntry[] {
		return structuredClone(this.entries);
	}

	/** Calls per contract id; a refused call counts under `refused:<id>` only. Never forgets. */
	counts(): Record<string, number> {
		return { ...this.tally };
	}

	/** Forgets everything. */
	clear(): void {
		this.entries = [];
		this.tally = {};
		this.lastNumber = 0;
	}
}
