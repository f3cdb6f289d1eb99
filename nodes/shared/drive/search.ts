import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../paging/pages';
import type { DingTalkApi } from '../transport/api';

/** DingTalk's largest page. */
export const FOUND_PER_PAGE = 50;

/** A file, folder or document that was found. */
export interface WireFound extends IDataObject {
	dentryUuid: string;
	name?: string;
	creator?: { userId?: string; name?: string };
	modifier?: { userId?: string; name?: string };
}

/**
 * A page of the files and documents that words find, of all that the person may see.
 *
 * @param operatorId unionId
 * @param option `nextToken`, `maxResults`, `creatorIds`, `dentryCategories`, …
 * @see DingTalk docs "搜索文件": POST /v2.0/storage/dentries/search
 * @throws NodeApiError when DingTalk refuses
 */
export async function fetchFound(
	api: DingTalkApi,
	operatorId: string,
	keyword: string,
	option: IDataObject,
): Promise<Page<WireFound>> {
	const { items, nextToken } = await api.request<{ items: WireFound[]; nextToken?: string }>({
		method: 'POST',
		host: 'api',
		path: '/v2.0/storage/dentries/search',
		answer: {
			items: 'objects',
			'items[].dentryUuid': 'text',
			'items[].name': 'text?',
			'items[].creator': 'map?',
			'items[].modifier': 'map?',
			nextToken: 'text?',
		},
		query: { operatorId },
		body: { keyword, option },
		repeatable: true,
	});
	return { items, next: nextToken };
}
