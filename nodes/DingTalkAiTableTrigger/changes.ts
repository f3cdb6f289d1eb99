import type { WireRecord } from '../shared/aiTable/record';

/**
 * Which records are news. DingTalk has no list of changes, and while pages are read, a table that changes may shift a
 * record out of them. So each poll looks back to where the one before it began: what that one missed is found, and what
 * it gave is known.
 */

/** Where a watch stands; all times are Unix ms, by DingTalk's clock. */
export interface ChangeMemory {
	/** What happened up to then is no news. */
	floor: number;
	/** The latest moment seen: the floor of the poll after the next. */
	mark: number;
	/** What happened after `floor` and was told: record ID → moment. */
	told: Record<string, number>;
}

/** A record with the moment at which something last happened to it. */
export interface Happening {
	id: string;
	moment: number;
	record: WireRecord;
}

/** Most records remembered, so that n8n's static data stays small: about 250 kB. */
const MAX_TOLD = 10_000;

/** Whether a record that was read is news. */
export const isNews = (memory: ChangeMemory, id: string, moment: number): boolean =>
	moment > (told(memory, id) ?? memory.floor);

/** What was told of a record since `floor`. */
export const told = (memory: ChangeMemory, id: string): number | undefined =>
	Object.hasOwn(memory.told, id) ? memory.told[id] : undefined;

/**
 * The memory after a poll.
 *
 * @param happened what it told, in any order
 * @param until up to where it looked, where that is known without any record
 */
export function remember(
	before: ChangeMemory,
	happened: ReadonlyArray<Pick<Happening, 'id' | 'moment'>>,
	until = 0,
): ChangeMemory {
	const all = { ...before.told };
	let mark = Math.max(before.mark, until);
	for (const { id, moment } of happened) {
		all[id] = moment;
		mark = Math.max(mark, moment);
	}
	// More may have happened within the same millisecond.
	const floor = Math.max(before.floor, before.mark - 1);
	const lasting = Object.entries(all).filter(([, moment]) => moment > floor);
	return { mark, ...limited(floor, lasting) };
}

/** Lets go of the oldest where there are too many; they must not be news again. */
function limited(
	floor: number,
	entries: Array<[string, number]>,
): Pick<ChangeMemory, 'floor' | 'told'> {
	if (entries.length <= MAX_TOLD) return { floor, told: Object.fromEntries(entries) };
	const newestFirst = [...entries].sort(([, a], [, b]) => b - a);
	const [, raised] = newestFirst[MAX_TOLD];
	return {
		floor: raised,
		told: Object.fromEntries(newestFirst.filter(([, moment]) => moment > raised)),
	};
}
