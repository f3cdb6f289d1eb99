import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import type { DingTalkApi } from '../../shared/transport/api';
import { FILE_TIMEOUT_MS } from '../../shared/transport/plain';
import { decodedName, safeFileName } from '../../shared/media/fileName';
import type { MediaType } from '../../shared/media/kinds';
import {
	MEDIA_RULES,
	assertFormat,
	assertSize,
	mediaTypeOf,
	withExtension,
} from '../../shared/media/kinds';

export interface UploadRequest {
	/** Label of the field that names the binary, for faults. */
	field: string;
	binaryPropertyName: string;
	/** 'auto' guesses from the MIME type. */
	mediaType: MediaType | 'auto';
	/** Replaces the binary's own name. */
	fileName?: string;
	/** Leave it to DingTalk to refuse a format. */
	anyFormat?: boolean;
	/** A stricter limit than the upload's own, e.g. 10 MB for a legacy conversation. */
	maxBytes?: number;
}

export interface UploadedMedia {
	mediaId: string;
	type: MediaType;
	/** ISO time. */
	createdAt: string;
	fileName: string;
	mimeType: string;
	bytes: number;
}

/** What an upload will be, told from the item alone. */
export interface PlannedUpload {
	binary: IBinaryData;
	type: MediaType;
	fileName: string;
}

/**
 * Name and type of an upload; the format is checked, nothing is read or sent yet.
 *
 * @throws InputError naming the field
 */
export function planUpload(
	node: IExecuteFunctions,
	itemIndex: number,
	request: UploadRequest,
): PlannedUpload {
	const { field } = request;
	const binary = binaryOf(node, itemIndex, field, request.binaryPropertyName);
	const fileName = nameOf(binary, request.fileName);
	const type =
		request.mediaType === 'auto' ? mediaTypeOf(binary.mimeType ?? '', fileName) : request.mediaType;
	if (!request.anyFormat) assertFormat(field, type, fileName);
	return { binary, type, fileName };
}

/**
 * Uploads a binary field of the item; size and format are checked first.
 *
 * @throws InputError naming the field, before anything is sent
 * @throws NodeApiError when DingTalk refuses
 */
export async function uploadBinary(
	api: DingTalkApi,
	node: IExecuteFunctions,
	itemIndex: number,
	request: UploadRequest,
): Promise<UploadedMedia> {
	const { field, binaryPropertyName } = request;
	const { binary, type, fileName } = planUpload(node, itemIndex, request);
	const maxBytes = Math.min(MEDIA_RULES[type].maxBytes, request.maxBytes ?? Infinity);
	const blob = await readBlob(node, itemIndex, binaryPropertyName, binary, maxBytes);
	assertFits(field, type, blob.size, request.maxBytes);
	return await uploadBlob(api, { type, fileName, blob });
}

/**
 * Uploads what is ready to be uploaded.
 *
 * @throws NodeApiError when DingTalk refuses
 * @see DingTalk docs "上传媒体文件": POST /media/upload?type=
 */
export async function uploadBlob(
	api: DingTalkApi,
	{ type, fileName, blob }: { type: MediaType; fileName: string; blob: Blob },
): Promise<UploadedMedia> {
	const form = new FormData();
	form.append('type', type);
	form.append('media', blob, fileName);
	const answer = await api.request<{ media_id: string; created_at?: number }>({
		method: 'POST',
		host: 'oapi',
		path: '/media/upload',
		answer: { media_id: 'text', created_at: 'number?' },
		// Also in the URL: DingTalk answers 40004 to some clients whose form part it does not read.
		query: { type },
		body: form,
		timeoutMs: FILE_TIMEOUT_MS,
		// A second copy of a medium that nobody refers to does no harm.
		repeatable: true,
	});
	return {
		mediaId: answer.media_id,
		type,
		createdAt: new Date(Number(answer.created_at) || Date.now()).toISOString(),
		fileName,
		mimeType: blob.type,
		bytes: blob.size,
	};
}

