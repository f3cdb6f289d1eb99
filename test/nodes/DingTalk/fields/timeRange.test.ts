import fc from 'fast-check';

import { isWithin, readRange } from '../../../../nodes/DingTalk/fields/timeRange';
import { field, formOf } from '../../../helpers/form.mts';

const fields = [
	field('dueFrom', 'dateTime', { displayName: 'Due From' }),
	field('dueUntil', 'dateTime', { displayName: 'Due Until' }),
];
const read = (group: Record<string, string>) => readRange(formOf(fields, group), 'due');

test('reads two dates in the zone', () => {
	expect(read({ dueFrom: '2026-05-01', dueUntil: '2026-05-02' })).toEqual({
		from: Date.parse('2026-05-01T00:00:00+08:00'),
		until: Date.parse('2026-05-02T00:00:00+08:00'),
	});
	expect(read({})).toEqual({ from: -Infinity, until: Infinity });
});

test('refuses a range in which nothing can lie, and names the fields', () => {
	const group = { dueFrom: '2026-05-01', dueUntil: '2026-05-01' };
	expect(() => read(group)).toThrow("'Due From' is not before 'Due Until', so nothing can match");
	expect(() => read({ dueUntil: 'soon' })).toThrow("'Due Until' is not a date: soon");
});

test('what has no date lies only in a range without ends', () => {
	expect(isWithin({ from: -Infinity, until: Infinity }, undefined)).toBe(true);
	expect(isWithin({ from: 0, until: Infinity }, undefined)).toBe(false);
	expect(isWithin({ from: -Infinity, until: 0 }, undefined)).toBe(false);
});

test('ranges that follow each other share no moment and miss none', () => {
	fc.assert(
		fc.property(fc.integer(), fc.integer(), fc.integer(), (a, b, ms) => {
			const parts = [
				{ from: -Infinity, until: Math.min(a, b) },
				{ from: Math.min(a, b), until: Math.max(a, b) },
				{ from: Math.max(a, b), until: Infinity },
			];
			expect(parts.filter((part) => isWithin(part, ms))).toHaveLength(1);
		}),
	);
});
