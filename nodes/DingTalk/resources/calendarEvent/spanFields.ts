import type { INodeProperties } from 'n8n-workflow';

import type { EventSpan } from '../../../shared/calendar/times';
import { buildSpan, requireZone } from '../../../shared/calendar/times';
import type { ItemContext } from '../../operation/operation';
import type { FormReader } from '../../../shared/params/params';

const forAllDay = (isAllDay: boolean) => ({ show: { allDay: [isAllDay] } });

/** When an event is; start and end have names of their own for events that take whole days. */
export const spanFields = (isRequired: boolean): INodeProperties[] => [
	{
		displayName: 'All Day',
		name: 'allDay',
		type: 'boolean',
		default: false,
		description: 'Whether the event takes whole days',
	},
	{
		displayName: 'Start',
		name: 'start',
		type: 'dateTime',
		required: isRequired,
		default: '',
		displayOptions: forAllDay(false),
		description:
			"When the event starts, as any ISO date; without offset it is meant in the event's time zone",
	},
	{
		displayName: 'End',
		name: 'end',
		type: 'dateTime',
		required: isRequired,
		default: '',
		displayOptions: forAllDay(false),
		description:
			"When the event ends, as any ISO date; without offset it is meant in the event's time zone",
	},
	{
		displayName: 'First Day',
		name: 'start',
		type: 'dateTime',
		required: isRequired,
		default: '',
		displayOptions: forAllDay(true),
		description: 'The day on which the event starts',
	},
	{
		displayName: 'Last Day',
		name: 'end',
		type: 'dateTime',
		required: isRequired,
		default: '',
		displayOptions: forAllDay(true),
		description:
			'The last day of the event, which still belongs to it: the first day again for an event of one day',
	},
];

export const timeZoneField: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Asia/Shanghai',
	description: "Time zone of the event, by its name. Leave empty for the workflow's time zone.",
};

/** @throws InputError when a date is none, or the end is not after the start */
export const readSpan = (read: FormReader, timeZone: string): EventSpan =>
	buildSpan({
		isAllDay: read.flag('allDay'),
		start: read.date('start'),
		end: read.date('end'),
		timeZone,
	});

/**
 * The time zone of an event: that of the form, else the workflow's.
 *
 * @throws InputError when the tz database has no such name
 */
export function readZone({ node }: ItemContext, read?: FormReader): string {
	const timeZone = read?.text('timeZone') ?? '';
	return timeZone ? requireZone(timeZoneField.displayName, timeZone) : node.getTimezone();
}
