import { fetchWorkNotificationProgress } from '../../workNotification/result';
import { taskIdField } from '../../workNotification/taskId';
import type { Operation } from '../../operation/operation';
import { readTask, taskOptions } from './task';

/** @see DingTalk docs "获取工作通知消息的发送进度": POST /topapi/message/corpconversation/getsendprogress */
export const getProgress: Operation = {
	value: 'getProgress',
	name: 'Get Progress',
	action: 'Get the progress of a work notification',
	description: 'Find out how far DingTalk is with sending a work notification',
	endpoints: ['POST /topapi/message/corpconversation/getsendprogress'],
	fields: [taskIdField, taskOptions],
	async run(context) {
		const outcome = await fetchWorkNotificationProgress(context.api, readTask(context));
		if (!outcome.ok) throw context.api.toError(outcome.failure);
		return outcome.value;
	},
};
