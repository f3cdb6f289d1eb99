/** The rules for what an event may be, beyond the types of its fields. */
import type { CalendarEvent, EventTime, Recurrence } from '../../state/calendar.mts';
import { WEEKDAYS } from './recurrence.mts';
import { isZone, momentOf, parseDate, parseInstant } from './times.mts';

/** What is wrong with an event, in the words of its refusal; undefined when nothing is. */
export function eventProblem(event: CalendarEvent): string | undefined {
	return (
		(event.isAllDay ? allDayProblem(event) : timedProblem(event)) ??
		(momentOf(event.end) <= momentOf(event.start)
			? 'Event end time must be after start time.'
			: undefined) ??
		(event.recurrence && recurrenceProblem(event.recurrence))
	);
}

/** All-day: days only, and the end is the day after the last. */
function allDayProblem({ start, end }: CalendarEvent): string | undefined {
	for (const { date, dateTime, timeZone } of [start, end]) {
		if (parseDate(date) === undefined) return 'All day event must set date, as yyyy-MM-dd.';
		if (dateTime !== undefined || timeZone !== undefined) {
			return 'All day event must not set dateTime or timeZone.';
		}
	}
	return undefined;
}

/** Timed: an instant with an offset, and one zone for both. */
function timedProblem({ start, end }: CalendarEvent): string | undefined {
	for (const time of [start, end]) {
		const problem = timeProblem(time);
		if (problem) return problem;
	}
	return start.timeZone === end.timeZone
		? undefined
		: 'Event start and end must have the same time zone.';
}

function timeProblem({ date, dateTime, timeZone }: EventTime): string | undefined {
	if (date !== undefined) return 'Event date is for all day events only.';
	if (parseInstant(dateTime) === undefined) {
		return 'Event dateTime must be an ISO-8601 date-time with an offset.';
	}
	return isZone(timeZone) ? undefined : 'Event timeZone must be a name of the tz database.';
}

function recurrenceProblem({ pattern, range }: Recurrence): string | undefined {
	const days = pattern.daysOfWeek?.split(',');
	if (days && !days.every((day) => WEEKDAYS.includes(day))) return 'Recurrence daysOfWeek invalid';
	if (pattern.type === 'relativeMonthly') {
		if (!pattern.index) return 'Recurrence index not set';
		if (days?.length !== 1) return 'Recurrence daysOfWeek must be one day';
	}
	if (range.type === 'numbered' && range.numberOfOccurrences === undefined) {
		return 'Recurrence range numberOfOccurrences must between [1, 99]';
	}
	const { endDate } = range;
	const hasEnd = parseDate(endDate) !== undefined || parseInstant(endDate) !== undefined;
	return range.type === 'endDate' && !hasEnd ? 'Recurrence range endDate invalid' : undefined;
}
