import type { IDataObject } from 'n8n-workflow';

import { chatIdField } from '../../../shared/fields/ids';
import type { Operation } from '../../../shared/operation';

interface ChatInfo extends IDataObject {
	name?: string;
	owner?: string;
	useridlist?: string[];
}

/** @see DingTalk docs "查询群信息": GET /chat/get */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a conversation',
	description: 'Get name, owner, members and settings of a group',
	fields: [
		chatIdField,
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
	],
	async run({ api, read }) {
		const chatId = read.id('chatId');
		const { chat_info: info } = await api.request<{ chat_info: ChatInfo }>({
			method: 'GET',
			host: 'oapi',
			path: '/chat/get',
			query: { chatid: chatId },
		});
		if (!read.flag('simplify')) return { chatId, ...info };
		const memberUserIds = info.useridlist ?? [];
		return {
			chatId,
			name: info.name,
			ownerUserId: info.owner,
			memberUserIds,
			memberCount: memberUserIds.length,
		};
	},
};
