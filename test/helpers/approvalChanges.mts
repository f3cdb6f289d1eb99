import type { INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/index.mts';
import { EXPENSE, LEAVE } from '../nodes/DingTalk/approval/forms.ts';

/** A trigger on two kinds of change of one process, chosen from its list. */
export const LEAVE_ENDED_WELL_OR_HANDED_OVER = {
	triggerOn: ['event'],
	events: ['bpms_instance_change', 'bpms_task_change'],
	filters: {
		approvalChanges: ['instance finish agree', 'task finish redirect'],
		processCodes: {
			process: [{ process: { __rl: true, mode: 'list', value: 'PROC-SANDBOX-LEAVE' } }],
		},
	},
};

/** What that trigger takes of `changeApprovals`. */
export const TAKEN = ['bpms_instance_change finish agree', 'bpms_task_change finish redirect'];

/** People do with approvals what there is to do: two are approved, one is refused, one is withdrawn. */
export function changeApprovals({ control }: Sandbox): void {
	const leave = () =>
		control.startApproval('bob', { processCode: 'PROC-SANDBOX-LEAVE', values: LEAVE })
			.processInstanceId;
	const handedOver = leave();
	control.actOnApproval(handedOver, 'lina', 'redirect', { toUserId: 'wangfang' });
	control.actOnApproval(handedOver, 'wangfang', 'agree', { remark: 'Enjoy' });
	control.actOnApproval(leave(), 'lina', 'refuse', { remark: 'Not in December' });
	control.actOnApproval(leave(), 'bob', 'withdraw');
	const { processInstanceId: expense } = control.startApproval('alice', {
		processCode: 'PROC-SANDBOX-EXPENSE',
		values: EXPENSE,
	});
	for (const userId of ['lina', 'bob', 'zhangwei']) control.actOnApproval(expense, userId, 'agree');
}

const BEGINS = ['bpms_instance_change start', 'bpms_task_change start'];

/** All of it that DingTalk tells, in the order of the alphabet: over HTTP nothing else is promised. */
export const EVERY_CHANGE = [
	...BEGINS,
	...['bpms_task_change finish redirect', 'bpms_task_change start'],
	...['bpms_task_change finish agree', 'bpms_instance_change finish agree'],
	...BEGINS,
	...['bpms_task_change finish refuse', 'bpms_instance_change finish refuse'],
	...BEGINS,
	...['bpms_task_change cancel', 'bpms_instance_change terminate'],
	...BEGINS,
	...['bpms_task_change finish agree', 'bpms_task_change start', 'bpms_task_change start'],
	...['bpms_task_change finish agree', 'bpms_task_change finish agree'],
	...['bpms_instance_change finish agree'],
].sort();

/** What items tell of approvals, in the same order. */
export const changesIn = (items: INodeExecutionData[]): string[] =>
	items
		.map(({ json: { eventType, data } }) => {
			const { type, result } = data as { type: string; result?: string };
			return [eventType, type, result].filter(Boolean).join(' ');
		})
		.sort();
