import { chatIdField } from '../../../fields/ids';
import { success } from '../../../../shared/errors/failure';
import { MSG_LIMITS } from '../../../../shared/messages/limits';
import { LEGACY_FORM } from '../../../../shared/messages/split/wireForms';
import { prepareMessages } from '../content/prepare';
import { readContent } from '../content/read';
import { sendInTurn } from '../../../../shared/robot/sendParts';
import { partMemoryOf } from './partMemory';
import type { SendTarget } from './target';
import { legacyNotice } from './target';

/**
 * A message to a group that the app itself created. Closed to new apps.
 *
 * @see DingTalk docs "发送消息到企业群": POST /chat/send
 */
export const legacyChat: SendTarget = {
	value: 'legacyChat',
	fields: [
		{
			...chatIdField,
			displayOptions: { show: { target: ['legacyChat'] } },
			description:
				'ID of the group in the older form, starting with chat. The app must have created the group.',
		},
		legacyNotice('legacyChat'),
	],
	orderKeys: ({ read }) => [`chat ${read.text('chatId')}`],
	async send(context) {
		const { api, read } = context;
		const chatid = read.id('chatId');
		const content = readContent(context, MSG_LIMITS.fileBytes);
		const prepared = prepareMessages(context, content, LEGACY_FORM);
		const { messages, uploaded } = await prepared.finish();
		const call = { legacy: true };
		const messageIds = await sendInTurn({
			messages,
			drafts: prepared.drafts,
			api,
			memory: partMemoryOf(context, 'chat', chatid),
			call,
			async send(msg) {
				const outcome = await api.attempt({
					...call,
					method: 'POST',
					host: 'oapi',
					path: '/chat/send',
					answer: { messageId: 'text' },
					body: { chatid, msg },
				});
				if (!outcome.ok) return outcome;
				return success(String((outcome.value.body as { messageId?: string }).messageId));
			},
		});
		const [messageId] = messageIds;
		const parts = messageIds.length > 1 ? { messageIds, parts: messageIds.length } : {};
		return { messageId, ...parts, ...uploaded };
	},
};
