import { optionsField } from '../../../shared/fields/collections';
import { path } from '../../../shared/wire/path';
import type { Operation } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { changeOnce } from '../../operation/changeOnce';
import { lineFields, readLines, sheetKeys, wireLines } from '../../spreadsheets/lines';
import { placeOf, sheetLocator, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

/**
 * @see DingTalk docs "指定行上方插入若干行": POST …/sheets/{sheetId}/insertRowsBefore
 * @see DingTalk docs "指定列左侧插入若干列": POST …/sheets/{sheetId}/insertColumnsBefore
 */
export const insert: Operation = {
	value: 'insert',
	name: 'Insert Empty',
	action: 'Insert empty rows or columns into a spreadsheet',
	description:
		'Put empty rows (插入行) above a row of a spreadsheet, or empty columns (插入列) to the left of a column',
	endpoints: [
		'POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/insertRowsBefore',
		'POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/insertColumnsBefore',
		NODE_OF_URL_CALL,
	],
	fields: [
		workbookLocator,
		sheetLocator,
		...lineFields('Insert'),
		optionsField({ options: [sheetOperator] }),
	],
	orderKeys: sheetKeys,
	async run(context) {
		const lines = readLines(context.read);
		const { workbookId, sheetId, operatorId } = await placeOf(context);
		await changeOnce(
			context,
			lines.dimension === 'rows'
				? path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}/insertRowsBefore`
				: path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}/insertColumnsBefore`,
			{ operatorId, body: wireLines(lines), answer: 'id' },
		);
		return { success: true, inserted: lines.dimension, count: lines.count };
	},
};
