import type { INodeProperties } from 'n8n-workflow';

import { fingerprint } from '../../../../shared/crypto/digest';
import { readOperator } from '../../../../shared/contacts/operator';
import { safeFileName } from '../../../../shared/media/fileName';
import { assertFormat, MEDIA_RULES, mimeTypeOf } from '../../../../shared/media/kinds';
import { DENTRY_FIELDS } from '../../../drive/context';
import { fetchDentry } from '../../../drive/dentry';
import { readSpaceFile } from '../../../drive/download';
import { findPlace, readPlace } from '../../../drive/names';
import { fileLocator, spaceLocator } from '../../../fields/drive';
import { assertFits, uploadBlob } from '../../../media/upload';
import type { ItemContext } from '../../../operation/operation';
import type { MediaSource } from './media';
import { STAND_IN } from './media';

const shown = { show: { messageType: ['file'], fileSource: ['drive'] } };

/** Which file of the drive a file message carries. */
export const driveFileFields: INodeProperties[] = [
	{ ...spaceLocator, displayOptions: shown },
	{ ...fileLocator, displayOptions: shown },
];

/** Until the drive tells it; one that any target takes. */
const NAME_TO_COME = 'file.pdf';

/**
 * A file of the drive, which is fetched and uploaded as a medium: DingTalk's messages take nothing else. Name, format
 * and size are known, and checked, once the drive is asked.
 *
 * @param maxBytes a stricter limit of the target than the upload's own
 * @throws InputError when the form names no file, or nobody who acts
 */
export function driveFile(context: ItemContext, maxBytes?: number): MediaSource {
	const { api, read, directory } = context;
	const named = readPlace(read, DENTRY_FIELDS);
	const operator = readOperator(context);
	const options = read.group('options');
	const wanted = options.text('fileName').trim();
	const takesAny = options.flag('anyFormat');
	const field = read.label(fileLocator.name);
	return {
		// Two files of one name are two messages.
		draftId: `${STAND_IN}-${fingerprint(JSON.stringify(named))}`,
		fileName: NAME_TO_COME,
		isUpload: true,
		async open() {
			const unionId = await directory.unionIdOf(operator);
			const place = await findPlace(api, named, unionId);
			const { name = '', size } = await fetchDentry(api, place, unionId);
			const fileName = safeFileName(wanted || name, 'file');
			if (!takesAny) assertFormat(field, 'file', fileName);
			if (size !== undefined) assertFits(field, 'file', Number(size), maxBytes);
			const blob = await readSpaceFile(api, place, unionId, {
				maxBytes: Math.min(MEDIA_RULES.file.maxBytes, maxBytes ?? Infinity),
				type: mimeTypeOf(fileName),
			});
			assertFits(field, 'file', blob.size, maxBytes);
			const { mediaId } = await uploadBlob(api, { type: 'file', fileName, blob });
			return { mediaId, fileName };
		},
	};
}
