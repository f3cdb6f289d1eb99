import { instanceKeys } from '../../approvals/instance';
import type { Operation } from '../../operation/operation';
import { decide, DECIDE_CALLS, decideFields } from './decide';

/** @see DingTalk docs "同意或拒绝审批任务": POST /v1.0/workflow/processInstances/execute */
export const refuse: Operation = {
	value: 'refuse',
	name: 'Refuse',
	action: 'Refuse an approval',
	description: "Refuse an approval in an approver's name, which ends it",
	endpoints: DECIDE_CALLS,
	fields: decideFields,
	orderKeys: instanceKeys,
	run: async (context) => await decide(context, 'refuse'),
};
