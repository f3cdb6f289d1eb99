import fc from 'fast-check';

import { isoMoment, toTime } from '../../../../nodes/shared/values/time';

const at = (value: unknown, zone = 'Asia/Shanghai') => toTime('When', value, zone);
const MAY = Date.UTC(2026, 4, 1, 1);

test.each<[string, unknown]>([
	['ISO with Z', '2026-05-01T01:00:00Z'],
	['ISO with offset', '2026-05-01T09:00:00.000+08:00'],
	['ISO with offset without colon', '2026-04-30 21:00-0400'],
	['a local date and time', '2026-05-01T09:00:00'],
	['a local date and time with a space', ' 2026-05-01 09:00 '],
	['the basic form of ISO', '20260501T010000Z'],
	['the basic form without offset', '20260501T0900'],
	['an offset of hours only', '2026-05-01T09:00+08'],
	['a decimal comma', '2026-05-01T09:00:00,000+08:00'],
	['milliseconds', MAY],
	['milliseconds as text', String(MAY)],
	['seconds', MAY / 1000],
	['seconds with a fraction', `${MAY / 1000}.0`],
	['a date and time without marks', '20260501090000'],
	['a bigint', BigInt(MAY)],
	['a Date', new Date(MAY)],
	['a luxon date', { toMillis: () => MAY }],
])('reads %s', (_name, value) => {
	expect(at(value)).toBe(MAY);
});

test('reads a date without time as midnight of the zone', () => {
	expect(at('2026-05-01')).toBe(Date.UTC(2026, 3, 30, 16));
	expect(at('2026-05-01', 'America/New_York')).toBe(Date.UTC(2026, 4, 1, 4));
});

test('reads local times as the clocks of the zone show them, whatever the season', () => {
	const zones = [
		'Asia/Shanghai',
		'America/New_York',
		'Europe/Berlin',
		'Asia/Kolkata',
		'Australia/Lord_Howe',
		'UTC',
	];
	fc.assert(
		fc.property(
			fc.date({ min: new Date('1990-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }),
			fc.constantFrom(...zones),
			(date, timeZone) => {
				const shown = new Intl.DateTimeFormat('sv-SE', {
					timeZone,
					dateStyle: 'short',
					timeStyle: 'medium',
				});
				const local = shown.format(date);
				// When the clocks go back an hour comes twice; both readings show the same.
				expect(shown.format(at(local, timeZone))).toBe(local);
			},
		),
	);
});

test('takes the time before the gap as later, and the first of two equal ones', () => {
	const iso = (value: string, zone: string) => new Date(at(value, zone)).toISOString();
	expect(iso('2026-03-08T02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
	expect(iso('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
	expect(iso('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
	expect(iso('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
});

test.each([
	'',
	' ',
	'soon',
	'item 7',
	'12345',
	'2026-13-01',
	'2026-05-01T25:00',
	'2026-02-30',
	'2026-04-31T09:00:00Z',
	'2026-0501',
	{},
	[],
	null,
	undefined,
	true,
	new Date('x'),
])('refuses %j', (value) => {
	expect(() => at(value)).toThrow(/^'When' is not a date: /);
});

const GO_ZERO = Date.parse('0001-01-01T00:00:00Z');

test.each<[string, unknown]>([
	['ISO text', '0001-01-01T00:00:00Z'],
	['text in another zone', '0001-01-01T08:05:43+08:05'],
	['text without offset', '0001-01-01T00:00:00'],
	['a day', '0001-01-01'],
	['a Date', new Date(GO_ZERO)],
	['a luxon date', { toMillis: () => GO_ZERO }],
	['milliseconds', GO_ZERO],
	['seconds', GO_ZERO / 1000],
])('names the alert that is still firing: Go’s zero time as %s', (_name, value) => {
	expect(() => at(value)).toThrow(
		"'When' is 0001-01-01, which stands for no time at all: Alertmanager and Grafana give it as the end of an alert that is still firing",
	);
});

test.each<[string, unknown, string]>([
	['microseconds', MAY * 1000, 'is in microseconds by its length: 1777597200000000'],
	['microseconds as text', `${MAY}000`, 'is in microseconds by its length'],
	['nanoseconds', `${MAY}000000`, 'is in nanoseconds by its length'],
	['nanoseconds as bigint', BigInt(MAY) * 1_000_000n, 'is in nanoseconds by its length'],
	['a year too far', '2101-01-01T00:00:00Z', 'is outside the years 1970 to 2100: 2101-01-01'],
	['a year too early', '1969-12-31T23:59:59Z', 'is outside the years 1970 to 2100: 1969-12-31'],
	[
		'a Date of the year 9999',
		new Date(Date.UTC(9999, 11, 31)),
		'is outside the years 1970 to 2100: 9999-12-31T00:00:00',
	],
	['too many digits', '17775972000000000000000000', 'is outside the years 1970 to 2100'],
	['14 digits that are no date', '20261301090000', 'is outside the years 1970 to 2100'],
])('refuses %s', (_name, value, message) => {
	expect(() => at(value)).toThrow(`'When' ${message}`);
});

test('takes the first and the last moment of 1970 to 2100', () => {
	expect(at('1970-01-01T00:00:00Z')).toBe(0);
	expect(at('2100-12-31T23:59:59.999Z')).toBe(Date.UTC(2101, 0, 1) - 1);
});

test('whatever is taken lies between 1970 and 2100', () => {
	const anything = fc.oneof(
		fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
		fc.double(),
		fc.date(),
		fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
		fc.string(),
		fc.anything(),
	);
	fc.assert(
		fc.property(anything, fc.constantFrom('Asia/Shanghai', 'America/New_York'), (value, zone) => {
			let ms = 0;
			try {
				ms = at(value, zone);
			} catch (error) {
				expect((error as Error).name).toBe('InputError');
			}
			expect(ms >= 0 && ms < Date.UTC(2101, 0, 1)).toBe(true);
		}),
	);
});

test.each<[unknown, string | undefined, string | undefined]>([
	[1_777_860_000_000, undefined, '2026-05-04T02:00:00.000Z'],
	['1777860000000', 'Asia/Shanghai', '2026-05-04T10:00:00+08:00'],
	[0, 'Asia/Shanghai', undefined],
	[undefined, undefined, undefined],
	['soon', undefined, undefined],
	[1e18, 'Asia/Shanghai', undefined],
])('a moment of DingTalk, %p in the zone %s, is %s', (ms, timeZone, text) => {
	expect(isoMoment(ms, timeZone)).toBe(text);
});
