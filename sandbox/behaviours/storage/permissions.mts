import { apiError, ok } from '../../contract/answers.mts';
import type { Answer } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Dentry, Grant, Role } from '../../state/drive.mts';
import { reach } from './access.mts';

/** The dentry of the path, for somebody with this role on it. */
function named(
	world: World,
	{ endpoint, pathParams, query }: Request,
	role: Role,
): Dentry | Answer {
	const dentry = world.store.drive.findByUuid(pathParams.dentryUuid);
	if (!dentry) return apiError(endpoint, 'dentryNotExist');
	const { spaceId, id: dentryId } = dentry;
	return reach(world, { endpoint, unionId: query.unionId, spaceId, dentryId, role });
}

type Member = Pick<Grant, 'type' | 'id' | 'corpId'>;

/** Whether there is such a member; a department wants its organisation too. That DingTalk checks it is [unverified]. */
function isKnown({ store }: World, { type, id, corpId }: Member): boolean {
	if (type === 'USER') return store.people.has(id);
	if (type === 'DEPT') return store.departments.has(id) && corpId !== undefined;
	if (type === 'CONVERSATION') return store.groups.has(id);
	return true;
}

const isSame = (one: Member, other: Member): boolean =>
	one.type === other.type && one.id === other.id;

/** `POST /v2.0/storage/spaces/dentries/{dentryUuid}/permissions`. */
export const addPermission: Behaviour = (world, request) => {
	const { endpoint, body } = request;
	const dentry = named(world, request, 'MANAGER');
	if ('status' in dentry) return dentry;
	const members = body.members as Member[];
	if (!members.every((member) => isKnown(world, member))) return apiError(endpoint, 'paramError');
	// A lasting right is given anew; short ones are for spaces of apps, of which there are none.
	if ((body.option as { duration?: number } | undefined)?.duration !== undefined) {
		return apiError(endpoint, 'paramError');
	}
	const roleId = body.roleId as Role;
	dentry.grants = [
		...dentry.grants.filter((grant) => !members.some((member) => isSame(grant, member))),
		...members.map(({ type, id, corpId }) => ({ roleId, type, id, corpId })),
	];
	world.store.changed();
	return ok({ success: true });
};

/** `POST …/permissions/remove`: of those with that very role. */
export const removePermission: Behaviour = (world, request) => {
	const { body } = request;
	const dentry = named(world, request, 'MANAGER');
	if ('status' in dentry) return dentry;
	const members = body.members as Member[];
	dentry.grants = dentry.grants.filter(
		(grant) => grant.roleId !== body.roleId || !members.some((member) => isSame(grant, member)),
	);
	world.store.changed();
	return ok({ success: true });
};

/** `POST …/permissions/query`: what was given on this very folder or file. */
export const listPermissions: Behaviour = (world, request) => {
	const dentry = named(world, request, 'READER');
	if ('status' in dentry) return dentry;
	const {
		nextToken,
		maxResults = 30,
		filterRoleIds,
	} = (request.body.option ?? {}) as {
		nextToken?: string;
		maxResults?: number;
		filterRoleIds?: string[];
	};
	const wanted = dentry.grants.filter(
		({ roleId }) => !filterRoleIds?.length || filterRoleIds.includes(roleId),
	);
	const start = Number(nextToken ?? 0);
	const end = start + maxResults;
	return ok({
		permissions: wanted.slice(start, end).map(({ roleId, ...member }) => ({
			dentryUuid: dentry.uuid,
			member,
			role: { id: roleId, name: roleId },
		})),
		...(end < wanted.length ? { nextToken: String(end) } : {}),
	});
};
