import { isObject } from '../../contract/check.mts';
import type { Answer } from '../../contract/answers.mts';
import { ok } from '../../contract/answers.mts';
import type { Behaviour, World } from '../../server/call.mts';
import type { Base, Sheet, TableField } from '../../state/aiTables.mts';
import { byIdOrName, findBase, findSheet, invalid, refuse } from './find.mts';

type Property = Record<string, unknown>;

const NUMBERS = ['INT', 'FLOAT_1', 'FLOAT_2', 'FLOAT_3', 'FLOAT_4', 'THOUSAND', 'THOUSAND_FLOAT'];
const DATES = ['YYYY-MM-DD', 'YYYY-MM-DD HH:mm', 'YYYY/MM/DD', 'YYYY/MM/DD HH:mm'];

const within =
	(names: readonly string[]) =>
	({ formatter }: Property) =>
		formatter === undefined || names.includes(formatter as string);
const nothing = () => true;
const several = ({ multiple }: Property) => multiple === undefined || typeof multiple === 'boolean';

function areChoices({ choices = [] }: Property): boolean {
	if (!Array.isArray(choices) || !choices.every(isObject)) return false;
	const names = choices.map(({ name }) => name);
	const isNamed = names.every((name) => typeof name === 'string' && name.trim() !== '');
	return isNamed && new Set(names).size === names.length;
}

const isLink = (property: Property, base: Base) =>
	several(property) && base.sheets.some(({ id }) => id === property.linkedSheetId);

/** DingTalk docs "字段属性": the documented types, others are refused [unverified]. */
const CHECKS: Readonly<Record<string, (property: Property, base: Base) => boolean>> = {
	text: nothing,
	number: within([...NUMBERS, 'PERCENT', 'PERCENT_FLOAT']),
	currency: within(NUMBERS),
	singleSelect: areChoices,
	multipleSelect: areChoices,
	date: within(DATES),
	user: several,
	department: several,
	url: nothing,
	attachment: nothing,
	unidirectionalLink: isLink,
	bidirectionalLink: isLink,
};

/** Types and properties as calls give them. */
export interface GivenField {
	name: string;
	type: string;
	property?: Property;
}

/** Why a column cannot be made; undefined when it can. That names come once is [unverified]. */
export function problemOf(given: GivenField, base: Base, names: readonly string[]) {
	if (given.name.trim() === '') return 'name is required';
	if (names.includes(given.name)) return `field already exists: ${given.name}`;
	if (!Object.hasOwn(CHECKS, given.type)) return `type is not supported: ${given.type}`;
	const isRight = CHECKS[given.type](given.property ?? {}, base);
	return isRight ? undefined : `property does not fit the type ${given.type}`;
}

/** What a column keeps: options get IDs, those of the same ID or name keep theirs. */
function propertyOf({ store }: World, given: Property, before?: TableField['property']) {
	const { choices, ...more } = given as NonNullable<TableField['property']>;
	if (!choices) return more;
	const known = before?.choices ?? [];
	return {
		...more,
		choices: choices.map(({ id, name }) => ({
			id:
				known.find((choice) => choice.id === id || choice.name === name)?.id ??
				`opt${store.nextNumber()}`,
			name,
		})),
	};
}

/** Adds a column; a two-way link gets its other side, named after the table [unverified]. */
export function addField(world: World, base: Base, sheet: Sheet, given: GivenField): TableField {
	const id = () => `fld${String(world.store.nextNumber()).padStart(4, '0')}`;
	const field: TableField = {
		id: id(),
		name: given.name,
		type: given.type,
		...(given.property ? { property: propertyOf(world, given.property) } : {}),
	};
	sheet.fields.push(field);
	const other = base.sheets.find((one) => one.id === field.property?.linkedSheetId);
	if (field.type === 'bidirectionalLink' && field.property && other) {
		const { type } = field;
		const property = { multiple: true, linkedSheetId: sheet.id, linkedFieldId: field.id };
		const mirror = { id: id(), name: `${sheet.name} ${field.name}`, type, property };
		other.fields.push(mirror);
		field.property.linkedFieldId = mirror.id;
	}
	return field;
}

