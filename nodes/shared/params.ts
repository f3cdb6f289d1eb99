import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from './errors/inputError';

/** Typed reads of one item's parameters; faults name the field as the user sees it. */
export interface ItemReader {
	/** Display name of a parameter. */
	label(name: string): string;
	text(name: string): string;
	/** One id, from a plain field or a resource locator; never empty. */
	id(name: string): string;
	/** Ids from a comma list, one per line, or an array; trimmed, each once; may be empty. */
	ids(name: string): string[];
	/** Like `ids`, with at least one and at most `max` entries. */
	idList(name: string, max?: number): string[];
	number(name: string): number;
	flag(name: string): boolean;
	/** One of the options of a dropdown. */
	choice<T extends string>(name: string): T;
	/** A collection such as Options or Additional Fields. */
	group(name: string): IDataObject;
	/** The rows of a fixed collection. */
	rows(name: string, key: string): IDataObject[];
	/** An object, given as such or as JSON text. */
	json(name: string): unknown;
}

/** Ids from a comma list, one per line, or an array; trimmed, each once. */
export function toIds(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[,，;；\n]/);
	return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}

/**
 * A point in time as Unix ms: ISO text, ms or s as number or digits, a Date, or a luxon DateTime.
 *
 * @throws InputError when it is none of these
 */
export function toTime(field: string, value: unknown): number {
	const time = parseTime(value);
	if (Number.isFinite(time)) return time;
	throw new InputError(
		field,
		`is not a date: ${String(value).slice(0, 60)}`,
		'Give an ISO date such as 2026-05-01T09:00:00+08:00, a date from an expression, or Unix milliseconds',
	);
}

function parseTime(value: unknown): number {
	if (value instanceof Date) return value.getTime();
	const luxon = (value as { toMillis?: () => number } | null)?.toMillis;
	if (typeof luxon === 'function') return luxon.call(value);
	const text = String(value ?? '').trim();
	if (/^\d{13,}$/.test(text)) return Number(text);
	// Ten digits are seconds: as milliseconds they would lie in January 1970.
	if (/^\d{10}$/.test(text)) return Number(text) * 1000;
	return text === '' ? Number.NaN : Date.parse(text);
}

/** Reads parameters of item `itemIndex`; `fields` give the display names. */
export function itemReader(
	context: Pick<IExecuteFunctions, 'getNodeParameter'>,
	fields: readonly INodeProperties[],
	itemIndex: number,
): ItemReader {
	const labels = new Map(fields.map((field) => [field.name, field.displayName]));
	const label = (name: string) => labels.get(name) ?? name;
	const raw = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback, { extractValue: true }) as unknown;
	const text = (name: string) => {
		const value = raw(name, '');
		return typeof value === 'string' ? value : String(value ?? '');
	};
	const ids = (name: string) => toIds(raw(name, ''));

	return {
		label,
		text,
		ids,
		id(name) {
			const value = text(name).trim();
			if (value !== '') return value;
			throw new InputError(label(name), 'is empty', `Fill in '${label(name)}'`);
		},
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
		number: (name) => Number(raw(name, 0)),
		flag: (name) => raw(name, false) === true,
		choice: <T extends string>(name: string) => text(name) as T,
		group: (name) => (raw(name, {}) ?? {}) as IDataObject,
		rows: (name, key) => ((raw(name, {}) as IDataObject | undefined)?.[key] ?? []) as IDataObject[],
		json: (name) => parseJsonField(label(name), raw(name, '')),
	};
}

function parseJsonField(field: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(value) as unknown;
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
