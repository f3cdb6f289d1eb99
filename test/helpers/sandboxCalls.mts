/** Plain DingTalk calls against a running sandbox, made as any client makes them. */
import { createHmac } from 'node:crypto';
import type { Sandbox } from '../../sandbox/index.mts';

const APP = { appKey: 'dingsandboxapp', appSecret: 'sandbox-app-secret' };
export const PHOENIX = 'cidPhoenix0000000000001==';
export const OPS_ALERTS = 'cidOpsAlerts000000001==';
const SIGNED_TOKEN = 'sandboxrobotsigned';
const SIGNED_SECRET = 'SECsandbox000000000000000000000000000000000000000000000000000000';

type Json = Record<string, unknown>;

/** The calls the page test makes; each throws when DingTalk would refuse. */
export interface SandboxCalls {
	sendToGroup(msgKey: string, msgParam: Json, openConversationId?: string): Promise<string>;
	sendToPeople(userIds: string[], msgKey: string, msgParam: Json): Promise<string>;
	recallFromGroup(processQueryKey: string): Promise<void>;
	sendByWebhook(body: Json): Promise<void>;
	sendToConversation(sender: string, cid: string, msg: Json): Promise<void>;
	upload(type: string, fileName: string, mimeType: string, bytes: Buffer): Promise<string>;
	addWorkRecord(body: Json): Promise<string>;
	completeWorkRecord(userId: string, recordId: string): Promise<void>;
}

async function answerOf(response: Response): Promise<Json> {
	const answer = (await response.json()) as Json;
	if (!response.ok || Number(answer.errcode ?? 0) !== 0) throw new Error(JSON.stringify(answer));
	return answer;
}

async function postJson(url: string, body: Json, headers: Record<string, string> = {}) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	return await answerOf(response);
}

/** Calls as the seed app and the signed webhook robot. */
export async function sandboxCalls({ apiUrl, oapiUrl }: Sandbox): Promise<SandboxCalls> {
	const { accessToken } = await postJson(`${apiUrl}/v1.0/oauth2/accessToken`, APP);
	const token = String(accessToken);
	const api = async (path: string, body: Json) =>
		await postJson(apiUrl + path, body, { 'x-acs-dingtalk-access-token': token });
	const oapi = async (path: string, body: Json) =>
		await postJson(`${oapiUrl}${path}?access_token=${encodeURIComponent(token)}`, body);
	return { ...robotCalls(api), ...oapiCalls(oapi, oapiUrl, token) };
}

type Call = (path: string, body: Json) => Promise<Json>;

function robotCalls(api: Call) {
	const robotCode = APP.appKey;
	return {
		async sendToGroup(msgKey: string, msgParam: Json, openConversationId = PHOENIX) {
			const body = { robotCode, openConversationId, msgKey, msgParam: JSON.stringify(msgParam) };
			return String((await api('/v1.0/robot/groupMessages/send', body)).processQueryKey);
		},
		async sendToPeople(userIds: string[], msgKey: string, msgParam: Json) {
			const body = { robotCode, userIds, msgKey, msgParam: JSON.stringify(msgParam) };
			return String((await api('/v1.0/robot/oToMessages/batchSend', body)).processQueryKey);
		},
		async recallFromGroup(processQueryKey: string) {
			const body = { robotCode, openConversationId: PHOENIX, processQueryKeys: [processQueryKey] };
			await api('/v1.0/robot/groupMessages/recall', body);
		},
	};
}

function oapiCalls(oapi: Call, oapiUrl: string, token: string) {
	return {
		async sendByWebhook(body: Json) {
			const timestamp = String(Date.now());
			const sign = createHmac('sha256', SIGNED_SECRET)
				.update(`${timestamp}\n${SIGNED_SECRET}`)
				.digest('base64');
			const query = new URLSearchParams({ access_token: SIGNED_TOKEN, timestamp, sign });
			await postJson(`${oapiUrl}/robot/send?${query.toString()}`, body);
		},
		async sendToConversation(sender: string, cid: string, msg: Json) {
			await oapi('/message/send_to_conversation', { sender, cid, msg });
		},
		async upload(type: string, fileName: string, mimeType: string, bytes: Buffer) {
			const form = new FormData();
			form.set('type', type);
			form.set('media', new Blob([new Uint8Array(bytes)], { type: mimeType }), fileName);
			const query = new URLSearchParams({ access_token: token, type });
			const url = `${oapiUrl}/media/upload?${query.toString()}`;
			const answer = await answerOf(await fetch(url, { method: 'POST', body: form }));
			return String(answer.media_id);
		},
		async addWorkRecord(body: Json) {
			return String((await oapi('/topapi/workrecord/add', body)).record_id);
		},
		async completeWorkRecord(userId: string, recordId: string) {
			await oapi('/topapi/workrecord/update', { userid: userId, record_id: recordId });
		},
	};
}
