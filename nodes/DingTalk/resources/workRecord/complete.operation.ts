import { userKeys } from '../../../shared/contacts/people';
import { userLocator } from '../../../shared/fields/locators';
import type { Operation } from '../../operation/operation';
import { legacyNotice } from './legacyNotice';

/** @see DingTalk docs "更新待办状态": POST /topapi/workrecord/update (it can do nothing else than complete) */
export const complete: Operation = {
	value: 'complete',
	name: 'Complete',
	action: 'Complete a work record',
	description: "Mark a work record as done, which takes it off the person's list",
	endpoints: ['POST /topapi/workrecord/update'],
	fields: [
		legacyNotice,
		userLocator,
		{
			displayName: 'Record ID or Business ID',
			name: 'recordId',
			type: 'string',
			required: true,
			default: '',
			description: 'What Create returned as recordId, or the Business ID given there',
		},
	],
	orderKeys: async (context) => await userKeys(context, [context.read.person('userId')]),
	async run({ api, read, directory }) {
		const person = read.person('userId');
		const recordId = read.id('recordId');
		const userId = await directory.userIdOf(person);
		await api.request({
			method: 'POST',
			host: 'oapi',
			path: '/topapi/workrecord/update',
			body: { userid: userId, record_id: recordId },
			// Completing what is done already changes nothing.
			repeatable: true,
			legacy: true,
			answer: { result: 'true' },
		});
		return { success: true, userId, recordId };
	},
};
