import { userLocator } from '../../../shared/fields/locators';
import { requireText } from '../../../shared/messages/checks';
import type { Operation } from '../../operation/operation';
import {
	chatIdOf,
	groupOfKindKeys,
	groupOfKindField,
	kindField,
	openConversationIdOf,
	readGroupOfKind,
} from './group';

/**
 * @see DingTalk docs "设置群成员昵称": POST /topapi/chat/updategroupnick
 * @see DingTalk docs "更新群昵称": PUT /v1.0/im/sceneGroups/members/groupNicks
 */
export const setNickname: Operation = {
	value: 'setNickname',
	name: 'Set Nickname',
	action: 'Set the nickname of a member in a group',
	description: 'Set the name under which a member is shown in a group',
	endpoints: ['POST /topapi/chat/updategroupnick', 'PUT /v1.0/im/sceneGroups/members/groupNicks'],
	fields: [
		groupOfKindField,
		kindField,
		{ ...userLocator, description: 'The member: chosen from the list, or named by any ID' },
		{
			displayName: 'Nickname',
			name: 'nickname',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Li Na (on call)',
			description: 'Name of the member in this group',
		},
	],
	orderKeys: groupOfKindKeys,
	async run(context) {
		const { api, read, directory } = context;
		const member = read.person('userId');
		const nickname = requireText(read.label('nickname'), read.text('nickname'));
		const group = readGroupOfKind(read);
		if (group.kind === 'internal') {
			const chatId = chatIdOf(read, group);
			const userId = await directory.userIdOf(member);
			await api.request({
				method: 'POST',
				host: 'oapi',
				path: '/topapi/chat/updategroupnick',
				body: { userid: userId, chatid: chatId, group_nick: nickname },
				repeatable: true,
				answer: { success: 'true' },
			});
			return { success: true, chatId, userId, nickname };
		}
		const userId = await directory.userIdOf(member);
		const openConversationId = await openConversationIdOf(context, group);
		await api.request({
			method: 'PUT',
			host: 'api',
			path: '/v1.0/im/sceneGroups/members/groupNicks',
			body: { openConversationId, userId, groupNick: nickname },
			repeatable: true,
			answer: { success: 'true' },
		});
		return { success: true, openConversationId, userId, nickname };
	},
};
