import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Call, World } from '../../server/call.mts';
import { mediaAnswer } from '../media/media.mts';
import { checkRobotCode } from './message.mts';

/** Where temporary addresses point; not a DingTalk path (DingTalk uses a file store's host). */
export const TEMPORARY_PATH = '/_files/';

/** Where files are put; in DingTalk another address of the file store. */
export const UPLOAD_PATH = `${TEMPORARY_PATH}upload/`;

/** Where the drive hands files out, to whom sends the headers that it signed. */
export const DRIVE_PATH = `${TEMPORARY_PATH}drive/`;

/** Where files of AI tables are put. */
export const RESOURCE_PATH = `${TEMPORARY_PATH}resources/`;

/** Life of a temporary address [unverified]. */
const TEMPORARY_LIFE_MS = 15 * 60 * 1000;

export function signature({ downloadKey }: World, mediaId: string, expires: string): Buffer {
	return createHmac('sha256', downloadKey).update(`${expires}\n${mediaId}`).digest();
}

/** `POST /v1.0/robot/messageFiles/download`: a temporary address for a received file. */
export const downloadMessageFile: Behaviour = (world, request) => {
	const { store } = world;
	const refusal = checkRobotCode(world, request, request.body.robotCode as string);
	if (refusal) return refusal;
	const file = store.received.get(request.body.downloadCode as string);
	if (!file || file.expiresAt <= store.now()) {
		return apiError(request.endpoint, 'invalidParameter.robotCode.downloadCode');
	}
	if (file.robotCode !== request.app.robotCode) {
		return apiError(request.endpoint, 'invalidParameter.robotCode.auth', {
			message:
				'此downloadCode和机器人robotCode不匹配，请使用接收此条消息机器人robotCode和对应的downloadCode',
		});
	}
	return ok({ downloadUrl: temporaryUrl(world, file.mediaId) });
};

/** An address for a file that anybody may get for 15 minutes. */
export const temporaryUrl = (world: World, mediaId: string): string =>
	signedUrl(world, TEMPORARY_PATH, mediaId);

/** The same for any path of the store. */
export function signedUrl(world: World, path: string, mediaId: string): string {
	const expires = String(Math.floor((world.store.now() + TEMPORARY_LIFE_MS) / 1000));
	const url = new URL(path + encodeURIComponent(mediaId), world.apiUrl());
	url.searchParams.set('Expires', expires);
	url.searchParams.set('Signature', signature(world, mediaId, expires).toString('base64'));
	return url.href;
}

/** The manner of the file store behind DingTalk: XML, HTTP 403 or 400. */
export function storeError(status: number, code: string, message: string): Answer {
	const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
	return { status, body, headers: { 'content-type': 'application/xml' }, code };
}

/** A file of the space of approvals, which such addresses name by its ID there. */
function fileOfDrive({ store }: World, dentryId: string) {
	const file = store.drive.dentries.get(dentryId);
	const content = Buffer.concat(file?.versions.at(-1) ?? []);
	return file && { fileName: file.name, mimeType: 'application/octet-stream', content };
}

/** An attachment of an AI table. */
function resourceOf({ store }: World, resourceId: string) {
	const resource = store.aiTables.resources.get(resourceId);
	return resource?.content && { ...resource, content: resource.content };
}

/** Whether the signature of an address is that of the file. */
export function isSigned(world: World, mediaId: string, { query }: Call): boolean {
	const { Expires: expires = '', Signature: given = '' } = query;
	const expected = signature(world, mediaId, expires);
	const received = Buffer.from(given, 'base64');
	return received.length === expected.length && timingSafeEqual(received, expected);
}

/** A plain GET of a temporary address: no token, and none must be sent along. */
export function temporaryFile(world: World, call: Call): Answer {
	if (call.method !== 'GET') return storeError(405, 'MethodNotAllowed', 'Only GET.');
	// Stricter than DingTalk on purpose: an app token has no business at a file store.
	if (call.header('authorization') || call.header('x-acs-dingtalk-access-token')) {
		return storeError(400, 'InvalidArgument', 'Only one auth mechanism allowed.');
	}
	const mediaId = decodeURIComponent(call.path.slice(TEMPORARY_PATH.length));
	if (!isSigned(world, mediaId, call)) {
		return storeError(403, 'SignatureDoesNotMatch', 'The request signature does not match.');
	}
	if (Number(call.query.Expires) * 1000 <= world.store.now()) {
		return storeError(403, 'AccessDenied', 'Request has expired.');
	}
	const media =
		world.store.media.get(mediaId) ?? resourceOf(world, mediaId) ?? fileOfDrive(world, mediaId);
	return media ? mediaAnswer(media) : storeError(404, 'NoSuchKey', 'No such file.');
}
