import { userLocator } from '../../../shared/fields/locators';
import type { Operation } from '../../operation/operation';
import { fetchSceneGroup } from './fetchGroup';
import {
	chatIdOf,
	groupOfKindField,
	kindField,
	openConversationIdOf,
	readGroupOfKind,
} from './group';

/**
 * @see DingTalk docs "获取入群二维码链接": POST /topapi/chat/qrcode/get
 * @see DingTalk docs "查询群信息": POST /v1.0/im/sceneGroups/query (`groupUrl`)
 */
export const getQrCode: Operation = {
	value: 'getQrCode',
	name: 'Get QR Code',
	action: 'Get the QR code of a group',
	description: 'Get the link to join a group, which its QR code holds',
	endpoints: ['POST /topapi/chat/qrcode/get', 'POST /v1.0/im/sceneGroups/query'],
	fields: [
		groupOfKindField,
		kindField,
		{
			...userLocator,
			displayName: 'Inviter',
			required: false,
			displayOptions: { hide: { kind: ['scene'] } },
			description:
				'The member who invites: chosen from the list, or named by any ID. Needed for an internal group, not used for a scene group.',
		},
	],
	async run(context) {
		const { api, read, directory } = context;
		const group = readGroupOfKind(read);
		if (group.kind === 'scene') {
			const openConversationId = await openConversationIdOf(context, group);
			const { groupUrl } = await fetchSceneGroup(api, openConversationId);
			return { openConversationId, url: groupUrl };
		}
		const chatId = chatIdOf(read, group);
		const userId = await directory.userIdOf(read.person('userId'));
		const { result } = await api.request<{ result: string }>({
			method: 'POST',
			host: 'oapi',
			path: '/topapi/chat/qrcode/get',
			answer: { result: 'text' },
			body: { chatid: chatId, userid: userId },
			repeatable: true,
		});
		return { chatId, userId, url: result };
	},
};
