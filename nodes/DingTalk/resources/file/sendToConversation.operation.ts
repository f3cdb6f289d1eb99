import type { IDataObject } from 'n8n-workflow';

import { actOn } from '../../drive/context';
import { NAME_CALLS } from '../../drive/names';
import { fileLocator, spaceLocator } from '../../fields/drive';
import { once } from '../../operation/once';
import type { Operation } from '../../operation/operation';
import { groupIdOf } from '../../../shared/contacts/groups';
import { optionsField } from '../../../shared/fields/collections';
import { groupLocator, operatorOption } from '../../../shared/fields/locators';

const CALLS = {
	file: '/v1.0/convFile/conversations/files/send',
	link: '/v1.0/convFile/conversations/files/links/send',
	operator: '/v1.0/convFile/apps/conversations/files/send',
} as const;

/**
 * @see DingTalk docs "发送文件到指定会话": POST /v1.0/convFile/conversations/files/send
 * @see DingTalk docs "发送文件链接到指定会话": POST /v1.0/convFile/conversations/files/links/send
 * @see DingTalk docs "以应用身份发送文件给指定用户": POST /v1.0/convFile/apps/conversations/files/send
 */
export const sendToConversation: Operation = {
	value: 'sendToConversation',
	name: 'Send to Conversation',
	action: 'Send a file to a conversation',
	description:
		"Send a file of the drive into a group, as itself or as a link, in the Operator's name; or to the Operator, by the app",
	endpoints: [...Object.values(CALLS).map((path) => `POST ${path}`), ...NAME_CALLS],
	fields: [
		spaceLocator,
		fileLocator,
		{
			displayName: 'Send As',
			name: 'sendAs',
			type: 'options',
			options: [
				{
					name: 'File to a Group',
					value: 'file',
					description: 'A copy, from the Operator, who must be in the group',
				},
				{
					name: 'File to the Operator',
					value: 'operator',
					description: 'A copy, from the app',
				},
				{
					name: 'Link to a Group',
					value: 'link',
					description:
						'For those who may see the file; from the Operator, who must be in the group',
				},
			],
			default: 'file',
			description: 'What arrives, where, and from whom',
		},
		{
			...groupLocator,
			displayOptions: { show: { sendAs: ['file', 'link'] } },
			description: 'The group to send to. The Operator must be a member of it.',
		},
		optionsField({ options: [operatorOption] }),
	],
	orderKeys: ({ read }) =>
		read.choice('sendAs') === 'operator' ? ['operator'] : [read.locator(groupLocator.name).value],
	async run(context) {
		const { api, read } = context;
		const sendAs = read.choice<keyof typeof CALLS>('sendAs');
		if (sendAs !== 'operator') read.id(groupLocator.name);
		const { unionId, place } = await actOn(context);
		const { spaceId, dentryId } = place;
		const openConversationId =
			sendAs === 'operator' ? undefined : await groupIdOf(context, groupLocator.name);
		const body = { spaceId, dentryId, ...(openConversationId ? { openConversationId } : {}) };
		return await once(context, ['send', sendAs, unionId, body], async () => {
			const { file } = await api.request<{ file: IDataObject }>({
				method: 'POST',
				host: 'api',
				path: CALLS[sendAs],
				answer: {
					file: 'map',
					'file.id': 'id?',
					'file.name': 'text?',
					'file.conversationId': 'text?',
				},
				query: { unionId },
				body,
			});
			return {
				sent: true,
				name: file.name,
				openConversationId: openConversationId ?? file.conversationId,
				spaceId: file.spaceId,
				dentryId: file.id,
			};
		});
	},
};
