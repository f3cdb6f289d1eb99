import type { IDataObject } from 'n8n-workflow';

import { peopleUpTo, unionIdsOf, unionKeys } from '../../../shared/contacts/people';
import type { PersonRef } from '../../../shared/params/personRef';
import type { Failure } from '../../../shared/errors/failure';
import type { ItemContext, Operation } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import { buildTodo } from './buildTodo';
import { createFields } from './createFields';
import { TODO_LIMITS } from './limits';
import { readParties, resolveParties } from './ownerFields';
import type { WireTodo } from './todo';
import { toTodo } from './todo';

/**
 * @see DingTalk docs "新增钉钉待办任务": POST /v1.0/todo/users/{unionId}/tasks
 * @see todo_1_0.getTodoTaskBySourceId of the official client: GET …/tasks/sources/{sourceId}
 */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a todo',
	description:
		"Put a todo (待办) on people's lists, with link, due time, priority, buttons and reminder",
	endpoints: [
		'POST /v1.0/todo/users/{unionId}/tasks',
		'GET /v1.0/todo/users/{unionId}/tasks/sources/{sourceId}',
	],
	fields: createFields,
	async orderKeys(context) {
		const { sourceId } = readSource(context);
		return [
			...(await unionKeys(context, context.read.people('executors'))),
			...(sourceId ? [`source ${sourceId}`] : []),
		];
	},
	async run(context) {
		const { api, read, directory } = context;
		const parties = readParties(context);
		const draft = buildTodo(context);
		const people = readTodoPeople(context);
		const { sourceId, isReturned } = readSource(context);
		const isSimple = read.flag('simplify');
		const { ownerId, operatorId } = await resolveParties(context, parties);
		const [executorIds, participantIds] = [
			await unionIdsOf(directory, people.executors),
			await unionIdsOf(directory, people.participants),
		];
		const outcome = await api.attempt({
			method: 'POST',
			host: 'api',
			path: path`/v1.0/todo/users/${ownerId}/tasks`,
			answer: { id: 'id' },
			query: { operatorId },
			body: {
				...draft,
				creatorId: ownerId,
				...(executorIds.length > 0 ? { executorIds } : {}),
				...(participantIds.length > 0 ? { participantIds } : {}),
				...(sourceId === '' ? {} : { sourceId }),
			},
			// The second time DingTalk says that it exists already, and it is put out all the same.
			repeatable: sourceId !== '' && isReturned,
		});
		const output = (todo: WireTodo, isNew: boolean): IDataObject =>
			isSimple ? { ...toTodo(todo), created: isNew } : todo;
		if (outcome.ok) return output(outcome.value.body as WireTodo, true);
		const { failure } = outcome;
		if (!isReturned || sourceId === '' || !saysItExists(failure)) throw api.toError(failure);
		const existing = await api.attempt({
			method: 'GET',
			host: 'api',
			path: path`/v1.0/todo/users/${ownerId}/tasks/sources/${sourceId}`,
			answer: { id: 'id' },
		});
		// What DingTalk said first tells more than why the other one cannot be had.
		if (!existing.ok) throw api.toError(failure);
		return output(existing.value.body as WireTodo, false);
	},
};

interface TodoPeople {
	executors: PersonRef[];
	participants: PersonRef[];
}

function readTodoPeople({ read }: ItemContext): TodoPeople {
	const extra = read.group('additionalFields');
	return {
		executors: peopleUpTo(TODO_LIMITS.executors, read, 'executors'),
		participants: peopleUpTo(TODO_LIMITS.participants, extra, 'participants'),
	};
}

function readSource({ read }: ItemContext): { sourceId: string; isReturned: boolean } {
	return {
		sourceId: read.group('additionalFields').idIfAny('sourceId'),
		isReturned: read.group('options').choice('ifExists') === 'return',
	};
}

const saysItExists = ({ code, message }: Failure): boolean =>
	code === 'todo.taskCreate.paramError' && /task exist/i.test(message);
