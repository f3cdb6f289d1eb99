import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import type { ItemReader } from '../../shared/params/params';

const WHOLE_NUMBER = /^[1-9]\d{0,18}$/;

export const taskIdField: INodeProperties = {
	displayName: 'Task ID',
	name: 'taskId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 256271667526',
	description: 'What Message > Send returned as taskId for the work notification',
};

/**
 * The digits of the task that the form names: a 64-bit number, which n8n's numbers cannot hold.
 *
 * @throws InputError when it is empty, no whole number, or a number that has lost digits on its way
 */
export function readTaskId(read: ItemReader, name = taskIdField.name): string {
	const taskId = read.id(name);
	if (WHOLE_NUMBER.test(taskId)) return taskId;
	throw new InputError(
		read.label(name),
		`is not a task ID: ${taskId.slice(0, 60)}`,
		'Give the number that Message > Send returned as taskId',
	);
}
