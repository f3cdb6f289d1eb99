import fc from 'fast-check';

import { looksLikeMobile, toMobile, toPersonRef } from '../../../../nodes/shared/params/personRef';

test.each([
	['lina', 'userId', 'lina'],
	[' lina ', 'userId', 'lina'],
	[42, 'userId', '42'],
	[{ mode: 'list', value: 'lina' }, 'userId', 'lina'],
	[{ mode: 'id', value: 'lina' }, 'userId', 'lina'],
	[{ mode: 'mobile', value: 13800000001 }, 'mobile', '13800000001'],
	[{ __rl: true, mode: 'unionId', value: 'union-lina' }, 'unionId', 'union-lina'],
])('reads %j', (value, by, text) => {
	expect(toPersonRef('User', value)).toEqual({ by, value: text, field: 'User' });
});

test.each([
	['', /'User' is empty/],
	[undefined, /'User' is empty/],
	[null, /'User' is empty/],
	[{ mode: 'list', value: '' }, /'User' is empty/],
	[{ mode: 'list', value: null }, /'User' is empty/],
	[{ userId: 'lina' }, /'User' is an object/],
	[['lina', 'bob'], /'User' is an array/],
	[{ mode: 'id', value: 26605334524157028 }, /'User' is 26605334524157028, which was rounded/],
	[true, /'User' is true, and one ID is needed/],
	[new Date(0), /'User' is a date, and one ID is needed/],
	[{ mode: 'id', value: ['lina'] }, /'User' is an array/],
])('refuses %j', (value, message) => {
	expect(() => toPersonRef('User', value)).toThrow(message);
});

test.each([
	['13800000001', '13800000001'],
	['+86 138 0000 0001', '13800000001'],
	['+86-13800000001', '13800000001'],
	['0086 138-0000-0001', '13800000001'],
	['86 13800000001', '13800000001'],
	['+852-51234567', '+852-51234567'],
	['+1 (415) 555-0100', '+1415555-0100'],
	['+86 138-0000-0001', '13800000001'],
	['＋８６１３８０００００００１', '13800000001'],
	['\u202d138\u00a00000\u00a00001\u202c', '13800000001'],
])('writes the number %s as DingTalk takes it', (given, wanted) => {
	expect(toMobile(given)).toBe(wanted);
	expect(looksLikeMobile(given)).toBe(true);
});

test.each(['lina', 'manager4220', 'zOiSPdBlaAVQ5YaPSqQiPiiEiE', '012345', '0138000000012'])(
	'does not take %s for a mobile number',
	(value) => {
		expect(looksLikeMobile(value)).toBe(false);
	},
);

test('a number keeps its digits however it is written, and is written but once', () => {
	const digits = fc.stringMatching(/^1\d{10}$/);
	const prefix = fc.constantFrom('', '+86', '+86 ', '+86-', '0086', '86');
	const gap = fc.constantFrom('', ' ', '-');
	fc.assert(
		fc.property(digits, prefix, gap, (number, before, between) => {
			const written =
				before + number.slice(0, 3) + between + number.slice(3, 7) + between + number.slice(7);
			expect(toMobile(written)).toBe(number);
			expect(toMobile(toMobile(written))).toBe(number);
		}),
	);
});
