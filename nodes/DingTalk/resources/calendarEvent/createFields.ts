import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../../shared/fields/simplify';
import { roomsField } from '../../fields/rooms';
import { attendeesField, optionalAttendeesField } from './attendees';
import { chatNotificationField, detailFields, pushNotificationField } from './detailFields';
import { calendarUserField, eventOptions } from './place';
import { recurrenceField } from './recurrenceField';
import { spanFields, timeZoneField } from './spanFields';
import { sorted } from '../../../shared/fields/sorted';
import { additionalFieldsField } from '../../../shared/fields/collections';

const additionalFields: INodeProperties[] = [
	...detailFields,
	optionalAttendeesField,
	recurrenceField,
	roomsField({
		description:
			'Meeting rooms to book: any number, from the list or by ID. Rooms that are taken are listed as failed in the output.',
	}),
	timeZoneField,
];

/** The form of Calendar Event > Create. */
export const createFields: INodeProperties[] = [
	{
		...calendarUserField,
		description:
			"The organizer, in whose calendar the event is created. Leave empty for the credential's Operator.",
	},
	{
		displayName: 'Title',
		name: 'summary',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Release review',
		description: 'Title of the event, at most 2,048 characters',
	},
	...spanFields(true),
	attendeesField,
	additionalFieldsField({ options: sorted(additionalFields) }),
	simplifyField,
	eventOptions(chatNotificationField, pushNotificationField),
];
