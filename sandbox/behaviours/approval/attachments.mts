import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import { APPROVAL_SPACE } from '../../state/approvalStore.mts';
import type { ApprovalInstance } from '../../state/types.mts';
import { temporaryUrl } from '../robot/files.mts';

const spaceId = Number(APPROVAL_SPACE);

/** Who is named in the body, by unionId; or the refusal. */
function unionIdIn({ store }: World, { endpoint, body, app }: Request): string | Answer {
	const person = store.people.get(body.userId as string);
	if (!person?.visible) return apiError(endpoint, 'userNotExist');
	return body.agentId !== undefined && body.agentId !== app.agentId
		? apiError(endpoint, 'noPermission')
		: person.unionId;
}

/** The ids of an approval's files: those of its form, and of its remarks where they are wanted. */
function filesOf(instance: ApprovalInstance, withComments: unknown): Set<string> {
	const attachments = instance.components
		.filter(({ componentName }) => componentName === 'DDAttachment')
		.flatMap(({ props }) => {
			const given = instance.values.find(({ componentId }) => componentId === props.id);
			return given ? (JSON.parse(given.value) as Array<{ fileId: string }>) : [];
		});
	const remarks =
		withComments === true ? instance.records.flatMap(({ files }) => files?.attachments ?? []) : [];
	return new Set([...attachments, ...remarks].map(({ fileId }) => fileId));
}

/** `POST …/spaces/infos/query`: the space, and the right to upload into it. */
export const getSpace: Behaviour = (world, request) => {
	const unionId = unionIdIn(world, request);
	if (typeof unionId !== 'string') return unionId;
	world.store.approvals.uploaders.add(unionId);
	return ok({ result: { spaceId }, success: true });
};

/** `POST …/spaces/authPreview`: a person may see files of an approval, which lets the drive hand them out. */
export const authPreview: Behaviour = (world, request) => {
	const { endpoint, body } = request;
	const unionId = unionIdIn(world, request);
	if (typeof unionId !== 'string') return unionId;
	const { approvals } = world.store;
	const instance = approvals.instances.get(body.processInstanceId as string);
	if (!instance) return apiError(endpoint, 'processInstNotExist');
	const ids = [
		...((body.fileIdList ?? []) as string[]),
		...(body.fileId ? [body.fileId as string] : []),
	];
	if (ids.length === 0) return apiError(endpoint, 'invalidFileId');
	const own = filesOf(instance, body.withCommentAttatchment);
	if (!ids.every((id) => own.has(id))) {
		return apiError(endpoint, 'noPermission', { message: '无访问权限' });
	}
	for (const id of ids) approvals.downloaders.add(`${unionId}\n${id}`);
	return ok({ result: { spaceId }, success: true });
};

/** `POST …/spaces/files/authDownload`: a person may download files of the space. */
export const authDownload: Behaviour = (world, request) => {
	const { endpoint, body } = request;
	const unionId = unionIdIn(world, request);
	if (typeof unionId !== 'string') return unionId;
	const { approvals, drive } = world.store;
	const infos = body.fileInfos as Array<{ fileId: string; spaceId: number | string }>;
	const isKnown = (info: (typeof infos)[number]): boolean =>
		String(info.spaceId) === APPROVAL_SPACE &&
		drive.find(APPROVAL_SPACE, info.fileId) !== undefined;
	if (!infos.every(isKnown)) {
		return apiError(endpoint, 'hsfIntegrationErrorCspaceDentryServiceInfo');
	}
	for (const { fileId } of infos) approvals.downloaders.add(`${unionId}\n${fileId}`);
	return ok({ result: true, success: true });
};

/**
 * `POST …/spaces/files/urls/download`: an address that is good for 15 minutes. Public reports say that it
 * refuses often; a fault on `workflow.attachment.downloadUrl` plays that.
 */
export const downloadUrl: Behaviour = (world, { endpoint, body }) => {
	const { approvals, drive } = world.store;
	const instance = approvals.instances.get(body.processInstanceId as string);
	if (!instance) return apiError(endpoint, 'processInstNotExist');
	const fileId = body.fileId as string;
	const file = drive.find(APPROVAL_SPACE, fileId);
	if (!file || !filesOf(instance, body.withCommentAttatchment).has(fileId)) {
		return apiError(endpoint, 'noPermission');
	}
	return ok({
		result: { spaceId, fileId, downloadUri: temporaryUrl(world, file.id) },
		success: true,
	});
};
