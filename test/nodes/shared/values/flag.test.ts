import { toFlag } from '../../../../nodes/shared/values/flag';

const flag = (value: unknown) => toFlag('All Day', value);

test.each([true, 'true', ' TRUE ', 'True', 1, '1', 1n])('takes %p for on', (value) => {
	expect(flag(value)).toBe(true);
});

test.each([false, 'false', 'FALSE\n', 'False', 0, '0', -0, 0n])('takes %p for off', (value) => {
	expect(flag(value)).toBe(false);
});

test.each<[unknown, string]>([
	['yes', 'yes'],
	['on', 'on'],
	['truee', 'truee'],
	[2, '2'],
	[-1, '-1'],
	[Number.NaN, 'NaN'],
	['', 'nothing'],
	['  ', 'nothing'],
	[undefined, 'nothing'],
	[null, 'nothing'],
	[{}, 'an object'],
	[['true'], 'an array'],
	[new Date(1), 'a date'],
])('refuses %p', (value, words) => {
	expect(() => flag(value)).toThrow(`'All Day' is neither true nor false: ${words}`);
});
