import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../../shared/fields/collections';
import { assertMaxChars } from '../../../shared/messages/checks';
import { INSTANCE_CALL, instanceIdField } from '../../approvals/instance';
import {
	readRemarkFiles,
	REMARK_CALLS,
	remarkFile,
	remarkFileOptions,
} from '../../approvals/instanceRemark';
import { actorField, findTask, readTask, taskIdOption } from '../../approvals/instanceTask';
import { once } from '../../operation/once';
import { toWireNumber } from '../../fields/wireNumber';
import type { ItemContext } from '../../operation/operation';
import { remarkField } from './fields';

const MOST_CHARS = 1024;

/** The calls of Approve and Refuse. */
export const DECIDE_CALLS = [
	'POST /v1.0/workflow/processInstances/execute',
	INSTANCE_CALL,
	...REMARK_CALLS,
] as const;

/** The form of Approve and Refuse. */
export const decideFields: INodeProperties[] = [
	instanceIdField,
	actorField,
	remarkField,
	optionsField({ options: [...remarkFileOptions, taskIdOption] }),
];

/**
 * Decides a task in somebody's name.
 *
 * @see DingTalk docs "同意或拒绝审批任务": POST /v1.0/workflow/processInstances/execute
 */
export async function decide(
	context: ItemContext,
	result: 'agree' | 'refuse',
): Promise<IDataObject> {
	const { api, read } = context;
	const wanted = readTask(context);
	const remark = read.text(remarkField.name);
	assertMaxChars(remarkField.displayName, remark, MOST_CHARS);
	const files = readRemarkFiles(context);
	return await once(context, ['decide', result, wanted, remark, files], async () => {
		const { processInstanceId, taskId, userId } = await findTask(context, wanted);
		const file = await remarkFile(context, files, wanted.actor);
		await api.request({
			method: 'POST',
			host: 'api',
			path: '/v1.0/workflow/processInstances/execute',
			answer: { result: 'true' },
			body: {
				processInstanceId,
				taskId: toWireNumber(taskId),
				actionerUserId: userId,
				result,
				...(remark === '' ? {} : { remark }),
				...file,
			},
		});
		const decision = result === 'agree' ? 'approved' : 'refused';
		return { processInstanceId, taskId, userId, decision };
	});
}
