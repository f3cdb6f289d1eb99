import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { Failure } from '../errors/failure';
import { CONCURRENT_LOOKUPS, runInOrder } from '../run/runInOrder';
import type { DingTalkApi } from '../transport/api';
import { createApi } from '../transport/api';
import { sift } from './sift';

/** One lookup per title follows, and DingTalk allows 20 of them per second. */
const GROUPS_PER_PAGE = 20;

interface GroupPage {
	hasMore?: boolean;
	openConversationIds?: string[];
}

/**
 * The groups that the app's robot is in. DingTalk cannot search them, so the filter is applied here; a group
 * whose title the app may not read goes by its ID. Throws what DingTalk refuses.
 *
 * @see @alicloud/dingtalk robot_1_0 queryBotInstanceInGroupInfo: POST /v1.0/robot/groups/query
 */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await createApi(this);
	const titles = new Titles(api);
	const robotCode = robotCodeOf(this, api);
	const found = await sift(filter, paginationToken, async (token) => {
		const pageNumber = Number(token ?? 0);
		const { openConversationIds: ids = [], hasMore } = await api.request<GroupPage>({
			method: 'POST',
			host: 'api',
			path: '/v1.0/robot/groups/query',
			answer: { openConversationIds: 'ids?', hasMore: 'boolean' },
			body: { robotCode, pageNumber, pageSize: GROUPS_PER_PAGE },
			repeatable: true,
		});
		const results = await titles.of(ids);
		if (!hasMore || ids.length === 0) return { results };
		return { results, paginationToken: String(pageNumber + 1) };
	});
	const isNone = found.results.length === 0 && found.paginationToken === undefined;
	// Perhaps a title that may not be read would have fitted.
	if (isNone && filter?.trim() && titles.refusal) throw api.toError(titles.refusal);
	return found;
}

/** The robot that the form names, where it is no expression; else the credential's. */
function robotCodeOf(context: ILoadOptionsFunctions, api: DingTalkApi): string {
	const named = context.getCurrentNodeParameter('options.robotCode');
	if (typeof named === 'string' && named.trim() !== '' && !named.startsWith('=')) {
		return named.trim();
	}
	return api.settings.robotCode;
}

class Titles {
	/** Set when the app lacks the permission to read titles. */
	refusal: Failure | undefined;

	private readonly api: DingTalkApi;

	constructor(api: DingTalkApi) {
		this.api = api;
	}

	async of(openConversationIds: string[]): Promise<INodeListSearchItems[]> {
		return await runInOrder(openConversationIds, {
			concurrency: CONCURRENT_LOOKUPS,
			keysOf: () => [],
			run: async (id) => ({ name: (await this.titleOf(id)) || id, value: id }),
		});
	}

	/** @see DingTalk docs "查询群信息": POST /v1.0/im/sceneGroups/query */
	private async titleOf(openConversationId: string): Promise<string | undefined> {
		if (this.refusal) return undefined;
		const outcome = await this.api.attempt({
			method: 'POST',
			host: 'api',
			path: '/v1.0/im/sceneGroups/query',
			answer: { success: 'true', title: 'text?' },
			body: { openConversationId },
			repeatable: true,
		});
		if (outcome.ok) return (outcome.value.body as { title?: string }).title;
		// Groups without a template or cool app of this app keep their title to themselves; the ID is enough.
		if (outcome.failure.kind === 'scope') this.refusal = outcome.failure;
		return undefined;
	}
}
