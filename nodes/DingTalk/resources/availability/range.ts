import type { INodeProperties } from 'n8n-workflow';

import { FREE_BUSY_LIMITS } from './slots/freeBusy';
import type { Interval } from './slots/intervals';
import { requireZone } from '../../../shared/calendar/times';
import { readSpan } from '../../fields/timeRange';
import { InputError } from '../../../shared/errors/inputError';
import type { ItemContext } from '../../operation/operation';
import { DAY_MS } from '../../../shared/run/durations';

export const rangeFields: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		required: true,
		default: '={{ $now }}',
		description: 'Where the time looked at begins, as any ISO date',
	},
	{
		displayName: 'Until',
		name: 'until',
		type: 'dateTime',
		required: true,
		default: '={{ $now.plus({ week: 1 }) }}',
		description: `Where it ends, as any ISO date; at most ${FREE_BUSY_LIMITS.roomDays} days later`,
	},
];

export const timeZoneOption: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Asia/Shanghai',
	description:
		"Zone of dates without offset, of working hours and of the times returned, by its name. Leave empty for the workflow's time zone.",
};

/** @throws InputError when the tz database has no such name */
export function readZone({ read, node }: ItemContext): string {
	const timeZone = read.group('options').text('timeZone');
	return timeZone ? requireZone(timeZoneOption.displayName, timeZone) : node.getTimezone();
}

/**
 * The time that is looked at.
 *
 * @throws InputError when it is empty, or longer than DingTalk answers for
 */
export function readAvailabilityRange({ read }: ItemContext, timeZone: string): Interval {
	const { from: start, until: end } = readSpan(read, timeZone);
	if (end - start > FREE_BUSY_LIMITS.roomDays * DAY_MS) {
		throw new InputError(
			read.label('until'),
			`is more than ${FREE_BUSY_LIMITS.roomDays} days after '${read.label('from')}'`,
			`DingTalk tells who is free for ${FREE_BUSY_LIMITS.roomDays} days at most. Give an earlier date`,
		);
	}
	return { start, end };
}
