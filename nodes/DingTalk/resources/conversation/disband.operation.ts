import type { Operation } from '../../operation/operation';
import { groupField, groupKeys, openConversationIdOf, readGroup } from './group';

/** @see DingTalk docs "解散场景群": POST /v1.0/im/chat/scenegroup/disband (all-lowercase path, camelCase body) */
export const disband: Operation = {
	value: 'disband',
	name: 'Disband',
	action: 'Disband a group',
	description:
		'Dissolve a scene group for good; DingTalk has no call that disbands an internal group',
	endpoints: ['POST /v1.0/im/chat/scenegroup/disband'],
	fields: [
		{
			...groupField,
			description:
				'The scene group: chosen from the list, or named by its open conversation ID or chat ID. This cannot be undone.',
		},
	],
	orderKeys: groupKeys,
	async run(context) {
		const { api, read } = context;
		const openConversationId = await openConversationIdOf(context, readGroup(read));
		await api.request({
			method: 'POST',
			host: 'api',
			path: '/v1.0/im/chat/scenegroup/disband',
			body: { openConversationId },
			answer: { success: 'true' },
		});
		return { success: true, openConversationId };
	},
};
