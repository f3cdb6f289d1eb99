import type { IDataObject } from 'n8n-workflow';

import { textAt } from './payload';

/** What can happen to an approval, and to the task of somebody who decides in it. */
export const APPROVAL_CHANGES = [
	{ name: 'Approval: Approved', value: 'instance finish agree' },
	{ name: 'Approval: Deleted', value: 'instance delete' },
	{ name: 'Approval: Refused', value: 'instance finish refuse' },
	{ name: 'Approval: Started', value: 'instance start' },
	{ name: 'Approval: Withdrawn', value: 'instance terminate' },
	{ name: 'Task: Approved', value: 'task finish agree' },
	{ name: 'Task: Cancelled', value: 'task cancel' },
	{ name: 'Task: Handed Over', value: 'task finish redirect' },
	{ name: 'Task: Refused', value: 'task finish refuse' },
	{ name: 'Task: Waits for a Decision', value: 'task start' },
] as const;

const SUBJECTS: Record<string, string> = {
	bpms_instance_change: 'instance',
	bpms_task_change: 'task',
};

/**
 * What an event says of an approval, as the filter has it; undefined for events of other things. A task that is handed
 * over comes as finished, with the result `redirect`.
 *
 * @see DingTalk docs "审批事件": bpms_instance_change, bpms_task_change
 */
export function approvalChangeOf(eventType: string | undefined, data: IDataObject) {
	const subject = SUBJECTS[eventType ?? ''];
	if (subject === undefined) return undefined;
	const type = textAt(data, 'type');
	const result = type === 'finish' ? textAt(data, 'result') : undefined;
	return [subject, type, result].filter((part) => part !== undefined).join(' ');
}
