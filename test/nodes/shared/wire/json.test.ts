import fc from 'fast-check';

import {
	parseExactJson,
	parseJson,
	toJson,
	tryParseJson,
} from '../../../../nodes/shared/wire/json';

/** Whole numbers that a double cannot hold exactly, of up to 40 digits. */
const big = fc
	.tuple(fc.bigInt({ min: 2n ** 53n, max: 10n ** 40n }), fc.boolean())
	.map(([value, isNegative]) => (isNegative ? -value : value));
/** JSON as DingTalk sends it, its doubles small enough to be written without an exponent or as one. */
const isExact = (value: number) => !Number.isInteger(value) || Number.isSafeInteger(value);
const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => everyNumber(value, isExact));

function everyNumber(value: unknown, check: (value: number) => boolean): boolean {
	if (typeof value === 'number') return check(value);
	if (typeof value !== 'object' || value === null) return true;
	return Object.values(value).every((part) => everyNumber(part, check));
}

test('reads any JSON as JSON.parse does, when its numbers are exact', () => {
	fc.assert(
		fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
			const text = JSON.stringify(value, null, indent);
			expect(parseJson(text)).toEqual(JSON.parse(text));
			expect(parseExactJson(text)).toEqual(JSON.parse(text));
		}),
	);
});

test('reads whole numbers beyond 2^53 as their digits, wherever they stand', () => {
	fc.assert(
		fc.property(big, fc.string(), (value, text) => {
			const source = `{"a":${value},"b":[${value}, ${value}],"c":${JSON.stringify(text)},"d":{"e": ${value} }}`;
			const digits = String(value);
			expect(parseJson(source)).toEqual({
				a: digits,
				b: [digits, digits],
				c: text,
				d: { e: digits },
			});
			expect(parseJson(digits)).toBe(digits);
		}),
	);
});

test('leaves digits inside text alone', () => {
	fc.assert(
		fc.property(big, fc.string(), fc.string(), (value, before, after) => {
			const text = `${before}${value}${after}`;
			expect(parseJson(JSON.stringify({ [text]: text }))).toEqual({ [text]: text });
			expect(parseExactJson(JSON.stringify([text]))).toEqual([text]);
		}),
	);
});

test.each([
	['9007199254740991', 9007199254740991],
	['-9007199254740991', -9007199254740991],
	['9007199254740993', '9007199254740993'],
	['1234567890123456.5', 1234567890123456.5],
	['0.12345678901234567890', 0.12345678901234568],
	['1e20', 1e20],
	['1.5E+20', 1.5e20],
	['1E-20', 1e-20],
])('reads %s as %j', (text, value) => {
	expect(parseJson(text)).toBe(value);
});

test('writes back the digits that it read', () => {
	fc.assert(
		fc.property(big, (value) => {
			const text = `{"id":${value},"list":[${value}]}`;
			expect(toJson(parseExactJson(text))).toBe(text);
		}),
	);
});

test('writes any other JSON as JSON.stringify does', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => expect(toJson(value)).toBe(JSON.stringify(value))),
	);
});

test('writes dates and bigints as objects say', () => {
	expect(toJson({ at: new Date(0), id: 2n ** 63n })).toBe(
		'{"at":"1970-01-01T00:00:00.000Z","id":9223372036854775808}',
	);
});

test('reads a text of 20 MB', () => {
	const text = 'x\\n'.repeat(7_000_000);
	expect((parseJson(`{"a":"${text}"}`) as { a: string }).a).toHaveLength(14_000_000);
});

test('refuses what is no JSON', () => {
	for (const text of ['', '<html>', '{"a":', '{"a":1}x']) {
		expect(() => parseJson(text)).toThrow(SyntaxError);
		expect(tryParseJson(text)).toBeUndefined();
	}
});
