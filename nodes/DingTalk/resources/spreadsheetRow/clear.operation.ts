import { optionsField } from '../../../shared/fields/collections';
import type { ItemContext, Operation } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import type { Area } from '../../spreadsheets/address';
import { addressOf, toArea } from '../../spreadsheets/address';
import type { Place } from '../../spreadsheets/calls';
import { clear as clearArea, fetchSheet } from '../../spreadsheets/calls';
import { sheetKeys } from '../../spreadsheets/lines';
import { headerRowOption } from '../../spreadsheets/rowFields';
import { placeOf, sheetLocator, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

type Extent = 'rows' | 'range' | 'sheet';

/** @see DingTalk docs "清除单元格区域内数据", "清除单元格区域内所有内容": POST …/ranges/{rangeAddress}/clearData, …/clear */
export const clear: Operation = {
	value: 'clear',
	name: 'Clear',
	action: 'Clear rows of a spreadsheet',
	description:
		'Empty cells (清除内容) of a spreadsheet: all rows below the header, a range, or the whole sheet',
	endpoints: [
		'GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}',
		'POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}/clearData',
		'POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}/clear',
		NODE_OF_URL_CALL,
	],
	fields: [
		workbookLocator,
		sheetLocator,
		{
			displayName: 'What to Clear',
			name: 'extent',
			type: 'options',
			options: [
				{ name: 'Range', value: 'range', description: 'The cells of a range' },
				{
					name: 'Rows Below Header',
					value: 'rows',
					description: 'All that is filled, but for the header and what is above it',
				},
				{ name: 'Whole Sheet', value: 'sheet', description: 'All that is filled' },
			],
			default: 'rows',
			description: 'Which cells become empty',
		},
		{
			displayName: 'Range',
			name: 'range',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. A2:C20',
			displayOptions: { show: { extent: ['range'] } },
			description: 'The cells, from top left to bottom right',
		},
		{
			displayName: 'Keep Formats',
			name: 'keepFormats',
			type: 'boolean',
			default: true,
			description: 'Whether colours, number formats and the like stay where the values go',
		},
		optionsField({
			options: [headerRowOption, sheetOperator],
		}),
	],
	orderKeys: sheetKeys,
	async run(context) {
		const { api, read } = context;
		const keepsFormats = read.flag('keepFormats');
		const areaIn = readExtent(context);
		const place = await placeOf(context);
		const area = await areaIn(place);
		if (area) await clearArea(api, place, area, keepsFormats);
		return { success: true, cleared: area ? addressOf(area) : null };
	},
};

/** What gives the area that is to be cleared; undefined where nothing of it is filled. */
function readExtent({ api, read }: ItemContext): (place: Place) => Promise<Area | undefined> {
	const extent = read.choice<Extent>('extent');
	const headerRow = read.group('options').number('headerRow', { whole: true, min: 1 });
	if (extent === 'range') {
		const area = toArea(read.label('range'), read.filled('range'));
		return async () => await Promise.resolve(area);
	}
	const row = extent === 'rows' ? headerRow : 0;
	return async (place) => {
		const sheet = await fetchSheet(api, place);
		const rows = Number(sheet.lastNonEmptyRow) + 1 - row;
		const columns = Number(sheet.lastNonEmptyColumn) + 1;
		return rows > 0 && columns > 0 ? { row, column: 0, rows, columns } : undefined;
	};
}
