import { ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import type { ResponseStatus } from '../../state/calendar.mts';
import { commit, respond } from './change.mts';
import type { AttendeeInput } from './events.mts';
import { invalid, invited, NOTHING } from './events.mts';
import { findLiveEvent, findOwnEvent } from './find.mts';
import { attendeeAnswer } from './shape.mts';
import { unknownPerson } from '../contacts/unionPeople.mts';

/** `POST …/attendees`: 500 a call, 5000 an event; no body comes back. */
export const addAttendees: Behaviour = (world, request) => {
	const { store } = world;
	const { endpoint, body } = request;
	const found = findOwnEvent(world, request);
	if ('body' in found) return found;
	const { event } = found;
	const inputs = body.attendeesToAdd as AttendeeInput[];
	const ids = inputs.map(({ id }) => id);
	const refusal = unknownPerson(store, endpoint, ids);
	if (refusal) return refusal;
	const known = event.attendees.map(({ unionId, isOptional }) => ({ id: unionId, isOptional }));
	const attendees = invited(event, [...known, ...inputs]);
	const { perEvent } = endpoint.limits as { perEvent: number };
	if (attendees.length > perEvent) {
		return invalid(endpoint, `attendees size too large. Maximum allowed:${perEvent}`);
	}
	event.attendees = attendees;
	event.hiddenFor = event.hiddenFor.filter((unionId) => !ids.includes(unionId));
	commit(store, event, 'updated');
	return NOTHING;
};

/** `POST …/attendees/batchRemove`; no body comes back. */
export const removeAttendees: Behaviour = (world, request) => {
	const found = findOwnEvent(world, request);
	if ('body' in found) return found;
	const { event } = found;
	const gone = (request.body.attendeesToRemove as AttendeeInput[]).map(({ id }) => id);
	event.attendees = event.attendees.filter(({ unionId }) => !gone.includes(unionId));
	commit(world.store, event, 'updated', gone);
	return NOTHING;
};

/** `GET …/attendees`, in pages of at most 500. */
export const listAttendees: Behaviour = (world, request) => {
	const { query, endpoint } = request;
	const found = findLiveEvent(world, request);
	if ('body' in found) return found;
	const { event, person } = found;
	const start = offsetIn(query.nextToken);
	if (start === undefined) return invalid(endpoint, 'nextToken invalid');
	const end = start + Number(query.maxResults || 500);
	const attendees = event.attendees
		.slice(start, end)
		.map((attendee) => attendeeAnswer(world.store, attendee, person.unionId));
	const nextToken = end < event.attendees.length ? tokenOf(end) : null;
	return ok({ attendees, nextToken });
};

function tokenOf(offset: number): string {
	return Buffer.from(`attendees ${offset}`).toString('base64');
}

function offsetIn(token: string | undefined): number | undefined {
	if (!token) return 0;
	const [, offset] = /^attendees (\d+)$/.exec(Buffer.from(token, 'base64').toString()) ?? [];
	return offset === undefined ? undefined : Number(offset);
}

/** `POST …/respond`, by somebody invited; no body comes back. */
export const respondToEvent: Behaviour = (world, request) => {
	const found = findLiveEvent(world, request);
	if ('body' in found) return found;
	const { event, person } = found;
	const status = request.body.responseStatus as ResponseStatus;
	if (respond(world.store, event, person.unionId, status)) return NOTHING;
	// The organizer has nothing to answer [unverified].
	return invalid(request.endpoint, 'Only attendees can respond to an event.');
};
