import type { IDataObject } from 'n8n-workflow';

import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';
import type { DingTalkApi } from '../../../shared/transport/api';
import { fetchChat } from './fetchGroup';
import {
	chatIdOf,
	groupOfKindField,
	kindField,
	openConversationIdOf,
	readGroupOfKind,
} from './group';
import { coolAppCodeOption } from './memberFields';
import { optionsField } from '../../../shared/fields/collections';

/** As in the SDK's example; up to 1,000 members come in one page whatever is asked for. */
const PAGE_SIZE = 200;

interface MemberPage {
	memberUserIds?: string[];
	/** Only people from outside the organisation ("企业外成员的unionId"). */
	unionIdList?: string[];
	staffIdNickMap?: Record<string, string>;
	unionIdNickMap?: Record<string, string>;
	hasMore?: boolean;
	nextToken?: string;
}

/**
 * @see DingTalk docs "查询群信息": GET /chat/get
 * @see DingTalk docs "查询场景群成员": POST /v1.0/im/sceneGroups/members/batchQuery
 */
export const getMembers: Operation = {
	value: 'getMembers',
	name: 'Get Many Members',
	action: 'Get many members of a group',
	description: 'List the people in a group, one item each',
	endpoints: ['GET /chat/get', 'POST /v1.0/im/sceneGroups/members/batchQuery'],
	fields: [
		groupOfKindField,
		kindField,
		...pagingFields,
		optionsField({
			options: [coolAppCodeOption],
			displayOptions: { hide: { kind: ['internal'] } },
		}),
	],
	async run(context) {
		const { api, read } = context;
		const limit = read.limit();
		const group = readGroupOfKind(read);
		if (group.kind === 'internal') {
			const members = await membersOfChat(api, chatIdOf(read, group));
			return members.slice(0, limit);
		}
		const coolAppCode = read.group('options').idIfAny('coolAppCode');
		const openConversationId = await openConversationIdOf(context, group);
		return await pages<IDataObject>(
			tokenPages('nextToken', undefined, {
				openConversationId,
				maxResults: PAGE_SIZE,
				...(coolAppCode ? { coolAppCode } : {}),
			}),
			async (body) => await fetchPage(api, body, openConversationId),
			limit,
		);
	},
};

/** An internal group comes with all its members at once. */
async function membersOfChat(api: DingTalkApi, chatId: string): Promise<IDataObject[]> {
	const { owner, useridlist = [] } = await fetchChat(api, chatId);
	return useridlist.map((userId) => ({ chatId, userId, isOwner: userId === owner }));
}

async function fetchPage(api: DingTalkApi, body: IDataObject, openConversationId: string) {
	const page = await api.request<MemberPage>({
		method: 'POST',
		host: 'api',
		path: '/v1.0/im/sceneGroups/members/batchQuery',
		answer: {
			hasMore: 'boolean',
			memberUserIds: 'ids?',
			unionIdList: 'ids?',
			staffIdNickMap: 'map?',
			unionIdNickMap: 'map?',
		},
		body,
		repeatable: true,
	});
	const nickname = (name?: string) => (name ? { nickname: name } : {});
	const people = (page.memberUserIds ?? []).map((userId) => ({
		openConversationId,
		userId,
		isExternal: false,
		...nickname(page.staffIdNickMap?.[userId]),
	}));
	const guests = (page.unionIdList ?? []).map((unionId) => ({
		openConversationId,
		unionId,
		isExternal: true,
		...nickname(page.unionIdNickMap?.[unionId]),
	}));
	return { items: [...people, ...guests], hasMore: page.hasMore === true, next: page.nextToken };
}
