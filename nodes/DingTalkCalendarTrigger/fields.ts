import type { INodeProperties } from 'n8n-workflow';

import { userLocator } from '../shared/fields/locators';
import { simplifyField } from '../shared/fields/simplify';

/** DingTalk docs "查询日程视图" names no bound; a day is as far as anybody means by soon. */
export const MAX_NOTICE_MINUTES = 1440;

/** The trigger's form; n8n puts the poll times above it. */
export const fields: INodeProperties[] = [
	{
		displayName:
			'Polling every minute makes 43,200 API calls a month, up to twice as many with Event Starting Soon. Free editions of DingTalk have 5,000 to 10,000: poll as seldom as you can.',
		name: 'quotaNotice',
		type: 'notice',
		default: '',
	},
	{
		...userLocator,
		description: 'Whose calendar to watch: chosen from the list, or named by an ID',
	},
	{
		displayName: 'Calendar ID',
		name: 'calendarId',
		type: 'string',
		required: true,
		default: 'primary',
		description:
			"ID of one of the person's calendars, as Calendar > Get Many lists them; primary is the main one",
	},
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Event Cancelled',
				value: 'cancelled',
				description: 'An event was deleted, or the person was taken off it',
			},
			{
				name: 'Event Created',
				value: 'created',
				description: 'A new event is in the calendar, invitations included',
			},
			{
				name: 'Event Starting Soon',
				value: 'startingSoon',
				description: 'An event, or an occurrence of a recurring one, is about to begin',
			},
			{
				name: 'Event Updated',
				value: 'updated',
				description: "Anything of an event changed, attendees' answers included",
			},
		],
		default: ['created'],
	},
	{
		displayName: 'Minutes Before',
		name: 'minutesBefore',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_NOTICE_MINUTES },
		default: 10,
		displayOptions: { show: { triggerOn: ['startingSoon'] } },
		description: 'How long before its start an event is reported',
		hint: 'Reported at the first poll within this time, so poll more often than that',
	},
	simplifyField,
];
