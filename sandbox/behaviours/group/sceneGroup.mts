import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, oapiError, oapiOk, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import { newGroup } from '../../state/seed.mts';
import type { Group, GroupFlags } from '../../state/types.mts';
import { findSceneGroup, peopleProblem, templateProblem, toUserIds } from './people.mts';

// The snake_case calls list few codes: everything is one of these.
const SNAKE_CODES = {
	unknown: 'parameter.invalid',
	noTemplate: 'permession.checkFailed',
	othersTemplate: 'permession.checkFailed',
};

const CAMEL_CODES = {
	unknown: 'cidEncryptError',
	noTemplate: 'groupPermissionDenied',
	othersTemplate: 'groupTemplatePermissionDenied',
};

const camel = (name: string): string =>
	name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** Six of the options are flags every group has; the others belong to scene groups only. */
function setOptions(group: Group, options: unknown): void {
	for (const [name, value] of Object.entries((options as Record<string, number>) ?? {})) {
		const flag = camel(name) as keyof GroupFlags;
		if (Object.hasOwn(group.flags, flag)) group.flags[flag] = value;
		else group.switches[name] = value;
	}
}

/** What both creating calls say, under one set of names. */
interface Draft {
	title: string;
	templateId: string;
	owner: string;
	userIds: string[];
	subAdmins: string[];
	options: unknown;
}

function create(world: World, request: Request, draft: Draft): Group | Answer {
	const { store } = world;
	const { body, endpoint, app } = request;
	const uuid = body.uuid ? `${app.clientId}\n${String(body.uuid)}` : undefined;
	// The same uuid again is a retry and gives the same group [unverified].
	const made = store.groups.get(store.groupUuids.get(uuid ?? '') ?? '');
	if (made) return made;
	const { owner, userIds, subAdmins, templateId } = draft;
	const members = [...new Set([owner, ...userIds, ...subAdmins])];
	const refusal =
		templateProblem(world, request, app, templateId) ??
		peopleProblem(store, request, members, 'member.notFound');
	if (refusal) return refusal;
	if (body.icon && !store.media.has(body.icon as string)) {
		return apiError(endpoint, 'parameter.invalid');
	}
	const group: Group = {
		...newGroup(),
		chatId: `chat${randomBytes(16).toString('hex')}`,
		openConversationId: `cid${randomBytes(16).toString('base64')}`,
		name: draft.title,
		ownerUserId: owner,
		userIds: members,
		subAdminUserIds: [...new Set(subAdmins)],
		// The robot comes with the template.
		robotCodes: [app.robotCode],
		icon: (body.icon as string) ?? '',
		templateId,
		madeBy: app.clientId,
		createdAt: store.now(),
	};
	setOptions(group, draft.options);
	store.groups.set(group.openConversationId, group);
	if (uuid) store.groupUuids.set(uuid, group.openConversationId);
	store.changed();
	return group;
}

/** `POST /v1.0/im/sceneGroup/create`: snake_case and arrays. */
export const createSceneGroup: Behaviour = (world, request) => {
	const { body } = request;
	const group = create(world, request, {
		title: body.title as string,
		templateId: body.template_id as string,
		owner: body.owner_user_id as string,
		userIds: (body.user_ids as string[]) ?? [],
		subAdmins: (body.subadmin_ids as string[]) ?? [],
		options: body.management_options,
	});
	if ('status' in group) return group;
	return ok({ open_conversation_id: group.openConversationId, chat_id: group.chatId });
};

/** `POST /v1.0/im/sceneGroups`: only in the npm SDK. */
export const createSceneGroupSdk: Behaviour = (world, request) => {
	const { body } = request;
	const group = create(world, request, {
		title: body.groupName as string,
		templateId: body.templateId as string,
		owner: body.groupOwnerId as string,
		userIds: (body.userIdList as string[]) ?? [],
		subAdmins: [],
		options: body.managementOptions,
	});
	return 'status' in group ? group : ok({ openConversationId: group.openConversationId });
};

/** `POST /v1.0/im/sceneGroup/update`. */
export const updateSceneGroup: Behaviour = (world, request) => {
	const { store } = world;
	const { body, endpoint } = request;
	const group = findSceneGroup(world, request, body.open_conversation_id, SNAKE_CODES);
	if ('status' in group) return group;
	const [owner = group.ownerUserId] = toUserIds(
		store,
		body.owner_user_id ? [body.owner_user_id] : [],
		body.owner_union_id ? [body.owner_union_id] : [],
	);
	// A new owner who is not a member yet becomes one [unverified].
	const refusal = peopleProblem(store, request, [owner], 'parameter.invalid');
	if (refusal) return refusal;
	if (body.icon && !store.media.has(body.icon as string)) {
		return apiError(endpoint, 'parameter.invalid');
	}
	group.ownerUserId = owner;
	group.userIds = [...new Set([...group.userIds, owner])];
	group.name = (body.title as string) || group.name;
	group.icon = (body.icon as string) || group.icon;
	setOptions(group, body.management_options);
	store.changed();
	return ok({ success: true });
};

const joinLink = ({ chatId }: Group): string =>
	`https://qr.dingtalk.com/action/joingroup?code=v1,${chatId}`;

/** `POST /v1.0/im/sceneGroups/query`. */
export const querySceneGroup: Behaviour = (world, request) => {
	const group = findSceneGroup(world, request, request.body.openConversationId, CAMEL_CODES);
	if ('status' in group) return group;
	return ok({
		success: true,
		openConversationId: group.openConversationId,
		title: group.name,
		ownerUserId: group.ownerUserId,
		// 1 = in use [unverified].
		status: 1,
		templateId: group.templateId,
		icon: group.icon,
		groupUrl: joinLink(group),
	});
};

const snake = (name: string): string =>
	name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `POST /topapi/im/chat/scenegroup/get`: the settings come as text. */
export const getSceneGroup: Behaviour = ({ store }, { body, endpoint, app }) => {
	const group = store.liveGroup(body.open_conversation_id as string);
	if (!group) return oapiError(endpoint, 40035);
	if (!app.templateIds.includes(group.templateId ?? '')) return oapiError(endpoint, 400020);
	const settings = Object.entries({ ...group.flags, ...group.switches });
	return oapiOk({
		success: true,
		result: {
			open_conversation_id: group.openConversationId,
			title: group.name,
			template_id: group.templateId,
			icon: group.icon,
			group_url: joinLink(group),
			owner_staff_id: group.ownerUserId,
			sub_admin_staff_ids: group.subAdminUserIds,
			management_options: Object.fromEntries(
				settings.map(([name, value]) => [snake(name), String(value)]),
			),
		},
	});
};

/** `POST /v1.0/im/chat/scenegroup/disband`: all lower-case path, camelCase body. */
export const disbandSceneGroup: Behaviour = (world, request) => {
	const codes = {
		unknown: 'paramIllegal',
		noTemplate: 'permession.checkFailed',
		othersTemplate: 'permession.checkFailed',
	};
	const group = findSceneGroup(world, request, request.body.openConversationId, codes);
	if ('status' in group) return group;
	group.disbanded = true;
	world.store.changed();
	return ok({ success: true });
};
