import { userIdsOf } from '../../../shared/contacts/people';
import type { ItemContext } from '../../operation/operation';
import type { BatchResult } from '../../../shared/batches';
import { inBatches } from '../../../shared/batches';
import { chatIdOf, openConversationIdOf, readGroupOfKind } from './group';
import { GROUP_LIMITS } from './limits';
import { readMembers } from './memberFields';

type Change = 'add' | 'remove';

const INTERNAL_LISTS = { add: 'add_useridlist', remove: 'del_useridlist' } as const;
const SCENE_PATHS = {
	add: '/v1.0/im/sceneGroup/member/add',
	remove: '/v1.0/im/sceneGroup/member/delete',
} as const;

/** Adds or removes any number of members of either kind of group. */
export async function changeMembers(
	context: ItemContext,
	change: Change,
): Promise<BatchResult & { chatId?: string; openConversationId?: string }> {
	const { api, read, directory } = context;
	const people = readMembers(read);
	const group = readGroupOfKind(read);
	if (group.kind === 'internal') {
		const chatId = chatIdOf(read, group);
		const userIds = await userIdsOf(directory, people);
		const result = await inBatches(api, userIds, GROUP_LIMITS.membersPerCall, (batch) => ({
			method: 'POST',
			host: 'api',
			path: '/v1.0/im/group/update',
			answer: { success: 'true' },
			body: { chatid: chatId, [INTERNAL_LISTS[change]]: batch },
		}));
		return { chatId, ...result };
	}
	const userIds = await userIdsOf(directory, people);
	const openConversationId = await openConversationIdOf(context, group);
	const result = await inBatches(api, userIds, GROUP_LIMITS.sceneMembersPerCall, (batch) => ({
		method: 'POST',
		host: 'api',
		path: SCENE_PATHS[change],
		answer: { success: 'true' },
		body: { open_conversation_id: openConversationId, user_ids: batch },
	}));
	return { openConversationId, ...result };
}
