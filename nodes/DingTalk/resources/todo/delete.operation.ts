import { operatorOf } from '../../../shared/contacts/operator';
import type { Operation } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import { changeOptions } from './ownerFields';
import { todoIdField, todoKeys } from './todo';

/** @see DingTalk docs "删除钉钉待办任务": DELETE /v1.0/todo/users/{unionId}/tasks/{taskId} */
export const deleteTodo: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a todo',
	description: 'Delete a todo for good, which takes it off the lists of everybody',
	endpoints: ['DELETE /v1.0/todo/users/{unionId}/tasks/{taskId}'],
	fields: [todoIdField, changeOptions],
	orderKeys: todoKeys,
	async run(context) {
		const todoId = context.read.id('todoId');
		const operatorId = await operatorOf(context);
		await context.api.request({
			method: 'DELETE',
			host: 'api',
			path: path`/v1.0/todo/users/${operatorId}/tasks/${todoId}`,
			query: { operatorId },
			answer: { result: 'true' },
		});
		return { deleted: true };
	},
};
