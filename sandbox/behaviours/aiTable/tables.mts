import { ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import type { Sheet } from '../../state/aiTables.mts';
import type { GivenField } from './fields.mts';
import { addField, problemOf } from './fields.mts';
import { findBase, findSheet, invalid, refuse } from './find.mts';

/** `GET /v1.0/notable/bases/{baseId}/sheets`. */
export const listSheets: Behaviour = (world, request) => {
	const base = findBase(world, request, 'read');
	if ('body' in base) return base;
	return ok({ value: base.sheets.map(({ id, name }) => ({ id, name })) });
};

/** What a table without columns, and one without a name, get [unverified]. */
const FIRST_COLUMN: GivenField = { name: '标题', type: 'text' };
const NAME = '数据表';

/** `POST …/sheets`. That names come once is [unverified]. */
export const createSheet: Behaviour = (world, request) => {
	const base = findBase(world, request, 'write');
	if ('body' in base) return base;
	const { name = `${NAME}${base.sheets.length + 1}`, fields = [] } = request.body as {
		name?: string;
		fields?: GivenField[];
	};
	if (base.sheets.some((one) => one.name === name)) {
		return invalid(request, `sheet already exists: ${name}`);
	}
	const given = fields.length > 0 ? fields : [FIRST_COLUMN];
	for (const [index, field] of given.entries()) {
		const before = given.slice(0, index).map((one) => one.name);
		const problem = problemOf(field, base, before);
		if (problem) return invalid(request, problem);
	}
	const sheet: Sheet = { id: `tbl${world.store.nextNumber()}`, name, fields: [], records: [] };
	base.sheets.push(sheet);
	for (const field of given) addField(world, base, sheet, field);
	world.store.changed();
	return ok({ id: sheet.id, name });
};

/** `PUT …/sheets/{sheetIdOrName}`. */
export const updateSheet: Behaviour = (world, request) => {
	const base = findBase(world, request, 'write');
	if ('body' in base) return base;
	const sheet = findSheet(world, request, 'write');
	if ('body' in sheet) return sheet;
	const name = request.body.name as string;
	if (base.sheets.some((one) => one !== sheet && one.name === name)) {
		return invalid(request, `sheet already exists: ${name}`);
	}
	sheet.name = name;
	world.store.changed();
	return ok({ id: sheet.id, name });
};

/** `DELETE …/sheets/{sheetIdOrName}`. That a base keeps one is documented, how a call is refused is [unverified]. */
export const deleteSheet: Behaviour = (world, request) => {
	const base = findBase(world, request, 'write');
	if ('body' in base) return base;
	const sheet = findSheet(world, request, 'write');
	if ('body' in sheet) return sheet;
	if (base.sheets.length === 1) return refuse(request, 'forbidden.operationIllegal');
	base.sheets = base.sheets.filter((one) => one !== sheet);
	world.store.changed();
	return ok({ success: true });
};
