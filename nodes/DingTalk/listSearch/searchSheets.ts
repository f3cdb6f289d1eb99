import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { sift } from '../../shared/listSearch/sift';
import { createApi } from '../../shared/transport/api';
import { resolveNode } from '../../shared/drive/nodeRef';
import { fetchSheets } from '../spreadsheets/calls';
import { toWorkbook, workbookLocator } from '../spreadsheets/workbook';
import { actorOf, contentIn, shown } from '../../shared/contacts/actor';

/** The sheets of the spreadsheet that was chosen, in its order. Throws what DingTalk refuses. */
export async function searchSheets(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { displayName, name } = workbookLocator;
	const workbook = await shown(
		this,
		async () => await Promise.resolve(toWorkbook(displayName, contentIn(this, name))),
	);
	const api = await createApi(this);
	const operatorId = await actorOf(this, api);
	const workbookId = await resolveNode(api, workbook, operatorId);
	return await sift(filter, undefined, async () => ({
		results: (await fetchSheets(api, { workbookId, operatorId })).map((sheet) => ({
			name: sheet.name,
			value: sheet.id,
		})),
	}));
}
