import type { IDataObject } from 'n8n-workflow';

import { readOperator } from '../../../shared/contacts/operator';
import { requirePeople, unionIdsOf } from '../../../shared/contacts/people';
import type { PersonRef } from '../../../shared/params/personRef';
import { InputError } from '../../../shared/errors/inputError';
import { peopleField } from '../../../shared/fields/people';
import type { ItemContext, Operation } from '../../operation/operation';
import type { FormReader } from '../../../shared/params/params';
import { readDescription, readSubject } from './buildTodo';
import { changeTodo } from './change';
import {
	customFieldsField,
	descriptionField,
	dueTimeField,
	participantsField,
	readCustomFields,
	statusField,
} from './fields';
import { TODO_LIMITS } from './limits';
import { changeOptions } from './ownerFields';
import { todoIdField, todoKeys } from './todo';
import { updateFieldsField } from '../../../shared/fields/collections';

const updateFields = updateFieldsField({
	options: [
		customFieldsField,
		descriptionField,
		dueTimeField,
		peopleField({
			displayName: 'Executors',
			name: 'executors',
			description: 'Who has to do it from now on, in place of those before: up to 100 people',
		}),
		{
			...participantsField,
			description: 'Who sees it from now on, in place of those before: up to 100 people',
		},
		statusField,
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			description: 'What is to be done, at most 1,024 characters',
		},
	],
});

/** @see DingTalk docs "更新钉钉待办任务": PUT /v1.0/todo/users/{unionId}/tasks/{taskId} */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a todo',
	description: 'Change subject, description, due time, people, custom fields or status of a todo',
	endpoints: ['PUT /v1.0/todo/users/{unionId}/tasks/{taskId}'],
	fields: [todoIdField, updateFields, changeOptions],
	orderKeys: todoKeys,
	async run(context) {
		const { read, directory } = context;
		const operator = readOperator(context);
		const todoId = read.id('todoId');
		const changes = readChanges(context);
		const { executors, participants } = readTodoPeople(read.group('updateFields'));
		if (Object.keys(changes).length === 0 && !executors && !participants) {
			throw new InputError('Update Fields', 'is empty', 'Add the field that is to change');
		}
		return await changeTodo(context, operator, todoId, {
			...changes,
			...(executors ? { executorIds: await unionIdsOf(directory, executors) } : {}),
			...(participants ? { participantIds: await unionIdsOf(directory, participants) } : {}),
		});
	},
};

function readChanges({ read }: ItemContext): IDataObject {
	const fields = read.group('updateFields');
	const status = fields.choiceIfAny<'done' | 'open'>('status');
	return {
		...(fields.has('subject') ? { subject: readSubject(fields) } : {}),
		...(fields.has('description') ? { description: readDescription(fields) } : {}),
		...(fields.has('dueTime') ? { dueTime: readDueTime(fields) } : {}),
		...(status ? { done: status === 'done' } : {}),
		...(fields.has('customFields') ? { contentFieldList: readCustomFields(fields) } : {}),
	};
}

function readDueTime(fields: FormReader): number {
	const dueTime = fields.timeIfAny('dueTime');
	if (dueTime !== undefined) return dueTime;
	throw new InputError(
		fields.label('dueTime'),
		'is empty',
		'Give a date, or take the field out; DingTalk has no call that takes a due time away',
	);
}

function readTodoPeople(fields: FormReader): {
	executors?: PersonRef[];
	participants?: PersonRef[];
} {
	const readUpTo = (name: string, max: number) =>
		fields.has(name) ? requirePeople(fields.label(name), fields.people(name), max) : undefined;
	return {
		executors: readUpTo('executors', TODO_LIMITS.executors),
		participants: readUpTo('participants', TODO_LIMITS.participants),
	};
}
