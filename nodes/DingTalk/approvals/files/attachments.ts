import { extensionOf } from '../../../shared/media/kinds';
import { UPLOAD_CALLS, uploadToSpace } from '../../drive/upload';
import { binaryOf, fileIn, nameOf } from '../../media/upload';
import type { StoredFile } from '../components/component';
import type { FileContext } from './photos';

/** Who uploads; both IDs are the same person's. */
export interface Uploader {
	userId: string;
	unionId: string;
}

/** The calls of an upload, for the docs; files above 16 MB go in parts, as those of File > Upload do. */
export const ATTACHMENT_CALLS = [
	'POST /v1.0/workflow/processInstances/spaces/infos/query',
	...UPLOAD_CALLS,
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
	return { fileName: nameOf(binary) };
}

/**
 * Uploads a file of the item into the approval space, as a stream where n8n keeps it outside the item.
 *
 * The official tutorial has only the client's own upload; these are the calls of the drive, which public reports use.
 *
 * @throws InputError naming the field, before anything is sent; NodeApiError when DingTalk or the storage refuses
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
	const { fileName } = checkAttachment(context, field, binaryName);
	const file = await fileIn(node, itemIndex, field, binaryName);
	const dentry = await uploadToSpace(api, { spaceId, unionId, name: fileName, file });
	return {
		spaceId: String(dentry.spaceId ?? spaceId),
		fileName: dentry.name ?? fileName,
		fileSize: String(dentry.size ?? file.bytes),
		fileType: dentry.extension ?? extensionOf(fileName),
		fileId: String(dentry.id),
	};
}
