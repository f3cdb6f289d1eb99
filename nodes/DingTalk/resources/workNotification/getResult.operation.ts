import { simplifyField } from '../../../shared/fields/simplify';
import type { WorkNotificationResult } from '../../workNotification/result';
import { fetchWireResult, toWorkNotificationResult } from '../../workNotification/result';
import { taskIdField } from '../../workNotification/taskId';
import type { Operation } from '../../operation/operation';
import { readTask, taskOptions } from './task';

/** @see DingTalk docs "获取工作通知消息的发送结果": POST /topapi/message/corpconversation/getsendresult */
export const getResult: Operation = {
	value: 'getResult',
	name: 'Get Result',
	action: 'Get the result of a work notification',
	description:
		'Find out who has read a work notification, who has not, and who did not get it and why; within 24 hours, for up to 100 recipients',
	endpoints: ['POST /topapi/message/corpconversation/getsendresult'],
	fields: [taskIdField, simplifyField, taskOptions],
	async run(context) {
		const { api, read } = context;
		const task = readTask(context);
		const isSimple = read.flag('simplify');
		const outcome = await fetchWireResult(api, task);
		if (!outcome.ok) throw api.toError(outcome.failure);
		if (!isSimple) return { taskId: task.taskId, ...outcome.value };
		const result = toWorkNotificationResult(task.taskId, outcome.value);
		return { ...result, summary: summaryOf(result) };
	},
};

const summaryOf = ({
	recipients,
	read,
	unread,
	failed,
	invalid,
	forbidden,
}: WorkNotificationResult) => ({
	total: recipients.length,
	read: read.length,
	unread: unread.length,
	failed: failed.length,
	invalid: invalid.length,
	forbidden: forbidden.length,
});
