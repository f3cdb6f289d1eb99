import type { DingTalkApi } from '../../shared/transport/api';
import { incomplete } from '../../shared/errors/came';
import type { Failure } from '../../shared/errors/failure';
import { path } from '../../shared/wire/path';
import type { OpenFile } from '../media/upload';
import type { WireDentry } from './dentry';
import { dentryAnswer, ROOT } from './dentry';
import { PART_LIMITS, partSizeFor, partsOf } from './parts';

/** What becomes of a file whose name is taken; DingTalk's own words. */
export type ConflictStrategy =
	| 'AUTO_RENAME'
	| 'OVERWRITE'
	| 'RETURN_DENTRY_IF_EXISTS'
	| 'RETURN_ERROR_IF_EXISTS';

/** A file on its way into a folder of a space. */
export interface SpaceUpload {
	spaceId: string;
	/** The folder. @default the root of the space */
	parentId?: string;
	/** Who uploads. */
	unionId: string;
	name: string;
	file: OpenFile;
	/** @default DingTalk's own, AUTO_RENAME */
	conflictStrategy?: ConflictStrategy;
}

/** The calls of an upload in one piece, for the docs. */
export const UPLOAD_CALLS = [
	'POST /v1.0/storage/spaces/{spaceId}/files/uploadInfos/query',
	'POST /v1.0/storage/spaces/{spaceId}/files/commit',
] as const;

/** What comes in the place of the first for a file in parts. */
export const PART_CALLS = [
	'POST /v1.0/storage/spaces/{spaceId}/files/multiPartUploadInfos/init',
	'POST /v1.0/storage/spaces/files/multiPartUploadInfos/query',
] as const;

/** Above it a file goes in parts, so that what breaks costs one of them. */
const WHOLE_BYTES = 16 * 1024 * 1024;

/** Where bytes go, and what goes with them; the storage's, not DingTalk's. */
interface Address {
	resourceUrls: string[];
	headers?: Record<string, string>;
}

const addressAnswer = (at: string) =>
	({
		[`${at}.resourceUrls`]: 'ids',
		[`${at}.resourceUrls[]`]: 'text',
		[`${at}.headers`]: 'map?',
	}) as const;

/**
 * Uploads a file of any size into a space, and holds one part of it at a time. Nobody sees anything of it before the
 * commit, so that an upload that breaks off leaves nothing.
 *
 * These are the calls by space; DingTalk's page about uploads by node ID names them for whoever has a space, and its
 * example in parts commits with them.
 *
 * @throws NodeApiError when DingTalk or the storage refuses
 * @see storage_1_0 getFileUploadInfo and commitFile of the official client
 */
export async function uploadToSpace(api: DingTalkApi, upload: SpaceUpload): Promise<WireDentry> {
	const isWhole = upload.file.bytes <= WHOLE_BYTES;
	const uploadKey = await (isWhole ? putWhole(api, upload) : putInParts(api, upload));
	return await commit(api, upload, uploadKey);
}

const preCheckOf = ({ name, file, parentId }: SpaceUpload) => ({
	name,
	size: file.bytes,
	...(parentId ? { parentId } : {}),
});

