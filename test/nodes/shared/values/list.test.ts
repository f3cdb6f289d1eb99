import fc from 'fast-check';

import { toIds } from '../../../../nodes/shared/values/list';

describe('toIds', () => {
	test.each<[unknown, string[]]>([
		['a, b，c;d；e\nf', ['a', 'b', 'c', 'd', 'e', 'f']],
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
			fc.property(fc.array(fc.string()), (list) => {
				const ids = toIds(list);
				expect(ids).toEqual([...new Set(ids)]);
				expect(ids.every((id) => id !== '' && id === id.trim())).toBe(true);
				expect(toIds(list.join(','))).toEqual(ids);
			}),
		);
	});

	test.each([{ id: 'a' }, [{ id: 'a' }], [['a']]])('refuses %j', (value) => {
		expect(() => toIds(value, 'People')).toThrow(
			/^'People' is an (object|array), and one ID is needed$/,
		);
	});
});
