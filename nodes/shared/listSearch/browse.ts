import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** A department that is still to be read. */
export interface Place {
	departmentId: string;
	name: string;
	/** Where to go on inside it. */
	cursor?: number | string;
	/** People who are to be looked up one by one, in place of a department's. */
	userIds?: string[];
}

/** What one department gave. */
export interface Visit {
	results: INodeListSearchItems[];
	/** To be read next, before all others: the rest of it, and what is below. */
	next: Place[];
	/** Values of results that another department may bring again. */
	recurring?: string[];
	/** The page ends here: more lookups would make it slow. */
	isPageFull?: boolean;
}

/** What travels in the token, so that nothing is kept between two pages. */
interface Journey {
	places: Place[];
	/** Recurring values that were listed. */
	listed: string[];
}

const ENOUGH_RESULTS = 50;
const CONCURRENT_PLACES = 4;
/** Departments read for one page once it has results, so that a long row of empty ones cannot hold it up. */
const PLACES_PER_PAGE = 20;
/** The same while the page is still empty: an empty list would look like an empty organisation. */
const PLACES_PER_EMPTY_PAGE = 200;

/** One page of what the departments hold, from the top down, after the items of `first`. */
export async function browse(
	start: Place[],
	visit: (place: Place) => Promise<Visit>,
	first: INodeListSearchItems[] = [],
): Promise<INodeListSearchResult> {
	const listed = first.map(({ value }) => String(value));
	return await readOn({ places: start, listed }, visit, first);
}

/** The page after the one that gave the token. */
export async function browseOn(
	paginationToken: string,
	visit: (place: Place) => Promise<Visit>,
): Promise<INodeListSearchResult> {
	return await readOn(JSON.parse(paginationToken) as Journey, visit, []);
}

async function readOn(
	journey: Journey,
	visit: (place: Place) => Promise<Visit>,
	first: INodeListSearchItems[],
): Promise<INodeListSearchResult> {
	const listed = new Set(journey.listed);
	const results = [...first];
	let { places } = journey;
	let count = 0;
	while (places.length > 0 && results.length < ENOUGH_RESULTS) {
		if (count >= (results.length > 0 ? PLACES_PER_PAGE : PLACES_PER_EMPTY_PAGE)) break;
		// People one by one come alone, for theirs are many calls.
		const batch = places.slice(0, places[0].userIds ? 1 : CONCURRENT_PLACES);
		const visits = await Promise.all(batch.map(visit));
		for (const visited of visits) {
			results.push(...visited.results.filter(({ value }) => !listed.has(String(value))));
			visited.recurring?.forEach((value) => listed.add(value));
		}
		places = [...visits.flatMap(({ next }) => next), ...places.slice(batch.length)];
		count += batch.length;
		if (visits.some(({ isPageFull }) => isPageFull)) break;
	}
	if (places.length === 0) return { results };
	return { results, paginationToken: JSON.stringify({ places, listed: [...listed] }) };
}

/** `name · detail`, where there is a detail. */
export const labelOf = (name: string, detail: string | undefined): string =>
	detail ? `${name} · ${detail}` : name;
