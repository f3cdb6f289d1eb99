import { optionsField } from '../../../shared/fields/collections';
import { path } from '../../../shared/wire/path';
import type { Operation } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { placeOf, sheetLocator, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

/** @see DingTalk docs "删除工作表": DELETE /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId} */
export const deleteSheet: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a sheet of a spreadsheet',
	description: 'Take a sheet (删除工作表) out of a spreadsheet with all that it holds',
	endpoints: ['DELETE /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}', NODE_OF_URL_CALL],
	fields: [workbookLocator, sheetLocator, optionsField({ options: [sheetOperator] })],
	async run(context) {
		const { workbookId, sheetId, operatorId } = await placeOf(context);
		await context.api.request({
			method: 'DELETE',
			host: 'api',
			path: path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}`,
			query: { operatorId },
			answer: { success: 'true' },
		});
		return { success: true, sheetId };
	},
};
