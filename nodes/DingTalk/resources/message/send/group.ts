import type { IDataObject } from 'n8n-workflow';

import { groupIdOf } from '../../../../shared/contacts/groups';
import { groupLocator } from '../../../../shared/fields/locators';
import type { RobotMessage } from '../../../../shared/messages/msgParam';
import { TEMPLATE_FORM } from '../../../../shared/messages/wireForms';
import type { ItemContext } from '../../../../shared/operation';
import { prepareMessages } from '../content/prepare';
import { readContent } from '../content/read';
import { robotCodeOf } from '../robotCode';
import { sendInTurn } from './inTurn';
import type { SendTarget } from './target';

const shown = { show: { target: ['group'] } };

export const group: SendTarget = {
	value: 'group',
	fields: [
		{ ...groupLocator, displayOptions: shown },
		{
			displayName:
				"The app robot cannot mention people. To mention someone in a group, use the DingTalk Group Robot node, or answer a message with 'Reply'.",
			name: 'mentionNotice',
			type: 'notice',
			default: '',
			displayOptions: shown,
		},
	],
	orderKeys: ({ read }) => [`group ${read.text('openConversationId')}`],
	async send(context) {
		const robotCode = robotCodeOf(context);
		const prepared = prepareMessages(context, readContent(context), TEMPLATE_FORM);
		const openConversationId = await groupIdOf(context, 'openConversationId');
		const { messages, uploaded } = await prepared.finish();
		const sent = await sendToGroup(context, robotCode, openConversationId, messages);
		return { ...sent, openConversationId, ...uploaded };
	},
};

/**
 * Messages to a group by the app robot, one after the other.
 *
 * @see DingTalk docs "机器人发送群聊消息": POST /v1.0/robot/groupMessages/send
 */
export async function sendToGroup(
	{ api }: ItemContext,
	robotCode: string,
	openConversationId: string,
	messages: RobotMessage[],
): Promise<IDataObject> {
	const keys = await sendInTurn(messages, api, async (message) => {
		const outcome = await api.attempt({
			method: 'POST',
			host: 'api',
			path: '/v1.0/robot/groupMessages/send',
			answer: { processQueryKey: 'text' },
			body: { robotCode, openConversationId, ...message },
		});
		if (!outcome.ok) return outcome;
		const { processQueryKey } = outcome.value.body as { processQueryKey: string };
		return { ok: true, value: processQueryKey };
	});
	const [processQueryKey] = keys;
	return keys.length === 1
		? { processQueryKey }
		: { processQueryKey, processQueryKeys: keys, parts: keys.length };
}
