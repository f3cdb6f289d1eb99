import type { WireAttendee } from '../../../shared/calendar/event';
import { toAttendee } from '../../../shared/calendar/event';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';
import { path } from '../../../shared/wire/path';
import { EVENT_LIMITS } from './limits';
import { calendarUserField, eventIdField, eventOptions, readPlace } from './place';

/** @see DingTalk docs "获取日程参与者": GET …/events/{eventId}/attendees */
export const getAttendees: Operation = {
	value: 'getAttendees',
	name: 'Get Many Attendees',
	action: 'Get many attendees of a calendar event',
	description: 'List who is invited to an event and what they answered, one item each',
	endpoints: [
		'GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees',
	],
	fields: [calendarUserField, eventIdField, ...pagingFields, eventOptions()],
	async run(context) {
		const { api, read, directory } = context;
		const { person, calendarId } = readPlace(context);
		const eventId = read.id('eventId');
		const limit = read.limit();
		const unionId = await directory.unionIdOf(person);
		const attendees = await pages<WireAttendee>(
			tokenPages('nextToken', undefined, {
				maxResults: Math.min(EVENT_LIMITS.attendeesPage, limit),
			}),
			async (query) => {
				const page = await api.request<{ attendees?: WireAttendee[]; nextToken?: string }>({
					method: 'GET',
					host: 'api',
					path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events/${eventId}/attendees`,
					answer: { attendees: 'objects', nextToken: 'text?' },
					query,
				});
				return { items: page.attendees ?? [], next: page.nextToken };
			},
			limit,
		);
		return attendees.map((attendee) => ({ eventId, ...toAttendee(attendee) }));
	},
};
