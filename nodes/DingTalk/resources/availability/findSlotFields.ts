import type { INodeProperties } from 'n8n-workflow';

import { operatorOption } from '../../../shared/fields/locators';
import { peopleField } from '../../../shared/fields/people';
import { roomsField } from '../../fields/rooms';
import { rangeFields, timeZoneOption } from './range';
import { workingHoursField } from './workingHoursField';
import { optionsField } from '../../../shared/fields/collections';

/** In minutes. */
export const SLOT_LIMITS = { duration: 1440, step: 1440, buffer: 1440, slots: 100 } as const;

/** The form of Availability > Find a Slot. */
export const findSlotFields: INodeProperties[] = [
	peopleField({
		displayName: 'Attendees',
		name: 'attendees',
		description: 'Who must be free: any number of people, by any ID',
	}),
	{
		displayName: 'Duration (Minutes)',
		name: 'durationMinutes',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: SLOT_LIMITS.duration },
		default: 60,
		description: 'How long the meeting takes, 1 to 1,440 minutes',
	},
	...rangeFields,
	roomsField({
		description:
			'Meeting rooms of which one must be free, the preferred one first; rooms from the list come before those by IDs. Leave empty if no room is needed.',
	}),
	workingHoursField,
	optionsField({
		options: [
			{
				displayName: 'Buffer After (Minutes)',
				name: 'bufferAfter',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: SLOT_LIMITS.buffer },
				default: 0,
				description: 'Minutes after the meeting in which all attendees must be free too',
			},
			{
				displayName: 'Buffer Before (Minutes)',
				name: 'bufferBefore',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: SLOT_LIMITS.buffer },
				default: 0,
				description: 'Minutes before the meeting in which all attendees must be free too',
			},
			{
				displayName: 'Days Off',
				name: 'daysOff',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-10-01, 2026-10-02',
				description: 'Dates on which nobody works, such as public holidays, separated by commas',
			},
			{
				displayName: 'Ignore Unreadable Calendars',
				name: 'ignoreUnreadable',
				type: 'boolean',
				default: false,
				description:
					'Whether to plan without attendees of whom DingTalk does not tell when they are busy; the output lists them under notChecked. Else the node fails and names them.',
			},
			{
				displayName: 'Max Slots',
				name: 'maxSlots',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: SLOT_LIMITS.slots },
				default: 5,
				description: 'How many times to find at most, 1 to 100',
			},
			operatorOption,
			peopleField({
				displayName: 'Optional Attendees',
				name: 'optionalAttendees',
				description: 'Who may be busy: the output says for each time which of them are',
			}),
			{
				displayName: 'Start Every (Minutes)',
				name: 'slotStep',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: SLOT_LIMITS.step },
				default: 30,
				description:
					'At which minutes the meeting may begin, counted from midnight: 30 for each full and half hour',
			},
			{
				displayName: 'Tentative Is Busy',
				name: 'tentativeIsBusy',
				type: 'boolean',
				default: true,
				description: 'Whether time that is only tentatively taken counts as busy',
			},
			timeZoneOption,
		],
	}),
];
