import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../shared/paging/pages';
import type { DingTalkApi } from '../../shared/transport/api';

/** As public code asks for; the largest page is [unverified]. */
export const SPACES_PER_PAGE = 50;

/** A space as DingTalk tells of it. */
export interface WireSpace extends IDataObject {
	spaceId: string;
	spaceName?: string;
	/** Bytes. */
	quota?: number | string;
	usedQuota?: number | string;
}

/**
 * A page of the organisation's spaces that the person may see.
 *
 * @param query `nextToken`, `maxResults`
 * @see DingTalk docs "获取空间列表": GET /v1.0/drive/spaces
 */
export async function fetchSpaces(
	api: DingTalkApi,
	unionId: string,
	query: IDataObject,
): Promise<Page<WireSpace>> {
	const { spaces, nextToken } = await api.request<{ spaces: WireSpace[]; nextToken?: string }>({
		method: 'GET',
		host: 'api',
		path: '/v1.0/drive/spaces',
		answer: {
			spaces: 'objects',
			'spaces[].spaceId': 'id',
			'spaces[].spaceName': 'text?',
			'spaces[].quota': 'digits?',
			'spaces[].usedQuota': 'digits?',
			nextToken: 'text?',
		},
		query: { unionId, spaceType: 'org', ...query },
	});
	return { items: spaces, next: nextToken };
}
