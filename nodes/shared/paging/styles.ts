import type { IDataObject } from 'n8n-workflow';

import type { PageStyle } from './pages';

const isEnd = (next: unknown) => next === undefined || next === null || next === '';

/**
 * A cursor or token from the answer: `cursor`/`next_cursor` of the contacts API, `nextToken` of the new API.
 *
 * @param name request parameter, e.g. `cursor`
 * @param start value for the first page; undefined sends none
 */
export const tokenPages = (
	name: string,
	start: string | number | undefined,
	size: IDataObject,
): PageStyle => ({
	first: start === undefined ? { ...size } : { [name]: start, ...size },
	after: (sent, page) => (isEnd(page.next) ? undefined : { ...sent, [name]: page.next }),
});

/** An offset counted in items: `offset`/`limit` of the work records. */
export const offsetPages = (name: string, size: IDataObject, start = 0): PageStyle => ({
	first: { [name]: start, ...size },
	after: (sent, page) => ({ ...sent, [name]: Number(sent[name]) + page.items.length }),
});

/** A page number: `pageNumber`/`pageSize`, counted from `start`. */
export const numberedPages = (name: string, start: number, size: IDataObject): PageStyle => ({
	first: { [name]: start, ...size },
	after: (sent) => ({ ...sent, [name]: Number(sent[name]) + 1 }),
});
