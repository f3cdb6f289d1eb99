import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import { assertCount } from '../../shared/messages/checks';
import type { PersonRef } from '../../shared/params/personRef';
import { thousands } from '../../shared/values/words';
import type { ItemContext } from '../operation/operation';
import {
	ATTACHMENT_CALLS,
	approvalSpaceOf,
	checkAttachment,
	uploadAttachment,
} from './files/attachments';
import { checkPhoto, uploadPhoto } from './files/photos';

const MOST_FILES = 20;
/** Of the address of a picture: "图片URL地址，最大长度1024字符". */
const URL_CHARS = 1024;

/** The calls that files and photos of a remark may make, for the docs. */
export const REMARK_CALLS = [...ATTACHMENT_CALLS, 'POST /media/upload'] as const;

/** Files and pictures of a decision, a hand-over or a comment, in its Options. */
export const remarkFileOptions: INodeProperties[] = [
	{
		displayName: 'Files',
		name: 'files',
		type: 'string',
		default: '',
		placeholder: 'e.g. data, report',
		description:
			"Names of the item's binary fields, separated by commas: at most 20 files, uploaded into the approval space",
	},
	{
		displayName: 'Photos',
		name: 'photos',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/receipt.jpg, photo',
		description:
			"Addresses of pictures that anybody may open, or names of the item's binary fields, separated by commas. DingTalk shows an uploaded picture to everybody who knows its address.",
	},
];

/** What is to go along with a remark. */
export interface RemarkFiles {
	files: string[];
	photos: string[];
}

const isUrl = (entry: string): boolean => /^https?:\/\//i.test(entry);

/**
 * Reads `remarkFileOptions`.
 *
 * @throws InputError for binary fields that the item does not have, and for more than DingTalk takes
 */
export function readRemarkFiles(context: ItemContext): RemarkFiles {
	const group = context.read.group('options');
	const given = { files: group.texts('files'), photos: group.texts('photos') };
	assertCount(group.label('files'), given.files.length, 0, MOST_FILES);
	for (const name of given.files) checkAttachment(context, group.label('files'), name);
	for (const entry of given.photos) {
		if (!isUrl(entry)) checkPhoto(context, group.label('photos'), entry);
		else if (entry.length > URL_CHARS) throw tooLong(group.label('photos'), entry);
	}
	return given;
}

/**
 * `file` of a call, once everything is uploaded; nothing where there is none.
 *
 * @param uploader whose right it is to upload; looked up only where there are files
 */
export async function remarkFile(
	context: ItemContext,
	{ files, photos }: RemarkFiles,
	uploader: PersonRef,
): Promise<{ file?: IDataObject }> {
	if (files.length + photos.length === 0) return {};
	const { read, directory } = context;
	const group = read.group('options');
	const urls: string[] = [];
	for (const entry of photos) {
		urls.push(isUrl(entry) ? entry : await uploadPhoto(context, group.label('photos'), entry));
	}
	const attachments: IDataObject[] = [];
	if (files.length > 0) {
		const unionId = await directory.unionIdOf(uploader);
		const spaceId = await approvalSpaceOf(context, await directory.userIdOf(uploader));
		for (const binaryName of files) {
			const upload = { field: group.label('files'), binaryName, spaceId, unionId };
			attachments.push({ ...(await uploadAttachment(context, upload)) });
		}
	}
	return {
		file: {
			...(urls.length > 0 ? { photos: urls } : {}),
			...(attachments.length > 0 ? { attachments } : {}),
		},
	};
}

const tooLong = (field: string, url: string) =>
	new InputError(
		field,
		`holds an address of ${thousands(url.length)} characters; the limit is ${thousands(URL_CHARS)}`,
		'Give a shorter address, or the picture in a binary field',
	);
