import { taskIdField } from '../../workNotification/taskId';
import { toWireNumber } from '../../fields/wireNumber';
import type { Operation } from '../../operation/operation';
import { readTask, taskKeys, taskOptions } from './task';

/** @see DingTalk docs "撤回工作通知消息": POST /topapi/message/corpconversation/recall */
export const recall: Operation = {
	value: 'recall',
	name: 'Recall',
	action: 'Recall a work notification',
	description: 'Take back a work notification that was sent within the last 24 hours',
	endpoints: ['POST /topapi/message/corpconversation/recall'],
	fields: [taskIdField, taskOptions],
	orderKeys: taskKeys,
	async run(context) {
		const { taskId, agentId } = readTask(context);
		await context.api.request({
			method: 'POST',
			host: 'oapi',
			path: '/topapi/message/corpconversation/recall',
			answer: 'nothing',
			// "msg_task_id" here, "task_id" in all other calls: both are right.
			body: { agent_id: agentId, msg_task_id: toWireNumber(taskId) },
			// Recalling what is recalled already changes nothing.
			repeatable: true,
		});
		return { success: true, taskId };
	},
};
