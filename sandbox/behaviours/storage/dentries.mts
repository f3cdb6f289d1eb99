/** Folders and files: told, listed, made, renamed, taken elsewhere, deleted. */
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Dentry, Role } from '../../state/drive.mts';
import { contentOf, sizeOf } from '../../state/drive.mts';
import { maySee, personIn, reach } from './access.mts';
import type { Strategy } from './place.mts';
import { isNameIllegal, placing } from './place.mts';
import { dentryShape } from './shape.mts';
import { startTask } from './tasks.mts';

const PAGE_SIZE = 50;

interface ListOption {
	nextToken?: string;
	maxResults?: number;
	order?: 'ASC' | 'DESC';
	orderBy?: 'MODIFIED_TIME' | 'CREATE_TIME' | 'NAME' | 'SIZE';
}

/** What the path of a call names, for somebody who has the role on it. */
const named = (
	world: World,
	{ endpoint, pathParams, query }: Request,
	role: Role,
	dentryId = pathParams.dentryId,
): Dentry | Answer =>
	reach(world, {
		endpoint,
		unionId: query.unionId,
		spaceId: pathParams.spaceId,
		dentryId,
		role,
	});

const ORDERS: Record<NonNullable<ListOption['orderBy']>, (one: Dentry) => number | string> = {
	MODIFIED_TIME: ({ modifiedAt }) => modifiedAt,
	CREATE_TIME: ({ createdAt }) => createdAt,
	NAME: ({ name }) => name,
	SIZE: (one) => sizeOf(contentOf(one)),
};

/** A page of what the person may see; the token is the place of the next one [unverified]. */
function pageOf(world: World, request: Request, dentries: Dentry[], option: ListOption): Answer {
	const { store } = world;
	const person = personIn(world, request.endpoint, request.query.unionId);
	if ('status' in person) return person;
	const { orderBy = 'MODIFIED_TIME', order = 'DESC', maxResults = PAGE_SIZE } = option;
	const by = ORDERS[orderBy];
	const sign = order === 'ASC' ? 1 : -1;
	const sorted = dentries
		.filter((dentry) => maySee(store, dentry, person))
		.sort((one, other) => {
			const [a, b] = [by(one), by(other)];
			return (a < b ? -1 : a > b ? 1 : Number(one.id) - Number(other.id)) * sign;
		});
	const start = Number(option.nextToken ?? 0);
	if (!Number.isInteger(start) || start < 0) return apiError(request.endpoint, 'paramError');
	const end = start + maxResults;
	return ok({
		dentries: sorted.slice(start, end).map((dentry) => dentryShape(store, dentry)),
		...(end < sorted.length ? { nextToken: String(end) } : {}),
	});
}

/** `GET /v1.0/storage/spaces/{spaceId}/dentries`: what is in a folder. */
export const listFolder: Behaviour = (world, request) => {
	const folder = named(world, request, 'READER', request.query.parentId);
	if ('status' in folder) return folder;
	const { maxResults, ...option } = request.query as ListOption & { maxResults?: string };
	const size = maxResults === undefined ? PAGE_SIZE : Number(maxResults);
	const children = world.store.drive.childrenOf(folder);
	return pageOf(world, request, children, { ...option, maxResults: size });
};

/** `POST …/dentries/listAll`: all that is in a space, by the time of change. */
export const listSpace: Behaviour = (world, request) => {
	const root = named(world, request, 'READER', '0');
	if ('status' in root) return root;
	const { order = 'ASC', ...option } = (request.body.option ?? {}) as ListOption;
	const all = world.store.drive.below(root);
	return pageOf(world, request, all, { ...option, order, orderBy: 'MODIFIED_TIME' });
};

/** `POST …/dentries/{dentryId}/query`. */
export const getDentry: Behaviour = (world, request) => {
	const dentry = named(world, request, 'READER');
	return 'status' in dentry ? dentry : ok({ dentry: dentryShape(world.store, dentry) });
};

/** `POST …/dentries/{parentId}/folders`. */
export const addFolder: Behaviour = (world, request) => {
	const { endpoint, body, query, pathParams } = request;
	const { store } = world;
	const parent = named(world, request, 'EDITOR', pathParams.parentId);
	if ('status' in parent) return parent;
	if (parent.type === 'FILE') return apiError(endpoint, 'paramError');
	const name = body.name as string;
	if (isNameIllegal(name)) return apiError(endpoint, 'dentryNameIllegal');
	const { conflictStrategy } = (body.option ?? {}) as { conflictStrategy?: Strategy };
	const way = placing(store.drive, parent, { name, type: 'FOLDER' }, conflictStrategy);
	if (way.how === 'taken') return apiError(endpoint, 'dentryAlreadyExist');
	if (way.how === 'keep') return ok({ dentry: dentryShape(store, way.existing) });
	if (way.how === 'replace') store.drive.remove(way.existing);
	const folder = store.drive.add({
		spaceId: parent.spaceId,
		parentId: parent.id,
		type: 'FOLDER',
		name: way.how === 'new' ? way.name : name,
		unionId: query.unionId,
	});
	store.changed();
	return ok({ dentry: dentryShape(store, folder) });
};

