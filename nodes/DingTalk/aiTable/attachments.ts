import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { itemRunOf } from '../../shared/itemKey';
import { storeFile } from '../../shared/media/download';
import { mimeTypeOf } from '../../shared/media/kinds';
import { withBinaryNames } from '../../shared/media/formFile';
import { memoryOf } from '../../shared/memory';
import type { DingTalkApi } from '../../shared/transport/api';
import { path } from '../../shared/wire/path';
import type { OpenFile } from '../media/upload';
import { isNodeAddress } from '../../shared/drive/nodeRef';
import { binaryOf, fileIn, nameOf } from '../media/upload';
import type { ItemContext } from '../operation/operation';
import type { Attachment, FileRef } from '../../shared/aiTable/fileRefs';
import { keptFrom } from '../../shared/aiTable/fileRefs';
import type { WireRecord } from '../../shared/aiTable/record';
import type { Table } from '../../shared/aiTable/table';
import type { Column } from '../../shared/aiTable/columns';

/** The call that tells where an attachment's bytes go, for the docs. */
export const RESOURCE_CALL = 'POST /v1.0/doc/docs/resources/{docId}/uploadInfos/query';

/** A file that is checked and still to be uploaded, or that the base has already. */
export type ItemFile = Attachment | Upload;

interface Upload {
	context: ItemContext;
	binaryName: string;
	name: string;
	mimeType: string;
	file: OpenFile;
}

/** @throws InputError when the item has no such file, or an empty one */
export async function openFiles(
	context: ItemContext,
	field: string,
	refs: readonly FileRef[],
): Promise<ItemFile[]> {
	const { node, itemIndex } = context;
	const held = node.getInputData()[itemIndex]?.binary ?? {};
	const named = withBinaryNames<string | Attachment>(held, field, refs);
	return await Promise.all(
		named.map(async (ref): Promise<ItemFile> => {
			if (typeof ref !== 'string') return ref;
			const binary = binaryOf(node, itemIndex, field, ref);
			const name = nameOf(binary);
			const mimeType = binary.mimeType || (mimeTypeOf(name) ?? 'application/octet-stream');
			const file = await fileIn(node, itemIndex, field, ref);
			return { context, binaryName: ref, name, mimeType, file };
		}),
	);
}

/**
 * Files as a record takes them: those that the base does not have are uploaded into it, once for each item in all
 * attempts of n8n.
 *
 * @throws NodeApiError naming the file when DingTalk or the storage refuses
 */
export async function uploadFiles(where: Table, files: readonly ItemFile[]): Promise<Attachment[]> {
	const attachments: Attachment[] = [];
	for (const file of files) {
		attachments.push('resourceId' in file ? file : await uploadOnce(where, file));
	}
	return attachments;
}

async function uploadOnce({ operatorId, baseId }: Table, upload: Upload) {
	const { context, binaryName, name, mimeType, file } = upload;
	const { api, node, itemIndex } = context;
	const run = itemRunOf(node, itemIndex);
	const memory = memoryOf<Attachment>(run, 'aiTableFile', baseId, binaryName, name, file.bytes);
	const known = memory.get('done');
	if (known) return known;
	const { result } = await api.request<{
		result: { uploadUrl: string; resourceUrl: string; resourceId: string };
	}>({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/doc/docs/resources/${baseId}/uploadInfos/query`,
		answer: { 'result.uploadUrl': 'text', 'result.resourceUrl': 'text', 'result.resourceId': 'id' },
		query: { operatorId },
		body: { resourceName: name, mediaType: mimeType, size: file.bytes },
		// A resource that no record names is nobody's file.
		repeatable: true,
	});
	const { uploadUrl: url, resourceUrl, resourceId } = result;
	const put = await api.putFile({ url, headers: {}, contentType: mimeType, ...file });
	if (!put.ok) throw api.toError(put.failure, { prefix: `'${name}' was not uploaded` });
	const attachment: Attachment = {
		filename: name,
		size: file.bytes,
		type: mimeType,
		url: resourceUrl,
		resourceId: String(resourceId),
	};
	memory.set('done', attachment);
	return attachment;
}

/**
 * Adds to what columns of a record hold already, as a write replaces the list. What is there already, such as after an
 * attempt whose answer was lost, is not added again.
 *
 * @param columns names of those to add to
 * @throws InputError for a file that cannot be kept
 */
export function withKept(
	fields: IDataObject,
	columns: readonly string[],
	record: WireRecord,
): IDataObject {
	const merged = { ...fields };
	for (const name of columns) {
		const held = [record.fields[name] ?? []].flat() as IDataObject[];
		const kept = held.map((entry) => keptFrom(name, entry));
		const ids = new Set(kept.map(({ resourceId }) => resourceId));
		const added = (fields[name] as Attachment[]).filter(({ resourceId }) => !ids.has(resourceId));
		merged[name] = [...kept, ...added];
	}
	return merged;
}

/** A record whose attachments name the binary fields that hold them. */
export interface FilledRecord {
	record: WireRecord;
	binary: IBinaryKeyData;
}

/**
 * Downloads the files of a record's attachment columns into binary fields: `attachment_0`, `attachment_1`, … Online
 * documents among them are links and stay what they are. The addresses get no token.
 *
 * @throws NodeApiError naming the file when it does not come whole
 */
export async function withFiles(
	{ api, node }: Pick<ItemContext, 'api' | 'node'>,
	record: WireRecord,
	columns: readonly Column[],
): Promise<FilledRecord> {
	const binary: IBinaryKeyData = {};
	const fields = { ...record.fields };
	for (const { name, type } of columns) {
		if (type !== 'attachment' || !Array.isArray(fields[name])) continue;
		const entries: IDataObject[] = [];
		for (const entry of fields[name] as IDataObject[]) {
			if (typeof entry?.url !== 'string' || isNodeAddress(entry.url)) {
				entries.push(entry);
				continue;
			}
			const binaryField = `attachment_${Object.keys(binary).length}`;
			binary[binaryField] = await download(api, node, entry as Attachment, record.id);
			entries.push({ ...entry, binaryField });
		}
		fields[name] = entries;
	}
	return { record: { ...record, fields }, binary };
}

async function download(
	api: DingTalkApi,
	node: ItemContext['node'],
	{ url, filename }: Attachment,
	recordId: string,
) {
	const opened = await api.fetchUrl(url);
	if (opened.ok) return await storeFile(node, opened.value, String(filename ?? ''), api);
	const prefix = `'${String(filename)}' of the record ${recordId} was not downloaded`;
	throw api.toError(opened.failure, { prefix });
}
