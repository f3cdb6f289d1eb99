import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import type { FormReader } from '../../shared/params/params';

/** From included, until excluded; in Unix ms, infinite where nothing is given. */
export interface TimeRange {
	from: number;
	until: number;
}

/**
 * A range of time from two dates of a collection.
 *
 * @param name what the fields begin with: `created` for `createdFrom` and `createdUntil`
 * @throws InputError when one is no date, or nothing can lie between them
 */
export function readRange(group: Pick<FormReader, 'label' | 'timeIfAny'>, name: string): TimeRange {
	const from = group.timeIfAny(`${name}From`) ?? Number.NEGATIVE_INFINITY;
	const until = group.timeIfAny(`${name}Until`) ?? Number.POSITIVE_INFINITY;
	if (from < until) return { from, until };
	throw new InputError(
		group.label(`${name}From`),
		`is not before '${group.label(`${name}Until`)}', so nothing can match`,
		'Swap the two dates, or leave one empty',
	);
}

/** From and Until of what happened; read with `readSpan`. @param what in sentence case: `Punches` */
export const pastSpanFields = (what: string): INodeProperties[] => [
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		required: true,
		default: '={{ $now.minus({ week: 1 }) }}',
		description: `${what} at this time or later, as any ISO date; without offset it is meant in the workflow's time zone`,
	},
	{
		displayName: 'Until',
		name: 'until',
		type: 'dateTime',
		required: true,
		default: '={{ $now }}',
		description: `${what} before this time, as any ISO date; without offset it is meant in the workflow's time zone`,
	},
];

/**
 * A range of time from the fields From and Until.
 *
 * @param timeZone of dates without offset. @default the workflow's
 * @throws InputError when one is no date, or the range is empty
 */
export function readSpan(form: Pick<FormReader, 'label' | 'time'>, timeZone?: string): TimeRange {
	const from = form.time('from', timeZone);
	const until = form.time('until', timeZone);
	if (from < until) return { from, until };
	throw new InputError(
		form.label('from'),
		`is not before '${form.label('until')}'`,
		'Swap the two, or correct one of them',
	);
}

/** Whether the moment lies in the range; what has none lies only in one without ends. */
export function isWithin({ from, until }: TimeRange, ms: number | undefined): boolean {
	if (ms === undefined) return from === -Infinity && until === Infinity;
	return ms >= from && ms < until;
}