/** @throws InputError when the item does not have the binary field */
export function binaryOf(
	node: IExecuteFunctions,
	itemIndex: number,
	field: string,
	name: string,
): IBinaryData {
	const binaries = node.getInputData()[itemIndex]?.binary ?? {};
	const found = binaries[name];
	if (found) return found;
	const present = Object.keys(binaries);
	throw new InputError(
		field,
		`names the binary field '${name}', which this item does not have`,
		present.length > 0
			? `This item has: ${present.join(', ')}`
			: 'This item carries no file. Put a node before this one that reads or makes one',
	);
}

/**
 * The bytes as a Blob, read chunk by chunk where n8n keeps the file outside the item, and never more than
 * a little over the limit.
 */
export async function readBlob(
	node: IExecuteFunctions,
	itemIndex: number,
	name: string,
	binary: IBinaryData,
	maxBytes: number,
): Promise<Blob> {
	const type = binary.mimeType;
	if (!binary.id) {
		const buffer = await node.helpers.getBinaryDataBuffer(itemIndex, name);
		return new Blob([buffer as Uint8Array<ArrayBuffer>], { type });
	}
	return await blobOf(await node.helpers.getBinaryStream(binary.id), maxBytes, type);
}

/** The chunks as a Blob, read to a little over the limit at most. */
export async function blobOf(
	chunks: AsyncIterable<unknown>,
	maxBytes: number,
	type?: string,
): Promise<Blob> {
	const parts: Blob[] = [];
	let bytes = 0;
	for await (const chunk of chunks) {
		// A Blob of each chunk: joining them copies nothing, so a 20 MB file is held once.
		parts.push(new Blob([chunk as Uint8Array<ArrayBuffer>]));
		bytes += (chunk as Buffer).length;
		if (bytes > maxBytes) break;
	}
	return new Blob(parts, { type });
}

/** The name to upload a file under, with an extension. @param wanted in place of the file's own */
export function nameOf(binary: IBinaryData, wanted = ''): string {
	const offered = safeFileName(decodedName(wanted || binary.fileName || ''));
	// A Code node may leave the MIME type out.
	return withExtension(offered, binary.mimeType ?? '', binary.fileExtension);
}

/** A file of the item that can be read more than once. */
export interface OpenFile {
	bytes: number;
	/** From its beginning: a Node stream where n8n keeps the file outside the item. */
	open(): Promise<unknown>;
}

/** Not read before it is opened where n8n keeps it outside the item. */
async function openFile(
	node: IExecuteFunctions,
	itemIndex: number,
	name: string,
	binary: IBinaryData,
): Promise<OpenFile> {
	const { id } = binary;
	if (id) {
		const { fileSize } = await node.helpers.getBinaryMetadata(id);
		return { bytes: fileSize, open: async () => await node.helpers.getBinaryStream(id) };
	}
	const buffer = await node.helpers.getBinaryDataBuffer(itemIndex, name);
	return { bytes: buffer.length, open: async () => await Promise.resolve(buffer) };
}

/**
 * The file of a binary field.
 *
 * @throws InputError naming the field when the item has no such file, or an empty one
 */
export async function fileIn(
	node: IExecuteFunctions,
	itemIndex: number,
	field: string,
	name: string,
): Promise<OpenFile> {
	const file = await openFile(node, itemIndex, name, binaryOf(node, itemIndex, field, name));
	if (file.bytes > 0) return file;
	throw new InputError(field, 'holds an empty file', 'Give a file with content');
}

/** @throws InputError when the file is empty, or larger than DingTalk or the target takes */
export function assertFits(
	field: string,
	type: MediaType,
	bytes: number,
	maxBytes: number | undefined,
): void {
	assertSize(field, type, bytes);
	if (maxBytes === undefined || bytes <= maxBytes) return;
	throw new InputError(
		field,
		`holds a file of more than ${Math.floor(maxBytes / 1024 / 1024)} MB, the limit for this target`,
		'Send a smaller file, or send it by the app robot',
	);
}
