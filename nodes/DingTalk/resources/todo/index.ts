import type { Resource } from '../../operation/operation';
import { complete } from './complete.operation';
import { create } from './create.operation';
import { deleteTodo } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { setExecutorStatus } from './setExecutorStatus.operation';
import { update } from './update.operation';

/** 待办 of today, the successor of work records. */
export const todo: Resource = {
	value: 'todo',
	name: 'Todo',
	operations: [create, get, getAll, update, setExecutorStatus, complete, deleteTodo],
};
