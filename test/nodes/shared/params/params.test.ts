import { field, formOf } from '../../../helpers/form.mts';

const fields = [
	field('name', 'string'),
	field('kind', 'options', {
		options: [
			{ name: 'A', value: 'a' },
			{ name: 'B', value: 'b' },
		],
	}),
	field('limit', 'number'),
	field('returnAll', 'boolean', { default: false }),
	field('options', 'collection', {
		options: [
			field('kind', 'options', { options: [{ name: 'C', value: 'c' }] }),
			field('place', 'options', { options: [{ name: 'PC', value: 2 }] }),
		],
	}),
];
const readerOf = (values: Record<string, unknown>) => formOf(fields, values);

describe('itemReader', () => {
	test('reads text, numbers and dates as text', () => {
		expect(readerOf({ name: 'x' }).text('name')).toBe('x');
		expect(readerOf({ name: 42 }).text('name')).toBe('42');
		expect(readerOf({ name: false }).text('name')).toBe('false');
		expect(readerOf({ name: new Date(0) }).text('name')).toBe('1970-01-01T08:00:00+08:00');
		expect(readerOf({}).text('name')).toBe('');
	});

	test('names the field of a fault as the form does', () => {
		expect(() => readerOf({ name: ' ' }).id('name')).toThrow("'The name' is empty");
		expect(() => readerOf({ name: {} }).text('name')).toThrow(
			"'The name' is an object, and text is needed",
		);
		expect(() => readerOf({ name: 'a,b,c' }).idList('name', 2)).toThrow(
			"'The name' has 3 entries; the limit is 2",
		);
		expect(() => readerOf({ kind: 'c' }).choice('kind')).toThrow(
			"'The kind' is 'c', which is no option of it",
		);
		expect(() => readerOf({ name: 'x' }).number('name')).toThrow("'The name' is not a number: x");
	});

	test('reads a dropdown inside a collection by its own options', () => {
		const options = readerOf({ options: { kind: 'c', place: '2' } }).group('options');
		expect(options.choice('kind')).toBe('c');
		expect(options.choice('place')).toBe(2);
		expect(readerOf({}).group('options').choiceIfAny('kind')).toBeUndefined();
		expect(() =>
			readerOf({ options: { kind: 'a' } })
				.group('options')
				.choice('kind'),
		).toThrow("'The kind' is 'a', which is no option of it");
	});

	test.each([0, -1, 1.5, 'x', '', Number.NaN, Number.POSITIVE_INFINITY])(
		'refuses the limit %j',
		(limit) => {
			expect(() => readerOf({ limit }).limit()).toThrow(
				"'The limit' is not a whole number from 1 up",
			);
		},
	);

	test('reads the limit, and none where all is wanted', () => {
		expect(readerOf({ limit: '20' }).limit()).toBe(20);
		expect(readerOf({ limit: 0, returnAll: true }).limit()).toBe(Infinity);
	});

	test('reads JSON as text or object, with big numbers exact', () => {
		expect(readerOf({ name: '{"id": 9007199254740993}' }).json('name')).toEqual({
			id: 9007199254740993n,
		});
		expect(readerOf({ name: { a: 1 } }).json('name')).toEqual({ a: 1 });
		expect(readerOf({ name: ' ' }).json('name')).toBeUndefined();
		expect(() => readerOf({ name: '{' }).json('name')).toThrow(/^'The name' is not valid JSON: /);
	});
});
