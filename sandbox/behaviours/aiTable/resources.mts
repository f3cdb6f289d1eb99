/** Files of attachments: an address for the bytes, and the bytes. */
import type { Answer } from '../../contract/answers.mts';
import { ok } from '../../contract/answers.mts';
import type { Behaviour, Call, World } from '../../server/call.mts';
import { personOfUnion } from '../contacts/unionPeople.mts';
import { isSigned, RESOURCE_PATH, signedUrl, storeError } from '../robot/files.mts';
import { refuse } from './find.mts';

/** Life of the address [unverified]. */
const LIFE_MS = 900_000;

/** `POST /v1.0/doc/docs/resources/{docId}/uploadInfos/query`, of AI tables only. */
export const uploadInfo: Behaviour = (world, request) => {
	const { store } = world;
	const { resourceName, mediaType, size } = request.body as Record<string, unknown>;
	const base = store.aiTables.bases.get(request.pathParams.docId);
	const access = base?.access[personOfUnion(store, request.query.operatorId)?.userId ?? ''];
	if (!base || !access) return refuse(request, 'docNotExist');
	if (access !== 'write') return refuse(request, 'permissionDenied');
	const resourceId = `res${store.nextNumber()}`;
	store.aiTables.resources.set(resourceId, {
		baseId: base.baseId,
		fileName: String(resourceName),
		mimeType: String(mediaType),
		size: Number(size),
		expiresAt: store.now() + LIFE_MS,
	});
	return ok({
		success: true,
		result: {
			resourceId,
			resourceUrl: `/core/api/resources/${resourceId}`,
			uploadUrl: signedUrl(world, RESOURCE_PATH, resourceId),
		},
	});
};

/** The PUT to such an address: with the type that was announced, all of the bytes, and without an app token. */
export function takeResource(world: World, call: Call): Answer {
	const { store } = world;
	const resourceId = decodeURIComponent(call.path.slice(RESOURCE_PATH.length));
	const resource = store.aiTables.resources.get(resourceId);
	if (call.method !== 'PUT') return storeError(405, 'MethodNotAllowed', 'Only PUT.');
	if (!resource) return storeError(404, 'NoSuchUpload', 'No such upload.');
	if (resource.expiresAt <= store.now()) {
		return storeError(403, 'AccessDenied', 'Request has expired.');
	}
	const isRight = isSigned(world, resourceId, call) && call.contentType === resource.mimeType;
	if (!isRight || call.header('x-acs-dingtalk-access-token')) {
		return storeError(403, 'SignatureDoesNotMatch', 'The request signature does not match.');
	}
	// That other than the announced size is refused is [unverified].
	if (call.raw.length !== resource.size) {
		return storeError(400, 'InvalidArgument', 'The size is not the announced one.');
	}
	resource.content = call.raw;
	return { status: 200, body: '', headers: { 'content-type': 'application/xml' }, code: '' };
}