/** `POST …/dentries/{dentryId}/rename`. */
export const renameDentry: Behaviour = (world, request) => {
	const { endpoint, body, query } = request;
	const { store } = world;
	const dentry = named(world, request, 'EDITOR');
	if ('status' in dentry) return dentry;
	const [, parent] = store.drive.lineOf(dentry);
	if (!parent) return apiError(endpoint, 'paramError.dentryId');
	const name = body.newName as string;
	if (isNameIllegal(name)) return apiError(endpoint, 'paramError.name');
	const given = { name, type: dentry.type };
	const way = placing(store.drive, parent, given, 'RETURN_ERROR_IF_EXISTS', dentry);
	if (way.how === 'taken') return apiError(endpoint, 'dentryAlreadyExist');
	dentry.name = name;
	dentry.modifierUnionId = query.unionId;
	dentry.modifiedAt = store.now();
	store.changed();
	return ok({ dentry: dentryShape(store, dentry) });
};

/** Where something goes, or the refusal. */
function targetOf(world: World, { endpoint, body, query }: Request): Dentry | Answer {
	const target = reach(world, {
		endpoint,
		unionId: query.unionId,
		spaceId: body.targetSpaceId as string,
		dentryId: body.targetFolderId as string,
		role: 'EDITOR',
	});
	const isFile = 'type' in target && target.type === 'FILE';
	return isFile ? apiError(endpoint, 'paramError.targetFolderId') : target;
}

/** Brings something into a folder: a copy of it, or the thing itself. */
function bring(world: World, request: Request, isMove: boolean): Answer {
	const { endpoint, body, query } = request;
	const { store } = world;
	const dentry = named(world, request, isMove ? 'EDITOR' : 'DOWNLOADER');
	if ('status' in dentry) return dentry;
	const target = targetOf(world, request);
	if ('status' in target) return target;
	// Nothing goes into itself, and roots stay where they are.
	const isInside = store.drive.lineOf(target).includes(dentry);
	if (dentry.id === '0' || isInside) return apiError(endpoint, 'paramError.targetFolderId');
	const { conflictStrategy } = (body.option ?? {}) as { conflictStrategy?: Strategy };
	const way = placing(store.drive, target, dentry, conflictStrategy, isMove ? dentry : undefined);
	if (way.how === 'taken') return apiError(endpoint, 'dentryAlreadyExist');
	if (way.how === 'keep') {
		return ok({ dentry: dentryShape(store, way.existing), async: false });
	}
	const below = store.drive.below(dentry);
	if (way.how === 'replace') store.drive.remove(way.existing);
	const name = way.how === 'new' ? way.name : dentry.name;
	const brought = isMove ? moveTo(world, dentry, target) : copyTo(world, request, dentry, target);
	brought.name = name;
	store.changed();
	return below.length > 0
		? ok({ async: true, taskId: startTask(store, query.unionId, below.length + 1).taskId })
		: ok({ dentry: dentryShape(store, brought), async: false });
}

function moveTo({ store }: World, dentry: Dentry, target: Dentry): Dentry {
	for (const one of store.drive.below(dentry)) one.spaceId = target.spaceId;
	return Object.assign(dentry, { spaceId: target.spaceId, parentId: target.id });
}

function copyTo(world: World, request: Request, dentry: Dentry, target: Dentry): Dentry {
	const { drive } = world.store;
	const children = drive.childrenOf(dentry);
	const copy = drive.add({
		spaceId: target.spaceId,
		parentId: target.id,
		type: dentry.type,
		name: dentry.name,
		unionId: request.query.unionId,
		...(dentry.type === 'FILE' ? { content: contentOf(dentry) } : {}),
	});
	for (const child of children) copyTo(world, request, child, copy);
	return copy;
}

/** `POST …/dentries/{dentryId}/copy`. */
export const copyDentry: Behaviour = (world, request) => bring(world, request, false);

/** `POST …/dentries/{dentryId}/move`. */
export const moveDentry: Behaviour = (world, request) => bring(world, request, true);

/** `DELETE …/dentries/{dentryId}`: the seeded spaces have no recycle bin, as spaces made by apps have. */
export const deleteDentry: Behaviour = (world, request) => {
	const { endpoint, query } = request;
	const { store } = world;
	const dentry = named(world, request, 'EDITOR');
	if ('status' in dentry) return dentry;
	if (dentry.id === '0') return apiError(endpoint, 'paramError');
	if (query.toRecycleBin === 'true') return apiError(endpoint, 'recycleBinNotSupportForSpace');
	const count = store.drive.below(dentry).length + 1;
	store.drive.remove(dentry);
	store.changed();
	return count > 1
		? ok({ async: true, taskId: startTask(store, query.unionId, count).taskId })
		: ok({ async: false });
};
