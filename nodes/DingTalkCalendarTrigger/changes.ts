import type { WireEvent } from '../shared/calendar/event';
import { momentOf } from '../shared/calendar/moment';
import type { ChangeMemory, KnownEvent } from './pollState';
import { printOf } from './fingerprint';
import { DAY_MS } from '../shared/run/durations';

export type ChangeKind = 'created' | 'updated' | 'cancelled';

/** Something that happened to an event. */
export interface Change {
	kind: ChangeKind;
	/** It is new, and was changed once more since it was made. */
	isChangedToo?: boolean;
	event: WireEvent;
}

/** What a read gave. */
export interface EventRead {
	events: readonly WireEvent[];
	/** All there is, and not only what changed. */
	isWhole: boolean;
	syncToken?: string;
}

/** Events that ended before are neither asked for nor remembered. */
export const PAST_MS = 7 * DAY_MS;
/** Most events remembered, so that n8n's static data stays small. */
const MAX_KNOWN = 500;
const CANCELLED = 'cancelled';
const SUMMARY_CHARS = 80;

/** The memory that a first read gives: nothing in it is news. */
export function rememberAll(read: EventRead, now: number, timeZone: string): ChangeMemory {
	return noteChanges({ knownSince: now, lastUpdate: now, events: {} }, read, now, timeZone).memory;
}

/**
 * What is new in a read, in the order in which it happened, and the memory after it. Whatever is read
 * again, by an old token or as a whole, is no news the second time.
 */
export function noteChanges(
	before: ChangeMemory,
	read: EventRead,
	now: number,
	timeZone: string,
): { changes: Change[]; memory: ChangeMemory } {
	const events = { ...before.events };
	const changes: Change[] = [];
	let { lastUpdate } = before;
	const occurrences: Array<[string, KnownEvent]> = [];
	for (const event of [...read.events].sort(byUpdate)) {
		const known = toKnown(event, events[event.id], timeZone);
		const change = changeOf(event, known, { ...before, events }, read.isWhole, now);
		if (change) changes.push({ ...change, event: completed(event, events[event.id]) });
		events[event.id] = known;
		lastUpdate = Math.max(lastUpdate, known.updated);
		const master = event.seriesMasterId;
		if (!master) continue;
		events[master] ??= { ...known, isSeries: true };
		occurrences.push([master, known]);
	}
	// Only now, for occurrences that were changed within one second are as many changes.
	for (const [master, known] of occurrences) events[master] = lengthened(events[master], known);
	// Where everything there is was just read, what does not fit shows anew.
	const partialUntil = read.isWhole ? undefined : before.partialUntil;
	const memory = { ...before, events, lastUpdate, syncToken: read.syncToken, partialUntil };
	return { changes, memory: forget(memory, now) };
}

/** Known events that a whole read should have given, and did not. */
export function missingFrom(memory: ChangeMemory, read: EventRead, now: number): string[] {
	if (!read.isWhole) return [];
	const listed = new Set(read.events.map(({ id }) => id));
	return Object.entries(memory.events)
		.filter(([id, { print, end, isSeries }]) => {
			const isExpected = !isSeries && print !== CANCELLED && end > now - PAST_MS + DAY_MS;
			return isExpected && !listed.has(id);
		})
		.map(([id]) => id);
}

/** An event of which only what was remembered is left. */
export const goneEvent = (id: string, { summary, start, end }: KnownEvent): WireEvent => ({
	id,
	summary,
	status: CANCELLED,
	start: { dateTime: new Date(start).toISOString() },
	end: { dateTime: new Date(end).toISOString() },
});

