import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, oapiError, oapiOk, ok, refuse } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import { newGroup } from '../../state/seed.mts';
import type { Group, GroupFlags } from '../../state/types.mts';

type Body = Record<string, unknown>;

// The two families answer the same mistakes with different codes.
const CODES = {
	api: {
		outside: 'permession.checkFailed', // sic
		unknownPeople: 'parameter.invalid',
		unknownChat: 'parameter.invalid',
		badName: 'parameter.invalid',
		clash: 'parameter.invalid',
		badIcon: 'parameter.invalid',
	},
	oapi: {
		outside: '50002',
		unknownPeople: '40031',
		unknownChat: '40016',
		badName: '49015',
		clash: '49004',
		badIcon: '40007',
	},
} as const;

function peopleProblem({ store }: World, request: Request, userIds: string[]): Answer | undefined {
	const { endpoint } = request;
	const codes = CODES[endpoint.host];
	if (userIds.some((userId) => !store.people.has(userId))) {
		return refuse(endpoint, codes.unknownPeople);
	}
	const isOutside = userIds.some((userId) => !store.people.get(userId)?.visible);
	return isOutside ? refuse(endpoint, codes.outside) : undefined;
}

function iconProblem({ store }: World, { endpoint, body }: Request): Answer | undefined {
	if (!body.icon || store.media.has(body.icon as string)) return undefined;
	return refuse(endpoint, CODES[endpoint.host].badIcon);
}

function flagsFrom(body: Body, before: GroupFlags): GroupFlags {
	const given = { ...body, ...(body.managementOptions as Body | undefined) };
	const flags = { ...before };
	for (const name of Object.keys(flags) as Array<keyof GroupFlags>) {
		if (given[name] !== undefined) flags[name] = given[name] as number;
	}
	// `isBan` of /chat/update mutes the whole group [unverified].
	if (typeof body.isBan === 'boolean') flags.chatBannedType = body.isBan ? 1 : 0;
	return flags;
}

function create(world: World, request: Request): Group | Answer {
	const { store } = world;
	const { body, endpoint } = request;
	const owner = body.owner as string;
	const userIds = body.useridlist as string[];
	// chat/create wants the owner in the list; im/group/create does not say so, and adds the owner [unverified].
	if (endpoint.host === 'oapi' && !userIds.includes(owner)) return oapiError(endpoint, 40031);
	const members = [...new Set([owner, ...userIds])];
	const refusal = peopleProblem(world, request, members) ?? iconProblem(world, request);
	if (refusal) return refusal;
	const blank = newGroup();
	const group: Group = {
		...blank,
		chatId: `chat${randomBytes(16).toString('hex')}`,
		openConversationId: `cid${randomBytes(16).toString('base64')}`,
		name: body.name as string,
		ownerUserId: owner,
		userIds: members,
		robotCodes: [],
		icon: (body.icon as string) ?? '',
		conversationTag: (body.conversationTag as number) ?? 2,
		flags: flagsFrom(body, blank.flags),
		madeBy: request.app.clientId,
		createdAt: store.now(),
	};
	store.groups.set(group.openConversationId, group);
	store.changed();
	return group;
}

function update(world: World, request: Request): Answer | undefined {
	const { body, endpoint } = request;
	const codes = CODES[endpoint.host];
	const group = world.store.groupByChatId(body.chatid as string);
	if (!group) return refuse(endpoint, codes.unknownChat);
	const added = (body.add_useridlist as string[]) ?? [];
	const removed = (body.del_useridlist as string[]) ?? [];
	if (added.some((userId) => removed.includes(userId))) return refuse(endpoint, codes.clash);
	const owner = (body.owner as string) || group.ownerUserId;
	const refusal =
		peopleProblem(world, request, [...added, ...removed, owner]) ?? iconProblem(world, request);
	if (refusal) return refusal;
	const members = [...new Set([...group.userIds, ...added])].filter(
		(userId) => !removed.includes(userId),
	);
	// An owner must be a member; removing the owner needs a new one in the same call [unverified].
	if (!members.includes(owner)) return refuse(endpoint, codes.unknownPeople);
	group.userIds = members;
	group.ownerUserId = owner;
	group.name = (body.name as string) || group.name;
	group.icon = (body.icon as string) || group.icon;
	group.flags = flagsFrom(body, group.flags);
	world.store.changed();
	return undefined;
}

/** `POST /v1.0/im/group/create`. */
export const createGroup: Behaviour = (world, request) => {
	const group = create(world, request);
	if ('status' in group) return group;
	const { conversationTag, openConversationId, chatId } = group;
	return ok({ conversationTag, openConversationId, chatid: chatId });
};

/** `POST /v1.0/im/group/update`. */
export const updateGroup: Behaviour = (world, request) =>
	update(world, request) ?? ok({ success: true });

/** `POST /chat/create` (closed to new apps). */
export const createChat: Behaviour = (world, request) => {
	const group = create(world, request);
	if ('status' in group) return group;
	const { conversationTag, openConversationId, chatId } = group;
	return oapiOk({ conversationTag, openConversationId, chatid: chatId });
};

/** `POST /chat/update` (closed to new apps). */
export const updateChat: Behaviour = (world, request) => update(world, request) ?? oapiOk();

/** `GET /chat/get`. */
export const getChat: Behaviour = ({ store }, { endpoint, query }) => {
	const group = store.groupByChatId(query.chatid);
	if (!group) return oapiError(endpoint, 40016);
	return oapiOk({
		chat_info: {
			name: group.name,
			owner: group.ownerUserId,
			useridlist: group.userIds,
			conversationTag: group.conversationTag,
			icon: group.icon,
			status: 1,
			...group.flags,
		},
	});
};

/** `POST /v1.0/im/chat/{chatId}/convertToOpenConversationId`. */
export const convertChatId: Behaviour = ({ store }, { endpoint, pathParams }) => {
	const group = store.groupByChatId(pathParams.chatId);
	if (!group) return apiError(endpoint, 'invalideChatId'); // sic
	if (!store.people.get(group.ownerUserId)?.visible) {
		return apiError(endpoint, 'permession.checkFailed');
	}
	return ok({ openConversationId: group.openConversationId });
};
