import type { INodeProperties } from 'n8n-workflow';

import { chunksOf } from '../../../shared/batches';
import { addDays } from '../../../shared/calendar/times';
import { isoMoment } from '../../../shared/values/time';

/** Limits of both calls, from their pages. */
const USERS_PER_CALL = 50;
const DAYS_PER_CALL = 7;

/** Whose clocks DingTalk's attendance goes by [unverified]: no page says it; in samples `workDate` is midnight in China. */
export const ATTENDANCE_ZONE = 'Asia/Shanghai';

/** Work days, `yyyy-MM-dd`; both are included. */
export interface WorkDays {
	first: string;
	last: string;
}

/** What one call may ask for. */
export interface Part {
	/** As DingTalk writes the ends of a range: `yyyy-MM-dd HH:mm:ss`. */
	from: string;
	to: string;
	userIds: string[];
}

/** For `isI18n` of both calls. */
export const overseasOption: INodeProperties = {
	displayName: 'Overseas Organisation',
	name: 'isI18n',
	type: 'boolean',
	default: false,
	description: 'Whether the organisation uses DingTalk outside mainland China',
};

/**
 * Reads any number of people over any number of days, in calls of at most 50 people and 7 days, oldest days first.
 *
 * @param fetchPart what DingTalk has for a part, at most `most` of it
 * @param limit most entries; Infinity for all
 */
export async function readParts<T>(
	userIds: string[],
	days: WorkDays,
	fetchPart: (part: Part, most: number) => Promise<T[]>,
	limit: number,
): Promise<T[]> {
	const found: T[] = [];
	for (const part of partsOf(userIds, days)) {
		if (found.length >= limit) break;
		for (const entry of await fetchPart(part, limit - found.length)) found.push(entry);
	}
	return found.slice(0, limit);
}

function* partsOf(userIds: string[], { first, last }: WorkDays): Generator<Part> {
	for (let day = first; day <= last; day = addDays(day, DAYS_PER_CALL)) {
		const lastOfPart = addDays(day, DAYS_PER_CALL - 1);
		const ends = {
			from: `${day} 00:00:00`,
			to: `${lastOfPart < last ? lastOfPart : last} 23:59:59`,
		};
		for (const some of chunksOf(userIds, USERS_PER_CALL)) yield { ...ends, userIds: some };
	}
}

/** The day on the clocks of attendance; undefined where DingTalk gives no time. */
export const workDayOf = (ms: unknown): string | undefined =>
	isoMoment(ms, ATTENDANCE_ZONE)?.slice(0, 10);
