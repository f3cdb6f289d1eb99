import { toText } from '../../../../nodes/shared/values/text';

const text = (value: unknown, zone = 'Asia/Shanghai') => toText('Content', value, zone);
const NEW_YEAR = Date.UTC(2025, 11, 31, 16);

test.each<[unknown, string]>([
	['  as it is ', '  as it is '],
	[42, '42'],
	[26605334524157029n, '26605334524157029'],
	[false, 'false'],
	[undefined, ''],
	[null, ''],
	[new URL('https://example.com/a'), 'https://example.com/a'],
])('takes %p for %p', (value, wanted) => {
	expect(text(value)).toBe(wanted);
});

test('writes dates in ISO, as the clocks of the zone show them', () => {
	expect(text(new Date(NEW_YEAR))).toBe('2026-01-01T00:00:00+08:00');
	expect(text(new Date(NEW_YEAR), 'America/New_York')).toBe('2025-12-31T11:00:00-05:00');
	expect(text(new Date(NEW_YEAR), 'UTC')).toBe('2025-12-31T16:00:00+00:00');
	// A luxon date.
	expect(text({ toMillis: () => NEW_YEAR })).toBe('2026-01-01T00:00:00+08:00');
});

test('loses no milliseconds of a date, since a key may be made of it', () => {
	expect(text(new Date(NEW_YEAR + 7))).toBe('2026-01-01T00:00:00.007+08:00');
});

test.each<[unknown, string]>([
	[{ alertname: 'x' }, 'is an object, and text is needed'],
	[['a', 'b'], 'is an array, and text is needed'],
	[[], 'is an array, and text is needed'],
	[new Map(), 'is an object, and text is needed'],
	[Object.create(null), 'is an object, and text is needed'],
	[{ toString: 'no function' }, 'is an object, and text is needed'],
	[() => 'x', 'is a function, and text is needed'],
	[new Date('x'), 'is not a date: a date'],
	[new Date('0001-01-01T00:00:00Z'), 'is 0001-01-01, which stands for no time at all'],
])('refuses %p', (value, message) => {
	expect(() => text(value)).toThrow(`'Content' ${message}`);
});
