import { offsetAt } from '../../../../shared/values/time';
import type { Interval } from './intervals';
import { clip, merge } from './intervals';
import { DAY_MS, MINUTE_MS } from '../../../../shared/run/durations';

/** No zone changes its clocks twice within this time. */
const STRIDE_MS = DAY_MS / 2;

/** Hours of a day in which meetings may be, in minutes since midnight as the clocks show them. */
export interface WorkingHours {
	/** 0 is Sunday. */
	weekdays: readonly number[];
	fromMinute: number;
	/** Up to 1440. */
	untilMinute: number;
}

/** A stretch of time in which the clocks of the zone are as far ahead of UTC. */
interface Segment extends Interval {
	offset: number;
}

/**
 * The time within the range at which clocks in the zone show working hours. Where the clocks change inside
 * of them, the hour that is left out is missing, and the one that comes twice counts twice.
 *
 * @param daysOff dates such as 2026-10-01 that have no working hours
 */
export function workingTime(
	range: Interval,
	timeZone: string,
	hours: readonly WorkingHours[],
	daysOff: ReadonlySet<string> = new Set(),
): Interval[] {
	const found: Interval[] = [];
	for (const segment of segmentsOf(range, timeZone)) {
		const { offset } = segment;
		const lastDay = segment.end + offset;
		for (let day = floorToDay(segment.start + offset); day < lastDay; day += DAY_MS) {
			const date = new Date(day);
			if (daysOff.has(date.toISOString().slice(0, 10))) continue;
			for (const { weekdays, fromMinute, untilMinute } of hours) {
				if (!weekdays.includes(date.getUTCDay())) continue;
				const start = day - offset + fromMinute * MINUTE_MS;
				const end = day - offset + untilMinute * MINUTE_MS;
				const part = clip({ start, end }, segment);
				if (part) found.push(part);
			}
		}
	}
	return merge(found);
}

/**
 * The moments in an interval at which a meeting may begin: at whole steps since midnight as the clocks
 * show it.
 */
export function* steps(interval: Interval, timeZone: string, stepMs: number): Generator<number> {
	for (const { start, end, offset } of segmentsOf(interval, timeZone)) {
		const midnight = floorToDay(start + offset);
		for (let day = midnight; day < end + offset; day += DAY_MS) {
			const from = Math.max(start + offset, day);
			const until = Math.min(end + offset, day + DAY_MS);
			const first = day + Math.ceil((from - day) / stepMs) * stepMs;
			for (let shown = first; shown < until; shown += stepMs) yield shown - offset;
		}
	}
}

const floorToDay = (shownMs: number) => Math.floor(shownMs / DAY_MS) * DAY_MS;

function* segmentsOf({ start, end }: Interval, timeZone: string): Generator<Segment> {
	let from = start;
	let offset = offsetAt(start, timeZone);
	for (let at = start; at < end; at += STRIDE_MS) {
		const next = Math.min(at + STRIDE_MS, end);
		const offsetThen = offsetAt(next, timeZone);
		if (offsetThen === offset) continue;
		const change = changeBetween(at, next, offset, timeZone);
		yield { start: from, end: change, offset };
		from = change;
		offset = offsetThen;
	}
	if (from < end) yield { start: from, end, offset };
}

/** The first moment at which the offset is no longer the one it was. */
function changeBetween(before: number, after: number, offset: number, timeZone: string): number {
	let low = before;
	let high = after;
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (offsetAt(middle, timeZone) === offset) low = middle;
		else high = middle;
	}
	return high;
}
