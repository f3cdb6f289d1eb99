import type { IDataObject } from 'n8n-workflow';

import { groupIdOf } from '../../../../shared/contacts/groups';
import { groupLocator } from '../../../../shared/fields/locators';
import { TEMPLATE_FORM } from '../../../../shared/messages/split/wireForms';
import { sendToGroup } from '../../../../shared/robot/group';
import { prepareMessages } from '../content/prepare';
import { readContent } from '../content/read';
import { robotCodeOf } from './robotCode';
import { partMemoryOf } from './partMemory';
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
	orderKeys: async (context) => [`group ${await groupIdOf(context, 'openConversationId')}`],
	async send(context) {
		const robotCode = robotCodeOf(context);
		const prepared = prepareMessages(context, readContent(context), TEMPLATE_FORM);
		const openConversationId = await groupIdOf(context, 'openConversationId');
		const { messages, uploaded } = await prepared.finish();
		const keys = await sendToGroup(
			context.api,
			{ robotCode, openConversationId },
			{ messages, drafts: prepared.drafts },
			partMemoryOf(context, 'group', robotCode, openConversationId),
		);
		return { ...keysOf(keys), openConversationId, ...uploaded };
	},
};

/** One key, or all of them where a text went in several messages. */
export function keysOf(keys: string[]): IDataObject {
	const [processQueryKey] = keys;
	return keys.length === 1
		? { processQueryKey }
		: { processQueryKey, processQueryKeys: keys, parts: keys.length };
}
