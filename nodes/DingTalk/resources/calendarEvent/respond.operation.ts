import type { Operation } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import {
	calendarUserField,
	clientToken,
	eventIdField,
	eventKeys,
	eventOptions,
	readPlace,
} from './place';

/** @see DingTalk docs "设置日程响应状态": POST …/events/{eventId}/respond */
export const respond: Operation = {
	value: 'respond',
	name: 'Respond',
	action: 'Respond to a calendar event',
	description: 'Answer an invitation in the name of an attendee',
	endpoints: ['POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/respond'],
	fields: [
		{
			...calendarUserField,
			description: "The attendee who answers. Leave empty for the credential's Operator.",
		},
		eventIdField,
		{
			displayName: 'Response',
			name: 'response',
			type: 'options',
			options: [
				{ name: 'Accepted', value: 'accepted' },
				{ name: 'Declined', value: 'declined' },
				{ name: 'No Answer Yet', value: 'needsAction' },
				{ name: 'Tentative', value: 'tentative' },
			],
			default: 'accepted',
			description: 'What the attendee answers',
		},
		eventOptions(),
	],
	orderKeys: eventKeys,
	async run(context) {
		const { api, read, directory } = context;
		const { person, calendarId } = readPlace(context);
		const eventId = read.id('eventId');
		const response = read.choice('response');
		const unionId = await directory.unionIdOf(person);
		await api.request({
			method: 'POST',
			host: 'api',
			path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events/${eventId}/respond`,
			answer: 'nothing',
			headers: clientToken(context, 'respond', unionId, calendarId, eventId, response),
			body: { responseStatus: response },
			// Names the state that is wanted.
			repeatable: true,
		});
		return { success: true, eventId, unionId, response };
	},
};
