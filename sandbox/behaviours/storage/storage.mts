import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Call, Request, World } from '../../server/call.mts';
import { APPROVAL_SPACE } from '../../state/approvalStore.mts';
import { keepMedia, mediaAnswer } from '../media/media.mts';
import { DRIVE_PATH, signature, storeError, UPLOAD_PATH } from '../robot/files.mts';
import type { ApprovalFile } from '../../state/types.mts';

const LIFE_MS = 900_000;

/** The path and the query: the space of approvals, and a person by unionId. */
function problem({ store }: World, { endpoint, pathParams, query }: Request): Answer | undefined {
	const { spaceId } = pathParams;
	if (!/^\d+$/.test(spaceId)) return apiError(endpoint, 'paramError.spaceId');
	if (spaceId !== APPROVAL_SPACE) return apiError(endpoint, 'spaceNotExist');
	return store.unionIds.get(query.unionId)?.visible ? undefined : apiError(endpoint, 'paramError');
}

/** `POST /v1.0/storage/spaces/{spaceId}/files/uploadInfos/query`: an address and the headers to send there. */
export const uploadInfo: Behaviour = (world, request) => {
	const { endpoint, query, body } = request;
	const refusal = problem(world, request);
	if (refusal) return refusal;
	const { approvals } = world.store;
	if (!approvals.uploaders.has(query.unionId)) return apiError(endpoint, 'permissionDenied');
	if (body.multipart === true) return apiError(endpoint, 'dentryUploadForbidden');
	const uploadKey = randomBytes(16).toString('hex');
	const headers = {
		Authorization: `OSS sandbox:${randomBytes(15).toString('base64')}`,
		'x-oss-date': new Date(world.store.now()).toUTCString(),
	};
	const expiresAt = world.store.now() + LIFE_MS;
	approvals.uploads.set(uploadKey, { uploadKey, unionId: query.unionId, headers, expiresAt });
	return ok({
		uploadKey,
		storageDriver: 'DINGTALK',
		protocol: 'HEADER_SIGNATURE',
		headerSignatureInfo: {
			resourceUrls: [new URL(UPLOAD_PATH + uploadKey, world.apiUrl()).href],
			internalResourceUrls: [],
			headers,
			expirationSeconds: LIFE_MS / 1000,
			region: 'ZHANGJIAKOU',
		},
	});
};

/** The PUT to that address: exactly the headers that were given, and no content type, which would be signed too. */
export function takeUpload({ store }: World, call: Call): Answer {
	const upload = store.approvals.uploads.get(call.path.slice(UPLOAD_PATH.length));
	if (call.method !== 'PUT') return storeError(405, 'MethodNotAllowed', 'Only PUT.');
	if (!upload) return storeError(404, 'NoSuchKey', 'No such upload.');
	if (upload.expiresAt <= store.now()) {
		return storeError(403, 'AccessDenied', 'Request has expired.');
	}
	const isSigned = Object.entries(upload.headers).every(
		([name, value]) => call.header(name.toLowerCase()) === value,
	);
	if (!isSigned || call.contentType !== '' || call.header('x-acs-dingtalk-access-token')) {
		return storeError(403, 'SignatureDoesNotMatch', 'The request signature does not match.');
	}
	upload.content = call.raw;
	return { status: 200, body: '', headers: { 'content-type': 'application/xml' }, code: '' };
}

const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1] ?? '';

