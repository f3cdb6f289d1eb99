import { chatIdField } from '../../../shared/fields/ids';
import type { Operation } from '../../../shared/operation';
import { path } from '../../../shared/transport/path';

/** @see DingTalk docs "获取群会话的 OpenConversationId": POST /v1.0/im/chat/{chatId}/convertToOpenConversationId */
export const convertChatId: Operation = {
	value: 'convertChatId',
	name: 'Convert Chat ID',
	action: 'Convert a chat ID to an open conversation ID',
	description: 'Turn the older chat ID of a group into its open conversation ID',
	fields: [chatIdField],
	async run({ api, read }) {
		const chatId = read.id('chatId');
		const { openConversationId } = await api.request<{ openConversationId: string }>({
			method: 'POST',
			host: 'api',
			path: path`/v1.0/im/chat/${chatId}/convertToOpenConversationId`,
			repeatable: true,
		});
		return { chatId, openConversationId };
	},
};
