import type { IDataObject } from 'n8n-workflow';

import type { ToCall } from '../../../shared/batches';
import type { ItemContext } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import { clientToken } from './place';
import type { EventPlace } from './place';

/**
 * The call that invites some people to an event, or takes them out.
 *
 * @param toAttendee an attendee on the wire
 * @param notices whether DingTalk tells the people; only of `add`
 * @see DingTalk docs "新增日程参与者": POST …/events/{eventId}/attendees
 * @see DingTalk docs "删除日程参与者": POST …/events/{eventId}/attendees/batchRemove
 */
export const toAttendeesCall =
	(
		context: ItemContext,
		change: 'add' | 'remove',
		{ unionId, calendarId, eventId }: EventPlace,
		toAttendee: (unionId: string) => IDataObject,
		notices: IDataObject = {},
	): ToCall =>
	(unionIds) => ({
		method: 'POST',
		host: 'api',
		path:
			change === 'add'
				? path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events/${eventId}/attendees`
				: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events/${eventId}/attendees/batchRemove`,
		answer: 'nothing',
		headers: clientToken(
			context,
			`${change}Attendees`,
			{ unionId, calendarId, eventId },
			unionIds.map(toAttendee),
			notices,
		),
		body:
			change === 'add'
				? { attendeesToAdd: unionIds.map(toAttendee), ...notices }
				: { attendeesToRemove: unionIds.map(toAttendee) },
	});
