import type { IDataObject } from 'n8n-workflow';

import { groupLocator, robotCodeOption } from '../../../shared/fields/ids';
import { APP_ROBOT_LIMITS } from '../../../shared/messages/limits';
import type { Operation } from '../../../shared/operation';
import { robotCodeOf } from './robotCode';

interface RecallAnswer {
	successResult?: string[];
	failedResult?: Record<string, string>;
}

/**
 * Takes back what the app robot sent within the last 24 hours.
 *
 * @see DingTalk docs "批量撤回人与机器人会话中机器人消息": POST /v1.0/robot/otoMessages/batchRecall (lower-case "oto")
 * @see DingTalk docs "企业机器人撤回内部群消息": POST /v1.0/robot/groupMessages/recall
 */
export const recall: Operation = {
	value: 'recall',
	name: 'Recall',
	action: 'Recall a message',
	description: 'Take back messages that the app robot sent within the last 24 hours',
	fields: [
		{
			displayName: 'Sent To',
			name: 'target',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Group', value: 'group', description: 'The messages were sent to a group' },
				{ name: 'People', value: 'people', description: 'The messages were sent one-to-one' },
			],
			default: 'people',
			description: 'Where the messages were sent',
		},
		{
			...groupLocator,
			description: 'The group that the messages were sent to',
			displayOptions: { show: { target: ['group'] } },
		},
		{
			displayName: 'Process Query Keys',
			name: 'processQueryKeys',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Z8xQk2…',
			description:
				'What Message > Send returned, up to 20: separated by commas, or an array by an expression',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [robotCodeOption],
		},
	],
	async run(context) {
		const { api, read } = context;
		const processQueryKeys = read.idList(
			'processQueryKeys',
			APP_ROBOT_LIMITS.processQueryKeysPerCall,
		);
		const isGroup = read.choice('target') === 'group';
		const answer = await api.request<RecallAnswer>({
			method: 'POST',
			host: 'api',
			path: isGroup ? '/v1.0/robot/groupMessages/recall' : '/v1.0/robot/otoMessages/batchRecall',
			body: {
				robotCode: robotCodeOf(context),
				...(isGroup ? { openConversationId: read.id('openConversationId') } : {}),
				processQueryKeys,
			},
			repeatable: true,
		});
		const failed: IDataObject[] = Object.entries(answer.failedResult ?? {}).map(
			([processQueryKey, reason]) => ({ processQueryKey, reason }),
		);
		return { recalled: answer.successResult ?? [], failed };
	},
};
