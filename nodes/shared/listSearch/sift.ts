import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** Pages read in search of the first entry that fits the filter. */
const PAGES_PER_SEARCH = 25;

/**
 * One page of a list that DingTalk cannot search: what of it has the filter in its name or value. Pages without any
 * are passed over.
 *
 * @param fetchPage reads the page of a token, or the first one
 */
export async function sift(
	filter: string | undefined,
	paginationToken: string | undefined,
	fetchPage: (token?: string) => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	const query = (filter ?? '').trim().toLowerCase();
	let page: INodeListSearchResult = { results: [], paginationToken };
	for (let count = 0; count < PAGES_PER_SEARCH; count++) {
		const { results, ...rest } = await fetchPage(page.paginationToken as string | undefined);
		page = { results: results.filter((item) => fits(item, query)), ...rest };
		if (page.results.length > 0 || page.paginationToken === undefined) break;
	}
	return page;
}

const fits = ({ name, value }: INodeListSearchItems, query: string) =>
	name.toLowerCase().includes(query) || String(value).toLowerCase().includes(query);
