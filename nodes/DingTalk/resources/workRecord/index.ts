import type { Resource } from '../../operation/operation';
import { complete } from './complete.operation';
import { count } from './count.operation';
import { create } from './create.operation';
import { getAll } from './getAll.operation';

/** 待办 1.0. DingTalk has no delete for it: Complete takes a record off a person's list. */
export const workRecord: Resource = {
	value: 'workRecord',
	name: 'Work Record',
	operations: [create, getAll, complete, count],
};
