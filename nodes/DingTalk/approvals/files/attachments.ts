import { InputError } from '../../../shared/errors/inputError';
import { decodedName, safeFileName } from '../../../shared/media/fileName';
import { extensionOf, withExtension } from '../../../shared/media/kinds';
import { path } from '../../../shared/wire/path';
import { binaryOf, openFile } from '../../media/upload';
import type { StoredFile } from '../components/component';
import type { FileContext } from './photos';

/** Who uploads; both IDs are the same person's. */
export interface Uploader {
	userId: string;
	unionId: string;
}

interface UploadInfo {
	uploadKey: string;
	headerSignatureInfo: { resourceUrls: string[]; headers?: Record<string, string> };
}

interface Committed {
	dentry: { id: string; spaceId?: string; name?: string; size?: number; extension?: string };
}

/** The calls of an upload, for the docs. */
export const ATTACHMENT_CALLS = [
	'POST /v1.0/workflow/processInstances/spaces/infos/query',
	'POST /v1.0/storage/spaces/{spaceId}/files/uploadInfos/query',
	'POST /v1.0/storage/spaces/{spaceId}/files/commit',
] as const;

/**
 * The space (钉盘空间) for files of approvals. Asking for it also lets the person upload into it.
 *
 * @throws NodeApiError when DingTalk refuses
 * @see DingTalk docs "获取审批钉盘空间信息": POST /v1.0/workflow/processInstances/spaces/infos/query
 */
export async function approvalSpaceOf(
	{ api }: Pick<FileContext, 'api'>,
	userId: string,
): Promise<string> {
	const { agentId } = api.settings;
	const { result } = await api.request<{ result: { spaceId: number | string } }>({
		method: 'POST',
		host: 'api',
		path: '/v1.0/workflow/processInstances/spaces/infos/query',
		answer: { 'result.spaceId': 'id' },
		body: { userId, ...(Number(agentId) > 0 ? { agentId: Number(agentId) } : {}) },
		repeatable: true,
	});
	return String(result.spaceId);
}

/** @throws InputError when the item has no such file */
export function checkAttachment(
	{ node, itemIndex }: FileContext,
	field: string,
	binaryName: string,
) {
	const binary = binaryOf(node, itemIndex, field, binaryName);
	const offered = safeFileName(decodedName(binary.fileName ?? ''));
	const fileName = withExtension(offered, binary.mimeType ?? '', binary.fileExtension);
	return { binary, fileName };
}

/**
 * Uploads a file of the item into the approval space, as a stream where n8n keeps it outside the item.
 *
 * The official tutorial has only the client's own upload; these are the calls of the storage that public reports use.
 *
 * @throws InputError naming the field, before anything is sent; NodeApiError when DingTalk or the storage refuses
 * @see storage_1_0 getFileUploadInfo and commitFile of the official client
 */
export async function uploadAttachment(
	context: FileContext,
	{
		field,
		binaryName,
		spaceId,
		unionId,
	}: { field: string; binaryName: string; spaceId: string } & Pick<Uploader, 'unionId'>,
): Promise<StoredFile> {
	const { api, node, itemIndex } = context;
	const { binary, fileName } = checkAttachment(context, field, binaryName);
	const file = await openFile(node, itemIndex, binaryName, binary);
	if (file.bytes === 0) {
		throw new InputError(field, 'holds an empty file', 'Give a file with content');
	}
	const { uploadKey, headerSignatureInfo } = await api.request<UploadInfo>({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/storage/spaces/${spaceId}/files/uploadInfos/query`,
		answer: {
			uploadKey: 'text',
			'headerSignatureInfo.resourceUrls': 'ids',
			'headerSignatureInfo.resourceUrls[]': 'text',
			'headerSignatureInfo.headers': 'map?',
		},
		query: { unionId },
		body: {
			protocol: 'HEADER_SIGNATURE',
			multipart: false,
			option: { preCheckParam: { name: fileName, size: file.bytes } },
		},
		repeatable: true,
	});
	const [url] = headerSignatureInfo.resourceUrls;
	const put = await api.putFile({ url, headers: headerSignatureInfo.headers ?? {}, ...file });
	if (!put.ok) throw api.toError(put.failure, { prefix: `'${fileName}' was not uploaded` });
	const { dentry } = await api.request<Committed>({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/storage/spaces/${spaceId}/files/commit`,
		answer: {
			'dentry.id': 'id',
			'dentry.spaceId': 'id?',
			'dentry.name': 'text?',
			'dentry.size': 'digits?',
			'dentry.extension': 'text?',
		},
		query: { unionId },
		body: { uploadKey, name: fileName, parentId: '0' },
		secrets: [uploadKey],
	});
	return {
		spaceId: String(dentry.spaceId ?? spaceId),
		fileName: dentry.name ?? fileName,
		fileSize: String(dentry.size ?? file.bytes),
		fileType: dentry.extension ?? extensionOf(fileName),
		fileId: String(dentry.id),
	};
}
