import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { sift } from './sift';
import { createApi } from '../transport/api';
import { chosenBase } from '../aiTable/chosen';
import { tablesOf } from '../aiTable/table';

/** The tables of the base that was chosen. Throws what DingTalk refuses. */
export async function searchAiTables(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await createApi(this);
	const base = await chosenBase(this, api);
	return await sift(filter, paginationToken, async () => {
		const tables = base ? await tablesOf(api, base) : [];
		return { results: tables.map(({ id, name }) => ({ name, value: id })) };
	});
}
