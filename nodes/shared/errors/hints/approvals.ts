import type { Hint } from './hint';

/** Approvals; after those of their forms, as its patterns are wider. */
export const approvals: readonly Hint[] = [
	{
		codes: ['aflowProcessNotExist', 'process.error'],
		kind: 'notFound',
		title: 'DingTalk knows no such approval process, or it was deleted',
		cure: 'Choose the process from the list, or check its code: it starts with PROC-',
	},
	{
		codes: [
			'aflowProcessInstNotExist',
			'processInstanceNotExist',
			'processInstNotExist',
			'processInstanceIdError',
			'invalidInstanceId',
			'invalidProcessInstanceId',
		],
		kind: 'notFound',
		title: 'DingTalk knows no such approval',
		cure: 'Check the ID: the processInstanceId of an approval of this organisation. The number of the approval (审批编号, businessId) is another one',
	},
	{
		codes: ['aflowProcessInstStatusException'],
		text: /15\s*秒/,
		kind: 'other',
		title: 'The approval is less than 15 seconds old, and cannot be withdrawn yet',
		cure: "Try again a little later, or switch on 'Wait While Too Early' in the options",
	},
	{
		codes: [
			'aflowProcessInstStatusException',
			'aflowProcessInstCanNotBeExecuted',
			'instance.status.error',
			'task.status.error',
		],
		kind: 'other',
		title: 'The approval, or the task in it, does not stand so that this could be done',
		cure: 'It may be over, or decided by somebody else; a task that was handed on has a new ID. Approval > Get tells how it stands and who has to decide',
	},
	{
		codes: ['param.illegal.operator'],
		kind: 'invalid',
		title: 'The task belongs to somebody else',
		cure: 'Only whoever holds a task can hand it on. Approval > Get tells whose it is',
	},
	{
		codes: ['internalError'],
		text: /没有任务处理的权限/,
		kind: 'other',
		title: 'The person may not withdraw this approval',
		cure: "Only who started it may, where the process allows it (设置 > 允许撤销审批中的审批单 in the admin console of approvals). As 'System' it can be ended all the same",
	},
	{
		codes: ['internalError', 'sysErrror', 'operationTimeout'],
		kind: 'busy',
		title: 'DingTalk failed within, and gives no reason',
		cure: 'Look whether the call took effect before sending it again',
	},
	{
		codes: ['processGetFailedByParameter', 'permission.error', 'invalidAccessToken'],
		kind: 'other',
		title: 'The person or the app may not use this approval process',
		cure: 'Check who may start it and whether it is given to this app, in the admin console of approvals (审批后台)',
	},
	{
		codes: ['noPermission'],
		kind: 'other',
		title: 'The person or the app may not see this',
		cure: 'A file must belong to the approval, and the person must have to do with it; a person who lists all processes must manage approvals; an Agent ID must be of this app',
	},
	{
		codes: ['aflowProcessFormDataIsNull', 'processFormDataIsNull'],
		kind: 'invalid',
		title: 'The form of the approval is empty',
		cure: 'Fill in at least the required fields',
	},
	{
		codes: ['invalidInstanceListIdsStartTime', 'invalidEndTime'],
		kind: 'invalid',
		title: 'DingTalk does not list approvals of this span of time',
		cure: 'Ask for at most 120 days at once, not more than 365 days back, the start before the end',
	},
	{
		codes: [
			/^invalid(File(Id|Infos|List)|GetTodoTaskSumUserId|Instance\w+|MaxResults|NextToken|ParameterCspace|UserIds?)$/,
			'param.blank',
		],
		kind: 'invalid',
		title: 'DingTalk misses a part of the call, or does not take it',
		cure: "DingTalk's own text below names it",
	},
];
