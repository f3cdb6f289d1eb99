import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import type { CalendarEvent, EventTime } from '../../state/calendar.mts';
import type { SeedPerson } from '../../state/seed.mts';
import type { Store } from '../../state/store.mts';
import type { Span } from './expand.mts';
import { overlapping } from './expand.mts';
import { isOnCalendar, PRIMARY } from './find.mts';
import { HOME_ZONE, isoIn, momentOf, parseInstant } from './times.mts';
import { personOfUnion, unknownPerson } from '../contacts/unionPeople.mts';

/** A span from two texts; undefined when it is none. */
export function spanFrom(start: unknown, end: unknown): Span | undefined {
	const from = parseInstant(start);
	const to = parseInstant(end);
	return from === undefined || to === undefined || to <= from ? undefined : { from, to };
}

/** A time as free/busy calls tell it: a day is one of UTC, a time one of China. */
export function busyTime(time: EventTime): EventTime {
	if (time.date !== undefined) return { date: time.date, timeZone: 'UTC' };
	return { dateTime: isoIn(momentOf(time), HOME_ZONE), timeZone: HOME_ZONE };
}

/** How an event keeps a person; undefined when it does not. What nobody answered is TENTATIVE [unverified]. */
function statusFor(event: CalendarEvent, unionId: string): 'BUSY' | 'TENTATIVE' | undefined {
	if (event.freeBusyStatus === 'free') return undefined;
	const own = event.attendees.find((attendee) => attendee.unionId === unionId);
	if (!own || own.responseStatus === 'accepted') return 'BUSY';
	return own.responseStatus === 'declined' ? undefined : 'TENTATIVE';
}

function scheduleOf(store: Store, person: SeedPerson, span: Span) {
	const place = { person, calendarId: PRIMARY };
	const events = [...store.calendar.events.values()].filter((event) => isOnCalendar(event, place));
	return overlapping(store, events, span).flatMap((event) => {
		const status = statusFor(event, person.unionId);
		return status ? [{ status, start: busyTime(event.start), end: busyTime(event.end) }] : [];
	});
}

/** `POST …/querySchedule`: 20 people a call; somebody unknown has an `error` [unverified text]. */
export const querySchedule: Behaviour = ({ store }, { endpoint, pathParams, body }) => {
	const refusal = unknownPerson(store, endpoint, [pathParams.userId]);
	if (refusal) return refusal;
	const span = spanFrom(body.startTime, body.endTime);
	if (!span) return apiError(endpoint, 'paramIllegal');
	const scheduleInformation = (body.userIds as string[]).map((userId) => {
		const person = personOfUnion(store, userId);
		if (!person) return { userId, error: '用户不存在', scheduleItems: [] };
		return { userId, scheduleItems: scheduleOf(store, person, span) };
	});
	return ok({ scheduleInformation });
};