/** Both in one look-up. */
function baseAndSheet(world: World, request: Parameters<Behaviour>[1]) {
	const base = findBase(world, request, 'write');
	if ('body' in base) return base;
	const sheet = findSheet(world, request, 'write');
	return 'body' in sheet ? sheet : { base, sheet };
}

/** `GET …/sheets/{sheetIdOrName}/fields`. */
export const listFields: Behaviour = (world, request) => {
	const sheet = findSheet(world, request, 'read');
	return 'body' in sheet ? sheet : ok({ value: structuredClone(sheet.fields) });
};

/** `POST …/fields`. */
export const createField: Behaviour = (world, request) => {
	const found = baseAndSheet(world, request);
	if ('body' in found) return found;
	const { base, sheet } = found;
	const given = request.body as unknown as GivenField;
	const problem = problemOf(given, base, namesIn(sheet));
	if (problem) return invalid(request, problem);
	const field = addField(world, base, sheet, given);
	world.store.changed();
	return ok(structuredClone({ ...field }));
};

/** `PUT …/fields/{fieldIdOrName}`: options that are not given any more go, with their values [unverified]. */
export const updateField: Behaviour = (world, request) => {
	const found = findField(world, request);
	if ('status' in found) return found;
	const { base, sheet, field } = found;
	const { name, property } = request.body as unknown as GivenField;
	const others = namesIn(sheet).filter((one) => one !== field.name);
	const problem = problemOf(
		{ name, type: field.type, property: { ...field.property, ...property } },
		base,
		others,
	);
	if (problem) return invalid(request, problem);
	field.name = name;
	if (property) {
		field.property = { ...field.property, ...propertyOf(world, property, field.property) };
		renameChoices(sheet, field);
	}
	world.store.changed();
	return ok({ id: field.id });
};

/** `DELETE …/fields/{fieldIdOrName}`: the first column stays; its code is [unverified]. */
export const deleteField: Behaviour = (world, request) => {
	const found = findField(world, request);
	if ('status' in found) return found;
	const { base, sheet, field } = found;
	if (field === sheet.fields[0]) return refuse(request, 'forbidden.operationIllegal');
	const { linkedSheetId, linkedFieldId } = field.property ?? {};
	remove(sheet, field.id);
	const other = base.sheets.find(({ id }) => id === linkedSheetId);
	if (field.type === 'bidirectionalLink' && other && linkedFieldId) remove(other, linkedFieldId);
	world.store.changed();
	return ok({ success: true });
};

function findField(world: World, request: Parameters<Behaviour>[1]) {
	const found = baseAndSheet(world, request);
	if ('body' in found) return found as Answer;
	const field = byIdOrName(found.sheet.fields, request.pathParams.fieldIdOrName);
	return field ? { ...found, field } : refuse(request, 'invalidRequest.resource.notFound');
}

const namesIn = ({ fields }: Sheet): string[] => fields.map(({ name }) => name);

function remove(sheet: Sheet, fieldId: string): void {
	sheet.fields = sheet.fields.filter(({ id }) => id !== fieldId);
	for (const { values } of sheet.records) delete values[fieldId];
}

/** Records have the names that options have now, and none that are gone. */
function renameChoices(sheet: Sheet, { id, property }: TableField): void {
	const choices = property?.choices;
	if (!choices) return;
	const now = (option: unknown) => choices.find((one) => one.id === (option as { id: string }).id);
	for (const { values } of sheet.records) {
		const value = values[id];
		if (value === undefined) continue;
		values[id] = Array.isArray(value)
			? value.map(now).filter((choice) => choice !== undefined)
			: now(value);
	}
}
