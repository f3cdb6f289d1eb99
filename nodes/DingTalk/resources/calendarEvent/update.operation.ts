import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { WireEvent } from '../../../shared/calendar/event';
import { eventAnswer, toEvent } from '../../../shared/calendar/event';
import type { RecurrenceForm } from '../../../shared/calendar/recurrence';
import { buildRecurrence } from '../../../shared/calendar/recurrence';
import type { EventSpan } from '../../../shared/calendar/times';
import { InputError } from '../../../shared/errors/inputError';
import { simplifyField } from '../../../shared/fields/simplify';
import type { ItemContext, Operation } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import {
	chatNotificationField,
	detailFields,
	pushNotificationField,
	readDetails,
	readNotices,
	readSummary,
} from './detailFields';
import { fetchEvent } from './fetchEvent';
import {
	calendarUserField,
	clientToken,
	eventIdField,
	eventKeys,
	eventOptions,
	readPlace,
} from './place';
import { readRecurrence, recurrenceField } from './recurrenceField';
import { readSpan, readZone, spanFields, timeZoneField } from './spanFields';
import { sorted } from '../../../shared/fields/sorted';
import { updateFieldsField } from '../../../shared/fields/collections';

const timeField: INodeProperties = {
	displayName: 'Time',
	name: 'time',
	type: 'fixedCollection',
	placeholder: 'Add Time',
	default: {},
	description: 'When the event is from now on; DingTalk takes start and end together',
	options: [{ displayName: 'Time', name: 'span', values: [...spanFields(false), timeZoneField] }],
};

const updateFields: INodeProperties[] = [
	...detailFields,
	recurrenceField,
	timeField,
	{
		displayName: 'Title',
		name: 'summary',
		type: 'string',
		default: '',
		description: 'Title of the event, at most 2,048 characters',
	},
];

/** @see DingTalk docs "修改日程": PUT …/events/{eventId}; what is not given stays as it is */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a calendar event',
	description:
		'Change title, time, recurrence or details of an event, which only its organizer may',
	endpoints: [
		'PUT /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}',
		'GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}',
	],
	fields: [
		{
			...calendarUserField,
			description: "The organizer of the event. Leave empty for the credential's Operator.",
		},
		eventIdField,
		updateFieldsField({ options: sorted(updateFields) }),
		simplifyField,
		eventOptions(chatNotificationField, pushNotificationField),
	],
	orderKeys: eventKeys,
	async run(context) {
		const { api, read, directory } = context;
		const { person, calendarId } = readPlace(context);
		const eventId = read.id('eventId');
		const { changes, span, rule, zone } = readChanges(context);
		const isSimple = read.flag('simplify');
		const unionId = await directory.unionIdOf(person);
		const place = { unionId, calendarId, eventId };
		// A rule builds on the start: where it stays, DingTalk is asked for it.
		const start = rule ? (span ?? (await fetchEvent(context, place))) : undefined;
		const body = {
			id: eventId,
			...changes,
			...(rule && start ? { recurrence: buildRecurrence(rule, start, zone) } : {}),
			...readNotices(read.group('options')),
		};
		const event = await api.request<Partial<WireEvent>>({
			method: 'PUT',
			host: 'api',
			path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events/${eventId}`,
			answer: eventAnswer(),
			headers: clientToken(context, 'update', place, body),
			body,
			// Names the state that is wanted.
			repeatable: true,
		});
		const whole: WireEvent = { ...event, id: eventId };
		return isSimple ? toEvent(whole) : whole;
	},
};

interface Changes {
	changes: IDataObject;
	span?: EventSpan;
	rule?: RecurrenceForm;
	/** What days are meant in. */
	zone: string;
}

function readChanges(context: ItemContext): Changes {
	const fields = context.read.group('updateFields');
	if (fields.flagIfAny('onlineMeeting') === false) {
		throw new InputError(
			fields.label('onlineMeeting'),
			'cannot be switched off for an event that exists',
			'Take the field out: DingTalk adds an online meeting by this call, and takes none away',
		);
	}
	const form = fields.part('time', 'span');
	const zone = readZone(context, form);
	const span = form && readSpan(form, zone);
	const rule = readRecurrence(fields);
	const changes = {
		...(fields.has('summary') ? { summary: readSummary(fields) } : {}),
		...span,
		...readDetails(fields),
	} as IDataObject;
	if (Object.keys(changes).length > 0 || rule) return { changes, span, rule, zone };
	throw new InputError('Update Fields', 'is empty', 'Add the field that is to change');
}
