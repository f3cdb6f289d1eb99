import { isoIn } from '../values/time';
import { DAY_MS } from '../run/durations';

/** A part of time in Unix ms, the end excluded. */
export interface Window {
	from: number;
	until: number;
}

/** A range of time in parts of at most so many days, without gaps. */
export function splitRange({ from, until }: Window, maxDays: number): Window[] {
	const windows: Window[] = [];
	for (let start = from; start < until; start += maxDays * DAY_MS) {
		windows.push({ from: start, until: Math.min(until, start + maxDays * DAY_MS) });
	}
	return windows;
}

/**
 * A range as DingTalk's documents write it, with the offset of a zone and in whole seconds: no less than what was
 * asked for.
 *
 * @see DingTalk docs "查询日程列表", "查询闲忙信息" and the official client: 2020-01-01T10:15:30+08:00
 */
export const wireRange = ({ from, until }: Window, timeZone: string) => ({
	from: isoIn(from, timeZone),
	until: isoIn(Math.ceil(until / 1000) * 1000, timeZone),
});
