import type { Resource } from '../../operation/operation';
import { create } from './create.operation';
import { deleteTable } from './delete.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** The tables (数据表) of a base: a document that DingTalk calls AI 表格 or 多维表. */
export const aiTable: Resource = {
	value: 'aiTable',
	name: 'AI Table',
	operations: [getAll, create, update, deleteTable],
};
