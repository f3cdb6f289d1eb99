import type { BinaryHelperFunctions, IBinaryData } from 'n8n-workflow';

import type { DingTalkApi } from '../transport/api';
import type { Outcome } from '../errors/failure';
import type { Reply } from '../transport/reply';
import { networkFailure } from '../transport/network';
import { FILE_TIMEOUT_MS } from '../transport/plain';
import { fileNameOfDisposition, safeFileName } from './fileName';
import { mimeTypeOf } from './kinds';

/**
 * A file that a person sent to the robot, as a stream.
 *
 * @see DingTalk docs "下载机器人接收消息的文件内容": POST /v1.0/robot/messageFiles/download
 * @throws NodeApiError when DingTalk refuses the code or the temporary URL no longer works
 */
export async function openRobotFile(
	api: DingTalkApi,
	downloadCode: string,
	robotCode: string,
): Promise<Reply> {
	const { downloadUrl } = await api.request<{ downloadUrl: string }>({
		method: 'POST',
		host: 'api',
		path: '/v1.0/robot/messageFiles/download',
		answer: { downloadUrl: 'text' },
		body: { downloadCode, robotCode },
		repeatable: true,
	});
	return valueOf(api, await api.fetchUrl(downloadUrl));
}

/**
 * An uploaded medium, as a stream. [unverified]: DingTalk documents no download by media ID today;
 * `/media/get` comes from its documentation of 2015.
 *
 * @throws NodeApiError when DingTalk refuses
 */
export async function openMedia(api: DingTalkApi, mediaId: string): Promise<Reply> {
	return valueOf(
		api,
		await api.attempt({
			method: 'GET',
			host: 'oapi',
			path: '/media/get',
			query: { media_id: mediaId },
			answer: 'media',
			timeoutMs: FILE_TIMEOUT_MS,
		}),
	);
}

function valueOf(api: DingTalkApi, outcome: Outcome<Reply>): Reply {
	if (outcome.ok) return outcome.value;
	throw api.toError(outcome.failure);
}

/** The n8n contexts that keep files: of nodes, triggers and webhooks. */
export interface FileStore {
	helpers: Pick<BinaryHelperFunctions, 'prepareBinaryData'>;
}

/**
 * Hands the file to n8n's binary store under a name that cannot leave its folder.
 *
 * @param api makes a NodeApiError where the file breaks off on its way; without it, what broke is thrown as it is
 */
export async function storeFile(
	store: FileStore,
	reply: Reply,
	wantedName: string,
	api?: Pick<DingTalkApi, 'toError'>,
): Promise<IBinaryData> {
	const offered = fileNameOfDisposition(String(reply.headers['content-disposition'] ?? ''));
	const fileName = safeFileName(wantedName || offered, 'file');
	const mimeType = String(reply.headers['content-type'] ?? '')
		.split(';')[0]
		.trim();
	// A generic type says nothing; the name says more.
	const isGeneric = /^$|^(application|binary)\/octet-stream$/i.test(mimeType);
	const known = isGeneric ? mimeTypeOf(fileName) : mimeType;
	const content = reply.body as Parameters<BinaryHelperFunctions['prepareBinaryData']>[0];
	try {
		return await store.helpers.prepareBinaryData(content, fileName, known);
	} catch (error) {
		throw brokenFile(api, error);
	}
}

/** Ours, where the connection broke; else it is n8n's own, such as of a full disk. */
export function brokenFile(api: Pick<DingTalkApi, 'toError'> | undefined, error: unknown): Error {
	const { kind, code } = networkFailure(error);
	// Its text may hold the address, which opens the file for everybody.
	return api && kind === 'connection'
		? api.toError({ kind, code: 'fileBroken', message: code })
		: (error as Error);
}