/** `POST /v1.0/storage/spaces/{spaceId}/files/commit`: what was put there becomes a file. */
export const commitFile: Behaviour = (world, request) => {
	const { endpoint, query, body } = request;
	const refusal = problem(world, request);
	if (refusal) return refusal;
	const { approvals } = world.store;
	const upload = approvals.uploads.get(body.uploadKey as string);
	if (!upload?.content) return apiError(endpoint, 'paramError.uploadKey');
	if (upload.unionId !== query.unionId) return apiError(endpoint, 'permissionDenied');
	const { size } = (body.option ?? {}) as { size?: number };
	if (size !== undefined && size !== upload.content.length) {
		return apiError(endpoint, 'dentryStoreError');
	}
	if (body.parentId !== '0') return apiError(endpoint, 'paramError');
	const name = body.name as string;
	if (/[\\/:*?"<>|]/.test(name)) return apiError(endpoint, 'dentryNameIllegal');
	approvals.uploads.delete(upload.uploadKey);
	return ok({ dentry: dentry(keepFile(world, name, upload.content, query.unionId)) });
};

/** Puts a file into the space of approvals. */
export function keepFile(
	{ store }: Pick<World, 'store'>,
	name: string,
	content: Buffer,
	unionId: string,
): ApprovalFile {
	const media = keepMedia(store, {
		type: 'file',
		fileName: name,
		mimeType: 'application/octet-stream',
		content,
		uploadedBy: unionId,
	});
	const file: ApprovalFile = {
		fileId: String(60_605_000_000 + store.nextNumber()),
		spaceId: APPROVAL_SPACE,
		name,
		size: content.length,
		extension: extensionOf(name),
		creatorUnionId: unionId,
		createdAt: store.now(),
		mediaId: media.mediaId,
	};
	store.approvals.files.set(file.fileId, file);
	return file;
}

function dentry(file: ApprovalFile) {
	const { fileId, spaceId, name, size, extension, creatorUnionId, createdAt } = file;
	const time = new Date(createdAt).toISOString();
	return {
		id: fileId,
		uuid: `uuid-${fileId}`,
		spaceId,
		parentId: '0',
		type: 'FILE',
		name,
		size,
		extension,
		path: `/${name}`,
		version: 1,
		status: 'NORMAL',
		storageDriver: 'DINGTALK',
		creatorId: creatorUnionId,
		modifierId: creatorUnionId,
		createTime: time,
		modifiedTime: time,
	};
}

/** `POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/downloadInfos/query`. */
export const downloadInfo: Behaviour = (world, request) => {
	const { endpoint, pathParams, query } = request;
	const refusal = problem(world, request);
	if (refusal) return refusal;
	const { approvals } = world.store;
	const file = approvals.files.get(pathParams.dentryId);
	if (!file) return apiError(endpoint, 'dentryNotExist');
	if (!approvals.downloaders.has(`${query.unionId}\n${file.fileId}`)) {
		return apiError(endpoint, 'permissionDenied');
	}
	return ok({
		protocol: 'HEADER_SIGNATURE',
		headerSignatureInfo: {
			resourceUrls: [new URL(DRIVE_PATH + encodeURIComponent(file.mediaId), world.apiUrl()).href],
			internalResourceUrls: [],
			headers: signedHeaders(world, file.mediaId, String(world.store.now() + LIFE_MS)),
			expirationSeconds: LIFE_MS / 1000,
			region: 'ZHANGJIAKOU',
		},
	});
};

/** What the drive signs for the download of a file: good until a moment, for that file alone. */
function signedHeaders(world: World, mediaId: string, until: string): Record<string, string> {
	const signed = signature(world, mediaId, `drive ${until}`).toString('base64');
	return { Authorization: `OSS sandbox:${signed}`, 'x-oss-expires': until };
}

/** The GET of such a file: with the signed headers, and without an app token. */
export function giveFile(world: World, call: Call): Answer {
	if (call.method !== 'GET') return storeError(405, 'MethodNotAllowed', 'Only GET.');
	const mediaId = decodeURIComponent(call.path.slice(DRIVE_PATH.length));
	const until = call.header('x-oss-expires');
	const { Authorization: wanted } = signedHeaders(world, mediaId, until);
	if (call.header('authorization') !== wanted || call.header('x-acs-dingtalk-access-token')) {
		return storeError(403, 'SignatureDoesNotMatch', 'The request signature does not match.');
	}
	if (Number(until) <= world.store.now()) {
		return storeError(403, 'AccessDenied', 'Request has expired.');
	}
	const media = world.store.media.get(mediaId);
	return media ? mediaAnswer(media) : storeError(404, 'NoSuchKey', 'No such file.');
}
