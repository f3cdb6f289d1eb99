import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../errors/inputError';
import type { FormFile } from '../media/formFile';
import { isFormFile } from '../media/formFile';
import { arrayIn, toTexts } from '../values/list';

/** A file of a column, as calls take it and, with another `type` and a temporary `url`, give it. */
export interface Attachment extends IDataObject {
	filename: string;
	size: number;
	/** Media type; read, the extension. */
	type: string;
	/** The resource's; read, an address that opens the file for a while. */
	url: string;
	resourceId: string;
}

/**
 * An entry of an attachment column as the form names it: a binary field, what a record holds already, or a file of one
 * of n8n's forms.
 */
export type FileRef = string | Attachment | FormFile;

/**
 * Names of binary fields, by commas or as a list, in which attachments as Get Many gives them and files of n8n's forms
 * may stand too.
 *
 * @throws InputError for what is none of these
 */
export function fileRefsIn(field: string, value: unknown): FileRef[] {
	const list = typeof value === 'string' ? (arrayIn(value) ?? value) : value;
	return [list].flat().flatMap((entry: unknown): FileRef[] => {
		if (typeof entry !== 'object' || entry === null) return toTexts(field, entry, 'UTC');
		return [isFormFile(entry) ? entry : keptFrom(field, entry as IDataObject)];
	});
}

/** What a record holds, in the form in which it stays there; that DingTalk takes it as it was read is [unverified]. */
export function keptFrom(field: string, entry: IDataObject): Attachment {
	const { filename, size, type, url, resourceId } = entry;
	const texts = [filename, type, url, resourceId];
	if (texts.every((text) => typeof text === 'string' && text !== '') && Number(size) > 0) {
		return { filename, size: Number(size), type, url, resourceId } as Attachment;
	}
	throw new InputError(
		field,
		`holds an attachment that DingTalk gives no resource ID for: ${String(filename ?? '').slice(0, 60)}`,
		'Only uploaded files can be kept. Give the names of binary fields, such as data',
	);
}
