import { InputError } from '../../../shared/errors/inputError';
import type { Operation } from '../../operation/operation';
import { chatIdLocator, openConversationIdOf, readGroup } from './group';

/** @see DingTalk docs "获取群会话的 OpenConversationId": POST /v1.0/im/chat/{chatId}/convertToOpenConversationId */
export const convertChatId: Operation = {
	value: 'convertChatId',
	name: 'Convert Chat ID',
	action: 'Convert a chat ID to an open conversation ID',
	description: 'Turn the older chat ID of a group into its open conversation ID',
	endpoints: ['POST /v1.0/im/chat/{chatId}/convertToOpenConversationId'],
	fields: [chatIdLocator],
	async run(context) {
		const { read } = context;
		const group = readGroup(read);
		if (group.isOpenConversationId) {
			throw new InputError(
				read.label('chatId'),
				'is an open conversation ID already',
				'Use it as it is; DingTalk has no way back to a chat ID',
			);
		}
		return { chatId: group.id, openConversationId: await openConversationIdOf(context, group) };
	},
};
