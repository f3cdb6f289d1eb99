import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../errors/inputError';
import { toJsonValue } from './json';
import { isBlank, isDate, shown } from './words';

/** @throws InputError for anything but an object, given as such or as JSON text; nothing is an empty one */
export function toObject(field: string, value: unknown): IDataObject {
	const object = typeof value === 'string' ? toJsonValue(field, value) : value;
	if (isBlank(object)) return {};
	if (typeof object === 'object' && !Array.isArray(object) && !isDate(object)) {
		return object as IDataObject;
	}
	throw new InputError(
		field,
		`is ${shown(value)}, and an object with its fields is needed`,
		'Fill in its fields one by one, or give an object by an expression',
	);
}

/**
 * The rows under a key of a fixed collection; an expression may give them without it.
 *
 * @param keys all that the collection knows
 * @throws InputError for what are no rows
 */
export function toRows(field: string, value: unknown, key: string, keys: string[]): IDataObject[] {
	const given = typeof value === 'string' ? toJsonValue(field, value) : value;
	if (Array.isArray(given)) return given.map((row) => toObject(field, row));
	const object = toObject(field, given);
	const names = Object.keys(object);
	if (names.length > 0 && !names.some((name) => keys.includes(name))) {
		throw new InputError(
			field,
			`has no '${key}', but ${names.slice(0, 5).join(', ')}`,
			`Give a list of rows, or an object such as {"${key}": []} with the rows in it`,
		);
	}
	return [object[key] ?? []].flat().map((row) => toObject(field, row));
}
