import { optionsField } from '../../../shared/fields/collections';
import { resolveNode } from '../../../shared/drive/nodeRef';
import {
	baseLocator,
	readBase,
	tableOperatorOption,
	tablesOf,
} from '../../../shared/aiTable/table';
import { operatorOf } from '../../../shared/contacts/operator';
import type { Operation } from '../../operation/operation';

/** @see DingTalk docs "获取所有数据表": GET /v1.0/notable/bases/{baseId}/sheets */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many AI tables',
	description: 'List the tables (数据表) of a base (AI 表格, 多维表) with their IDs',
	endpoints: ['GET /v1.0/notable/bases/{baseId}/sheets', 'POST /v2.0/wiki/nodes/queryByUrl'],
	fields: [baseLocator, optionsField({ options: [tableOperatorOption] })],
	async run(context) {
		const base = readBase(context);
		const operatorId = await operatorOf(context);
		const baseId = await resolveNode(context.api, base, operatorId);
		const tables = await tablesOf(context.api, { operatorId, baseId });
		return tables.map(({ id, name }) => ({ tableId: id, name, baseId }));
	},
};
