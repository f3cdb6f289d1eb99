import { inBatches } from '../../../shared/batches';
import { requirePeople } from '../../../shared/contacts/people';
import type { Operation } from '../../operation/operation';
import { attendeesField, findAnybody, toFailures } from './attendees';
import { toAttendeesCall } from './attendeesCall';
import { EVENT_LIMITS } from './limits';
import { calendarUserField, eventIdField, eventKeys, eventOptions, readPlace } from './place';

/** @see DingTalk docs "删除日程参与者": POST …/events/{eventId}/attendees/batchRemove */
export const removeAttendees: Operation = {
	value: 'removeAttendees',
	name: 'Remove Attendees',
	action: 'Remove attendees from a calendar event',
	description: 'Take people out of an event, in as many calls as their number needs',
	endpoints: [
		'POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees/batchRemove',
	],
	fields: [
		calendarUserField,
		eventIdField,
		{
			...attendeesField,
			required: true,
			description:
				'Who is taken out: any number of people, chosen from the list or named by any ID',
		},
		eventOptions(),
	],
	orderKeys: eventKeys,
	async run(context) {
		const { api, read, directory } = context;
		const { person, calendarId } = readPlace(context);
		const eventId = read.id('eventId');
		const people = requirePeople(read.label('attendees'), read.people('attendees'));
		const unionId = await directory.unionIdOf(person);
		const { unionIds, unknown } = await findAnybody(context, people);
		const { done, failed } = await inBatches(
			api,
			unionIds,
			EVENT_LIMITS.attendeesPerCall,
			toAttendeesCall(context, 'remove', { unionId, calendarId, eventId }, (id) => ({ id })),
			{ name: 'unionIds' },
		);
		const missed = [...failed, ...toFailures(unknown)];
		return { success: missed.length === 0, eventId, removed: done, failed: missed };
	},
};
