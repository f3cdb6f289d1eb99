import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../operation/operation';
import { isoMoment } from '../../../shared/values/time';

/** A todo as DingTalk has it: create and get answer with `id` and `done`, lists with `taskId` and `isDone`. */
export interface WireTodo extends IDataObject {
	id?: string | number;
	taskId?: string | number;
	subject?: string;
	description?: string;
	done?: boolean;
	isDone?: boolean;
	dueTime?: number | string;
	createdTime?: number | string;
	priority?: number;
	executorIds?: string[];
	creatorId?: string;
	sourceId?: string;
}

/** Our names → numbers on the wire: DingTalk's 较低, 普通, 较高, 紧急. */
export const PRIORITIES = { low: 10, normal: 20, high: 30, urgent: 40 } as const;
export type Priority = keyof typeof PRIORITIES;

/** Ten fields of a todo in our own words, the same after all calls; lists have no executors and descriptions. */
export function toTodo(todo: WireTodo): IDataObject {
	const { subject, description, executorIds, creatorId, sourceId } = todo;
	const fields: IDataObject = {
		todoId: String(todo.id ?? todo.taskId),
		subject,
		description,
		isDone: todo.done ?? todo.isDone,
		dueTime: isoMoment(todo.dueTime),
		priority: priorityName(todo.priority),
		executorUnionIds: executorIds,
		creatorUnionId: creatorId,
		sourceId,
		createdTime: isoMoment(todo.createdTime),
	};
	const isSet = (value: unknown) => value !== undefined && value !== null && value !== '';
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => isSet(value)));
}

const priorityName = (priority?: number) =>
	Object.keys(PRIORITIES).find((name) => PRIORITIES[name as Priority] === Number(priority));

export const todoIdField: INodeProperties = {
	displayName: 'Todo ID',
	name: 'todoId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1482930475610000012',
	description: 'What Create returned as todoId',
};

/** Items about one todo run in input order. */
export const todoKeys = ({ read }: ItemContext): string[] => [`todo ${read.text('todoId')}`];
