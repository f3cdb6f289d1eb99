import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { readTime } from '../../../../nodes/shared/values/time';
import { byId, mapped, sheetRuns } from '../../../helpers/sheets.mts';

const { jsonsOf, control } = sheetRuns('spreadsheetRow', { sheetId: byId('Empty') });

/** By design a text that people would read as a number or a switch becomes one. */
const becomesAnother = (text: string) =>
	/^(true|false)$/i.test(text) || (/^-?\d+(\.\d+)?$/.test(text) && !/^-?0\d/.test(text));

const number = fc.oneof(
	fc.integer({ min: -1e9, max: 1e9 }),
	fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0 || 0),
);
const text = fc
	.oneof(
		fc.string({ unit: 'grapheme', minLength: 1 }),
		fc.string({ minLength: 1 }).map((rest) => `=${rest}`),
		fc.string({ minLength: 1 }).map((rest) => `'${rest}`),
		fc.nat().map((digits) => `00${digits}`),
	)
	.filter((value) => !becomesAnother(value));
const row = fc.record({ Number: number, Text: text, Switch: fc.boolean() });

test('numbers come back as numbers, texts as the same texts, switches as switches', async () => {
	const anyRows = fc.array(row, { minLength: 1, maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(anyRows, async (rows) => {
			control().reset();
			const items = rows.map((values, index) => ({ Key: `k${index}`, ...values }) as IDataObject);
			await jsonsOf({ operation: 'append', ...mapped() }, items);
			const read = await jsonsOf({ operation: 'getAll', returnAll: true });
			expect(read).toEqual(items.map((item, index) => ({ rowNumber: index + 2, ...item })));
		}),
		{ numRuns: 25 },
	);
});

test('a moment comes back as the same second, in whatever zone the workflow has', async () => {
	const moment = fc
		.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2099, 0) })
		.map((ms) => Math.floor(ms / 1000) * 1000);
	// Zones without a daylight saving hour that comes twice.
	const zone = fc.constantFrom('Asia/Shanghai', 'UTC', 'Asia/Kolkata');
	await fc.assert(
		fc.asyncProperty(
			fc.array(moment, { minLength: 1, maxLength: 20 }),
			zone,
			async (all, timeZone) => {
				control().reset();
				const items = all.map((ms) => ({ Key: 'k', When: new Date(ms).toISOString() }));
				await jsonsOf({ operation: 'append', ...mapped() }, items, { timeZone });
				const read = await jsonsOf(
					{ operation: 'getAll', returnAll: true, options: { dateColumns: 'When' } },
					[{}],
					{ timeZone },
				);
				// A midnight comes back as its day, which the zone of the workflow makes a moment.
				const moments = read.map(({ When }) => readTime(When, timeZone));
				expect(moments).toEqual(all);
			},
		),
		{ numRuns: 15 },
	);
});
