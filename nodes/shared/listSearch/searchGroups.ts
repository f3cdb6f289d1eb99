import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { Failure } from '../errors/failure';
import { CONCURRENT_LOOKUPS, runInOrder } from '../run/runInOrder';
import type { DingTalkApi } from '../transport/api';
import { createApi } from '../transport/api';

/** One lookup per title follows, and DingTalk allows 20 of them per second. */
const GROUPS_PER_PAGE = 20;
/** Pages read in search of the first group that fits the filter. */
const PAGES_PER_SEARCH = 25;

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
	const query = (filter ?? '').trim().toLowerCase();
	const results: INodeListSearchItems[] = [];
	let pageNumber = Number(paginationToken ?? 0);
	const end = pageNumber + PAGES_PER_SEARCH;
	while (pageNumber < end && results.length === 0) {
		const { openConversationIds: ids = [], hasMore } = await api.request<GroupPage>({
			method: 'POST',
			host: 'api',
			path: '/v1.0/robot/groups/query',
			answer: { openConversationIds: 'ids?', hasMore: 'boolean' },
			body: { robotCode, pageNumber, pageSize: GROUPS_PER_PAGE },
			repeatable: true,
		});
		pageNumber++;
		const groups = await titles.of(ids);
		results.push(...groups.filter((group) => fits(group, query)));
		if (!hasMore || ids.length === 0) {
			// Perhaps a title that may not be read would have fitted.
			if (results.length === 0 && query !== '' && titles.refusal) throw api.toError(titles.refusal);
			return { results };
		}
	}
	return { results, paginationToken: String(pageNumber) };
}

/** The robot that the form names, where it is no expression; else the credential's. */
function robotCodeOf(context: ILoadOptionsFunctions, api: DingTalkApi): string {
	const named = context.getCurrentNodeParameter('options.robotCode');
	if (typeof named === 'string' && named.trim() !== '' && !named.startsWith('=')) {
		return named.trim();
	}
	return api.settings.robotCode;
}

const fits = ({ name, value }: INodeListSearchItems, query: string) =>
	name.toLowerCase().includes(query) || String(value).toLowerCase().includes(query);

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
