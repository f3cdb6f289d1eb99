import fc from 'fast-check';

import { toId } from '../../../../nodes/shared/values/id';
import { toExactJson } from '../../../../nodes/shared/values/json';

const id = (value: unknown) => toId('User ID', value);

test.each<[unknown, string]>([
	['manager4220', 'manager4220'],
	[' 26605334524157029\n', '26605334524157029'],
	[13800000001, '13800000001'],
	[Number.MAX_SAFE_INTEGER, '9007199254740991'],
	[26605334524157029n, '26605334524157029'],
	[-1, '-1'],
	['', ''],
	[undefined, ''],
	[null, ''],
])('takes %p for the ID %p', (value, wanted) => {
	expect(id(value)).toBe(wanted);
});

// eslint-disable-next-line no-loss-of-precision -- The rounding is what it is about.
const ROUNDED = [26605334524157029, 12345678901234567, 2 ** 53, -(2 ** 60), 1e21];

test.each(ROUNDED)('refuses the number %p, which is somebody else’s ID by now', (value) => {
	expect(() => id(value)).toThrow(
		`'User ID' is ${value}, which was rounded before it reached the node`,
	);
});

test('says how to keep an ID whole', () => {
	try {
		id(ROUNDED[0]);
		throw new Error('was taken');
	} catch (error) {
		expect((error as { fix?: string }).fix).toMatch(/^Keep the ID as text all the way: in quotes/);
	}
});

test.each(['1.23456789012346E+16', '2.66e+16', '1E+17'])(
	'refuses %p, which a spreadsheet has shortened',
	(value) => {
		expect(() => id(value)).toThrow(
			`'User ID' is ${value}, which was rounded before it reached the node`,
		);
	},
);

test.each(['1E5', 'E+16', '12E+16', 'a1.5e+3'])('takes %p, which only looks like it', (value) => {
	expect(id(value)).toBe(value);
});

test.each<[unknown, string]>([
	[1.5, "'User ID' is 1.5, which is no ID"],
	[Number.NaN, "'User ID' is NaN, which is no ID"],
	[Number.POSITIVE_INFINITY, "'User ID' is Infinity, which is no ID"],
	[true, "'User ID' is true, and one ID is needed"],
	[{ userId: 'a' }, "'User ID' is an object, and one ID is needed"],
	[['a'], "'User ID' is an array, and one ID is needed"],
	[new Date(0), "'User ID' is a date, and one ID is needed"],
	[{ toMillis: () => 0 }, "'User ID' is a date, and one ID is needed"],
	[Object.create(null), "'User ID' is an object, and one ID is needed"],
	[() => 'a', "'User ID' is a function, and one ID is needed"],
])('refuses %p', (value, message) => {
	expect(() => id(value)).toThrow(message);
});

test('every number keeps all its digits, or is refused', () => {
	fc.assert(
		fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (digits) => {
			expect(id(String(digits))).toBe(String(digits));
			expect(id(digits)).toBe(String(digits));
			const asNumber = Number(digits);
			const isWhole = BigInt(asNumber) === digits && Number.isSafeInteger(asNumber);
			if (isWhole) expect(id(asNumber)).toBe(String(digits));
			else expect(() => id(asNumber)).toThrow('was rounded before it reached the node');
		}),
	);
});

describe('JSON that is sent as it is', () => {
	test('keeps all digits of text', () => {
		expect(toExactJson('Body', '{"task_id": 26605334524157029, "list": [1, 1.5]}')).toEqual({
			task_id: 26605334524157029n,
			list: [1, 1.5],
		});
	});

	test('refuses a rounded number anywhere in an object, and says where it is', () => {
		const value = { userIds: ['a', { id: ROUNDED[0] }] };
		expect(() => toExactJson('Body', value)).toThrow(
			`'Body > userIds > 1 > id' is ${ROUNDED[0]}, which was rounded`,
		);
	});

	test.each([
		{ a: 1, b: -1.5, c: 'x', d: null, e: [true], f: 26605334524157029n, g: new Date(0) },
		[1, 2],
		undefined,
		'',
	])('takes %p', (value) => {
		expect(() => toExactJson('Body', value)).not.toThrow();
	});

	test('refuses what JSON makes nothing of', () => {
		const ring: Record<string, unknown> = {};
		ring.self = ring;
		expect(() => toExactJson('Body', ring)).toThrow("'Body > self' holds itself");
		expect(() => toExactJson('Body', { a: Number.NaN })).toThrow("'Body > a' is NaN");
		// The same object in two places is no ring.
		const shared = { a: 1 };
		expect(toExactJson('Body', [shared, shared])).toEqual([{ a: 1 }, { a: 1 }]);
	});
});
