import type { MediaType } from '../../../../shared/media/kinds';
import type { UploadRequest } from '../../../media/upload';
import { planUpload, uploadBinary } from '../../../media/upload';
import type { ItemContext } from '../../../operation/operation';

/** A medium of a message: uploaded before, or about to be. */
export interface MediaSource {
	/** The media ID, or a stand-in for that of the upload to come. */
	draftId: string;
	/** Name of the file to be uploaded, or a stand-in for it. */
	fileName?: string;
	isUpload: boolean;
	/** Uploads, if need be. */
	open(): Promise<OpenedMedia>;
}

/** A medium that a message can carry. */
export interface OpenedMedia {
	mediaId: string;
	/** Of the file that was uploaded. */
	fileName?: string;
}

export interface MediaFields {
	isBinary: boolean;
	/** Parameter that names the binary field. */
	binaryField: string;
	/** Parameter with the media ID. */
	idField: string;
	mediaType: MediaType;
	/** A stricter limit of the target than the upload's own. */
	maxBytes?: number;
	/** Keep the binary's own name, whatever the options say. */
	ownName?: boolean;
}

export const STAND_IN = '@media-id-of-the-upload-to-come';

/** @throws InputError when the item lacks the file, its format does not fit, or there is no media ID */
export function mediaFrom(context: ItemContext, fields: MediaFields): MediaSource {
	const { api, read, node, itemIndex } = context;
	if (!fields.isBinary) {
		const mediaId = read.id(fields.idField);
		return { draftId: mediaId, isUpload: false, open: async () => ({ mediaId }) };
	}
	const options = read.group('options');
	const request: UploadRequest = {
		field: read.label(fields.binaryField),
		binaryPropertyName: read.filled(fields.binaryField),
		mediaType: fields.mediaType,
		fileName: fields.ownName ? '' : options.text('fileName'),
		anyFormat: options.flag('anyFormat'),
		maxBytes: fields.maxBytes,
	};
	return {
		draftId: STAND_IN,
		fileName: planUpload(node, itemIndex, request).fileName,
		isUpload: true,
		open: async () => await uploadBinary(api, node, itemIndex, request),
	};
}
