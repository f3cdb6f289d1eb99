import { ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import { findBase, findSheet } from './find.mts';

/** `GET /v1.0/notable/bases/{baseId}/sheets`. */
export const listSheets: Behaviour = (world, request) => {
	const base = findBase(world, request, 'read');
	if ('body' in base) return base;
	return ok({ value: base.sheets.map(({ id, name }) => ({ id, name })) });
};

/** `GET …/sheets/{sheetIdOrName}/fields`. */
export const listFields: Behaviour = (world, request) => {
	const sheet = findSheet(world, request, 'read');
	return 'body' in sheet ? sheet : ok({ value: structuredClone(sheet.fields) });
};
