/** Files on their way into a space: an address for all of it or for each part, the bytes, and the commit. */
import { createHash, randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Call, Request, World } from '../../server/call.mts';
import type { Dentry, PendingUpload } from '../../state/drive.mts';
import { sizeOf } from '../../state/drive.mts';
import { personIn, reach } from './access.mts';
import type { Strategy } from './place.mts';
import { isNameIllegal, placeFile } from './place.mts';
import { dentryShape } from './shape.mts';
import { storeError, UPLOAD_PATH } from '../robot/files.mts';

const LIFE_MS = 900_000;
const MAX_PARTS = 10_000;
/** Of every part but the last. */
const SMALLEST_PART_BYTES = 100 * 1024;

interface Precheck {
	name?: string;
	size?: number;
	md5?: string;
	parentId?: string;
}

/** The folder to put a file into, for somebody who may; in the space of approvals by its own rules. */
function folderFor(world: World, request: Request, parentId: string): Dentry | Answer {
	const { endpoint, pathParams, query } = request;
	const { store } = world;
	const space = store.drive.spaces.get(pathParams.spaceId);
	if (space?.kind !== 'approval') {
		const folder = reach(world, {
			endpoint,
			unionId: query.unionId,
			spaceId: pathParams.spaceId,
			dentryId: parentId,
			role: 'EDITOR',
		});
		const isFile = 'type' in folder && folder.type === 'FILE';
		return isFile ? apiError(endpoint, 'paramError') : folder;
	}
	const person = personIn(world, endpoint, query.unionId);
	if ('status' in person) return person;
	if (!store.approvals.uploaders.has(query.unionId)) return apiError(endpoint, 'permissionDenied');
	return parentId === '0' ? space.root : apiError(endpoint, 'paramError');
}

function begin(world: World, request: Request, isMultipart: boolean): PendingUpload | Answer {
	const { preCheckParam = {} } = (request.body.option ?? {}) as { preCheckParam?: Precheck };
	const { parentId = '0', name = '', md5 } = preCheckParam;
	const folder = folderFor(world, request, parentId);
	if ('status' in folder) return folder;
	if (name !== '' && isNameIllegal(name)) return apiError(request.endpoint, 'paramError');
	const { spaceId } = request.pathParams;
	const upload: PendingUpload = {
		uploadKey: randomBytes(16).toString('hex'),
		spaceId,
		unionId: request.query.unionId,
		isMultipart,
		md5,
		puts: new Map(),
	};
	world.store.drive.uploads.set(upload.uploadKey, upload);
	return upload;
}

/** An address for a part, and the headers that go there. */
function signPart(world: World, upload: PendingUpload, partNumber: number) {
	const headers = {
		Authorization: `OSS sandbox:${randomBytes(15).toString('base64')}`,
		'x-oss-date': new Date(world.store.now()).toUTCString(),
	};
	const known = upload.puts.get(partNumber);
	const expiresAt = world.store.now() + LIFE_MS;
	upload.puts.set(partNumber, { content: known?.content, headers, expiresAt });
	const path = `${UPLOAD_PATH}${upload.uploadKey}/${partNumber}`;
	return {
		resourceUrls: [new URL(path, world.apiUrl()).href],
		internalResourceUrls: [],
		headers,
		expirationSeconds: LIFE_MS / 1000,
		region: 'ZHANGJIAKOU',
	};
}

/** `POST /v1.0/storage/spaces/{spaceId}/files/uploadInfos/query`: an address and the headers to send there. */
export const uploadInfo: Behaviour = (world, request) => {
	// That several parts want calls of their own is [unverified].
	if (request.body.multipart === true) return apiError(request.endpoint, 'dentryUploadForbidden');
	const upload = begin(world, request, false);
	if ('status' in upload) return upload;
	return ok({
		uploadKey: upload.uploadKey,
		storageDriver: 'DINGTALK',
		protocol: 'HEADER_SIGNATURE',
		headerSignatureInfo: signPart(world, upload, 1),
	});
};

/** `POST …/files/multiPartUploadInfos/init`. */
export const initParts: Behaviour = (world, request) => {
	const upload = begin(world, request, true);
	if ('status' in upload) return upload;
	return ok({ uploadKey: upload.uploadKey, storageDriver: 'DINGTALK' });
};

