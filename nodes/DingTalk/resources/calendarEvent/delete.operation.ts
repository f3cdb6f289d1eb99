import type { Operation } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import { pushNotificationField } from './detailFields';
import {
	calendarUserField,
	clientToken,
	eventIdField,
	eventKeys,
	eventOptions,
	readPlace,
} from './place';

/** @see DingTalk docs "删除日程": DELETE …/events/{eventId} */
export const deleteEvent: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a calendar event',
	description:
		'Delete an event: for everybody when the user is its organizer, else from the own calendar only',
	endpoints: ['DELETE /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}'],
	fields: [calendarUserField, eventIdField, eventOptions(pushNotificationField)],
	orderKeys: eventKeys,
	async run(context) {
		const { api, read, directory } = context;
		const { person, calendarId } = readPlace(context);
		const eventId = read.id('eventId');
		const pushNotification = read.group('options').flagIfAny('pushNotification');
		const unionId = await directory.unionIdOf(person);
		await api.request({
			method: 'DELETE',
			host: 'api',
			path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events/${eventId}`,
			answer: 'nothing',
			headers: clientToken(context, 'delete', unionId, calendarId, eventId, pushNotification),
			query: pushNotification === undefined ? {} : { pushNotification },
			// DingTalk knows the call by its token.
			repeatable: true,
		});
		return { deleted: true };
	},
};
