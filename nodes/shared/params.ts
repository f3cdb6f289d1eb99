import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { PersonRef } from './contacts/personRef';
import { openLocator, refuseDingtalkIds, toPersonRef } from './contacts/personRef';
import { InputError } from './errors/inputError';
import { parseExactJson } from './transport/json';

/** Typed reads of one item's parameters; faults name the field as the user sees it. */
export interface ItemReader {
	/** Display name of a parameter. */
	label(name: string): string;
	/** A parameter as it is, with the mode of a resource locator; '' when the form hides it. */
	value(name: string): unknown;
	text(name: string): string;
	/** One id, from a plain field or a resource locator; never empty. */
	id(name: string): string;
	/** Mode and ID of a resource locator; a plain value has no mode. The ID is never empty. */
	locator(name: string): { mode: string; value: string };
	/** The person of a person picker; a plain value is a userId. */
	person(name: string): PersonRef;
	/** Ids from a comma list, one per line, or an array; trimmed, each once; may be empty. */
	ids(name: string): string[];
	/** Like `ids`, with at least one and at most `max` entries. */
	idList(name: string, max?: number): string[];
	number(name: string): number;
	/** Most results to return: what Limit says, or Infinity when Return All is on. */
	limit(): number;
	flag(name: string): boolean;
	/** One of the options of a dropdown. */
	choice<T extends string>(name: string): T;
	/** One of the options of a dropdown inside a collection; undefined when it was not added. */
	choiceIn<T extends string | number>(group: string, name: string): T | undefined;
	/** A collection such as Options or Additional Fields. */
	group(name: string): IDataObject;
	/** The rows of a fixed collection. */
	rows(name: string, key: string): IDataObject[];
	/** An object, given as such or as JSON text, whose numbers beyond 2^53 become bigint. */
	json(name: string): unknown;
}

/**
 * Ids from a comma list, one per line, or an array; trimmed, each once.
 *
 * @throws InputError for objects, and for arrays of them
 */
export function toIds(value: unknown, field = 'IDs'): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	const parts = entries.flatMap((entry) => toText(field, entry).split(/[,，;；\n]/));
	return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}

/**
 * Like `toIds`, for what a call takes.
 *
 * @throws InputError for DingTalk's own IDs of people too
 */
export function toUsableIds(value: unknown, field = 'IDs'): string[] {
	const ids = toIds(value, field);
	refuseDingtalkIds(field, ids);
	return ids;
}

/** Reads parameters of item `itemIndex`; `fields` give the display names. */
export function itemReader(
	context: Pick<IExecuteFunctions, 'getNodeParameter'>,
	fields: readonly INodeProperties[],
	itemIndex: number,
): ItemReader {
	const labels = new Map(fields.map((field) => [field.name, field.displayName]));
	const label = (name: string) => labels.get(name) ?? name;
	const isLocator = (name: string) =>
		fields.some((field) => field.name === name && field.type === 'resourceLocator');
	// Extraction throws for a field that the form hides; without it, the fallback comes.
	const raw = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback, {
			extractValue: isLocator(name),
		}) as unknown;
	// With the mode of a resource locator.
	const whole = (name: string) => context.getNodeParameter(name, itemIndex, '') as unknown;
	const text = (name: string) => toText(label(name), raw(name, ''));
	const id = (name: string) => {
		const value = text(name).trim();
		if (value !== '') return value;
		throw new InputError(label(name), 'is empty', `Fill in '${label(name)}'`);
	};
	const ids = (name: string) => toUsableIds(raw(name, ''), label(name));
	const flag = (name: string) => raw(name, false) === true;
	const group = (name: string) => (raw(name, {}) ?? {}) as IDataObject;

	return {
		label,
		value: whole,
		text,
		ids,
		id,
		locator: (name) => ({ mode: openLocator(whole(name)).mode, value: id(name) }),
		person: (name) => toPersonRef(label(name), whole(name)),
		idList(name, max = Number.POSITIVE_INFINITY) {
			const list = ids(name);
			if (list.length === 0) {
				throw new InputError(
					label(name),
					'is empty',
					'Give at least one ID, several separated by commas',
				);
			}
			if (list.length <= max) return list;
			throw new InputError(
				label(name),
				`has ${list.length} entries; the limit is ${max}`,
				`Give at most ${max}`,
			);
		},
		number: (name) => toNumber(label(name), raw(name, 0), Number.isFinite, 'a number'),
		limit() {
			if (flag('returnAll')) return Number.POSITIVE_INFINITY;
			const isCount = (value: number) => Number.isInteger(value) && value > 0;
			return toNumber(label('limit'), raw('limit', 0), isCount, 'a whole number from 1 up');
		},
		flag,
		choice<T extends string>(name: string) {
			return toChoice(label(name), text(name), valuesOf(fields, name)) as T;
		},
		choiceIn<T extends string | number>(groupName: string, name: string) {
			const value = group(groupName)[name];
			if (value === undefined || value === null) return undefined;
			const inner = fields
				.filter((field) => field.name === groupName)
				.flatMap((field) => (field.options ?? []) as INodeProperties[]);
			const innerLabel = inner.find((field) => field.name === name)?.displayName ?? name;
			return toChoice(innerLabel, toText(innerLabel, value), valuesOf(inner, name)) as T;
		},
		group,
		rows: (name, key) => ((raw(name, {}) as IDataObject | undefined)?.[key] ?? []) as IDataObject[],
		json: (name) => parseJsonField(label(name), raw(name, '')),
	};
}

