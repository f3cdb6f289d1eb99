import { fingerprint } from './crypto/digest';
import type { ItemRun } from './itemKey';
import { toJson } from './wire/json';

/**
 * What became of something that was sent, by whoever was to get it (people, departments) or by the part that it was
 * of a message to one conversation. Only what arrived, or may have, belongs in here: it is never sent again.
 */
export type Memory<T> = Map<string, T>;

/** By item, so that an item's memory ends with its execution; then by what was sent, and where to. */
const memories = new WeakMap<ItemRun, Map<string, Memory<unknown>>>();

/**
 * The memory of something that an item sends: the same in all attempts of n8n's Retry On Fail, which runs the whole
 * node again, those items included that went well.
 *
 * @param sent what is sent, where to; not the media ID of an upload, which differs each time
 */
export function memoryOf<T>(run: ItemRun, ...sent: unknown[]): Memory<T> {
	const ofItem = memories.get(run) ?? new Map<string, Memory<unknown>>();
	memories.set(run, ofItem);
	const key = fingerprint(toJson(sent));
	const memory = ofItem.get(key) ?? new Map<string, unknown>();
	ofItem.set(key, memory);
	return memory as Memory<T>;
}

/** A memory for what is never tried again. */
export const noMemory = <T>(): Memory<T> => new Map();
