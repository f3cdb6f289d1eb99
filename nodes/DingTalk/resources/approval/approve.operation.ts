import { instanceKeys } from '../../approvals/instance';
import type { Operation } from '../../operation/operation';
import { decide, DECIDE_CALLS, decideFields } from './decide';

/** @see DingTalk docs "同意或拒绝审批任务": POST /v1.0/workflow/processInstances/execute */
export const approve: Operation = {
	value: 'approve',
	name: 'Approve',
	action: 'Approve an approval',
	description: "Agree to an approval in an approver's name, with a remark, photos and files",
	endpoints: DECIDE_CALLS,
	fields: decideFields,
	orderKeys: instanceKeys,
	run: async (context) => await decide(context, 'agree'),
};
