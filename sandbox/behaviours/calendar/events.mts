import { randomBytes, randomUUID } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Endpoint } from '../../contract/load.mts';
import type { Behaviour, Request } from '../../server/call.mts';
import type { CalendarEvent, EventAttendee } from '../../state/calendar.mts';
import type { Store } from '../../state/store.mts';
import { cancel, commit, hide } from './change.mts';
import { eventProblem } from './check.mts';
import type { Place } from './find.mts';
import { findEvent, findLiveEvent, findOwnEvent, findPlace, PRIMARY } from './find.mts';
import { eventAnswer } from './shape.mts';
import { homeDay, momentOf, timeAt } from './times.mts';
import { unknownPerson } from '../contacts/unionPeople.mts';

type Body = Request['body'];

/** Success of a call whose answer has no body at all. */
export const NOTHING: Answer = {
	status: 200,
	body: '',
	headers: { 'content-type': 'application/json;charset=utf-8' },
	code: '',
};

const REMINDER = { method: 'dingtalk', minutes: 15 };

/** Refuses with the general code and a text of its own. */
export function invalid(endpoint: Endpoint, message: string): Answer {
	return apiError(endpoint, 'invalidParameter', { message });
}

/** An id as DingTalk's: text that ends in `==`, which has to be encoded in a path. */
function newEventId(): string {
	return Buffer.from(randomBytes(16).toString('base64url')).toString('base64');
}

/** An event without anything in it yet. */
export function emptyEvent(store: Store, { person, calendarId }: Place): CalendarEvent {
	const now = store.now();
	return {
		eventId: newEventId(),
		calendarId,
		organizerId: person.unionId,
		summary: '',
		start: {},
		end: {},
		isAllDay: false,
		attendees: [],
		reminders: [REMINDER],
		rooms: [],
		createdAt: now,
		updatedAt: now,
		status: 'confirmed',
		hiddenFor: [],
	};
}

// Taken over as they are; `null` is no value.
const PLAIN = [
	'summary',
	'description',
	'start',
	'end',
	'isAllDay',
	'recurrence',
	'location',
	'reminders',
	'richTextDescription',
	'uiConfigs',
	'categories',
	'cardInstances',
	'extra',
	'freeBusyStatus',
] as const;

/** Puts what a body gives into an event; the rest of the event stays. */
function apply(event: CalendarEvent, body: Body): void {
	for (const name of PLAIN) {
		const value = body[name];
		if (value !== undefined && value !== null) Object.assign(event, { [name]: value });
	}
	if (body.attendees) setAttendees(event, body.attendees as AttendeeInput[]);
	if (body.onlineMeetingInfo && !event.onlineMeetingInfo) event.onlineMeetingInfo = newMeeting();
	// Times are told with the offset their zone has then, however they were given [unverified].
	if (!eventProblem(event)) {
		const { start, end } = event;
		event.start = timeAt(momentOf(start), event);
		event.end = timeAt(momentOf(end), event);
	}
}

/** Somebody to invite, as a body names them. */
export interface AttendeeInput {
	id: string;
	isOptional?: boolean;
}

/** Invites people, each once; the organizer has accepted already. */
export function invited(event: CalendarEvent, inputs: AttendeeInput[]): EventAttendee[] {
	const before = new Map(event.attendees.map((attendee) => [attendee.unionId, attendee]));
	const byId = new Map(inputs.map((input) => [input.id, input]));
	return [...byId.values()].map(({ id, isOptional }) => ({
		unionId: id,
		responseStatus:
			before.get(id)?.responseStatus ?? (id === event.organizerId ? 'accepted' : 'needsAction'),
		isOptional: isOptional ?? before.get(id)?.isOptional ?? false,
	}));
}

// The list replaces the one before; who stays keeps the answer given [unverified].
function setAttendees(event: CalendarEvent, inputs: AttendeeInput[]): void {
	event.attendees = invited(event, inputs);
}

