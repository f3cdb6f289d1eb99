import { readPersonOrOperator } from '../../../shared/contacts/operator';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import { ownerField } from './ownerFields';
import type { WireTodo } from './todo';
import { toTodo, todoIdField } from './todo';

/**
 * Both calls are in the official client; DingTalk has no page about them.
 *
 * @see todo_1_0.getTodoTask: GET /v1.0/todo/users/{unionId}/tasks/{taskId}
 * @see todo_1_0.getTodoTaskBySourceId: GET /v1.0/todo/users/{unionId}/tasks/sources/{sourceId}
 */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a todo',
	description: 'Get a todo by its ID, or by the source ID it was created with',
	endpoints: [
		'GET /v1.0/todo/users/{unionId}/tasks/{taskId}',
		'GET /v1.0/todo/users/{unionId}/tasks/sources/{sourceId}',
	],
	fields: [
		{
			displayName: 'By',
			name: 'by',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Source ID', value: 'sourceId', description: 'Your own ID, given at Create' },
				{ name: 'Todo ID', value: 'todoId', description: "DingTalk's ID" },
			],
			default: 'todoId',
			description: 'Which ID names the todo',
		},
		{ ...todoIdField, displayOptions: { show: { by: ['todoId'] } } },
		{
			displayName: 'Source ID',
			name: 'sourceId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. order-42',
			displayOptions: { show: { by: ['sourceId'] } },
			description: 'What was given as Source ID when the todo was created',
		},
		ownerField,
		simplifyField,
	],
	async run(context) {
		const { api, read, directory } = context;
		const owner = readPersonOrOperator(context, ownerField.name);
		const by = read.choice<'todoId' | 'sourceId'>('by');
		const id = read.id(by);
		const isSimple = read.flag('simplify');
		const ownerId = await directory.unionIdOf(owner);
		const todo = await api.request<WireTodo>({
			method: 'GET',
			host: 'api',
			path:
				by === 'todoId'
					? path`/v1.0/todo/users/${ownerId}/tasks/${id}`
					: path`/v1.0/todo/users/${ownerId}/tasks/sources/${id}`,
			answer: { id: 'id' },
		});
		return isSimple ? toTodo(todo) : todo;
	},
};
