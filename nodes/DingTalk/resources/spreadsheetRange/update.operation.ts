import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { optionsField } from '../../../shared/fields/collections';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { rgbOf } from '../../spreadsheets/formats';
import type { ItemContext, Operation } from '../../operation/operation';
import type { Area } from '../../spreadsheets/address';
import { addressOf, toArea } from '../../spreadsheets/address';
import { write, writePieces } from '../../spreadsheets/calls';
import type { CellFormat } from '../../spreadsheets/cells';
import { toCell } from '../../spreadsheets/cells';
import { everywhere, rangeField, spread, toGrid, toLines } from '../../spreadsheets/range';
import { cellFormat } from '../../spreadsheets/rowFields';
import { sheetKeys } from '../../spreadsheets/lines';
import { rangeFields } from './updateFields';
import { placeOf, sheetLocator, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

/** @see DingTalk docs "更新单元格区域": PUT …/sheets/{sheetId}/ranges/{rangeAddress} */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a range of a spreadsheet',
	description:
		'Write values, formulas, links and formats into the cells of a range (单元格区域); what is not given stays as it is',
	endpoints: [
		'PUT /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}',
		NODE_OF_URL_CALL,
	],
	fields: [
		workbookLocator,
		sheetLocator,
		rangeField,
		rangeFields,
		optionsField({ options: [cellFormat, sheetOperator] }),
	],
	orderKeys: sheetKeys,
	async run(context) {
		const { api } = context;
		const { area, bodyFor } = readChange(context);
		const place = await placeOf(context);
		for (const piece of writePieces(area)) await write(api, place, piece, bodyFor(piece));
		return { success: true, range: addressOf(area) };
	},
};

/** The cells that change, and what is sent for a part of them. */
function readChange({ read, node }: ItemContext): {
	area: Area;
	bodyFor(piece: Area): IDataObject;
} {
	const fields = read.group('updateFields');
	const label = read.label('range');
	const given = toArea(label, read.filled('range'));
	const lines = fields.has('values')
		? toLines(fields.label('values'), fields.json('values'))
		: undefined;
	const area = lines ? spread(given, lines) : given;
	const rules = {
		format: read.group('options').choice<CellFormat>('cellFormat'),
		timeZone: node.getTimezone(),
	};
	const values =
		lines &&
		toGrid(fields.label('values'), lines, area).map((line) =>
			line.map((value) => toCell(fields.label('values'), value, rules)),
		);
	const links = fields.has('hyperlinks')
		? toGrid(fields.label('hyperlinks'), fields.json('hyperlinks'), area).map((line) =>
				line.map((link) => toLink(fields.label('hyperlinks'), link)),
			)
		: undefined;
	const styles = stylesIn(fields);
	const plain: IDataObject = {
		...(fields.has('numberFormat') ? { numberFormat: fields.filled('numberFormat') } : {}),
		...(fields.has('wordWrap') ? { wordWrap: fields.choice('wordWrap') } : {}),
	};
	if (!values && !links && Object.keys({ ...styles, ...plain }).length === 0) {
		throw new InputError('Update Fields', 'is empty', 'Add what of the cells is to change');
	}
	return {
		area,
		bodyFor(piece) {
			const from = piece.row - area.row;
			const rowsOf = <T>(grid: T[][]) => grid.slice(from, from + piece.rows);
			return {
				...(values ? { values: rowsOf(values) } : {}),
				...(links ? { hyperlinks: rowsOf(links) } : {}),
				...Object.fromEntries(
					Object.entries(styles).map(([name, value]) => [name, everywhere(piece, value)]),
				),
				...plain,
			};
		},
	};
}

/** One value for all cells, by the names of the call. */
function stylesIn(
	fields: ReturnType<ItemContext['read']['group']>,
): Record<string, string | number> {
	const size = fields.numberIfAny('fontSize', { whole: true, min: 1 });
	return {
		...(fields.has('backgroundColor')
			? {
					backgroundColors: rgbOf(
						fields.label('backgroundColor'),
						fields.filled('backgroundColor'),
					),
				}
			: {}),
		...(fields.has('fontColor')
			? { fontColors: rgbOf(fields.label('fontColor'), fields.filled('fontColor')) }
			: {}),
		...(size === undefined ? {} : { fontSizes: size }),
		...(fields.has('fontWeight') ? { fontWeights: fields.choice('fontWeight') } : {}),
		...(fields.has('horizontalAlignment')
			? { horizontalAlignments: fields.choice('horizontalAlignment') }
			: {}),
		...(fields.has('verticalAlignment')
			? { verticalAlignments: fields.choice('verticalAlignment') }
			: {}),
	};
}

/** @throws InputError for what is no link */
function toLink(field: string, value: unknown): IDataObject | null {
	if (value === null) return null;
	const { type, link, text } = (value ?? {}) as { type?: unknown; link?: unknown; text?: unknown };
	const isLink = typeof type === 'string' && typeof link === 'string' && link !== '';
	if (isLink && (text === undefined || typeof text === 'string')) {
		return { type, link, ...(text === undefined ? {} : { text }) };
	}
	throw new InputError(
		field,
		'hold something that is no link',
		'Give {"type": "path", "link": "https://example.com", "text": "Open"} for each cell, or null',
	);
}
