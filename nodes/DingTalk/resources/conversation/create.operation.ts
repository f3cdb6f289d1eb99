import { peopleUpTo, userIdsOf } from '../../../shared/contacts/people';
import { InputError } from '../../../shared/errors/inputError';
import { assertMaxChars, requireText } from '../../../shared/messages/checks';
import type { ItemContext, Operation } from '../../operation/operation';
import type { GroupKind } from './group';
import { GROUP_LIMITS } from './limits';
import { createFields } from './createFields';
import { readMembers } from './memberFields';
import { managementOptions } from './settings';

/**
 * @see DingTalk docs "创建普通群": POST /v1.0/im/group/create
 * @see DingTalk docs "创建场景群": POST /v1.0/im/sceneGroup/create (snake_case, lists as arrays)
 */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a group',
	description: 'Create a group of people of the organisation, or one from a group template',
	endpoints: ['POST /v1.0/im/group/create', 'POST /v1.0/im/sceneGroup/create'],
	fields: createFields,
	async run(context) {
		const kind = context.read.choice<GroupKind>('kind');
		return kind === 'scene' ? await createSceneGroup(context) : await createInternalGroup(context);
	},
};

async function createInternalGroup({ api, read, directory }: ItemContext) {
	const name = requireText(read.label('name'), read.text('name'));
	assertMaxChars(read.label('name'), name, GROUP_LIMITS.nameChars);
	const ownerRef = read.person('ownerUserId');
	const people = readMembers(read);
	const extra = read.group('additionalFields');
	const icon = extra.idIfAny('icon');
	const settings = managementOptions(extra, 'internal');
	const owner = await directory.userIdOf(ownerRef);
	const members = [...new Set([owner, ...(await userIdsOf(directory, people))])];
	if (members.length > GROUP_LIMITS.membersPerCall) {
		throw new InputError(
			read.label('members'),
			`names ${members.length} people with the owner; the limit is ${GROUP_LIMITS.membersPerCall}`,
			'Create the group with some of them and add the others with Add Members, which takes any number',
		);
	}
	const answer = await api.request<{
		openConversationId: string;
		chatid: string;
		conversationTag?: number;
	}>({
		method: 'POST',
		host: 'api',
		path: '/v1.0/im/group/create',
		answer: { openConversationId: 'text', chatid: 'text', conversationTag: 'number?' },
		body: {
			name,
			owner,
			useridlist: members,
			...(icon ? { icon } : {}),
			...(settings ? { managementOptions: settings } : {}),
		},
	});
	return {
		openConversationId: answer.openConversationId,
		chatId: answer.chatid,
		conversationTag: answer.conversationTag,
	};
}

async function createSceneGroup({ api, read, directory }: ItemContext) {
	const title = requireText(read.label('name'), read.text('name'));
	assertMaxChars(read.label('name'), title, GROUP_LIMITS.sceneNameChars);
	const templateId = read.id('templateId');
	const owner = read.person('ownerUserId');
	const people = peopleUpTo(GROUP_LIMITS.sceneMembersAtCreation, read, 'members');
	const extra = read.group('additionalFields');
	const icon = extra.idIfAny('icon');
	const adminPeople = peopleUpTo(GROUP_LIMITS.adminsPerCall, extra, 'admins');
	const uuid = extra.idIfAny('uuid');
	assertMaxChars(extra.label('uuid'), uuid, GROUP_LIMITS.uuidChars);
	const settings = managementOptions(extra, 'scene');
	const ownerId = await directory.userIdOf(owner);
	const userIds = await userIdsOf(directory, people);
	const admins = await userIdsOf(directory, adminPeople);
	const answer = await api.request<{ open_conversation_id: string; chat_id?: string }>({
		method: 'POST',
		host: 'api',
		path: '/v1.0/im/sceneGroup/create',
		answer: { open_conversation_id: 'text', chat_id: 'text?' },
		body: {
			title,
			template_id: templateId,
			owner_user_id: ownerId,
			...(userIds.length > 0 ? { user_ids: userIds } : {}),
			...(admins.length > 0 ? { subadmin_ids: admins } : {}),
			...(uuid ? { uuid } : {}),
			...(icon ? { icon } : {}),
			...(settings ? { management_options: settings } : {}),
		},
		// DingTalk makes one group per key.
		repeatable: uuid !== '',
	});
	return { openConversationId: answer.open_conversation_id, chatId: answer.chat_id };
}
