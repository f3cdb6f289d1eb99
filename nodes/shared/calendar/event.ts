import type { IDataObject } from 'n8n-workflow';

import type { FieldRule } from '../errors/confirm';
import type { Recurrence } from './recurrence';
import type { EventTime } from './times';
import { parseSpan } from './times';

/** Somebody in an event, as DingTalk has it. */
export interface WireAttendee extends IDataObject {
	/** The unionId. */
	id?: string;
	displayName?: string;
	responseStatus?: string;
	isOptional?: boolean;
	self?: boolean;
}

/** An event as DingTalk has it. Fields differ between the calls; what is not there is absent. */
export interface WireEvent extends IDataObject {
	id: string;
	summary?: string;
	description?: string;
	status?: string;
	start?: EventTime & IDataObject;
	end?: EventTime & IDataObject;
	originStart?: EventTime & IDataObject;
	organizer?: WireAttendee;
	attendees?: WireAttendee[];
	location?: { displayName?: string };
	meetingRooms?: Array<{ roomId?: string; displayName?: string; responseStatus?: string }>;
	onlineMeetingInfo?: { url?: string; type?: string; conferenceId?: string };
	recurrence?: Recurrence & IDataObject;
	seriesMasterId?: string;
}

/** What an answer must hold of a start or end, as far as it has one. */
export const timeAnswer = (name: string): Record<string, FieldRule> => ({
	[name]: 'map?',
	[`${name}.date`]: 'text?',
	[`${name}.dateTime`]: 'text?',
	[`${name}.timeZone`]: 'text?',
});

/**
 * What an answer must hold of an event.
 *
 * @param prefix where it is, e.g. `events[].`
 */
export const eventAnswer = (prefix = ''): Record<string, FieldRule> => ({
	[`${prefix}id`]: 'text',
	...timeAnswer(`${prefix}start`),
	...timeAnswer(`${prefix}end`),
	[`${prefix}organizer`]: 'map?',
	[`${prefix}attendees`]: 'objects?',
	[`${prefix}meetingRooms`]: 'objects?',
});

/**
 * An event in our own words, the same in all operations and the trigger: ten fields, and rooms, link and series
 * where it has them. What is not set is absent.
 */
export function toEvent(event: WireEvent): IDataObject {
	return withoutGaps({
		eventId: event.id,
		status: event.status,
		summary: event.summary,
		description: event.description || undefined,
		...parseSpan(event),
		organizer: event.organizer && toAttendee(event.organizer, false),
		attendees: event.attendees?.map((attendee) => toAttendee(attendee)),
		location: event.location?.displayName || undefined,
		rooms: event.meetingRooms?.map(({ roomId, displayName, responseStatus }) =>
			withoutGaps({ roomId, name: displayName, response: responseStatus }),
		),
		meetingUrl: event.onlineMeetingInfo?.url,
		seriesMasterId: event.seriesMasterId || undefined,
	});
}

/** Somebody in an event in our own words. */
export const toAttendee = (attendee: WireAttendee, withResponse = true): IDataObject =>
	withoutGaps({
		unionId: attendee.id,
		name: attendee.displayName,
		...(withResponse
			? { response: attendee.responseStatus, isOptional: attendee.isOptional === true }
			: {}),
	});

/** An object without the keys that have no value; DingTalk writes some of them as null. */
const withoutGaps = (object: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(object).filter(([, value]) => value !== undefined && value !== null),
	);
