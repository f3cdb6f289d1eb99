import type { IDataObject } from 'n8n-workflow';

/** One page as an operation reads it from an answer. */
export interface Page<T> {
	items: T[];
	/** False ends the listing; absent where the API does not say. */
	hasMore?: boolean;
	/** The cursor or token of the next page, where the API gives one. */
	next?: string | number | null;
}

/**
 * How an API pages. DingTalk has four ways: a cursor or token that the answer names, an offset counted in
 * items, and a page number.
 */
export interface PageStyle {
	/** Parameters of the first page. */
	first: IDataObject;
	/** Parameters of the page after `page`, or undefined at the end. */
	after(sent: IDataObject, page: Page<unknown>): IDataObject | undefined;
}

/** Upper bound on pages, so that an API that never ends cannot keep a workflow for ever. */
const MAX_PAGES = 10_000;

/**
 * Walks the pages until the limit, the end, a repeated cursor, or an empty page: unless that says that there is more,
 * and by which token, as one may whose records a filter left out.
 *
 * @param fetchPage one call with the page's parameters
 * @param limit most items to return; Infinity for all
 * @param keep filter for what DingTalk cannot filter itself; only what passes counts towards the limit
 */
export async function pages<T>(
	style: PageStyle,
	fetchPage: (parameters: IDataObject) => Promise<Page<T>>,
	limit: number,
	keep: (item: T) => boolean = () => true,
): Promise<T[]> {
	const items: T[] = [];
	const seen = new Set<string>();
	let parameters: IDataObject | undefined = style.first;
	while (parameters && items.length < limit && seen.size < MAX_PAGES) {
		const mark = JSON.stringify(parameters);
		if (seen.has(mark)) break;
		seen.add(mark);
		const page: Page<T> = await fetchPage(parameters);
		items.push(...page.items.filter(keep));
		const isEmpty = page.items.length === 0;
		if (page.hasMore === false || (isEmpty && !(page.hasMore === true && page.next))) break;
		parameters = style.after(parameters, page);
	}
	return items.length > limit ? items.slice(0, limit) : items;
}
