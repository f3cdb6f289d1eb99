import fc from 'fast-check';

import type { RecurrenceForm } from '../../../../nodes/shared/calendar/recurrence';
import {
	buildRecurrence,
	PATTERNS,
	RANGES,
	WEEK_INDEXES,
	WEEKDAYS,
} from '../../../../nodes/shared/calendar/recurrence';
import { addDays, buildSpan } from '../../../../nodes/shared/calendar/times';
import { anyDay, anyZone, shownIn } from './zones';

const SHANGHAI = 'Asia/Shanghai';
const timed = (start: string, timeZone = SHANGHAI) =>
	buildSpan({ isAllDay: false, start: `${start}T09:00`, end: `${start}T10:00`, timeZone });
const allDay = (day: string) =>
	buildSpan({ isAllDay: true, start: day, end: day, timeZone: SHANGHAI });
const build = (form: Partial<RecurrenceForm>, start = '2026-01-31') =>
	buildRecurrence({ repeat: 'daily', interval: 1, ends: 'never', ...form }, timed(start), SHANGHAI);

test.each<[string, Partial<RecurrenceForm>, string, object]>([
	['daily', { interval: 3 }, '2026-01-31', { type: 'daily', interval: 3 }],
	[
		'weekly on the weekday of the start',
		{ repeat: 'weekly' },
		'2026-01-31',
		{ type: 'weekly', interval: 1, daysOfWeek: 'saturday' },
	],
	[
		'weekly on several days, in their order',
		{ repeat: 'weekly', daysOfWeek: ['friday', 'monday'], firstDayOfWeek: 'monday' },
		'2026-01-31',
		{ type: 'weekly', interval: 1, daysOfWeek: 'monday,friday', firstDayOfWeek: 'monday' },
	],
	[
		'monthly on the day of the start, the 31st too',
		{ repeat: 'monthlyByDate' },
		'2026-01-31',
		{ type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
	],
	[
		'monthly on a day of its own',
		{ repeat: 'monthlyByDate', dayOfMonth: 15 },
		'2026-01-31',
		{ type: 'absoluteMonthly', interval: 1, dayOfMonth: 15 },
	],
	[
		'monthly on the second Tuesday, as the start is one',
		{ repeat: 'monthlyByWeekday' },
		'2026-01-13',
		{ type: 'relativeMonthly', interval: 1, index: 'second', daysOfWeek: 'tuesday' },
	],
	[
		'monthly on the last Friday when the start is the fifth',
		{ repeat: 'monthlyByWeekday' },
		'2026-01-30',
		{ type: 'relativeMonthly', interval: 1, index: 'last', daysOfWeek: 'friday' },
	],
	[
		'monthly on a weekday of its own',
		{ repeat: 'monthlyByWeekday', weekIndex: 'first', weekday: 'monday' },
		'2026-01-30',
		{ type: 'relativeMonthly', interval: 1, index: 'first', daysOfWeek: 'monday' },
	],
	[
		'yearly, from 29 February',
		{ repeat: 'yearly' },
		'2028-02-29',
		{ type: 'absoluteYearly', interval: 1 },
	],
])('repeats %s', (_name, form, start, pattern) => {
	expect(build(form, start)).toEqual({ pattern, range: { type: 'noEnd' } });
});

test('ends after a number of occurrences', () => {
	expect(build({ ends: 'afterCount', occurrences: 99 }).range).toEqual({
		type: 'numbered',
		numberOfOccurrences: 99,
	});
});

test('ends with the last minute of the last day in the zone of the event', () => {
	expect(build({ ends: 'onDay', lastDay: '2026-12-31' }).range).toEqual({
		type: 'endDate',
		endDate: '2026-12-31T15:59Z',
	});
});

test('ends an all-day event on its last day, whose noon lies on it in nearly all zones', () => {
	const form = { repeat: 'daily', interval: 1, ends: 'onDay', lastDay: '2026-12-31' } as const;
	const { range } = buildRecurrence(form, allDay('2026-01-31'), SHANGHAI);
	expect(range.endDate).toBe('2026-12-31T11:59Z');
});

test('takes the last day of an all-day event in the zone given, not in UTC', () => {
	const lastDay = new Date('2026-12-31T02:00:00+08:00');
	const form = { repeat: 'daily', interval: 1, ends: 'onDay', lastDay } as const;
	const { range } = buildRecurrence(form, allDay('2026-01-31'), SHANGHAI);
	expect(range.endDate).toBe('2026-12-31T11:59Z');
});

test('takes the weekday in the zone of the event when DingTalk answers its start in UTC', () => {
	const start = { dateTime: '2026-05-03T23:00:00Z', timeZone: SHANGHAI };
	const rule = buildRecurrence(
		{ repeat: 'weekly', interval: 1, ends: 'never' },
		{ start },
		SHANGHAI,
	);
	expect(rule.pattern.daysOfWeek).toBe('monday');
});

test.each<[string, Partial<RecurrenceForm>, RegExp]>([
	['every 0 days', { interval: 0 }, /'Every' is not a whole number from 1 to 365: 0/],
	['every 366 days', { interval: 366 }, /'Every' is not a whole number from 1 to 365: 366/],
	['every half day', { interval: 1.5 }, /'Every' is not a whole number/],
	['the 32nd', { repeat: 'monthlyByDate', dayOfMonth: 32 }, /'Day of Month' is not a whole number/],
	[
		'100 occurrences',
		{ ends: 'afterCount', occurrences: 100 },
		/'Occurrences' is not a whole number from 1 to 99: 100/,
	],
	[
		'an end before the start',
		{ ends: 'onDay', lastDay: '2026-01-30' },
		/'Until' is before the event starts/,
	],
	['an end that is no date', { ends: 'onDay', lastDay: 'soon' }, /'Until' is not a date: soon/],
])('refuses %s', (_name, form, wanted) => {
	expect(() => build(form)).toThrow(wanted);
});

const anyForm: fc.Arbitrary<RecurrenceForm> = fc
	.record({
		interval: fc.integer({ min: 1, max: 365 }),
		pattern: fc.oneof(
			fc.constant({ repeat: 'daily' as const }),
			fc.constant({ repeat: 'yearly' as const }),
			fc.record({
				repeat: fc.constant('weekly' as const),
				daysOfWeek: fc.subarray([...WEEKDAYS], { minLength: 1 }),
				firstDayOfWeek: fc.constantFrom(...WEEKDAYS),
			}),
			fc.record({
				repeat: fc.constant('monthlyByDate' as const),
				dayOfMonth: fc.integer({ min: 1, max: 31 }),
			}),
			fc.record({
				repeat: fc.constant('monthlyByWeekday' as const),
				weekIndex: fc.constantFrom(...WEEK_INDEXES),
				weekday: fc.constantFrom(...WEEKDAYS),
			}),
		),
		end: fc.oneof(
			fc.constant({ ends: 'never' as const }),
			fc.record({
				ends: fc.constant('afterCount' as const),
				occurrences: fc.integer({ min: 1, max: 99 }),
			}),
			fc.record({ ends: fc.constant('onDay' as const), days: fc.nat({ max: 3000 }) }),
		),
	})
	.map(({ interval, pattern, end }) => ({ interval, ...pattern, ...end }));

test('writes what the form says, in any zone, timed and all-day', () => {
	fc.assert(
		fc.property(anyForm, anyDay, anyZone, fc.boolean(), (form, first, zone, isAllDay) => {
			const { days, ...rest } = form as RecurrenceForm & { days?: number };
			const lastDay = days === undefined ? undefined : addDays(first, days);
			const event = isAllDay ? allDay(first) : timed(first, zone);
			const { pattern, range } = buildRecurrence({ ...rest, lastDay }, event, zone);
			expect(pattern).toEqual({
				type: PATTERNS[form.repeat],
				interval: form.interval,
				daysOfWeek: form.daysOfWeek?.join() ?? form.weekday,
				firstDayOfWeek: form.firstDayOfWeek,
				dayOfMonth: form.dayOfMonth,
				index: form.weekIndex,
			});
			expect(range).toMatchObject({ type: RANGES[form.ends] });
			expect(range.numberOfOccurrences).toBe(form.occurrences);
			const ms = Date.parse(range.endDate ?? '');
			const lastShown = range.endDate && shownIn(ms, isAllDay ? 'UTC' : zone).slice(0, 10);
			expect(lastShown).toBe(lastDay);
		}),
	);
});

test('what follows from the start fits the start', () => {
	const ordinal = (day: string) => Math.ceil(Number(day.slice(8)) / 7);
	fc.assert(
		fc.property(anyDay, anyZone, (first, zone) => {
			const rule = (repeat: RecurrenceForm['repeat']) =>
				buildRecurrence({ repeat, interval: 1, ends: 'never' }, timed(first, zone), zone).pattern;
			const weekday = WEEKDAYS[new Date(first).getUTCDay()];
			expect(rule('weekly').daysOfWeek).toBe(weekday);
			expect(rule('monthlyByDate').dayOfMonth).toBe(Number(first.slice(8)));
			const { index, daysOfWeek } = rule('monthlyByWeekday');
			expect(daysOfWeek).toBe(weekday);
			expect(index).toBe(ordinal(first) === 5 ? 'last' : WEEK_INDEXES[ordinal(first) - 1]);
		}),
	);
});

test('the last moment lies on the last day, and less than two minutes before the next', () => {
	fc.assert(
		fc.property(anyDay, fc.nat({ max: 500 }), anyZone, (first, days, zone) => {
			const lastDay = addDays(first, days);
			const form = { repeat: 'daily', interval: 1, ends: 'onDay', lastDay } as const;
			const ms = Date.parse(buildRecurrence(form, timed(first, zone), zone).range.endDate ?? '');
			expect(shownIn(ms, zone).slice(0, 10)).toBe(lastDay);
			expect(shownIn(ms + 120_000, zone).slice(0, 10)).toBe(addDays(lastDay, 1));
		}),
	);
});
