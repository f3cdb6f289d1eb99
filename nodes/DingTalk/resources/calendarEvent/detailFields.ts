import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { assertMaxChars, requireText } from '../../../shared/messages/checks';
import type { FormReader } from '../../../shared/params/params';
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
export function readDetails(read: FormReader): IDataObject {
	const hasMeeting = read.flagIfAny('onlineMeeting') ?? false;
	return {
		...(read.has('description') ? { description: readDescription(read) } : {}),
		...(read.has('location') ? { location: { displayName: read.text('location') } } : {}),
		...(hasMeeting ? { onlineMeetingInfo: { type: 'dingtalk' } } : {}),
		...(read.has('reminders') ? { reminders: readReminders(read) } : {}),
	};
}

/** @throws InputError when it is empty or too long */
export function readSummary(read: FormReader): string {
	const summary = requireText(read.label('summary'), read.text('summary'));
	assertMaxChars(read.label('summary'), summary, EVENT_LIMITS.summaryChars);
	return summary;
}

function readDescription(read: FormReader): string {
	const description = read.text('description');
	assertMaxChars(read.label('description'), description, EVENT_LIMITS.descriptionChars);
	return description;
}

function readReminders(read: FormReader): IDataObject[] {
	const field = read.label('reminders');
	return read.texts('reminders').map((text) => {
		if (/^\d{1,6}$/.test(text)) return { method: 'dingtalk', minutes: Number(text) };
		throw new InputError(
			field,
			`has an entry that is no number of minutes: ${text.slice(0, 40)}`,
			'Give whole minutes, such as 15, 60',
		);
	});
}

/** Whether DingTalk tells the people: it takes texts here, and only to switch notices off. */
export function readNotices(options: FormReader): IDataObject {
	const extra = {
		...(options.flag('pushNotification') ? {} : { noPushNotification: 'true' }),
		...(options.flag('chatNotification') ? {} : { noChatNotification: 'true' }),
	};
	return Object.keys(extra).length > 0 ? { extra } : {};
}
