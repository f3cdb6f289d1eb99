import { readFileSync } from 'node:fs';
import type { Answer } from '../contract/answers.mts';
import type { CalendarBook, CalendarEvent, MeetingRoom } from './calendar.mts';

function read<T>(name: string): T[] {
	return JSON.parse(readFileSync(new URL(`./seed/${name}.json`, import.meta.url), 'utf8')) as T[];
}

/** An answer that is given again to a request with the same `x-client-token`. */
export interface RememberedAnswer {
	answer: Answer;
	expiresAt: number;
}

/** Calendars, events and meeting rooms. */
export class CalendarStore {
	/** Cancelled ones too: incremental queries tell of them. */
	events = new Map<string, CalendarEvent>();
	books = new Map<string, CalendarBook>();
	rooms = new Map<string, MeetingRoom>();
	/** Event → the instances of it that were changed or cancelled, by the start they would have had. */
	exceptions = new Map<string, Map<number, CalendarEvent>>();
	/** Person and day → how many events they made. */
	created = new Map<string, number>();
	answers = new Map<string, RememberedAnswer>();
	/** Goes up with each change; a sync token holds one. */
	lastChange = 0;
	/** Event → person → the last change of it that concerned that person. */
	private changes = new Map<string, Map<string, number>>();

	constructor() {
		this.reset();
	}

	/** Back to the seed. */
	reset(): void {
		this.books = new Map(read<CalendarBook>('calendars').map((book) => [book.calendarId, book]));
		this.rooms = new Map(read<MeetingRoom>('rooms').map((room) => [room.roomId, room]));
		for (const map of [this.events, this.exceptions, this.created]) map.clear();
		this.answers.clear();
		this.changes.clear();
		this.lastChange = 0;
	}

	/** Keeps an event, and notes that it changed for these people. */
	put(event: CalendarEvent, unionIds: string[]): void {
		this.events.set(event.eventId, event);
		if (event.seriesMasterId !== undefined && event.originStart !== undefined) {
			const siblings = this.exceptions.get(event.seriesMasterId) ?? new Map();
			siblings.set(event.originStart, event);
			this.exceptions.set(event.seriesMasterId, siblings);
		}
		this.note(event.eventId, unionIds);
	}

	/** Notes that an event changed for these people. */
	note(eventId: string, unionIds: string[]): void {
		const change = ++this.lastChange;
		const byPerson = this.changes.get(eventId) ?? new Map<string, number>();
		for (const unionId of unionIds) byPerson.set(unionId, change);
		this.changes.set(eventId, byPerson);
	}

	/** The last change of an event that concerned a person; 0 for none. */
	changeFor(eventId: string, unionId: string): number {
		return this.changes.get(eventId)?.get(unionId) ?? 0;
	}

	/** Changed instances of a series no longer count: its times are other ones now. */
	forgetExceptions(eventId: string): void {
		for (const event of this.exceptions.get(eventId)?.values() ?? []) {
			this.events.delete(event.eventId);
			this.changes.delete(event.eventId);
		}
		this.exceptions.delete(eventId);
	}
}
