import { groupIdOf } from '../../../shared/contacts/groups';
import { groupLocator } from '../../../shared/fields/locators';
import type { Operation } from '../../operation/operation';
import { outTrackIdField } from './fields';
import { readTrackId } from './read';
import { cardKeys } from './update.operation';

/** @see DingTalk docs "关闭吊顶卡片": POST /v1.0/card/tops/close */
export const closeTopBox: Operation = {
	value: 'closeTopBox',
	name: 'Close Top Box',
	action: 'Close the top box of a group',
	description: 'Take a card down from the top of a group before its time is over',
	endpoints: ['POST /v1.0/card/tops/close'],
	fields: [outTrackIdField, { ...groupLocator, description: 'The group on whose top the card is' }],
	orderKeys: cardKeys,
	async run(context) {
		const outTrackId = readTrackId(context);
		const openConversationId = await groupIdOf(context, 'openConversationId');
		await context.api.request({
			method: 'POST',
			host: 'api',
			path: '/v1.0/card/tops/close',
			answer: { success: 'true', result: 'boolean?' },
			query: { outTrackId, openConversationId },
			repeatable: true,
		});
		return { outTrackId, openConversationId, closed: true };
	},
};
