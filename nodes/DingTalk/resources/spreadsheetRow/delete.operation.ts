import { optionsField } from '../../../shared/fields/collections';
import { path } from '../../../shared/wire/path';
import type { Operation } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { changeOnce } from '../../operation/changeOnce';
import { lineFields, readLines, sheetKeys, wireLines } from '../../spreadsheets/lines';
import { placeOf, sheetLocator, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

/**
 * @see DingTalk docs "删除行": POST …/sheets/{sheetId}/deleteRows
 * @see DingTalk docs "删除列": POST …/sheets/{sheetId}/deleteColumns
 */
export const deleteRows: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete rows or columns of a spreadsheet',
	description:
		'Take rows (删除行) or columns (删除列) out of a spreadsheet; what is below or beside them moves up',
	endpoints: [
		'POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/deleteRows',
		'POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/deleteColumns',
		NODE_OF_URL_CALL,
	],
	fields: [
		workbookLocator,
		sheetLocator,
		...lineFields('Delete'),
		optionsField({ options: [sheetOperator] }),
	],
	orderKeys: sheetKeys,
	async run(context) {
		const lines = readLines(context.read);
		const { workbookId, sheetId, operatorId } = await placeOf(context);
		await changeOnce(
			context,
			lines.dimension === 'rows'
				? path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}/deleteRows`
				: path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}/deleteColumns`,
			{ operatorId, body: wireLines(lines), answer: 'id' },
		);
		return { success: true, deleted: lines.dimension, count: lines.count };
	},
};
