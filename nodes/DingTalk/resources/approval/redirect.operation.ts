import { optionsField } from '../../../shared/fields/collections';
import { userLocator } from '../../../shared/fields/locators';
import { assertMaxChars } from '../../../shared/messages/checks';
import { INSTANCE_CALL, instanceIdField, instanceKeys } from '../../approvals/instance';
import {
	readRemarkFiles,
	REMARK_CALLS,
	remarkFile,
	remarkFileOptions,
} from '../../approvals/instanceRemark';
import { actorField, findTask, readTask, taskIdOption } from '../../approvals/instanceTask';
import { once } from '../../operation/once';
import { toWireNumber } from '../../fields/wireNumber';
import type { Operation } from '../../operation/operation';
import { remarkField } from './fields';

const LIMITS = { remark: 256, actionName: 128 };

/** @see DingTalk docs "转交OA审批任务": POST /v1.0/workflow/tasks/redirect */
export const redirect: Operation = {
	value: 'redirect',
	name: 'Redirect',
	action: 'Redirect an approval task',
	description: 'Hand the task of an approver on to somebody else, who decides in their place',
	endpoints: ['POST /v1.0/workflow/tasks/redirect', INSTANCE_CALL, ...REMARK_CALLS],
	fields: [
		instanceIdField,
		actorField,
		{
			...userLocator,
			displayName: 'To',
			name: 'toUserId',
			description: 'Who decides instead, with a new task of their own',
		},
		remarkField,
		optionsField({
			options: [
				...remarkFileOptions,
				{
					displayName: 'Step Name',
					name: 'actionName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Second opinion',
					description: 'What the timeline calls it (操作节点名), at most 128 characters',
				},
				taskIdOption,
			],
		}),
	],
	orderKeys: instanceKeys,
	async run(context) {
		const { api, read, directory } = context;
		const wanted = readTask(context);
		const to = read.person('toUserId');
		const remark = read.text(remarkField.name);
		assertMaxChars(remarkField.displayName, remark, LIMITS.remark);
		const options = read.group('options');
		const actionName = options.text('actionName');
		assertMaxChars(options.label('actionName'), actionName, LIMITS.actionName);
		const files = readRemarkFiles(context);
		const what = ['redirect', wanted, to, remark, actionName, files];
		return await once(context, what, async () => {
			const toUserId = await directory.userIdOf(to);
			const { processInstanceId, taskId, userId } = await findTask(context, wanted);
			const file = await remarkFile(context, files, wanted.actor);
			await api.request({
				method: 'POST',
				host: 'api',
				path: '/v1.0/workflow/tasks/redirect',
				answer: { result: 'true' },
				body: {
					taskId: toWireNumber(taskId),
					toUserId,
					operateUserId: userId,
					...(remark === '' ? {} : { remark }),
					...(actionName === '' ? {} : { actionName }),
					...file,
				},
			});
			return { processInstanceId, taskId, userId, toUserId, redirected: true };
		});
	},
};
