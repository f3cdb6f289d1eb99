import type { IDataObject } from 'n8n-workflow';

import type { DingTalkApi } from '../../../shared/transport/api';

export interface ChatInfo extends IDataObject {
	name?: string;
	owner?: string;
	useridlist?: string[];
}

export interface SceneGroupInfo extends IDataObject {
	title?: string;
	ownerUserId?: string;
	templateId?: string;
	/** Link to join the group. */
	groupUrl?: string;
	icon?: string;
	status?: number;
}

/**
 * An internal group with its members and settings.
 *
 * @see DingTalk docs "查询群信息": GET /chat/get
 */
export async function fetchChat(api: DingTalkApi, chatId: string): Promise<ChatInfo> {
	const { chat_info: info } = await api.request<{ chat_info: ChatInfo }>({
		method: 'GET',
		host: 'oapi',
		path: '/chat/get',
		answer: { chat_info: 'map', 'chat_info.useridlist': 'ids?' },
		query: { chatid: chatId },
	});
	return info;
}

/**
 * A scene group, without its members.
 *
 * @see DingTalk docs "查询群信息": POST /v1.0/im/sceneGroups/query
 */
export async function fetchSceneGroup(
	api: DingTalkApi,
	openConversationId: string,
	coolAppCode = '',
): Promise<SceneGroupInfo> {
	return await api.request<SceneGroupInfo>({
		method: 'POST',
		host: 'api',
		path: '/v1.0/im/sceneGroups/query',
		answer: { success: 'true' },
		body: { openConversationId, ...(coolAppCode ? { coolAppCode } : {}) },
		repeatable: true,
	});
}

/**
 * What only the older call tells of a scene group: admins and settings.
 *
 * @see DingTalk docs "查询场景群基础信息": POST /topapi/im/chat/scenegroup/get
 */
export async function fetchSceneGroupDetails(
	api: DingTalkApi,
	openConversationId: string,
): Promise<{ sub_admin_staff_ids?: string[]; management_options?: IDataObject }> {
	const { result } = await api.request<{ result?: IDataObject }>({
		method: 'POST',
		host: 'oapi',
		path: '/topapi/im/chat/scenegroup/get',
		answer: {
			result: 'map',
			'result.sub_admin_staff_ids': 'ids?',
			'result.management_options': 'map?',
		},
		body: { open_conversation_id: openConversationId },
		repeatable: true,
	});
	return result ?? {};
}
