import fc from 'fast-check';

import { toIds, toTexts } from '../../../../nodes/shared/values/list';

describe('toIds', () => {
	test.each<[unknown, string[]]>([
		['a, b，c;d；e\nf', ['a', 'b', 'c', 'd', 'e', 'f']],
		['zhangwei、lina', ['zhangwei', 'lina']],
		['a\tb\r\nc', ['a', 'b', 'c']],
		['["a", "b", 26605334524157029]', ['a', 'b', '26605334524157029']],
		[' [\n  "a",\n  "b"\n]\n', ['a', 'b']],
		["['a', 'b']", ['a', 'b']],
		['[a, b]', ['a', 'b']],
		['[]', []],
		['"a","b"', ['a', 'b']],
		['“a”、“b”', ['a', 'b']],
		[
			['a、b', 'c'],
			['a', 'b', 'c'],
		],
		['+86 138-0000-0001、+852-51234567', ['+86 138-0000-0001', '+852-51234567']],
		['cidX1+y/2z==', ['cidX1+y/2z==']],
		[26605334524157029n, ['26605334524157029']],
		[' a ,, a,\n', ['a']],
		[
			['a', ' b ', 'a', ''],
			['a', 'b'],
		],
		[42, ['42']],
		[
			[1, 2n],
			['1', '2'],
		],
		[undefined, []],
		[null, []],
		['', []],
	])('reads %j', (value, ids) => {
		expect(toIds(value)).toEqual(ids);
	});

	test('gives trimmed, distinct, non-empty IDs in the order of first mention', () => {
		fc.assert(
			fc.property(fc.array(fc.string().filter((text) => !/[[\]]/.test(text))), (list) => {
				const ids = toIds(list);
				expect(ids).toEqual([...new Set(ids)]);
				expect(ids.every((id) => id !== '' && id === id.trim())).toBe(true);
				expect(toIds(list.join(','))).toEqual(ids);
			}),
		);
	});

	test('reads an array the same as JSON text, whatever is in it', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.string(), fc.maxSafeInteger())), (list) => {
				expect(toIds(JSON.stringify(list))).toEqual(toIds(list));
			}),
		);
	});

	test('refuses an ID that was rounded, also among others', () => {
		// eslint-disable-next-line no-loss-of-precision -- The rounding is what it is about.
		expect(() => toIds(['a', 12345678901234567], 'User IDs')).toThrow(
			"'User IDs' is 12345678901234568, which was rounded before it reached the node",
		);
	});

	test.each([true, [1.5], ['a', null, Number.NaN], new Date(0)])('refuses %p', (value) => {
		expect(() => toIds(value, 'People')).toThrow(/^'People' is /);
	});

	test.each([{ id: 'a' }, [{ id: 'a' }], [['a']], '[{"id": "a"}]'])('refuses %j', (value) => {
		expect(() => toIds(value, 'People')).toThrow(
			/^'People' is an (object|array), and one ID is needed$/,
		);
	});
});

test('a list of texts may hold dates', () => {
	const days = ['2026-10-01', new Date(Date.UTC(2026, 9, 1, 16))];
	expect(toTexts('Days Off', days, 'Asia/Shanghai')).toEqual([
		'2026-10-01',
		'2026-10-02T00:00:00+08:00',
	]);
	expect(() => toTexts('Days Off', [{}], 'UTC')).toThrow("'Days Off' is an object");
});
