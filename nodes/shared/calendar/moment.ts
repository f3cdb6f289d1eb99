import { readTime } from '../values/time';
import type { EventTime } from './times';

/**
 * When a start or end on the wire is, as Unix ms; NaN where there is none that can be read.
 *
 * @param timeZone where days begin; also for times without offset that name no zone of their own
 */
export function momentOf(time: EventTime | undefined, timeZone: string): number {
	// Free/busy gives days the zone UTC, and means the day that people have.
	if (time?.date) return readable(time.date, timeZone);
	return time?.dateTime ? readable(time.dateTime, time.timeZone || timeZone) : Number.NaN;
}

/** What cannot be read must not bring down all the rest that came with it. */
function readable(text: string, timeZone: string): number {
	try {
		return readTime(text, timeZone);
	} catch {
		/* A zone that nobody knows. */
		return Number.NaN;
	}
}
