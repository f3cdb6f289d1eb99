import type { Interval } from './intervals';
import { merge, overlaps } from './intervals';
import { steps } from './workingTime';

/** Somebody's or some room's taken time. */
export interface Calendar {
	id: string;
	busy: readonly Interval[];
}

export interface SlotSearch {
	/** When meetings may be, as `workingTime` gives it: merged, in order, inside the range asked for. */
	working: readonly Interval[];
	timeZone: string;
	durationMs: number;
	/** Meetings begin at whole steps since midnight. */
	stepMs: number;
	/** Time before and after the meeting that must be free for everybody required; not for rooms. */
	bufferBeforeMs: number;
	bufferAfterMs: number;
	required: readonly Calendar[];
	/** May be busy; a slot says which of them are. */
	optional: readonly Calendar[];
	/** One of these must be free; empty: no room is needed. */
	rooms: readonly Calendar[];
	maxSlots: number;
}

export interface Slot extends Interval {
	/** Rooms that are free, in the order given. */
	freeRooms: string[];
	/** Optional people who are busy. */
	busyOptional: string[];
}

/** What one required person, or the rooms together, take away. */
export interface Blocker {
	/** Undefined: no room is free. */
	id?: string;
	/** Starting times that this one makes impossible. */
	blocks: number;
	/** Starting times that this one alone makes impossible: without it they would fit. */
	blocksAlone: number;
}

export interface SlotResult {
	slots: Slot[];
	/** Starting times looked at; all there are where nothing fits. */
	candidates: number;
	/** Only where nothing fits; who blocks most comes first. */
	blockers: Blocker[];
}

/** The first times at which everybody required, and one of the rooms, is free. */
export function findSlots(search: SlotSearch): SlotResult {
	const required = search.required.map(merged);
	const optional = search.optional.map(merged);
	const rooms = search.rooms.map(merged);
	const tally = new Map<string | undefined, Blocker>();
	const slots: Slot[] = [];
	let candidates = 0;
	for (const start of startsOf(search)) {
		candidates++;
		const meeting = { start, end: start + search.durationMs };
		const reserved = {
			start: meeting.start - search.bufferBeforeMs,
			end: meeting.end + search.bufferAfterMs,
		};
		const blocking: Array<string | undefined> = busyIn(required, reserved);
		const freeRooms = rooms.filter(({ busy }) => !overlaps(busy, meeting)).map(({ id }) => id);
		if (rooms.length > 0 && freeRooms.length === 0) blocking.push(undefined);
		if (blocking.length === 0) {
			slots.push({ ...meeting, freeRooms, busyOptional: busyIn(optional, reserved) });
			if (slots.length >= search.maxSlots) break;
		}
		for (const id of blocking) count(tally, id, blocking.length === 1);
	}
	return {
		slots,
		candidates,
		blockers: slots.length > 0 ? [] : [...tally.values()].sort(byWeight),
	};
}

/** The starting times at which the meeting fits into working hours. */
function* startsOf({ working, timeZone, durationMs, stepMs }: SlotSearch): Generator<number> {
	for (const { start, end } of working) {
		const lastStart = end - durationMs;
		if (lastStart >= start) yield* steps({ start, end: lastStart + 1 }, timeZone, stepMs);
	}
}

const merged = ({ id, busy }: Calendar): Calendar => ({ id, busy: merge(busy) });

const busyIn = (calendars: readonly Calendar[], interval: Interval): string[] =>
	calendars.filter(({ busy }) => overlaps(busy, interval)).map(({ id }) => id);

function count(tally: Map<string | undefined, Blocker>, id: string | undefined, isAlone: boolean) {
	const blocker = tally.get(id) ?? { id, blocks: 0, blocksAlone: 0 };
	blocker.blocks++;
	if (isAlone) blocker.blocksAlone++;
	tally.set(id, blocker);
}

const byWeight = (a: Blocker, b: Blocker) => b.blocksAlone - a.blocksAlone || b.blocks - a.blocks;
