import type { IDataObject } from 'n8n-workflow';

import type { Failure, Outcome } from '../../shared/errors/failure';
import { failed, HOPELESS, success } from '../../shared/errors/failure';
import type { DingTalkApi } from '../../shared/transport/api';
import type { Reply } from '../../shared/transport/reply';
import { DOWNLOAD_CALL, openSpaceFile } from '../drive/download';
import type { Uploader } from './files/attachments';
import type { AttachedFile } from './instanceItem';

/** The calls of both ways, for the docs. */
export const FILE_CALLS = [
	'POST /v1.0/workflow/processInstances/spaces/files/urls/download',
	'POST /v1.0/workflow/processInstances/spaces/authPreview',
	DOWNLOAD_CALL,
] as const;

/** A file on its way, and how it came. */
export interface OpenedFile {
	reply: Reply;
	/** `downloadUrl` is the documented way; `drive` the other one. */
	via: 'downloadUrl' | 'drive';
}

/**
 * A file of an approval, as a stream. The documented address first; where DingTalk refuses it, as public reports say
 * that it often does (DingTalk-Real-AI/dingtalk-workspace-cli#1407), the right to see the file is asked for, and the
 * drive hands it out.
 *
 * @param person who is to see the file, for the second way; asked for only then
 * @returns the failure of the second way where both fail, unless the first is one of all calls
 */
export async function openAttachment(
	api: DingTalkApi,
	processInstanceId: string,
	file: AttachedFile,
	person: () => Promise<Uploader>,
): Promise<Outcome<OpenedFile>> {
	const documented = await byDownloadUrl(api, processInstanceId, file);
	if (documented.ok) return success({ reply: documented.value, via: 'downloadUrl' });
	if (HOPELESS.has(documented.failure.kind) && documented.failure.kind !== 'foreign') {
		return failed(documented.failure);
	}
	const drive = await byDrive(api, processInstanceId, file, await person());
	if (drive.ok) return success({ reply: drive.value, via: 'drive' });
	return failed(bothWays(documented.failure, drive.failure));
}

/** The second refusal, with the first one's code beside it. */
const bothWays = (first: Failure, second: Failure): Failure => ({
	...second,
	message: `${second.message} (the documented download said ${first.code})`,
});

/** @see DingTalk docs "下载审批附件": POST /v1.0/workflow/processInstances/spaces/files/urls/download */
async function byDownloadUrl(
	api: DingTalkApi,
	processInstanceId: string,
	{ fileId, from }: AttachedFile,
): Promise<Outcome<Reply>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: '/v1.0/workflow/processInstances/spaces/files/urls/download',
		answer: { 'result.downloadUri': 'text' },
		body: { processInstanceId, fileId, ...withComments(from) },
		repeatable: true,
	});
	if (!outcome.ok) return failed(outcome.failure);
	const { result } = outcome.value.body as { result: { downloadUri: string } };
	return await api.fetchUrl(result.downloadUri);
}

/** @see DingTalk docs "授权预览审批附件": POST /v1.0/workflow/processInstances/spaces/authPreview */
async function byDrive(
	api: DingTalkApi,
	processInstanceId: string,
	{ fileId, from, spaceId: known }: AttachedFile,
	{ userId, unionId }: Uploader,
): Promise<Outcome<Reply>> {
	const allowed = await api.attempt({
		method: 'POST',
		host: 'api',
		path: '/v1.0/workflow/processInstances/spaces/authPreview',
		answer: { 'result.spaceId': 'id' },
		body: { userId, processInstanceId, fileId, ...withComments(from) },
		repeatable: true,
	});
	if (!allowed.ok) return failed(allowed.failure);
	const { result } = allowed.value.body as { result: { spaceId: number | string } };
	const spaceId = known === '' ? String(result.spaceId) : known;
	return await openSpaceFile(api, { spaceId, dentryId: fileId }, unionId);
}

/** DingTalk spells it so. */
const withComments = (from: AttachedFile['from']): IDataObject =>
	from === 'timeline' ? { withCommentAttatchment: true } : {};