async function putWhole(api: DingTalkApi, upload: SpaceUpload): Promise<string> {
	const { spaceId, unionId, name, file } = upload;
	const { uploadKey, headerSignatureInfo } = await api.request<{
		uploadKey: string;
		headerSignatureInfo: Address;
	}>({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/storage/spaces/${spaceId}/files/uploadInfos/query`,
		answer: { uploadKey: 'text', ...addressAnswer('headerSignatureInfo') },
		query: { unionId },
		body: {
			protocol: 'HEADER_SIGNATURE',
			multipart: false,
			option: { preCheckParam: preCheckOf(upload) },
		},
		repeatable: true,
	});
	const { resourceUrls, headers = {} } = headerSignatureInfo;
	const put = await api.putFile({ url: resourceUrls[0], headers, ...file });
	if (!put.ok) throw api.toError(put.failure, { prefix: `'${name}' was not uploaded` });
	return uploadKey;
}

/**
 * @see DingTalk docs "初始化文件分片上传": POST …/{spaceId}/files/multiPartUploadInfos/init
 * @see DingTalk docs "获取文件分片上传信息": POST …/files/multiPartUploadInfos/query
 */
async function putInParts(api: DingTalkApi, upload: SpaceUpload): Promise<string> {
	const { spaceId, unionId, name, file } = upload;
	const { uploadKey } = await api.request<{ uploadKey: string }>({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/storage/spaces/${spaceId}/files/multiPartUploadInfos/init`,
		answer: { uploadKey: 'text' },
		query: { unionId },
		body: { option: { preCheckParam: preCheckOf(upload) } },
		// What is begun and never committed is nobody's file.
		repeatable: true,
	});
	const size = partSizeFor(file.bytes);
	const count = Math.ceil(file.bytes / size);
	const addresses = partAddresses(api, { uploadKey, unionId, count });
	let partNumber = 0;
	for await (const part of partsOf(await file.open(), size)) {
		partNumber++;
		const put = async () => {
			const { resourceUrls, headers = {} } = await addresses.of(partNumber);
			const open = async () => await Promise.resolve(part);
			return await api.putFile({ url: resourceUrls[0], headers, bytes: part.length, open });
		};
		let outcome = await put();
		if (!outcome.ok && isOutdated(outcome.failure)) {
			addresses.forget();
			outcome = await put();
		}
		if (outcome.ok) continue;
		throw api.toError(outcome.failure, {
			prefix: `'${name}' was not uploaded; part ${partNumber} of ${count} failed`,
		});
	}
	return uploadKey;
}

/** The signature of an address lasts some minutes; on a slow line the later ones of a batch are over. */
const isOutdated = ({ httpStatus }: Failure): boolean => httpStatus === 403;

/** Addresses of parts, asked for in batches as they are needed. */
function partAddresses(
	api: DingTalkApi,
	{ uploadKey, unionId, count }: { uploadKey: string; unionId: string; count: number },
) {
	const known = new Map<number, Address>();
	const fetchFrom = async (first: number) => {
		const length = Math.min(PART_LIMITS.perCall, count - first + 1);
		const partNumbers = Array.from({ length }, (_none, index) => first + index);
		const { multipartHeaderSignatureInfos: infos } = await api.request<{
			multipartHeaderSignatureInfos: Array<{
				partNumber: number | string;
				headerSignatureInfo: Address;
			}>;
		}>({
			method: 'POST',
			host: 'api',
			path: '/v1.0/storage/spaces/files/multiPartUploadInfos/query',
			answer: {
				multipartHeaderSignatureInfos: 'objects',
				'multipartHeaderSignatureInfos[].partNumber': 'digits',
				...addressAnswer('multipartHeaderSignatureInfos[].headerSignatureInfo'),
			},
			query: { unionId },
			body: { uploadKey, partNumbers },
			repeatable: true,
			secrets: [uploadKey],
		});
		for (const info of infos) known.set(Number(info.partNumber), info.headerSignatureInfo);
	};
	return {
		async of(partNumber: number): Promise<Address> {
			if (!known.has(partNumber)) await fetchFrom(partNumber);
			const address = known.get(partNumber);
			if (address) return address;
			throw api.toError(incomplete(`it has no address for part ${partNumber}`));
		},
		forget: () => known.clear(),
	};
}

async function commit(
	api: DingTalkApi,
	{ spaceId, parentId = ROOT, unionId, name, file, conflictStrategy }: SpaceUpload,
	uploadKey: string,
): Promise<WireDentry> {
	const { dentry } = await api.request<{ dentry: WireDentry }>({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/storage/spaces/${spaceId}/files/commit`,
		answer: dentryAnswer('dentry'),
		query: { unionId },
		body: {
			uploadKey,
			name,
			parentId,
			// With the size DingTalk checks that all of it came.
			option: { size: file.bytes, ...(conflictStrategy ? { conflictStrategy } : {}) },
		},
		secrets: [uploadKey],
	});
	return dentry;
}
