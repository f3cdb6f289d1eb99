import type { IDataObject } from 'n8n-workflow';

import { tryParseJson } from '../wire/json';

/** A payload's field, whatever case DingTalk writes its name in. */
export function valueAt(data: IDataObject, name: string): unknown {
	const key = name in data ? name : keyLike(data, name);
	return key === undefined ? undefined : data[key];
}

/** A payload's field as an object; empty for anything else. */
export const objectAt = (data: IDataObject, name: string): IDataObject =>
	asObject(valueAt(data, name));

/** An object as such, anything else as an empty one. */
export const asObject = (value: unknown): IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: {};

/** The objects in a list; empty for anything else. */
export const objectsIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.map(asObject) : [];

/** The first of these fields that is text or a number; undefined when there is none. */
export const firstTextAt = (data: IDataObject, names: readonly string[]): string | undefined =>
	names.map((name) => textAt(data, name)).find((text) => text !== undefined);

/** An object or a list out of its JSON text; anything else as it is. */
export function opened(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	return tryParseJson(value) ?? value;
}

/**
 * A payload's field as text, whatever case DingTalk writes its name in; undefined when it is absent or empty.
 */
export function textAt(data: IDataObject, name: string): string | undefined {
	const value = valueAt(data, name);
	if (value === undefined || value === null || typeof value === 'object') return undefined;
	return String(value) || undefined;
}

function keyLike(data: IDataObject, name: string): string | undefined {
	const wanted = name.toLowerCase();
	return Object.keys(data).find((key) => key.toLowerCase() === wanted);
}

/** A time as Unix ms, from a number or digits; ten digits are seconds. Undefined for anything else. */
export function toUnixMs(value: unknown): number | undefined {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
	if (!/^\d{10,15}$/.test(text)) return undefined;
	return text.length === 10 ? Number(text) * 1000 : Number(text);
}

/** Unix ms as ISO text. */
export const toIso = (ms: number | undefined): string | undefined =>
	ms === undefined ? undefined : new Date(ms).toISOString();

/** The object without fields that say nothing: undefined, empty text, empty lists and objects. */
export function compact(data: Record<string, unknown>): IDataObject {
	const entries = Object.entries(data).filter(([, value]) => !isEmpty(value));
	return Object.fromEntries(entries) as IDataObject;
}

const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	(typeof value === 'object' && Object.keys(value).length === 0);
