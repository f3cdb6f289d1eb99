import fc from 'fast-check';

import {
	addDays,
	buildSpan,
	parseSpan,
	requireZone,
	toDay,
} from '../../../../nodes/shared/calendar/times';
import { isoIn } from '../../../../nodes/shared/values/time';
import { anyDay, anyMoment, anyZone, shownIn } from './zones';

const SHANGHAI = 'Asia/Shanghai';
const NEW_YORK = 'America/New_York';

test('gives a timed event its offset and its zone', () => {
	const span = {
		isAllDay: false,
		start: '2026-05-01T09:00',
		end: '2026-05-01 10:30',
		timeZone: SHANGHAI,
	};
	expect(buildSpan(span)).toEqual({
		isAllDay: false,
		start: { dateTime: '2026-05-01T09:00:00+08:00', timeZone: SHANGHAI },
		end: { dateTime: '2026-05-01T10:30:00+08:00', timeZone: SHANGHAI },
	});
});

test('ends an all-day event on the day after its last one', () => {
	const oneDay = { isAllDay: true, start: '2024-06-01', end: '2024-06-01', timeZone: SHANGHAI };
	expect(buildSpan(oneDay)).toEqual({
		isAllDay: true,
		start: { date: '2024-06-01' },
		end: { date: '2024-06-02' },
	});
});

test.each([
	['2026-01-31', '2026-02-01'],
	['2026-02-28', '2026-03-01'],
	['2028-02-28', '2028-02-29'],
	['2028-02-29', '2028-03-01'],
	['2026-12-31', '2027-01-01'],
])('follows %s by %s', (day, next) => {
	expect(addDays(day, 1)).toBe(next);
	expect(addDays(next, -1)).toBe(day);
});

test('crosses the change of the clocks: an event over the night keeps both offsets', () => {
	const night = {
		isAllDay: false,
		start: '2026-03-07T22:00',
		end: '2026-03-08T08:00',
		timeZone: NEW_YORK,
	};
	expect(buildSpan(night)).toMatchObject({
		start: { dateTime: '2026-03-07T22:00:00-05:00' },
		end: { dateTime: '2026-03-08T08:00:00-04:00' },
	});
});

test('moves a time that the clocks skip to the hour after, and takes the first of two', () => {
	const at = (start: string, end: string) =>
		buildSpan({ isAllDay: false, start, end, timeZone: NEW_YORK }).start.dateTime;
	expect(at('2026-03-08T02:30', '2026-03-08T05:00')).toBe('2026-03-08T03:30:00-04:00');
	expect(at('2026-11-01T01:30', '2026-11-01T05:00')).toBe('2026-11-01T01:30:00-04:00');
});

test('names the day of a moment in the zone, and that of a date as it is written', () => {
	expect(toDay('Day', '2026-05-31T16:00:00Z', SHANGHAI)).toBe('2026-06-01');
	expect(toDay('Day', '2026-06-01T00:00:00', NEW_YORK)).toBe('2026-06-01');
	expect(toDay('Day', ' 2026-06-01 ', NEW_YORK)).toBe('2026-06-01');
	expect(toDay('Day', '20260601', NEW_YORK)).toBe('2026-06-01');
	expect(toDay('Day', { toMillis: () => Date.UTC(2026, 4, 31, 16) }, SHANGHAI)).toBe('2026-06-01');
});

test.each<[string, boolean, unknown, unknown, RegExp]>([
	[
		'an end before the start',
		false,
		'2026-05-01T10:00',
		'2026-05-01T09:00',
		/'End' is not after 'Start'/,
	],
	['no length', false, '2026-05-01T10:00', '2026-05-01T10:00', /'End' is not after 'Start'/],
	[
		'a last day before the first',
		true,
		'2026-05-02',
		'2026-05-01',
		/'Last Day' is before 'First Day'/,
	],
	['no start', false, '', '2026-05-01', /'Start' is not a date/],
	['no first day', true, 'soon', '2026-05-01', /'First Day' is not a date/],
	[
		'a day that does not exist',
		true,
		'2026-02-30',
		'2026-03-01',
		/'First Day' is not a date: 2026-02-30/,
	],
	['a 31st of April', false, '2026-04-31T09:00', '2026-05-02', /'Start' is not a date/],
])('refuses %s', (_name, isAllDay, start, end, wanted) => {
	expect(() => buildSpan({ isAllDay, start, end, timeZone: SHANGHAI })).toThrow(wanted);
});

test('knows zones by name only', () => {
	expect(requireZone('Zone', ' Europe/Berlin ')).toBe('Europe/Berlin');
	for (const zone of ['', '+08:00', 'Mars/Olympus', 'CST8']) {
		expect(() => requireZone('Zone', zone)).toThrow(/'Zone' is not the name of a time zone/);
	}
});

test('writes each moment as the clocks of the zone show it, and loses nothing', () => {
	fc.assert(
		fc.property(anyMoment, anyZone, (ms, zone) => {
			const text = isoIn(ms, zone);
			expect(Date.parse(text)).toBe(ms);
			expect(text.slice(0, 19).replace('T', ' ')).toBe(shownIn(ms, zone));
		}),
	);
});

test('reads back what it wrote: timed events in any zone', () => {
	fc.assert(
		fc.property(
			anyMoment,
			fc.integer({ min: 1, max: 10_000_000 }),
			anyZone,
			(ms, seconds, zone) => {
				const end = new Date(ms + seconds * 1000);
				const span = buildSpan({ isAllDay: false, start: new Date(ms), end, timeZone: zone });
				const read = parseSpan(span);
				expect(read.allDay).toBe(false);
				expect(Date.parse(read.start ?? '')).toBe(ms);
				expect(Date.parse(read.end ?? '')).toBe(end.getTime());
				// DingTalk may answer in UTC.
				const utc = (time?: string) => new Date(time ?? '').toISOString();
				const answered = {
					start: { ...span.start, dateTime: utc(span.start.dateTime) },
					end: { ...span.end, dateTime: utc(span.end.dateTime) },
				};
				expect(parseSpan(answered)).toEqual(read);
			},
		),
	);
});

test('reads back what it wrote: all-day events, whose last day belongs to them', () => {
	fc.assert(
		fc.property(anyDay, fc.nat({ max: 400 }), anyZone, (first, days, zone) => {
			const last = addDays(first, days);
			const span = buildSpan({ isAllDay: true, start: first, end: last, timeZone: zone });
			expect(parseSpan(span)).toMatchObject({ allDay: true, start: first, end: last });
			const lengthDays =
				(Date.parse(span.end.date ?? '') - Date.parse(span.start.date ?? '')) / 86_400_000;
			expect(lengthDays).toBe(days + 1);
			expect(Object.keys(span.start)).toEqual(['date']);
		}),
	);
});
