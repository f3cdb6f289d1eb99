import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { sift } from '../../shared/listSearch/sift';
import { createApi } from '../../shared/transport/api';
import { fetchSpaces, SPACES_PER_PAGE } from '../drive/spaces';
import { actorOf } from '../../shared/contacts/actor';

/**
 * The organisation's spaces that the person sees who acts in the form, or the credential's Operator. The call cannot
 * search, so the filter is applied here. Throws what DingTalk refuses.
 */
export async function searchSpaces(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await createApi(this);
	const unionId = await actorOf(this, api);
	return await sift(filter, paginationToken, async (token) => {
		const { items, next } = await fetchSpaces(api, unionId, {
			maxResults: SPACES_PER_PAGE,
			...(token ? { nextToken: token } : {}),
		});
		return {
			results: items.map(({ spaceId, spaceName }) => ({
				name: spaceName || String(spaceId),
				value: String(spaceId),
			})),
			...(items.length > 0 && next ? { paginationToken: String(next) } : {}),
		};
	});
}
