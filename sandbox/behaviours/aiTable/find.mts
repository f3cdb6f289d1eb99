import type { Answer } from '../../contract/answers.mts';
import { apiError } from '../../contract/answers.mts';
import type { Request, World } from '../../server/call.mts';
import type {
	Access,
	Attachment,
	Base,
	Sheet,
	TableField,
	TableRecord,
} from '../../state/aiTables.mts';
import { personOfUnion } from '../contacts/unionPeople.mts';
import { temporaryUrl } from '../robot/files.mts';

/** A refusal in the words of the endpoint. */
export const refuse = ({ endpoint }: Request, code: string, message?: string): Answer =>
	apiError(endpoint, code, { message });

export const invalid = (request: Request, message: string): Answer =>
	refuse(request, 'invalidRequest.inputArgs.invalid', message);

/**
 * The base of the path in the name of the operator. That it is not found stands for no access too, as its text says;
 * that somebody who may only read is refused a write by `forbidden.operationIllegal` is [unverified].
 */
export function findBase({ store }: World, request: Request, needed: Access): Base | Answer {
	const { pathParams, query } = request;
	const base = store.aiTables.bases.get(pathParams.baseId);
	const access = base?.access[personOfUnion(store, query.operatorId)?.userId ?? ''];
	if (!base || !access) return refuse(request, 'invalidRequest.document.notFound');
	if (base.extension !== 'able') return refuse(request, 'invalidRequest.document.typeIllegal');
	if (needed === 'write' && access === 'read') return refuse(request, 'forbidden.operationIllegal');
	return base;
}

/** The table of the path, by its ID or name. */
export function findSheet(world: World, request: Request, needed: Access): Sheet | Answer {
	const base = findBase(world, request, needed);
	if ('body' in base) return base;
	const { sheetIdOrName } = request.pathParams;
	const sheet = byIdOrName(base.sheets, sheetIdOrName);
	return sheet ?? refuse(request, 'invalidRequest.resource.notFound');
}

/** IDs first, as a name may read like anything. */
export const byIdOrName = <T extends { id: string; name: string }>(
	list: readonly T[],
	key: string,
): T | undefined => list.find(({ id }) => id === key) ?? list.find(({ name }) => name === key);

/** A record as calls read it: by the names of its columns, without those that are empty [unverified]. */
export function recordAnswer(world: World, record: TableRecord, fields: readonly TableField[]) {
	const filled = fields.filter(({ id }) => record.values[id] !== undefined);
	return {
		id: record.id,
		fields: Object.fromEntries(
			filled.map(({ id, name, type }) => [name, shown(world, type, record.values[id])]),
		),
		createdTime: record.createdTime,
		createdBy: { unionId: record.createdBy },
		lastModifiedTime: record.lastModifiedTime,
		lastModifiedBy: { unionId: record.lastModifiedBy },
	};
}

/** Addresses of attachments open them for 15 minutes. */
const shown = (world: World, type: string, value: unknown): unknown =>
	type === 'attachment'
		? (value as Attachment[]).map((one) => ({ ...one, url: temporaryUrl(world, one.resourceId) }))
		: value;
