import { userLocator } from '../../../../shared/fields/locators';
import { success } from '../../../../shared/errors/failure';
import { MSG_LIMITS } from '../../../../shared/messages/limits';
import { LEGACY_FORM } from '../../../../shared/messages/split/wireForms';
import { sendInTurn } from '../../../../shared/robot/sendParts';
import { prepareMessages } from '../content/prepare';
import { readContent } from '../content/read';
import { assertOneMessage } from './oneMessage';
import { partMemoryOf } from './partMemory';
import type { SendTarget } from './target';
import { legacyNotice } from './target';

const shown = { show: { target: ['legacyConversation'] } };

/**
 * One message to a conversation that a person chose in the DingTalk client. Closed to new apps.
 *
 * @see DingTalk docs "发送普通消息": POST /message/send_to_conversation
 */
export const legacyConversation: SendTarget = {
	value: 'legacyConversation',
	fields: [
		{
			displayName: 'Conversation ID (Cid)',
			name: 'cid',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. cid1a2b3c',
			displayOptions: shown,
			description:
				'What the chat picker of the DingTalk client returned. It works once, for 24 hours.',
		},
		{
			...userLocator,
			displayName: 'Sender',
			name: 'senderUserId',
			displayOptions: shown,
			description: 'The person who chose the conversation; the message appears as theirs',
		},
		legacyNotice('legacyConversation'),
	],
	orderKeys: ({ read }) => [`cid ${read.text('cid')}`],
	async send(context) {
		const { api, read, directory } = context;
		const cid = read.id('cid');
		const person = read.person('senderUserId');
		const content = readContent(context, MSG_LIMITS.fileBytes);
		const prepared = prepareMessages(context, content, LEGACY_FORM);
		assertOneMessage(prepared.drafts);
		const sender = await directory.userIdOf(person);
		const { messages, uploaded } = await prepared.finish();
		const call = { legacy: true };
		const [receiver] = await sendInTurn({
			messages,
			drafts: prepared.drafts,
			api,
			memory: partMemoryOf(context, 'cid', cid),
			call,
			async send(msg) {
				const outcome = await api.attempt({
					...call,
					method: 'POST',
					host: 'oapi',
					path: '/message/send_to_conversation',
					answer: { receiver: 'text' },
					body: { sender, cid, msg },
				});
				if (!outcome.ok) return outcome;
				return success((outcome.value.body as { receiver: string }).receiver);
			},
		});
		return { receivers: receiver.split('|').filter(Boolean), ...uploaded };
	},
};
