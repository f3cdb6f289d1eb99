import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { assertMaxChars, requireText } from '../../../shared/messages/checks';
import { toIds, toText } from '../../../shared/params';
import { EVENT_LIMITS } from './limits';

export const chatNotificationField: INodeProperties = {
	displayName: 'Chat Notification',
	name: 'chatNotification',
	type: 'boolean',
	default: true,
	description: 'Whether DingTalk tells the people in a chat',
};

export const pushNotificationField: INodeProperties = {
	displayName: 'Push Notification',
	name: 'pushNotification',
	type: 'boolean',
	default: true,
	description: 'Whether DingTalk tells the people by a push notification',
};

/** What an event may have besides title, times and people, at Create and at Update. */
export const detailFields: INodeProperties[] = [
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'What the event is about, at most 5,000 characters',
	},
	{
		displayName: 'Location',
		name: 'location',
		type: 'string',
		default: '',
		placeholder: 'e.g. Room 101, Building 2',
		description: 'Where it takes place, as text; meeting rooms are booked by their IDs',
	},
	{
		displayName: 'Online Meeting',
		name: 'onlineMeeting',
		type: 'boolean',
		default: true,
		description: 'Whether the event gets a DingTalk video meeting',
	},
	{
		displayName: 'Reminders (Minutes Before)',
		name: 'reminders',
		type: 'string',
		default: '15',
		placeholder: 'e.g. 15, 1440',
		description:
			'How many minutes before the start DingTalk reminds, several separated by commas; empty for no reminder. Without this field, a new event has one 15 minutes before.',
	},
];

/** The details that are given, on the wire. */
export function readDetails(fields: IDataObject): IDataObject {
	const { description, location, onlineMeeting, reminders } = fields;
	return {
		...(description === undefined ? {} : { description: readDescription(description) }),
		...(location === undefined ? {} : { location: { displayName: toText('Location', location) } }),
		...(onlineMeeting === true ? { onlineMeetingInfo: { type: 'dingtalk' } } : {}),
		...(reminders === undefined ? {} : { reminders: readReminders(reminders) }),
	};
}

/** @throws InputError when it is empty or too long */
export function readSummary(value: unknown): string {
	const summary = requireText('Title', toText('Title', value));
	assertMaxChars('Title', summary, EVENT_LIMITS.summaryChars);
	return summary;
}

function readDescription(value: unknown): string {
	const description = toText('Description', value);
	assertMaxChars('Description', description, EVENT_LIMITS.descriptionChars);
	return description;
}

function readReminders(value: unknown): IDataObject[] {
	const field = 'Reminders (Minutes Before)';
	return toIds(value, field).map((text) => {
		if (/^\d{1,6}$/.test(text)) return { method: 'dingtalk', minutes: Number(text) };
		throw new InputError(
			field,
			`has an entry that is no number of minutes: ${text.slice(0, 40)}`,
			'Give whole minutes, such as 15, 60',
		);
	});
}

/** Whether DingTalk tells the people: it takes texts here, and only to switch notices off. */
export function readNotices({ pushNotification, chatNotification }: IDataObject): IDataObject {
	const extra = {
		...(pushNotification === false ? { noPushNotification: 'true' } : {}),
		...(chatNotification === false ? { noChatNotification: 'true' } : {}),
	};
	return Object.keys(extra).length > 0 ? { extra } : {};
}
