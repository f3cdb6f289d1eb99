import type { IDataObject } from 'n8n-workflow';

import type { FieldKind } from '../errors/confirm';
import type { Page } from '../paging/pages';
import type { DingTalkApi } from '../transport/api';

/** What one page of a search holds at most; DingTalk names no maximum, 50 is what others use. */
export const SEARCH_PAGE_SIZE = 50;

interface Found<T> {
	hasMore?: boolean;
	list?: T[];
}

/**
 * One page of the userIds of people with such a name; `offset` is a page number from 0.
 *
 * @see DingTalk docs "搜索用户userId": POST /v1.0/contact/users/search
 */
export const searchUserIds = async (api: DingTalkApi, queryWord: string, paging: IDataObject) =>
	await searchPage<string>(api, '/v1.0/contact/users/search', 'text', { queryWord, ...paging });

/**
 * One page of the IDs of departments with such a name; `offset` is a page number from 0.
 *
 * @see DingTalk docs "搜索部门ID": POST /v1.0/contact/departments/search
 */
export async function searchDepartmentIds(
	api: DingTalkApi,
	queryWord: string,
	paging: IDataObject,
): Promise<Page<string>> {
	const page = await searchPage<number | string>(
		api,
		'/v1.0/contact/departments/search',
		'digits',
		{
			queryWord,
			...paging,
		},
	);
	return { ...page, items: page.items.map(String) };
}

async function searchPage<T>(
	api: DingTalkApi,
	path: string,
	kind: FieldKind,
	body: IDataObject,
): Promise<Page<T>> {
	const { list = [], hasMore } = await api.request<Found<T>>({
		method: 'POST',
		host: 'api',
		path,
		answer: { hasMore: 'boolean', list: 'list?', 'list[]': kind },
		body,
		repeatable: true,
	});
	return { items: list, hasMore: hasMore === true };
}
