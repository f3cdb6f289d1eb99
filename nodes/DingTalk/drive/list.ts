import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../shared/paging/pages';
import type { DingTalkApi } from '../../shared/transport/api';
import { path } from '../../shared/wire/path';
import type { Place, WireDentry } from './dentry';
import { dentryAnswer } from './dentry';

/** DingTalk's largest page, of both lists. */
export const DENTRIES_PER_PAGE = 50;

const LIST_ANSWER = {
	dentries: 'objects',
	nextToken: 'text?',
	...dentryAnswer('dentries[]'),
} as const;

interface Listed {
	dentries: WireDentry[];
	nextToken?: string;
}

const toPage = ({ dentries, nextToken }: Listed): Page<WireDentry> => ({
	items: dentries,
	next: nextToken,
});

/**
 * A page of what is in a folder.
 *
 * @param query `nextToken`, `maxResults`, `orderBy`, `order`
 * @see DingTalk docs "获取文件或文件夹列表": GET /v1.0/storage/spaces/{spaceId}/dentries
 */
export const fetchFolderPage = async (
	api: DingTalkApi,
	{ spaceId, dentryId }: Place,
	unionId: string,
	query: IDataObject,
): Promise<Page<WireDentry>> =>
	toPage(
		await api.request<Listed>({
			method: 'GET',
			host: 'api',
			path: path`/v1.0/storage/spaces/${spaceId}/dentries`,
			answer: LIST_ANSWER,
			query: { unionId, parentId: dentryId, ...query },
		}),
	);

/**
 * A page of all that is in a space, what was changed last first.
 *
 * @see DingTalk docs "获取空间下所有文件或文件夹列表": POST /v1.0/storage/spaces/{spaceId}/dentries/listAll
 */
export const fetchSpacePage = async (
	api: DingTalkApi,
	spaceId: string,
	unionId: string,
	nextToken?: string,
): Promise<Page<WireDentry>> =>
	toPage(
		await api.request<Listed>({
			method: 'POST',
			host: 'api',
			path: path`/v1.0/storage/spaces/${spaceId}/dentries/listAll`,
			answer: LIST_ANSWER,
			query: { unionId },
			body: {
				option: {
					maxResults: DENTRIES_PER_PAGE,
					order: 'DESC',
					...(nextToken ? { nextToken } : {}),
				},
			},
			repeatable: true,
		}),
	);
