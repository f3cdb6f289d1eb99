import { toNumber } from '../../../../nodes/shared/values/number';

const number = (value: unknown, rule = {}) => toNumber('Limit', value, rule);

test.each<[unknown, number]>([
	[5, 5],
	['5', 5],
	[' 2.5\n', 2.5],
	['-3', -3],
	['+1e3', 1000],
	['.5', 0.5],
	['7.', 7],
	[0, 0],
	['0', 0],
	[12n, 12],
])('takes %p for %p', (value, wanted) => {
	expect(number(value)).toBe(wanted);
});

test.each<[unknown, string]>([
	['', 'nothing'],
	['  ', 'nothing'],
	[null, 'nothing'],
	[undefined, 'nothing'],
	[[], 'an array'],
	[[5], 'an array'],
	[true, 'true'],
	[false, 'false'],
	[{}, 'an object'],
	[new Date(5), 'a date'],
	['0x10', '0x10'],
	['1,204', '1,204'],
	['5 people', '5 people'],
	['Infinity', 'Infinity'],
	[Number.NaN, 'NaN'],
	[Number.POSITIVE_INFINITY, 'Infinity'],
])('refuses %p', (value, words) => {
	expect(() => number(value)).toThrow(`'Limit' is not a number: ${words}`);
});

test.each<[unknown, object, string]>([
	[1.5, { whole: true }, 'a whole number: 1.5'],
	[0, { whole: true, min: 1 }, 'a whole number from 1 up: 0'],
	[2 ** 53, { whole: true, min: 1 }, 'a whole number from 1 up: 9007199254740992'],
	[100, { whole: true, min: 1, max: 99 }, 'a whole number from 1 to 99: 100'],
	[3601, { min: 0, max: 3600 }, 'a number from 0 to 3600: 3601'],
	[3, { max: 2 }, 'a number up to 2: 3'],
])('refuses %p for %j', (value, rule, words) => {
	expect(() => number(value, rule)).toThrow(`'Limit' is not ${words}`);
});
