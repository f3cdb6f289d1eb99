import type { Answer } from '../../contract/answers.mts';
import { ok } from '../../contract/answers.mts';
import { toJson } from '../../json.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Sheet, TableField, TableRecord } from '../../state/aiTables.mts';
import { byIdOrName, findBase, findSheet, invalid, recordAnswer, refuse } from './find.mts';
import type { Condition } from './filter.mts';
import { fulfils, problemOf } from './filter.mts';
import { mirrorLinks, take } from './values.mts';

type Fields = Record<string, unknown>;

const UUID_V4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

/** The values of a record by field ID. Names that the table does not have are refused [unverified]. */
function readFields(
	{ store }: World,
	request: Request,
	sheet: Sheet,
	fields: Fields,
): TableRecord['values'] | Answer {
	const values: TableRecord['values'] = {};
	for (const [name, given] of Object.entries(fields)) {
		const field = sheet.fields.find((one) => one.name === name);
		if (!field) return invalid(request, `field not found: ${name}`);
		const taken = take(store, field, given);
		if ('problem' in taken) return invalid(request, `${name}: ${taken.problem}`);
		values[field.id] = taken.value;
	}
	return values;
}

const isAnswer = (value: object): value is Answer => 'status' in value && 'body' in value;

/** Reads all records before any is written: one that is refused refuses all [unverified]. */
function readAll(world: World, request: Request, sheet: Sheet): TableRecord['values'][] | Answer {
	// Options that a refused call would have made are not kept.
	const before = structuredClone(sheet.fields);
	const all: TableRecord['values'][] = [];
	for (const { fields } of request.body.records as Array<{ fields: Fields }>) {
		const values = readFields(world, request, sheet, fields);
		if (isAnswer(values)) {
			sheet.fields = before;
			return values;
		}
		all.push(values);
	}
	return all;
}

function written(world: World, request: Request, sheet: Sheet): void {
	const base = findBase(world, request, 'write');
	if (!('body' in base)) mirrorLinks(base, sheet);
	world.store.changed();
}

/**
 * `POST …/records`. The page says that the same token is not carried out again, and has a code for a token that comes
 * twice: taken here as the first answer for the same records, and the code for others [unverified].
 */
export const insertRecords: Behaviour = (world, request) => {
	const { store } = world;
	const { clientToken, operatorId } = request.query;
	const sheet = findSheet(world, request, 'write');
	if ('body' in sheet) return sheet;
	// What becomes of a key that is no UUID v4 is [unverified].
	if (clientToken && !UUID_V4.test(clientToken)) {
		return invalid(request, 'clientToken is not a UUID v4');
	}
	const { tokens } = store.aiTables;
	const key = `${request.app.clientId}\n${clientToken}`;
	const body = `${request.path}\n${toJson(request.body)}`;
	const known = clientToken ? tokens.get(key) : undefined;
	if (known && known.body !== body) return refuse(request, 'invalidRequest.duplicateClientToken');
	if (known) return ok({ value: known.ids.map((id) => ({ id })) });
	const all = readAll(world, request, sheet);
	if (!Array.isArray(all)) return all;
	const now = store.now();
	const made = all.map((values) => ({
		id: `rec${String(store.nextNumber()).padStart(8, '0')}`,
		values,
		...{ createdTime: now, createdBy: operatorId },
		...{ lastModifiedTime: now, lastModifiedBy: operatorId },
	}));
	sheet.records.push(...made);
	const ids = made.map(({ id }) => id);
	if (clientToken) tokens.set(key, { body, ids });
	written(world, request, sheet);
	return ok({ value: ids.map((id) => ({ id })) });
};

/** `GET …/records/{recordId}`. */
export const getRecord: Behaviour = (world, request) => {
	const sheet = findSheet(world, request, 'read');
	if ('body' in sheet) return sheet;
	const record = sheet.records.find(({ id }) => id === request.pathParams.recordId);
	if (!record) return refuse(request, 'invalidRequest.resource.notFound');
	return ok(recordAnswer(world, record, sheet.fields));
};

/** `PUT …/records`: what is given changes, the rest stays. One record that is not there refuses all [unverified]. */
export const updateRecords: Behaviour = (world, request) => {
	const { store } = world;
	const sheet = findSheet(world, request, 'write');
	if ('body' in sheet) return sheet;
	const ids = (request.body.records as Array<{ id: string }>).map(({ id }) => id);
	const records = ids.map((id) => sheet.records.find((one) => one.id === id));
	if (records.some((record) => !record)) return refuse(request, 'invalidRequest.resource.notFound');
	const all = readAll(world, request, sheet);
	if (!Array.isArray(all)) return all;
	for (const [index, record] of records.entries()) {
		if (!record) continue;
		Object.assign(record.values, all[index]);
		record.lastModifiedTime = store.now();
		record.lastModifiedBy = request.query.operatorId;
	}
	written(world, request, sheet);
	return ok({ value: ids.map((id) => ({ id })) });
};

/** `POST …/records/delete`. One record that is not there refuses all [unverified]. */
export const deleteRecords: Behaviour = (world, request) => {
	const sheet = findSheet(world, request, 'write');
	if ('body' in sheet) return sheet;
	const ids = new Set(request.body.recordIds as string[]);
	const kept = sheet.records.filter(({ id }) => !ids.has(id));
	if (sheet.records.length - kept.length !== ids.size) {
		return refuse(request, 'invalidRequest.resource.notFound');
	}
	sheet.records = kept;
	written(world, request, sheet);
	return ok({ success: true });
};

/** `POST …/records/list`: the token is how many of those that fit were told before. */
export const listRecords: Behaviour = (world, request) => {
	const { body } = request;
	const sheet = findSheet(world, request, 'read');
	if ('body' in sheet) return sheet;
	const fields = ((body.fieldIdOrNames ?? []) as string[]).map((key) =>
		byIdOrName(sheet.fields, key),
	);
	if (fields.some((field) => !field)) return invalid(request, 'fieldIdOrNames: field not found');
	const fitting = fittingIn(request, sheet);
	if (!Array.isArray(fitting)) return fitting;
	const token = (body.nextToken as string | undefined) || '0';
	if (!/^\d{1,9}$/.test(token)) return invalid(request, 'nextToken is invalid');
	const end = Number(token) + ((body.maxResults as number | undefined) ?? 100);
	const shown = fields.length > 0 ? (fields as TableField[]) : sheet.fields;
	const hasMore = end < fitting.length;
	return ok({
		records: fitting.slice(Number(token), end).map((record) => recordAnswer(world, record, shown)),
		hasMore,
		...(hasMore ? { nextToken: String(end) } : {}),
	});
};

/** The records that the filter of a call leaves; `and` where it does not say how conditions go together [unverified]. */
function fittingIn(request: Request, sheet: Sheet): TableRecord[] | Answer {
	const { filter } = request.body as {
		filter?: { combination?: 'and' | 'or'; conditions: Condition[] };
	};
	const checks: Array<(record: TableRecord) => boolean> = [];
	for (const condition of filter?.conditions ?? []) {
		const field = byIdOrName(sheet.fields, condition.field);
		if (!field) return invalid(request, `field not found: ${condition.field}`);
		const problem = problemOf(condition, field);
		if (problem) return invalid(request, problem);
		checks.push((record) => fulfils(record, field, condition));
	}
	return sheet.records.filter((record) =>
		filter?.combination === 'or' && checks.length > 0
			? checks.some((check) => check(record))
			: checks.every((check) => check(record)),
	);
}
