import { randomBytes } from 'node:crypto';
import { tickTodo } from '../behaviours/todo/change.mts';
import type { AgendaItem, EventDraft } from '../people/onCalendar.mts';
import { agendaOf, answerEvent, cancelEvent, makeEvent, moveEvent } from '../people/onCalendar.mts';
import type { MeetingRoom, ResponseStatus } from '../state/calendar.mts';
import type { Store } from '../state/store.mts';

/** The part of the control that is about todos and calendars: what people do in DingTalk. */
export interface DayControl {
	/** A person ticks a todo: an executor the own part, its creator all of it. */
	tickTodo(todoId: string, userId: string, isDone?: boolean): void;
	/** A person makes an event; times are Unix ms. */
	makeEvent(userId: string, draft: EventDraft): { eventId: string };
	/** A person answers an invitation. */
	answerEvent(eventId: string, userId: string, responseStatus: ResponseStatus): void;
	/** The organizer moves an event, or an instance of a series. */
	moveEvent(eventId: string, userId: string, times: { start: number; end: number }): void;
	/** The organizer cancels it for all; somebody invited takes it off the own calendar. */
	cancelEvent(eventId: string, userId: string): void;
	/** What takes place on a person's calendar, series taken apart; Unix ms. */
	agenda(userId: string, from: number, to: number): AgendaItem[];
	/** Adds a meeting room beside those of the seed. */
	addMeetingRoom(room: { name: string; capacity?: number }): MeetingRoom;
}

/** The control of todos and calendars. */
export function createDayControl(store: Store): DayControl {
	return {
		tickTodo: (todoId, userId, isDone = true) => tickTodo(store, todoId, userId, isDone),
		makeEvent: (userId, draft) => ({ eventId: makeEvent(store, userId, draft) }),
		answerEvent: (eventId, userId, status) => answerEvent(store, eventId, userId, status),
		moveEvent: (eventId, userId, times) => moveEvent(store, eventId, userId, times),
		cancelEvent: (eventId, userId) => cancelEvent(store, eventId, userId),
		agenda: (userId, from, to) => agendaOf(store, userId, from, to),
		addMeetingRoom({ name, capacity = 8 }) {
			if (typeof name !== 'string' || name === '')
				throw new TypeError('Expected the name of a room');
			const room = { roomId: `room${randomBytes(15).toString('hex')}`, name, capacity };
			store.calendar.rooms.set(room.roomId, room);
			store.changed();
			return room;
		},
	};
}
