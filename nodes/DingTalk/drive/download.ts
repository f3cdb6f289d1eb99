import type { Outcome } from '../../shared/errors/failure';
import { failed } from '../../shared/errors/failure';
import { brokenFile } from '../../shared/media/download';
import type { DingTalkApi } from '../../shared/transport/api';
import type { Reply } from '../../shared/transport/reply';
import { path } from '../../shared/wire/path';
import { blobOf } from '../media/upload';
import type { Place } from './dentry';

export const DOWNLOAD_CALL =
	'POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/downloadInfos/query';

/**
 * A file of a space, as a stream from the storage; DingTalk signs the address and the headers.
 *
 * @param version an older one. @default the newest
 * @see DingTalk docs "获取文件下载信息": POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/downloadInfos/query
 */
export async function openSpaceFile(
	api: DingTalkApi,
	{ spaceId, dentryId }: Place,
	unionId: string,
	version?: number,
): Promise<Outcome<Reply>> {
	const info = await api.attempt({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/storage/spaces/${spaceId}/dentries/${dentryId}/downloadInfos/query`,
		query: { unionId },
		answer: {
			'headerSignatureInfo.resourceUrls': 'ids',
			'headerSignatureInfo.resourceUrls[]': 'text',
			'headerSignatureInfo.headers': 'map?',
		},
		body: version === undefined ? {} : { option: { version } },
		repeatable: true,
	});
	if (!info.ok) return failed(info.failure);
	const { headerSignatureInfo } = info.value.body as {
		headerSignatureInfo: { resourceUrls: string[]; headers?: Record<string, string> };
	};
	return await api.fetchUrl(headerSignatureInfo.resourceUrls[0], headerSignatureInfo.headers);
}

/**
 * The content of a file of a space, to a little over the limit at most.
 *
 * @throws NodeApiError when DingTalk refuses, or the file breaks off on its way
 */
export async function readSpaceFile(
	api: DingTalkApi,
	place: Place,
	unionId: string,
	{ maxBytes, type }: { maxBytes: number; type?: string },
): Promise<Blob> {
	const opened = await openSpaceFile(api, place, unionId);
	if (!opened.ok) throw api.toError(opened.failure);
	try {
		return await blobOf(opened.value.body as AsyncIterable<unknown>, maxBytes, type);
	} catch (error) {
		throw brokenFile(api, error);
	}
}
