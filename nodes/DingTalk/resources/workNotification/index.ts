import type { Resource } from '../../operation/operation';
import { getProgress } from './getProgress.operation';
import { getResult } from './getResult.operation';
import { recall } from './recall.operation';
import { updateStatusBar } from './updateStatusBar.operation';

/** What becomes of a work notification (工作通知) after Message > Send. */
export const workNotification: Resource = {
	value: 'workNotification',
	name: 'Work Notification',
	operations: [getResult, getProgress, recall, updateStatusBar],
};