/**
 * Text as such, numbers and dates by their own words.
 *
 * @throws InputError for what would read `[object Object]`
 */
export function toText(field: string, value: unknown): string {
	const text = String(value ?? '');
	if (typeof value !== 'object' || (!Array.isArray(value) && text !== '[object Object]'))
		return text;
	throw new InputError(
		field,
		`is ${Array.isArray(value) ? 'an array' : 'an object'}, and text is needed`,
		'Pick one of its values in the expression, or turn all of it into text with .toJsonString()',
	);
}

/** What a dropdown offers; it may have a definition of its own for each form that it is part of. */
const valuesOf = (fields: readonly INodeProperties[], name: string): Array<string | number> =>
	fields
		.filter((field) => field.name === name && field.type === 'options')
		.flatMap((field) => (field.options ?? []) as INodePropertyOptions[])
		.map(({ value }) => value as string | number);

/**
 * One of the values that a dropdown offers, also when an expression gives a number as text.
 *
 * @throws InputError when it is none of them
 */
export function toChoice<T extends string | number>(
	field: string,
	given: string,
	known: readonly T[],
): T {
	// An expression may give a number as text.
	const found = known.find((value) => String(value) === given);
	if (found !== undefined) return found;
	if (known.length === 0) return given as T;
	throw new InputError(
		field,
		`is '${given.slice(0, 60)}', which is no option of it`,
		`Choose one of: ${[...new Set(known)].join(', ')}`,
	);
}

/** Like `toChoice`, for a dropdown that takes several; an expression may give them as a comma list. */
export const toChoices = <T extends string>(
	field: string,
	value: unknown,
	known: readonly T[],
): T[] => toIds(value, field).map((one) => toChoice(field, one, known));

/**
 * A number, also as text.
 *
 * @param isUsable which numbers will do
 * @param wanted says so in words: `a whole number from 1 up`
 * @throws InputError for anything else
 */
export function toNumber(
	field: string,
	value: unknown,
	isUsable: (value: number) => boolean,
	wanted: string,
): number {
	const number = value === '' || value === null ? Number.NaN : Number(value);
	if (isUsable(number)) return number;
	throw new InputError(field, `is not ${wanted}: ${String(value).slice(0, 60)}`, `Give ${wanted}`);
}

/**
 * An object, given as such or as JSON text, whose numbers beyond 2^53 become bigint; undefined for no text.
 *
 * @throws InputError for text that is no JSON
 */
export function parseJsonField(field: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return undefined;
	try {
		return parseExactJson(value);
	} catch (error) {
		throw notJson(field, error);
	}
}

const notJson = (field: string, error: unknown) =>
	new InputError(
		field,
		`is not valid JSON: ${(error as Error).message}`,
		'Check brackets, commas and quotes, or give an object by an expression',
	);
