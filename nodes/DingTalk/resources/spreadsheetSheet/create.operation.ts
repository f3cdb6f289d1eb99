import { optionsField } from '../../../shared/fields/collections';
import { InputError } from '../../../shared/errors/inputError';
import { path } from '../../../shared/wire/path';
import type { Operation } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { changeOnce } from '../../operation/changeOnce';
import { bookOf, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

/** Of DingTalk's command line tool; no page names one. */
const MAX_NAME = 100;

/** @see DingTalk docs "创建工作表": POST /v1.0/doc/workbooks/{workbookId}/sheets */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a sheet in a spreadsheet',
	description: 'Add an empty sheet (新建工作表) to a spreadsheet',
	endpoints: ['POST /v1.0/doc/workbooks/{workbookId}/sheets', NODE_OF_URL_CALL],
	fields: [
		workbookLocator,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. May 2026',
			description: `What the sheet is called, at most ${MAX_NAME} characters; no other sheet of the spreadsheet may have the name`,
		},
		optionsField({ options: [sheetOperator] }),
	],
	async run(context) {
		const { read } = context;
		const name = read.filled('name');
		if (name.length > MAX_NAME) {
			throw new InputError(
				read.label('name'),
				`has ${name.length} characters; the limit is ${MAX_NAME}`,
				'Give a shorter one',
			);
		}
		const { workbookId, operatorId } = await bookOf(context);
		const sheetId = await changeOnce(context, path`/v1.0/doc/workbooks/${workbookId}/sheets`, {
			operatorId,
			body: { name },
			answer: 'id',
		});
		return { sheetId, name, workbookId };
	},
};
