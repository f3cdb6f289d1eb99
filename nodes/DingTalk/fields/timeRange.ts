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

/** Whether the moment lies in the range; what has none lies only in one without ends. */
export function isWithin({ from, until }: TimeRange, ms: number | undefined): boolean {
	if (ms === undefined) return from === -Infinity && until === Infinity;
	return ms >= from && ms < until;
}
