import { readOperator } from '../../../shared/contacts/operator';
import { requirePeople, unionIdsOf } from '../../../shared/contacts/people';
import { peopleField } from '../../../shared/fields/people';
import type { Operation } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import { statusField } from './fields';
import { TODO_LIMITS } from './limits';
import { changeOptions } from './ownerFields';
import { todoIdField, todoKeys } from './todo';

/** @see DingTalk docs "更新钉钉待办执行者状态": PUT /v1.0/todo/users/{unionId}/tasks/{taskId}/executorStatus */
export const setExecutorStatus: Operation = {
	value: 'setExecutorStatus',
	name: 'Set Executor Status',
	action: 'Set the status of executors of a todo',
	description: "Mark the part of some of a todo's executors as done or open",
	endpoints: ['PUT /v1.0/todo/users/{unionId}/tasks/{taskId}/executorStatus'],
	fields: [
		todoIdField,
		peopleField({
			displayName: 'Executors',
			name: 'executors',
			required: true,
			description: 'Whose part it is: executors of the todo',
		}),
		{
			...statusField,
			description: 'Whether they have done their part',
		},
		changeOptions,
	],
	orderKeys: todoKeys,
	async run(context) {
		const { api, read, directory } = context;
		const operator = readOperator(context);
		const todoId = read.id('todoId');
		const isDone = read.choice<'done' | 'open'>('status') === 'done';
		const executors = read.people('executors');
		const people = requirePeople(read.label('executors'), executors, TODO_LIMITS.executors);
		const operatorId = await directory.unionIdOf(operator);
		const unionIds = await unionIdsOf(directory, people);
		await api.request({
			method: 'PUT',
			host: 'api',
			path: path`/v1.0/todo/users/${operatorId}/tasks/${todoId}/executorStatus`,
			query: { operatorId },
			body: { executorStatusList: unionIds.map((id) => ({ id, isDone })) },
			// Names the state that is wanted.
			repeatable: true,
			answer: { result: 'true' },
		});
		return { success: true, todoId, isDone, executorUnionIds: unionIds };
	},
};
