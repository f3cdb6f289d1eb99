import { readOperator } from '../../../shared/contacts/operator';
import type { Operation } from '../../operation/operation';
import { changeTodo } from './change';
import { changeOptions } from './ownerFields';
import { todoIdField, todoKeys } from './todo';

/** @see DingTalk docs "更新钉钉待办任务": PUT /v1.0/todo/users/{unionId}/tasks/{taskId} */
export const complete: Operation = {
	value: 'complete',
	name: 'Complete',
	action: 'Complete a todo',
	description: 'Mark a whole todo as done, for all its executors',
	endpoints: ['PUT /v1.0/todo/users/{unionId}/tasks/{taskId}'],
	fields: [todoIdField, changeOptions],
	orderKeys: todoKeys,
	async run(context) {
		const operator = readOperator(context);
		return await changeTodo(context, operator, context.read.id('todoId'), { done: true });
	},
};
