/** Files on their way out: a signed address, and the bytes. */
import { Readable } from 'node:stream';
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Call, Request, World } from '../../server/call.mts';
import { APPROVAL_SPACE } from '../../state/approvalStore.mts';
import type { Dentry } from '../../state/drive.mts';
import { sizeOf } from '../../state/drive.mts';
import { DRIVE_PATH, signature, storeError } from '../robot/files.mts';
import { personIn, reach } from './access.mts';

const LIFE_MS = 900_000;

/** The file, for somebody who may have it; of the approvals' space for whom a right was given to that file. */
function fileFor(world: World, { endpoint, pathParams, query }: Request): Dentry | Answer {
	const { spaceId, dentryId } = pathParams;
	const { drive, approvals } = world.store;
	if (spaceId !== APPROVAL_SPACE) {
		return reach(world, {
			endpoint,
			unionId: query.unionId,
			spaceId,
			dentryId,
			role: 'DOWNLOADER',
		});
	}
	const person = personIn(world, endpoint, query.unionId);
	if ('status' in person) return person;
	const file = drive.find(spaceId, dentryId);
	if (!file) return apiError(endpoint, 'dentryNotExist');
	const isAllowed = approvals.downloaders.has(`${query.unionId}\n${file.id}`);
	return isAllowed ? file : apiError(endpoint, 'permissionDenied');
}

/** `POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/downloadInfos/query`. */
export const downloadInfo: Behaviour = (world, request) => {
	const { endpoint, body } = request;
	const file = fileFor(world, request);
	if ('status' in file) return file;
	// Online documents have no bytes, nor have folders.
	if (file.type === 'FOLDER') return apiError(endpoint, 'operationNotSupported');
	const { version = file.versions.length } = (body.option ?? {}) as { version?: number };
	if (!file.versions[version - 1]) return apiError(endpoint, 'dentryNotExist');
	const path = `${DRIVE_PATH}${file.id}/${version}`;
	return ok({
		protocol: 'HEADER_SIGNATURE',
		headerSignatureInfo: {
			resourceUrls: [new URL(path, world.apiUrl()).href],
			internalResourceUrls: [],
			headers: signedHeaders(world, path, String(world.store.now() + LIFE_MS)),
			expirationSeconds: LIFE_MS / 1000,
			region: 'ZHANGJIAKOU',
		},
	});
};

/** What the drive signs for a download: good until a moment, for that address alone. */
function signedHeaders(world: World, path: string, until: string): Record<string, string> {
	const signed = signature(world, path, `drive ${until}`).toString('base64');
	return { Authorization: `OSS sandbox:${signed}`, 'x-oss-expires': until };
}

/** The GET of such a file: with the signed headers, and without an app token. */
export function giveFile(world: World, call: Call): Answer {
	if (call.method !== 'GET') return storeError(405, 'MethodNotAllowed', 'Only GET.');
	const until = call.header('x-oss-expires');
	const { Authorization: wanted } = signedHeaders(world, call.path, until);
	if (call.header('authorization') !== wanted || call.header('x-acs-dingtalk-access-token')) {
		return storeError(403, 'SignatureDoesNotMatch', 'The request signature does not match.');
	}
	if (Number(until) <= world.store.now()) {
		return storeError(403, 'AccessDenied', 'Request has expired.');
	}
	const [dentryId, version] = call.path.slice(DRIVE_PATH.length).split('/');
	const content = world.store.drive.dentries.get(dentryId)?.versions[Number(version) - 1];
	return content ? bytesOf(content) : storeError(404, 'NoSuchKey', 'No such file.');
}

/** The bytes, as the store sends an object: without a name. */
export const bytesOf = (content: Buffer[]): Answer => ({
	status: 200,
	body: Readable.from(content),
	headers: {
		'content-type': 'application/octet-stream',
		'content-length': String(sizeOf(content)),
		'x-oss-object-type': 'Normal',
	},
	code: '',
});
