import type { Resource } from '../../operation/operation';
import { create } from './create.operation';
import { deleteRecord } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** The records (记录) of an AI table: its rows. */
export const aiTableRecord: Resource = {
	value: 'aiTableRecord',
	name: 'AI Table Record',
	operations: [create, get, getAll, update, upsert, deleteRecord],
};
