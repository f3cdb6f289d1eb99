import type { IDataObject } from 'n8n-workflow';

import { toEvent } from '../../../shared/calendar/event';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../operation/operation';
import type { FormReader } from '../../../shared/params/params';
import { fetchEvent } from './fetchEvent';
import { EVENT_LIMITS } from './limits';
import { calendarUserField, eventIdField, eventOptions, readPlace } from './place';

/** @see DingTalk docs "查询单个日程详情": GET …/events/{eventId} */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a calendar event',
	description: 'Get times, people, rooms and details of an event',
	endpoints: ['GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}'],
	fields: [
		calendarUserField,
		eventIdField,
		simplifyField,
		eventOptions({
			displayName: 'Max Attendees',
			name: 'maxAttendees',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: EVENT_LIMITS.attendeesPage },
			default: 100,
			description: 'How many attendees the event comes with at most, 1 to 500',
		}),
	],
	async run(context) {
		const { read, directory } = context;
		const { person, calendarId } = readPlace(context);
		const eventId = read.id('eventId');
		const query = readMaxAttendees(read.group('options'), EVENT_LIMITS.attendeesPage);
		const isSimple = read.flag('simplify');
		const unionId = await directory.unionIdOf(person);
		const event = await fetchEvent(context, { unionId, calendarId, eventId }, query);
		return isSimple ? toEvent(event) : event;
	},
};

/** @throws InputError when DingTalk takes no such number */
export function readMaxAttendees(options: FormReader, max: number): IDataObject {
	const maxAttendees = options.numberIfAny('maxAttendees', { whole: true, min: 1, max });
	return maxAttendees === undefined ? {} : { maxAttendees };
}
