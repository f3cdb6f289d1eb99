import { InputError } from '../../../shared/errors/inputError';
import { withBinaryNames } from '../../../shared/media/formFile';
import { toId } from '../../../shared/values/id';
import { arrayIn, toTexts } from '../../../shared/values/list';
import type { Draft, FileSource, Reading } from './component';

/** DDPhotoField: names of binary fields, and addresses of pictures. @throws InputError for anything else */
export const readPhotos = (value: unknown, reading: Reading): Draft => ({
	kind: 'photos',
	files: entriesOf(value, reading).map((entry): FileSource => {
		if (typeof entry !== 'string') throw wrong(reading, 'a picture');
		return /^https?:\/\//i.test(entry) ? { url: entry } : { binary: entry };
	}),
});

/**
 * DDAttachment: names of binary fields, and files that are in the approval space already, as Approval > Get gives
 * them. @throws InputError for anything else
 */
export const readAttachments = (value: unknown, reading: Reading): Draft => ({
	kind: 'attachments',
	files: entriesOf(value, reading).map((entry): FileSource => {
		if (typeof entry === 'string') return { binary: entry };
		return { stored: storedIn(entry as Record<string, unknown>, reading) };
	}),
});

/** Files of n8n's forms by the names of their binary fields. */
function entriesOf(value: unknown, { field, timeZone, held }: Reading): unknown[] {
	const list = typeof value === 'string' ? (arrayIn(value) ?? value) : value;
	const entries = [list]
		.flat()
		.flatMap((entry: unknown): unknown[] =>
			typeof entry === 'object' && entry !== null ? [entry] : toTexts(field, entry, timeZone),
		);
	return withBinaryNames(held, field, entries);
}

function storedIn(file: Record<string, unknown>, reading: Reading) {
	const part = (name: string) => toId(`${reading.field} > ${name}`, file[name]);
	const stored = {
		spaceId: part('spaceId'),
		fileName: part('fileName'),
		fileSize: part('fileSize'),
		fileType: part('fileType'),
		fileId: part('fileId'),
	};
	if (stored.spaceId !== '' && stored.fileId !== '' && stored.fileName !== '') return stored;
	throw wrong(reading, 'a file');
}

const wrong = ({ field }: Reading, what: string) =>
	new InputError(
		field,
		`holds what is no name of a binary field, and not ${what} either`,
		"Give the name of the item's binary field, several separated by commas",
	);
