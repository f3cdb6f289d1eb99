import { inBatches } from '../../../shared/batches';
import type { Operation } from '../../operation/operation';
import {
	assertAnybody,
	attendeesField,
	findAnybody,
	invite,
	optionalAttendeesField,
	toFailures,
	toWireAttendee,
} from './attendees';
import { toAttendeesCall } from './attendeesCall';
import { chatNotificationField, pushNotificationField } from './detailFields';
import { EVENT_LIMITS } from './limits';
import { calendarUserField, eventIdField, eventKeys, eventOptions, readPlace } from './place';

/** @see DingTalk docs "新增日程参与者": POST …/events/{eventId}/attendees */
export const addAttendees: Operation = {
	value: 'addAttendees',
	name: 'Add Attendees',
	action: 'Add attendees to a calendar event',
	description: 'Invite people to an event, in as many calls as their number needs',
	endpoints: [
		'POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees',
	],
	fields: [
		calendarUserField,
		eventIdField,
		attendeesField,
		optionalAttendeesField,
		eventOptions(chatNotificationField, pushNotificationField),
	],
	orderKeys: eventKeys,
	async run(context) {
		const { api, read, directory } = context;
		const { person, calendarId } = readPlace(context);
		const eventId = read.id('eventId');
		const options = read.group('options');
		const chatNotification = options.flagIfAny('chatNotification');
		const pushNotification = options.flagIfAny('pushNotification');
		const invited = invite(read.people('attendees'), read.people('optionalAttendees'));
		assertAnybody(invited);
		const unionId = await directory.unionIdOf(person);
		const [must, may] = await Promise.all([
			findAnybody(context, invited.attendees),
			findAnybody(context, invited.optional),
		]);
		const people = { attendees: must.unionIds, optional: may.unionIds };
		const { done, failed } = await inBatches(
			api,
			[...new Set([...must.unionIds, ...may.unionIds])],
			EVENT_LIMITS.attendeesPerCall,
			toAttendeesCall(
				context,
				'add',
				{ unionId, calendarId, eventId },
				(id) => toWireAttendee(id, people),
				{
					...(chatNotification === undefined ? {} : { chatNotification }),
					...(pushNotification === undefined ? {} : { pushNotification }),
				},
			),
			{ name: 'unionIds' },
		);
		const missed = [...failed, ...toFailures([...must.unknown, ...may.unknown])];
		return { success: missed.length === 0, eventId, added: done, failed: missed };
	},
};
