/** Spaces, the search for files, and the names that one file has. */
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Dentry, Space } from '../../state/drive.mts';
import { contentOf, sizeOf } from '../../state/drive.mts';
import type { SeedPerson } from '../../state/seed.mts';
import { CORP_ID } from '../../state/seed.mts';
import { accessTo } from '../docs/find.mts';
import { onlineDocuments } from '../wiki/online.mts';
import { fullName } from '../wiki/shape.mts';
import { maySee, personIn, reach } from './access.mts';

const PAGE_SIZE = 50;
const QUOTA_BYTES = 1024 ** 4;

const usedBy = (world: World, { root }: Space): number =>
	world.store.drive.below(root).reduce((sum, file) => sum + sizeOf(contentOf(file)), 0);

/** `GET /v1.0/drive/spaces`: the spaces of the organisation that the person sees. */
export const listSpaces: Behaviour = (world, { endpoint, query }) => {
	const { store } = world;
	const person = store.unionIds.get(query.unionId);
	if (!person?.visible) return apiError(endpoint, 'param.error');
	const spaces = [...store.drive.spaces.values()].filter(
		({ kind, root }) => kind === 'org' && maySee(store, root, person),
	);
	const start = Number(query.nextToken ?? 0);
	const end = start + Number(query.maxResults ?? PAGE_SIZE);
	return ok({
		spaces: spaces.slice(start, end).map((space) => ({
			spaceId: space.spaceId,
			spaceName: space.name,
			spaceType: 'org',
			quota: QUOTA_BYTES,
			usedQuota: usedBy(world, space),
			permissionMode: 'acl',
			createTime: new Date(space.root.createdAt).toISOString(),
			modifyTime: new Date(space.root.modifiedAt).toISOString(),
		})),
		...(end < spaces.length ? { nextToken: String(end) } : {}),
	});
};

/** `GET /v1.0/storage/spaces/{spaceId}`. */
export const getSpace: Behaviour = (world, { endpoint, pathParams, query }) => {
	const { spaceId } = pathParams;
	const { unionId } = query;
	const root = reach(world, { endpoint, unionId, spaceId, dentryId: '0', role: 'READER' });
	if ('status' in root) return root;
	const space = world.store.drive.spaces.get(spaceId) as Space;
	return ok({
		space: {
			id: spaceId,
			corpId: CORP_ID,
			name: space.name,
			creatorId: root.creatorUnionId,
			ownerType: 'USER',
			ownerId: root.creatorUnionId,
			status: 'NORMAL',
			quota: QUOTA_BYTES,
			usedQuota: usedBy(world, space),
			createTime: new Date(root.createdAt).toISOString(),
			modifiedTime: new Date(root.modifiedAt).toISOString(),
			capabilities: { canSearch: true, canRename: true, canRecordRecentFile: true },
		},
	});
};

interface SearchOption {
	nextToken?: string;
	maxResults?: number;
	creatorIds?: string[];
	modifierIds?: string[];
	dentryCategories?: string[];
	createTimeRange?: { startTime?: number; endTime?: number };
	visitTimeRange?: { startTime?: number; endTime?: number };
}

/** As DingTalk's own MCP server has it: online documents. */
const ONLINE = 'alidoc';

/** `POST /v2.0/storage/dentries/search`: by name, in all that the person may see, online documents too. */
export const searchFiles: Behaviour = (world, { endpoint, query, body }) => {
	const { store } = world;
	const person = personIn(world, endpoint, query.operatorId);
	if ('status' in person) return person;
	const option = (body.option ?? {}) as SearchOption;
	const keyword = (body.keyword as string).toLowerCase();
	const userOf = (unionId: string): SeedPerson | undefined => store.unionIds.get(unionId);
	const isOf = (userIds: string[] | undefined, unionId: string): boolean =>
		!userIds?.length || userIds.includes(userOf(unionId)?.userId ?? '');
	const { startTime = 0, endTime = Infinity } = option.createTimeRange ?? {};
	const files = [...store.drive.dentries.values()].filter(
		(dentry) =>
			store.drive.spaces.get(dentry.spaceId)?.kind === 'org' && maySee(store, dentry, person),
	);
	const documents = [...store.documents.nodes.values()]
		.filter(({ workspaceId }) => accessTo(world, workspaceId, query.operatorId))
		.map((node) => ({
			uuid: node.nodeId,
			name: fullName(node),
			creatorUnionId: node.creatorId,
			modifierUnionId: node.modifierId,
			createdAt: node.createdAt,
		}));
	const others = onlineDocuments(world, query.operatorId).map((online) => ({
		...online,
		uuid: online.nodeId,
		name: `${online.name}.${online.extension}`,
		modifierUnionId: online.creatorUnionId,
	}));
	const categories = option.dentryCategories ?? [];
	const isAny = categories.length === 0;
	const found = [
		...(isAny ? files : []),
		...(isAny || categories.includes(ONLINE) ? [...documents, ...others] : []),
	].filter(
		(dentry) =>
			dentry.name.toLowerCase().includes(keyword) &&
			isOf(option.creatorIds, dentry.creatorUnionId) &&
			isOf(option.modifierIds, dentry.modifierUnionId) &&
			dentry.createdAt >= startTime &&
			dentry.createdAt <= endTime,
	);
	const start = Number(option.nextToken ?? 0);
	const end = start + (option.maxResults ?? PAGE_SIZE);
	const shown = (unionId: string) => ({
		userId: userOf(unionId)?.userId,
		name: userOf(unionId)?.name,
	});
	return ok({
		items: found.slice(start, end).map((dentry) => ({
			dentryUuid: dentry.uuid,
			name: dentry.name,
			creator: shown(dentry.creatorUnionId),
			modifier: shown(dentry.modifierUnionId),
		})),
		...(end < found.length ? { nextToken: String(end) } : {}),
	});
};

/** A dentry for the person of `operatorId`; the refusal that it does not exist where they may not see it. */
export function seen(
	world: World,
	{ endpoint, query }: Request,
	dentry: Dentry | undefined,
	absent: string,
): Dentry | Answer {
	const person = personIn(world, endpoint, query.operatorId);
	if ('status' in person) return person;
	const isSeen =
		dentry &&
		world.store.drive.spaces.get(dentry.spaceId)?.kind === 'org' &&
		maySee(world.store, dentry, person);
	return isSeen ? dentry : apiError(endpoint, absent);
}

const namesOf = ({ uuid, id, spaceId }: Dentry): Answer =>
	ok({ dentryUuid: uuid, dentryId: id, spaceId });

/** `GET /v2.0/doc/dentries/{dentryUuid}/queryDentryId`. */
export const dentryIdOfUuid: Behaviour = (world, request) => {
	const known = world.store.drive.findByUuid(request.pathParams.dentryUuid);
	const dentry = seen(world, request, known, 'documentNotExist');
	return 'status' in dentry ? dentry : namesOf(dentry);
};

/** `GET /v2.0/doc/dentries/{dentryId}/queryDentryUuid`. */
export const uuidOfDentryId: Behaviour = (world, request) => {
	const { pathParams, query } = request;
	const known = world.store.drive.find(query.spaceId, pathParams.dentryId);
	const dentry = seen(world, request, known, 'documentNotExist');
	return 'status' in dentry ? dentry : namesOf(dentry);
};

/** Where DingTalk shows a file. */
export const linkTo = ({ uuid }: Dentry): string => `https://alidocs.dingtalk.com/i/nodes/${uuid}`;