function newMeeting(): CalendarEvent['onlineMeetingInfo'] {
	const conferenceId = randomUUID();
	const url = `dingtalk://dingtalkclient/page/videoConfFromCalendar?confId=${conferenceId}`;
	return { type: 'dingtalk', conferenceId, url };
}

function attendeesProblem(store: Store, { endpoint, body }: Request): Answer | undefined {
	const inputs = (body.attendees ?? []) as AttendeeInput[];
	return unknownPerson(
		store,
		endpoint,
		inputs.map(({ id }) => id),
	);
}

/** 100 events per person and day, of the days of China. */
function dailyLimit(store: Store, { endpoint }: Request, unionId: string): Answer | undefined {
	const key = `${unionId}\n${homeDay(store.now())}`;
	const today = store.calendar.created.get(key) ?? 0;
	const { perDay } = endpoint.limits as { perDay: number };
	if (today >= perDay) return apiError(endpoint, 'flowLimit');
	store.calendar.created.set(key, today + 1);
	return undefined;
}

/** `POST …/events`. */
export const createEvent: Behaviour = (world, request) => {
	const { store } = world;
	const { endpoint, body } = request;
	const place = findPlace(world, request);
	if ('body' in place) return place;
	const { person, calendarId } = place;
	if (store.calendar.books.get(calendarId)?.people[person.userId] === 'reader') {
		return apiError(endpoint, 'permissionDeny');
	}
	const refusal = attendeesProblem(store, request);
	if (refusal) return refusal;
	const event = emptyEvent(store, place);
	apply(event, body);
	const problem = eventProblem(event);
	if (problem) return invalid(endpoint, problem);
	const limited = dailyLimit(store, request, person.unionId);
	if (limited) return limited;
	commit(store, event, 'created');
	return ok(eventAnswer(store, event, person.unionId, 500));
};

const TIMES = ['start', 'end', 'isAllDay', 'recurrence'];

/** `PUT …/events/{eventId}`: what is given changes, the rest stays; for the organizer. */
export const updateEvent: Behaviour = (world, request) => {
	const { store } = world;
	const { endpoint, body, pathParams } = request;
	const found = findOwnEvent(world, request);
	if ('body' in found) return found;
	const { event, person } = found;
	if (body.id !== pathParams.eventId) return invalid(endpoint, 'Event id does not match the path.');
	const refusal = attendeesProblem(store, request);
	if (refusal) return refusal;
	const next = structuredClone(event);
	apply(next, body);
	const problem =
		next.seriesMasterId !== undefined && next.recurrence
			? 'An instance cannot have a recurrence.'
			: eventProblem(next);
	if (problem) return invalid(endpoint, problem);
	const before = event.attendees.map(({ unionId }) => unionId);
	// Instances that were changed one by one belong to the old times [unverified].
	if (TIMES.some((name) => body[name] !== undefined))
		store.calendar.forgetExceptions(event.eventId);
	commit(store, next, 'updated', before);
	return ok(eventAnswer(store, next, person.unionId, 500));
};

/** `GET …/events/{eventId}`: a deleted one has an error of its own. */
export const getEvent: Behaviour = (world, request) => {
	const found = findEvent(world, request);
	if ('body' in found) return found;
	const { event, person } = found;
	if (event.status === 'cancelled') return apiError(request.endpoint, 'instanceNotExist');
	const { maxAttendees } = request.query;
	const most = maxAttendees ? Number(maxAttendees) : undefined;
	return ok(eventAnswer(world.store, event, person.unionId, most));
};

/** `DELETE …/events/{eventId}`: by the organizer for all, by an attendee for oneself. */
export const deleteEvent: Behaviour = (world, request) => {
	const found = findLiveEvent(world, request);
	if ('body' in found) return found;
	const { event, person } = found;
	const isOwn = event.organizerId === person.unionId || event.calendarId !== PRIMARY;
	if (isOwn) cancel(world.store, event);
	else hide(world.store, event, person.unionId);
	return NOTHING;
};
