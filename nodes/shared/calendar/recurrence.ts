import { InputError } from '../errors/inputError';
import { localTime } from '../values/time';
import type { EventTime } from './times';
import { addDays, firstDayOf, toDay } from './times';

/** Sunday first, as JavaScript counts. */
export const WEEKDAYS = [
	'sunday',
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Which of the weekdays of a month. */
export const WEEK_INDEXES = ['first', 'second', 'third', 'fourth', 'last'] as const;
export type WeekIndex = (typeof WEEK_INDEXES)[number];

/** DingTalk docs "创建日程". */
export const RECURRENCE_LIMITS = { interval: 365, occurrences: 99, dayOfMonth: 31 } as const;

/** Our names → those on the wire. */
export const PATTERNS = {
	daily: 'daily',
	weekly: 'weekly',
	monthlyByDate: 'absoluteMonthly',
	monthlyByWeekday: 'relativeMonthly',
	yearly: 'absoluteYearly',
} as const;
export type Repeat = keyof typeof PATTERNS;

/** Our names → those on the wire. */
export const RANGES = { never: 'noEnd', onDay: 'endDate', afterCount: 'numbered' } as const;
export type Ends = keyof typeof RANGES;

/** How an event repeats, in the words of the form. What is missing follows from the event's start. */
export interface RecurrenceForm {
	repeat: Repeat;
	/** Every so many days, weeks, months or years; 1–365. */
	interval: number;
	/** Of `weekly`. */
	daysOfWeek?: Weekday[];
	/** Of `weekly`: what decides which days are in one week when `interval` is above 1. */
	firstDayOfWeek?: Weekday;
	/** Of `monthlyByDate`; 1–31. */
	dayOfMonth?: number;
	/** Of `monthlyByWeekday`. */
	weekIndex?: WeekIndex;
	/** Of `monthlyByWeekday`. */
	weekday?: Weekday;
	ends: Ends;
	/** Of `onDay`: the last day on which it may take place, any date. */
	lastDay?: unknown;
	/** Of `afterCount`; 1–99. */
	occurrences?: number;
}

/** How an event repeats, as DingTalk has it. */
export interface Recurrence {
	pattern: {
		type: string;
		interval: number;
		/** Lower-case names, joined by commas. */
		daysOfWeek?: string;
		dayOfMonth?: number;
		index?: string;
		firstDayOfWeek?: string;
	};
	range: { type: string; endDate?: string; numberOfOccurrences?: number };
}

/** What a rule builds on. */
interface Started {
	start?: EventTime;
}

/**
 * A recurrence on the wire.
 *
 * @param timeZone what the last day of an all-day event is meant in, as such an event has no zone
 * @see DingTalk docs "创建日程": recurrence
 * @throws InputError for a number out of range, and an end before the start
 */
export function buildRecurrence(
	form: RecurrenceForm,
	event: Started,
	timeZone: string,
): Recurrence {
	assertWithin('Every', form.interval, RECURRENCE_LIMITS.interval);
	return {
		pattern: { type: PATTERNS[form.repeat], interval: form.interval, ...detailsOf(form, event) },
		range: { type: RANGES[form.ends], ...endOf(form, event, timeZone) },
	};
}

function detailsOf(form: RecurrenceForm, event: Started): Partial<Recurrence['pattern']> {
	const first = new Date(`${firstDayOf(event)}T00:00:00Z`);
	const weekday = WEEKDAYS[first.getUTCDay()];
	switch (form.repeat) {
		case 'weekly': {
			const { daysOfWeek = [], firstDayOfWeek } = form;
			const days = daysOfWeek.length > 0 ? daysOfWeek : [weekday];
			return {
				daysOfWeek: WEEKDAYS.filter((day) => days.includes(day)).join(','),
				...(firstDayOfWeek ? { firstDayOfWeek } : {}),
			};
		}
		case 'monthlyByDate': {
			const { dayOfMonth = first.getUTCDate() } = form;
			assertWithin('Day of Month', dayOfMonth, RECURRENCE_LIMITS.dayOfMonth);
			return { dayOfMonth };
		}
		case 'monthlyByWeekday':
			return {
				index: form.weekIndex ?? weekIndexOf(first.getUTCDate()),
				daysOfWeek: form.weekday ?? weekday,
			};
		default:
			return {};
	}
}

/** The 29th to 31st are the fifth of their weekday, which many months do not have: the last one is meant. */
const weekIndexOf = (dayOfMonth: number): WeekIndex => WEEK_INDEXES[Math.ceil(dayOfMonth / 7) - 1];

function endOf(
	form: RecurrenceForm,
	event: Started,
	homeZone: string,
): Partial<Recurrence['range']> {
	if (form.ends === 'afterCount') {
		const { occurrences = Number.NaN } = form;
		assertWithin('Occurrences', occurrences, RECURRENCE_LIMITS.occurrences);
		return { numberOfOccurrences: occurrences };
	}
	if (form.ends === 'never') return {};
	const timeZone = event.start?.timeZone;
	const lastDay = toDay('Until', form.lastDay, timeZone ?? homeZone);
	if (lastDay < firstDayOf(event)) {
		throw new InputError(
			'Until',
			'is before the event starts',
			'Give the last day on which the event may take place',
		);
	}
	return { endDate: endMoment(lastDay, timeZone) };
}

/**
 * The last moment at which the event may start, in the form that the official client asks for
 * (yyyy-MM-ddTHH:mmZ). All-day events have no zone; noon in UTC lies on that day in nearly all of them.
 */
function endMoment(lastDay: string, timeZone: string | undefined): string {
	if (timeZone === undefined) return `${lastDay}T11:59Z`;
	const midnight = localTime(Date.parse(`${addDays(lastDay, 1)}T00:00:00Z`), timeZone);
	return `${new Date(midnight - 60_000).toISOString().slice(0, 16)}Z`;
}

function assertWithin(field: string, value: number, max: number): void {
	if (Number.isInteger(value) && value >= 1 && value <= max) return;
	throw new InputError(
		field,
		`is not a whole number from 1 to ${max}: ${String(value)}`,
		`Give a number from 1 to ${max}`,
	);
}
