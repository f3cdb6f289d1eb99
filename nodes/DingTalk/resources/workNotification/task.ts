import { agentIdOf, agentIdOption } from '../../workNotification/agentId';
import type { WorkNotificationTask } from '../../workNotification/result';
import { readTaskId, taskIdField } from '../../workNotification/taskId';
import type { ItemContext } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';

/** Options of all operations on a work notification that was sent. */
export const taskOptions = optionsField({
	options: [
		{
			...agentIdOption,
			description:
				"AgentId of the app that sent the work notification. Leave empty for the credential's Agent ID.",
		},
	],
});

/**
 * The work notification that the form names.
 *
 * @throws InputError for a faulty task ID or agent ID
 */
export const readTask = (context: ItemContext): WorkNotificationTask => ({
	taskId: readTaskId(context.read),
	agentId: agentIdOf(context),
});

/** Items about one work notification run in input order. */
export const taskKeys = ({ read }: ItemContext): string[] => [
	`task ${read.text(taskIdField.name)}`,
];
