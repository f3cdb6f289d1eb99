import type { IDataObject } from 'n8n-workflow';

import { InputError } from './errors/inputError';
import { toTime } from './time';

/** From included, until excluded; in Unix ms, infinite where nothing is given. */
export interface TimeRange {
	from: number;
	until: number;
}

/**
 * A range of time from two dates of a collection, whose display names are the names of the fields in words.
 *
 * @param name what the fields begin with: `created` for `createdFrom` and `createdUntil`
 * @throws InputError when one is no date, or nothing can lie between them
 */
export function readRange(group: IDataObject, name: string, timeZone: string): TimeRange {
	const words = name[0].toUpperCase() + name.slice(1);
	const read = (end: 'From' | 'Until', otherwise: number) => {
		const value = group[`${name}${end}`];
		return value ? toTime(`${words} ${end}`, value, timeZone) : otherwise;
	};
	const from = read('From', Number.NEGATIVE_INFINITY);
	const until = read('Until', Number.POSITIVE_INFINITY);
	if (from < until) return { from, until };
	throw new InputError(
		`${words} From`,
		`is not before '${words} Until', so nothing can match`,
		'Swap the two dates, or leave one empty',
	);
}

/** Whether the moment lies in the range; what has none lies only in one without ends. */
export function isWithin({ from, until }: TimeRange, ms: number | undefined): boolean {
	if (ms === undefined) return from === -Infinity && until === Infinity;
	return ms >= from && ms < until;
}
