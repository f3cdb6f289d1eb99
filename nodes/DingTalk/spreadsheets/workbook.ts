import type { INodeProperties } from 'n8n-workflow';

import { operatorOption } from '../../shared/fields/locators';
import type { FormReader } from '../../shared/params/params';
import { operatorOf } from '../../shared/contacts/operator';
import type { NodeRef } from '../../shared/drive/nodeRef';
import { resolveNode, toNodeRef } from '../../shared/drive/nodeRef';
import type { ItemContext } from '../operation/operation';
import type { Book, Place } from './calls';

/** The spreadsheet; DingTalk has no list of them. Read with `readWorkbook`. */
export const workbookLocator: INodeProperties = {
	displayName: 'Spreadsheet',
	name: 'workbookId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'url', value: '' },
	description:
		'The spreadsheet (在线表格): its address in the browser or its link from Share > Copy Link, an entry of a list that is searched, or its ID. Whoever acts needs access to it.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a spreadsheet…',
			hint: 'Type a part of the name to search all that the Operator may see',
			typeOptions: { searchListMethod: 'searchWorkbooks', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://alidocs.dingtalk.com/i/nodes/Obva6QBXJwjBxoE2sM62MrzGVn4qY5Pr',
			hint: 'Open it in the browser and copy its address',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. Obva6QBXJwjBxoE2sM62MrzGVn4qY5Pr',
			hint: 'What stands behind /i/nodes/ in its link',
		},
	],
};

/** A sheet of it; read with `read.id`: DingTalk takes names and IDs. */
export const sheetLocator: INodeProperties = {
	displayName: 'Sheet',
	name: 'sheetId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The sheet (工作表): chosen from the list, or named by its name or ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a sheet…',
			typeOptions: { searchListMethod: 'searchSheets', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Sheet1' },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. st-2a8f1c60-4e5b' },
	],
};

/** Who acts; read by `bookOf` and `placeOf`. */
export const sheetOperator: INodeProperties = {
	...operatorOption,
	description:
		"The person in whose name it is done, who needs access to the spreadsheet. Without it, it is the credential's Operator.",
};

/** @throws InputError for what is neither address nor ID */
export const toWorkbook = (field: string, value: string): NodeRef =>
	toNodeRef(field, value, 'a spreadsheet');

export const readWorkbook = (read: Pick<FormReader, 'id' | 'label'>): NodeRef =>
	toWorkbook(read.label(workbookLocator.name), read.id(workbookLocator.name));

/** The spreadsheet of the form, and who acts. */
export async function bookOf(context: ItemContext): Promise<Book> {
	const workbook = readWorkbook(context.read);
	const operatorId = await operatorOf(context);
	return { workbookId: await resolveNode(context.api, workbook, operatorId), operatorId };
}

/** The sheet of the form, and who acts. */
export async function placeOf(context: ItemContext): Promise<Place> {
	const sheetId = context.read.id(sheetLocator.name);
	return { ...(await bookOf(context)), sheetId };
}
