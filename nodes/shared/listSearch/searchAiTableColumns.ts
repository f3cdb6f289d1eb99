import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { sift } from './sift';
import { createApi } from '../transport/api';
import { chosenTable } from '../aiTable/chosen';
import { columnsOf } from '../aiTable/columns';

/** The columns of the table that was chosen. Throws what DingTalk refuses. */
export async function searchAiTableColumns(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await createApi(this);
	const where = await chosenTable(this, api);
	return await sift(filter, paginationToken, async () => {
		const columns = where ? await columnsOf(api, where) : [];
		return { results: columns.map(({ id, name }) => ({ name, value: id })) };
	});
}
