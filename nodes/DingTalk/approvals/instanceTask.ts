import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import { personOrOperatorLocator } from '../../shared/fields/locators';
import type { ItemContext } from '../operation/operation';
import { readUserOrOperator } from '../../shared/contacts/operator';
import { fetchInstance, instanceIdField, isRunning, statusOf } from './instance';
import { openTasksOf } from './instanceTimeline';

/** Whoever holds the task; read with `readActor`. */
export const actorField: INodeProperties = {
	...personOrOperatorLocator,
	description:
		"The person whose task it is, in whose name the call is made. Leave empty for the credential's Operator.",
};

/** Saves the look for the task. */
export const taskIdOption: INodeProperties = {
	displayName: 'Task ID',
	name: 'taskId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 74296847418',
	description:
		'The task to act on, from Get or from a task event. Leave empty to find the one that the person has in this approval.',
};

/** A task to act on, and whose it is. */
export interface HeldTask {
	processInstanceId: string;
	/** A number on the wire. */
	taskId: string;
	userId: string;
}

/** Reads the form for `findTask`; nothing is asked yet. */
export function readTask(context: ItemContext) {
	const { read } = context;
	const processInstanceId = read.id(instanceIdField.name);
	const actor = readUserOrOperator(context, actorField.name);
	const taskId = read.group('options').idIfAny(taskIdOption.name);
	if (taskId !== '' && !/^\d+$/.test(taskId)) {
		throw new InputError(
			taskIdOption.displayName,
			`is no number: ${taskId.slice(0, 80)}`,
			'Give the taskId of a task, or leave it empty to find it by the person',
		);
	}
	return { processInstanceId, actor, taskId };
}

/**
 * The task that a person has in an approval: the one of the form, or the first that waits for them.
 *
 * @throws InputError when nothing waits for them, naming for whom it does; NodeApiError when DingTalk refuses
 */
export async function findTask(
	{ api, directory }: Pick<ItemContext, 'api' | 'directory'>,
	{ processInstanceId, actor, taskId }: ReturnType<typeof readTask>,
): Promise<HeldTask> {
	const userId = await directory.userIdOf(actor);
	if (taskId !== '') return { processInstanceId, taskId, userId };
	const instance = await fetchInstance(api, processInstanceId);
	if (!isRunning(instance)) {
		throw new InputError(
			instanceIdField.displayName,
			`names an approval that is over: it was ${statusOf(instance)}`,
			'Nothing can be decided any more. Approval > Get tells who decided',
		);
	}
	const open = openTasksOf(instance);
	const own = open.find((task) => task.userId === userId);
	if (own) return { processInstanceId, taskId: String(own.taskId), userId };
	const others = [...new Set(open.map((task) => task.userId))];
	throw new InputError(
		actor.field ?? actorField.displayName,
		`has nothing to decide in this approval now: ${userId}`,
		others.length > 0
			? `It waits for ${others.join(', ')}`
			: 'It waits for nobody; Approval > Get tells how it stands',
	);
}
