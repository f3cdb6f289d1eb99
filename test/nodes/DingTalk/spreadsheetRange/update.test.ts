import { sheetRuns } from '../../../helpers/sheets.mts';

const { jsonsOf, errorOf, texts, calls } = sheetRuns('spreadsheetRange', { operation: 'update' });

const grid = (values: unknown) => ({ updateFields: { values: JSON.stringify(values) } });

test('writes rows of values, numbers as numbers, and no formulas unless asked', async () => {
	expect(
		await jsonsOf({
			range: 'A2:B3',
			...grid([
				['x', 1.5],
				['=A1', true],
			]),
		}),
	).toEqual([{ success: true, range: 'A2:B3' }]);
	const read = { operation: 'get', range: 'A2:B3' };
	expect(await jsonsOf({ ...read, part: 'values' })).toEqual([
		{
			range: 'A2:B3',
			values: [
				['x', 1.5],
				['=A1', true],
			],
		},
	]);
	expect(await jsonsOf({ ...read, part: 'formulas' })).toEqual([
		{
			range: 'A2:B3',
			formulas: [
				['', ''],
				['', ''],
			],
		},
	]);
	await jsonsOf({ range: 'C4', ...grid([['=C2*2']]), options: { cellFormat: 'typed' } });
	expect(texts()[3][2]).toBe('=C2*2');
});

test('writes from a single cell on, in as many calls as the rows take', async () => {
	const rows = Array.from({ length: 150 }, (_row, index) =>
		Array.from({ length: 40 }, () => index),
	);
	expect(await jsonsOf({ range: 'A2', ...grid(rows) })).toEqual([
		{ success: true, range: 'A2:AN151' },
	]);
	expect(texts()[150]).toEqual(rows[149].map(String));
	expect(calls('updateRange')).toBe(2);
});

test('sets formats and links, and leaves the values', async () => {
	await jsonsOf({
		range: 'C2:C3',
		updateFields: {
			numberFormat: '#,##0.00',
			backgroundColor: '#FFEE00',
			fontColor: '#112233',
			fontSize: 14,
			fontWeight: 'bold',
			horizontalAlignment: 'right',
			verticalAlignment: 'top',
			wordWrap: 'clip',
		},
	});
	const hyperlinks = JSON.stringify([
		[{ type: 'path', link: 'https://example.com', text: '海星' }],
	]);
	await jsonsOf({ range: 'B2', updateFields: { hyperlinks } });
	const [all] = await jsonsOf({ operation: 'get', range: 'B2:C2', part: 'all' });
	expect(all).toMatchObject({
		displayValues: [['海星', '1,520.50']],
		hyperlinks: [[{ type: 'path', link: 'https://example.com', text: '海星' }, null]],
		fontSizes: [[10, 14]],
		fontWeights: [['normal', 'bold']],
		horizontalAlignments: [['general', 'right']],
		verticalAlignments: [['middle', 'top']],
	});
	expect((all.backgroundColors as object[][])[0][1]).toMatchObject({ hexString: '#ffee00' });
});

test.each<[string, object, RegExp]>([
	['nothing to change', { updateFields: {} }, /'Update Fields' is empty/],
	['rows of another size', grid([['a']]), /'Values' has 1 rows of 1, and the range has 2 of 2/],
	['rows of different size', grid([['a', 'b'], ['c']]), /'Values' has 2 rows of 1/],
	['what are no rows', grid(['a', 'b']), /'Values' is an array, and a list of rows is needed/],
	['no JSON', { updateFields: { values: '[[' } }, /'Values' is not valid JSON/],
	['a color by name', { updateFields: { fontColor: 'red' } }, /'Font Color' is no color: red/],
	[
		'what is no link',
		{ updateFields: { hyperlinks: '[["x","y"],["x","y"]]' } },
		/'Links' hold something that is no link/,
	],
	[
		'a number that lost digits',
		{ updateFields: { values: '={{ [["a", "b"], ["c", 1e20]] }}' } },
		/'Values > 1 > 1' is 100000000000000000000, which was rounded/,
	],
])('refuses %s before anything is sent', async (_what, parameters, wanted) => {
	expect(await errorOf({ range: 'A2:B3', ...parameters })).toMatch(wanted);
	expect(calls('updateRange')).toBe(0);
});
