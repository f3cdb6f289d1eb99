import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readPersonOrOperator } from '../../../shared/contacts/operator';
import { personOrOperatorLocator } from '../../../shared/fields/locators';
import { pagingFields } from '../../fields/paging';
import { simplifyField } from '../../../shared/fields/simplify';
import type { ItemContext, Operation } from '../../operation/operation';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';
import { isWithin, readRange } from '../../fields/timeRange';
import type { DingTalkApi } from '../../../shared/transport/api';
import { path } from '../../../shared/wire/path';
import { typeField } from './fields';
import type { WireTodo } from './todo';
import { toTodo } from './todo';
import { filtersField } from '../../../shared/fields/collections';

const dateFilters: INodeProperties[] = [
	['createdFrom', 'Created From', 'created at this time or later'],
	['createdUntil', 'Created Until', 'created before this time'],
	['dueFrom', 'Due From', 'due at this time or later'],
	['dueUntil', 'Due Until', 'due before this time'],
].map(([name, displayName, words]) => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description: `Only todos ${words}`,
}));

/** @see DingTalk docs "查询企业下用户待办列表": POST /v1.0/todo/users/{unionId}/org/tasks/query */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many todos',
	description:
		"List the todos of a person that this organisation's apps created: open ones, done ones of the last 180 days, or both",
	endpoints: ['POST /v1.0/todo/users/{unionId}/org/tasks/query'],
	fields: [
		{
			...personOrOperatorLocator,
			description: "Whose list it is. Leave empty for the credential's Operator.",
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Any', value: 'any' },
				{ name: 'Done', value: 'done' },
				{ name: 'Open', value: 'open' },
			],
			default: 'open',
			description: 'Which todos to list',
		},
		...pagingFields,
		filtersField({
			description: 'DingTalk filters by role and type; for dates and subject the node reads on',
			options: [
				...dateFilters,
				{
					displayName: 'Roles',
					name: 'roles',
					type: 'multiOptions',
					options: [
						{ name: 'Creator', value: 'creator' },
						{ name: 'Executor', value: 'executor' },
						{ name: 'Participant', value: 'participant' },
					],
					default: ['executor'],
					description: 'What the person is in the todo: any of these',
				},
				{
					displayName: 'Subject Contains',
					name: 'subject',
					type: 'string',
					default: '',
					description: 'Only todos with this text in the subject, in capitals or not',
				},
				{
					...typeField,
					description: 'Only todos of this type',
				},
			],
		}),
		simplifyField,
	],
	async run(context) {
		const { api, read, directory } = context;
		const person = readPersonOrOperator(context, 'userId');
		const limit = read.limit();
		const query = readQuery(context);
		const keep = readFilter(context);
		const isSimple = read.flag('simplify');
		const unionId = await directory.unionIdOf(person);
		const todos = await pages<WireTodo>(
			tokenPages('nextToken', undefined, {}),
			async (paging) => await fetchPage(api, unionId, { ...query, ...paging }),
			limit,
			keep,
		);
		return isSimple ? todos.map(toTodo) : todos;
	},
};

function readQuery({ read }: ItemContext): IDataObject {
	const status = read.choice<'any' | 'done' | 'open'>('status');
	const todoType = read.group('filters').choiceIfAny<string>('todoType');
	const roles = read.group('filters').choicesIfAny<string>('roles') ?? [];
	return {
		...(status === 'any' ? {} : { isDone: status === 'done' }),
		// The outer list means "or", the inner ones "and".
		...(roles.length > 0 ? { roleTypes: roles.map((role) => [role]) } : {}),
		...(todoType ? { todoType } : {}),
	};
}

/** What the documented call cannot filter; the one that can is in the official client only. */
function readFilter({ read }: ItemContext): (todo: WireTodo) => boolean {
	const filters = read.group('filters');
	const created = readRange(filters, 'created');
	const due = readRange(filters, 'due');
	const words = filters.text('subject').toLowerCase();
	const known = new Set<string>();
	return (todo) => {
		const isNew = !known.has(String(todo.taskId));
		// A list that changes while it is read may repeat one.
		known.add(String(todo.taskId));
		return (
			isNew &&
			isWithin(created, momentOf(todo.createdTime)) &&
			isWithin(due, momentOf(todo.dueTime)) &&
			(todo.subject ?? '').toLowerCase().includes(words)
		);
	};
}

const momentOf = (ms: WireTodo['dueTime']): number | undefined => (ms ? Number(ms) : undefined);

async function fetchPage(api: DingTalkApi, unionId: string, body: IDataObject) {
	const { todoCards = [], nextToken } = await api.request<{
		todoCards?: WireTodo[];
		nextToken?: string | null;
	}>({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/todo/users/${unionId}/org/tasks/query`,
		answer: {
			todoCards: 'objects',
			'todoCards[].taskId': 'id',
			'todoCards[].subject': 'text?',
			nextToken: 'text?',
		},
		body,
		repeatable: true,
	});
	return { items: todoCards, next: nextToken };
}