/** `POST /v1.0/storage/spaces/files/multiPartUploadInfos/query`: addresses for up to 30 parts. */
export const partInfos: Behaviour = (world, request) => {
	const { endpoint, body, query } = request;
	const upload = world.store.drive.uploads.get(body.uploadKey as string);
	const isOwn = upload?.isMultipart && upload.unionId === query.unionId;
	if (!isOwn) return apiError(endpoint, 'paramError.uploadKey');
	const partNumbers = body.partNumbers as number[];
	if (partNumbers.some((number) => number < 1 || number > MAX_PARTS)) {
		return apiError(endpoint, 'paramError.partNumbers');
	}
	return ok({
		multipartHeaderSignatureInfos: partNumbers.map((partNumber) => ({
			partNumber,
			headerSignatureInfo: signPart(world, upload, partNumber),
		})),
	});
};

/** The PUT to such an address: exactly the headers that were given, and none that would be signed too. */
export function takeUpload({ store }: World, call: Call): Answer {
	const [uploadKey, partNumber] = call.path.slice(UPLOAD_PATH.length).split('/');
	const put = store.drive.uploads.get(uploadKey)?.puts.get(Number(partNumber));
	if (call.method !== 'PUT') return storeError(405, 'MethodNotAllowed', 'Only PUT.');
	if (!put) return storeError(404, 'NoSuchUpload', 'No such upload.');
	if (put.expiresAt <= store.now()) {
		return storeError(403, 'AccessDenied', 'Request has expired.');
	}
	const isSigned = Object.entries(put.headers).every(
		([name, value]) => call.header(name.toLowerCase()) === value,
	);
	const more = [call.contentType, call.header('content-md5')];
	if (!isSigned || more.join('') !== '' || call.header('x-acs-dingtalk-access-token')) {
		return storeError(403, 'SignatureDoesNotMatch', 'The request signature does not match.');
	}
	put.content = call.raw;
	const etag = `"${createHash('md5').update(call.raw).digest('hex').toUpperCase()}"`;
	return { status: 200, body: '', headers: { 'content-type': 'application/xml', etag }, code: '' };
}

/** All bytes in their order, or that they do not make a file. */
function assembled({ puts, isMultipart, md5 }: PendingUpload): Buffer[] | undefined {
	const parts = [...puts].sort(([one], [other]) => one - other).map(([, { content }]) => content);
	const pieces = parts.filter((content) => content !== undefined);
	if (pieces.length === 0 || (!isMultipart && pieces.length < parts.length)) return undefined;
	if (pieces.slice(0, -1).some(({ length }) => length < SMALLEST_PART_BYTES)) return undefined;
	if (md5 === undefined) return pieces;
	const hash = createHash('md5');
	for (const piece of pieces) hash.update(piece);
	return hash.digest('hex') === md5.toLowerCase() ? pieces : undefined;
}

/** `POST /v1.0/storage/spaces/{spaceId}/files/commit`: what was put there becomes a file. */
export const commitFile: Behaviour = (world, request) => {
	const { endpoint, query, body, pathParams } = request;
	const { drive } = world.store;
	const folder = folderFor(world, request, body.parentId as string);
	if ('status' in folder) return folder;
	const upload = drive.uploads.get(body.uploadKey as string);
	if (!upload || upload.spaceId !== pathParams.spaceId) {
		return apiError(endpoint, 'paramError.uploadKey');
	}
	if (upload.unionId !== query.unionId) return apiError(endpoint, 'permissionDenied');
	if (![...upload.puts.values()].some(({ content }) => content)) {
		return apiError(endpoint, 'paramError.uploadKey');
	}
	const content = assembled(upload);
	const { size, conflictStrategy: strategy } = (body.option ?? {}) as {
		size?: number;
		conflictStrategy?: Strategy;
	};
	if (!content || (size !== undefined && size !== sizeOf(content))) {
		return apiError(endpoint, 'dentryStoreError');
	}
	const name = body.name as string;
	if (isNameIllegal(name)) return apiError(endpoint, 'dentryNameIllegal');
	const given = { name, unionId: query.unionId, content };
	const file =
		drive.spaces.get(folder.spaceId)?.kind === 'approval'
			? drive.add({ ...given, spaceId: folder.spaceId, parentId: folder.id, type: 'FILE' })
			: placeFile(drive, folder, given, { strategy, now: world.store.now() });
	if (!file) return apiError(endpoint, 'dentryNameConflict');
	drive.uploads.delete(upload.uploadKey);
	world.store.changed();
	return ok({ dentry: dentryShape(world.store, file) });
};
