import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { InputError } from '../errors/inputError';

/** A file as n8n's forms tell of it in the JSON of an item, beside the binary field that holds it. */
export interface FormFile extends IDataObject {
	filename: string;
	/** So spelled. */
	mimetype: string;
}

/** Whether it is to be looked for among the binary fields. */
export const isFormFile = (entry: unknown): entry is FormFile =>
	typeof entry === 'object' &&
	entry !== null &&
	['filename', 'mimetype'].every((name) => typeof (entry as IDataObject)[name] === 'string');

/**
 * The entries of a field, in which files of n8n's forms become the names of the binary fields that hold them.
 *
 * @param field what n8n's form calls it after, where it is filled in by one; and for faults
 * @throws InputError when the item holds no such file
 */
export function withBinaryNames<T>(
	held: IBinaryKeyData,
	field: string,
	entries: ReadonlyArray<T | FormFile>,
): Array<Exclude<T, FormFile> | string> {
	const taken = new Set<string>();
	return entries.map((entry) => {
		if (!isFormFile(entry)) return entry as Exclude<T, FormFile>;
		const name = heldAs(held, field, entry, taken);
		taken.add(name);
		return name;
	});
}

/** Of several files of that name it is the one that n8n calls after the field; else the first that no other entry has. */
function heldAs(
	held: IBinaryKeyData,
	field: string,
	{ filename }: FormFile,
	taken: ReadonlySet<string>,
): string {
	const own = field.replaceAll(/\W/g, '_');
	const fitting = Object.keys(held).filter(
		(key) => held[key].fileName === filename && !taken.has(key),
	);
	const name = fitting.find((key) => key.replace(/_\d+$/, '') === own || key === own) ?? fitting[0];
	if (name !== undefined) return name;
	throw new InputError(
		field,
		`tells of a file that no binary field of this item holds: ${filename.slice(0, 60)}`,
		'Let the item keep its binary fields on the way here, or give the name of one, such as data',
	);
}
