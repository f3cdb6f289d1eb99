import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { createApi } from '../../shared/transport/api';
import { actorOf, contentIn, shown } from '../../shared/contacts/actor';
import { resolveNode } from '../../shared/drive/nodeRef';
import { fetchTable, ROW_NUMBER } from '../spreadsheets/header';
import { sheetLocator, toWorkbook, workbookLocator } from '../spreadsheets/workbook';

/** The columns of the sheet that was chosen, by their headers. Throws what DingTalk refuses. */
export async function getSheetColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await columnsIn(this, []);
}

/** The same with the number of the row, by which it may be named. */
export async function getSheetColumnsToMatch(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await columnsIn(this, [
		{ ...column(ROW_NUMBER), displayName: `Row Number (${ROW_NUMBER})`, type: 'number' },
	]);
}

async function columnsIn(
	context: ILoadOptionsFunctions,
	further: ResourceMapperField[],
): Promise<ResourceMapperFields> {
	const link = contentIn(context, workbookLocator.name);
	const sheetId = contentIn(context, sheetLocator.name);
	if (link === '' || sheetId === '') {
		return {
			fields: [],
			emptyFieldsNotice:
				"Choose the spreadsheet and the sheet first. Where they come from expressions that have no value here, map automatically, or set 'Specify Values' to JSON.",
		};
	}
	const api = await createApi(context);
	const { displayName } = workbookLocator;
	const workbook = await shown(
		context,
		async () => await Promise.resolve(toWorkbook(displayName, link)),
	);
	const operatorId = await actorOf(context, api);
	const workbookId = await resolveNode(api, workbook, operatorId);
	const headerRow = Number(context.getCurrentNodeParameter('options.headerRow') ?? 1) - 1;
	const place = { workbookId, sheetId, operatorId };
	const { columns } = await fetchTable(api, place, headerRow > 0 ? headerRow : 0);
	if (columns.length === 0) {
		return {
			fields: [],
			emptyFieldsNotice:
				"The header row of this sheet is empty. Map automatically, and the fields of the input become its columns; or look at 'Header Row' in the options.",
		};
	}
	return { fields: [...further, ...columns.map(({ name }) => column(name))] };
}

const column = (name: string): ResourceMapperField => ({
	id: name,
	displayName: name,
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: true,
	display: true,
	type: 'string',
});
