import type { IDataObject } from 'n8n-workflow';

/** A payload's field as an object; empty for anything else. */
export const objectAt = (data: IDataObject, name: string): IDataObject => asObject(data[name]);

/** An object as such, anything else as an empty one. */
export const asObject = (value: unknown): IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: {};

/** The objects in a list; empty for anything else. */
export const objectsIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.map(asObject) : [];

/**
 * A payload's field as text, whatever case DingTalk writes its name in; undefined when it is absent or empty.
 */
export function textAt(data: IDataObject, name: string): string | undefined {
	const key = name in data ? name : keyLike(data, name);
	const value = key === undefined ? undefined : data[key];
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