function changeOf(
	event: WireEvent,
	seen: KnownEvent,
	memory: ChangeMemory,
	isWhole: boolean,
	now: number,
): Omit<Change, 'event'> | undefined {
	const known = memory.events[event.id];
	if (known && !known.isSeries) {
		if (known.print === seen.print) return undefined;
		if (seen.print === CANCELLED) return { kind: 'cancelled' };
		return { kind: known.print === CANCELLED ? 'created' : 'updated' };
	}
	const isRecent = seen.updated > memory.lastUpdate;
	if (seen.print === CANCELLED) return isRecent || !isWhole ? { kind: 'cancelled' } : undefined;
	const series = known ?? memory.events[event.seriesMasterId ?? ''];
	if (series) {
		// An occurrence is listed from the day it comes due, which is no change of it.
		return seen.updated > series.updated ? { kind: 'updated' } : undefined;
	}
	const isMadeSince = seen.created >= memory.knownSince;
	if ((isWhole || event.seriesMasterId) && !isMadeSince && !isRecent) return undefined;
	// An invitation to an older event is new in this calendar. What is over, or was long under way when it
	// was first looked for, is merely not remembered.
	const isToCome = seen.end > now && seen.start > now - PAST_MS;
	const isWholeMemory = (memory.partialUntil ?? 0) <= now;
	const isNew = isMadeSince || (isWholeMemory && isToCome);
	if (!isNew) return { kind: 'updated' };
	return { kind: 'created', isChangedToo: seen.updated > seen.created };
}

function toKnown(event: WireEvent, before: KnownEvent | undefined, timeZone: string): KnownEvent {
	const isCancelled = event.status === CANCELLED;
	const updated = timeOf(event.updateTime) || (before?.updated ?? 0);
	return {
		print: isCancelled ? CANCELLED : printOf(event),
		summary: String(event.summary ?? before?.summary ?? '').slice(0, SUMMARY_CHARS),
		// A deleted event may come without its times.
		start: momentOf(event.start, timeZone) || (before?.start ?? updated),
		end: momentOf(event.end, timeZone) || (before?.end ?? updated),
		created: timeOf(event.createTime) || (before?.created ?? 0),
		updated,
	};
}

/** A deleted event may come with little more than its ID. */
const completed = (event: WireEvent, before: KnownEvent | undefined): WireEvent =>
	before && event.status === CANCELLED ? { ...goneEvent(event.id, before), ...event } : event;

/** A series is remembered for as long as its occurrences, and is as new as the newest of them. */
const lengthened = (series: KnownEvent, occurrence: KnownEvent): KnownEvent => ({
	...series,
	end: Math.max(series.end, occurrence.end),
	updated: Math.max(series.updated, occurrence.updated),
});

/** Lets go of what is over, and of the rest what is furthest away. */
function forget(memory: ChangeMemory, now: number): ChangeMemory {
	const entries = Object.entries(memory.events);
	// One day more than is asked for, so that an event at the edge is not taken for an unknown one.
	const lasting = entries.filter(([, { end }]) => end > now - PAST_MS - DAY_MS);
	const byDistance = [...lasting].sort(byNearness(now));
	const events = Object.fromEntries(byDistance.slice(0, MAX_KNOWN));
	const left = byDistance.slice(MAX_KNOWN).map(([, { end }]) => end);
	const partialUntil = Math.max(memory.partialUntil ?? 0, ...left);
	const forgotten = entries.filter(([id]) => !(id in events)).map(([, { created }]) => created + 1);
	return {
		...memory,
		events,
		// What is forgotten must not look new when it is changed.
		knownSince: Math.max(memory.knownSince, ...forgotten),
		partialUntil: partialUntil > now ? partialUntil : undefined,
	};
}

/** Events to come, the next ones first; then what is over. */
const byNearness =
	(now: number) =>
	([, a]: [string, KnownEvent], [, b]: [string, KnownEvent]) =>
		Number(a.end <= now) - Number(b.end <= now) || a.start - b.start;

/** A series comes before its occurrences that were changed with it. */
const byUpdate = (a: WireEvent, b: WireEvent) =>
	timeOf(a.updateTime) - timeOf(b.updateTime) ||
	Number(Boolean(a.seriesMasterId)) - Number(Boolean(b.seriesMasterId));

/** Unix ms; 0 where DingTalk gives no time. */
const timeOf = (text: unknown): number => Date.parse(String(text ?? '')) || 0;
