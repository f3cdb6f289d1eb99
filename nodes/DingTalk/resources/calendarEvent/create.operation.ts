import type { IDataObject } from 'n8n-workflow';

import { attemptBatches } from '../../../shared/batches';
import type { WireEvent } from '../../../shared/calendar/event';
import { eventAnswer, toEvent } from '../../../shared/calendar/event';
import { buildRecurrence } from '../../../shared/calendar/recurrence';
import { unionIdsOf } from '../../../shared/contacts/people';
import type { ItemContext, Operation } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import { toAttendeesCall } from './attendeesCall';
import { invite, toWireAttendee } from './attendees';
import { createFields } from './createFields';
import { readDetails, readNotices, readSummary } from './detailFields';
import { attemptEvent } from './fetchEvent';
import { EVENT_LIMITS } from './limits';
import { clientToken, readPlace } from './place';
import { readRecurrence } from './recurrenceField';
import type { EventPlace } from './place';
import { bookRooms } from './rooms';
import { readSpan, readZone } from './spanFields';

/**
 * One call carries 500 people and no rooms: the rest is added to the event once it is there. What of that is
 * refused is listed in the output, as the event exists all the same.
 *
 * @see DingTalk docs "创建日程": POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events
 */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a calendar event',
	description:
		'Put an event (日程) into a calendar, with attendees, rooms, repetition and online meeting',
	endpoints: [
		'POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events',
		'POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees',
		'POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms',
		'GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}',
	],
	fields: createFields,
	async run(context) {
		const { api, read, directory } = context;
		const { person, calendarId } = readPlace(context);
		const extra = read.group('additionalFields');
		const draft = buildEvent(context);
		const invited = invite(read.people('attendees'), extra.people('optionalAttendees'));
		const rooms = extra.several('roomIds');
		const isSimple = read.flag('simplify');
		const unionId = await directory.unionIdOf(person);
		const people = {
			attendees: await unionIdsOf(directory, invited.attendees),
			optional: await unionIdsOf(directory, invited.optional),
		};
		const all = [...new Set([...people.attendees, ...people.optional])];
		const first = all.slice(0, EVENT_LIMITS.attendeesPerCall);
		const body = {
			...draft,
			...(first.length > 0 ? { attendees: first.map((id) => toWireAttendee(id, people)) } : {}),
		};
		const event = await api.request<WireEvent>({
			method: 'POST',
			host: 'api',
			path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events`,
			answer: eventAnswer(),
			headers: clientToken(context, 'create', unionId, calendarId, body),
			body,
			// DingTalk knows the call by its token.
			repeatable: true,
		});
		const place = { unionId, calendarId, eventId: event.id };
		const late = await attemptBatches(
			api,
			all.slice(first.length),
			EVENT_LIMITS.attendeesPerCall,
			toAttendeesCall(context, 'add', place, (id) => toWireAttendee(id, people)),
			{ name: 'unionIds' },
		);
		const booked = await bookRooms(context, place, rooms);
		const isLater = late.done.length + booked.done.length > 0;
		const complete = isLater ? await fetchAgain(context, place, event) : event;
		return {
			...(isSimple ? toEvent(complete) : complete),
			failed: [...late.failed, ...booked.failed],
		};
	},
};

/** The body of a new event, without its people. */
function buildEvent(context: ItemContext): IDataObject {
	const { read } = context;
	const extra = read.group('additionalFields');
	const zone = readZone(context, extra);
	const span = readSpan(read, zone);
	const rule = readRecurrence(extra);
	return {
		summary: readSummary(read),
		...span,
		...(rule ? { recurrence: buildRecurrence(rule, span, zone) } : {}),
		...readDetails(extra),
		...readNotices(read.group('options')),
	} as IDataObject;
}

/** The event with what was added to it; as it was created where it cannot be had again. */
async function fetchAgain(
	context: ItemContext,
	place: EventPlace,
	created: WireEvent,
): Promise<WireEvent> {
	const outcome = await attemptEvent(context, place, { maxAttendees: EVENT_LIMITS.attendeesPage });
	return outcome.ok ? outcome.value : created;
}
