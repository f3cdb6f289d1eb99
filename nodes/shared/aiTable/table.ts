import type { INodeProperties } from 'n8n-workflow';

import type { OperatorContext } from '../contacts/operator';
import { readOperator } from '../contacts/operator';
import type { Directory } from '../contacts/resolve';
import type { NodeRef } from '../drive/nodeRef';
import { resolveNode, toNodeRef } from '../drive/nodeRef';
import { operatorOption } from '../fields/locators';
import type { FormReader } from '../params/params';
import type { PersonRef } from '../params/personRef';
import type { DingTalkApi } from '../transport/api';
import { path } from '../wire/path';

/** The AI table (a document with tables); DingTalk has no list of them. Read with `readBase`. */
export const baseLocator: INodeProperties = {
	displayName: 'Base',
	name: 'baseId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'url', value: '' },
	description:
		'The AI table (AI 表格, 多维表) as a document, which holds tables: by its address in the browser, from a list that is searched, or by its ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an AI table…',
			hint: 'Type a part of the name to search all that the Operator may see',
			typeOptions: { searchListMethod: 'searchAiTableBases', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://alidocs.dingtalk.com/i/nodes/20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv',
			hint: 'Open the AI table in the browser and copy its address',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv',
			hint: 'The part of the address after /nodes/',
		},
	],
};

/** A table (数据表) of the base; read with `read.id`. */
export const tableLocator: INodeProperties = {
	displayName: 'Table',
	name: 'table',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The table (数据表) of the base: chosen from the list, or by its ID or name',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a table…',
			typeOptions: { searchListMethod: 'searchAiTables', searchable: true },
		},
		{
			displayName: 'By ID or Name',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 任务管理',
			hint: 'Its ID, or its name as its tab shows it',
		},
	],
};

/** A column (字段) of the table; read with `read.id`. */
export const columnLocator: INodeProperties = {
	displayName: 'Column',
	name: 'column',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The column (字段) of the table: chosen from the list, or by its name or ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a column…',
			typeOptions: { searchListMethod: 'searchAiTableColumns', searchable: true },
		},
		{ displayName: 'By Name or ID', name: 'id', type: 'string', placeholder: 'e.g. 优先级' },
	],
};

/** Who acts: DingTalk shows a base only to people who may open it. */
export const tableOperatorOption: INodeProperties = {
	...operatorOption,
	description:
		"The person in whose name it is done, who needs access to the base. Without it, it is the credential's Operator.",
};

/** A base in the name of who acts. */
export interface Base {
	/** unionId. */
	operatorId: string;
	baseId: string;
}

/** A table in the name of who acts. */
export interface Table extends Base {
	/** ID or name. */
	table: string;
}

/** @throws InputError for what is neither address nor ID */
export const toBaseRef = (field: string, value: string): NodeRef =>
	toNodeRef(field, value, 'an AI table');

/** @throws InputError when it is empty, or no base */
export const readBase = ({ read }: { read: FormReader }): NodeRef =>
	toBaseRef(read.label(baseLocator.name), read.locator(baseLocator.name).value);

/** A table as a form names it. */
export interface TableInput {
	base: NodeRef;
	/** ID or name. */
	table: string;
	operator: PersonRef;
}

/** @throws InputError when base, table or operator are missing */
export const readTable = (context: OperatorContext & { read: FormReader }): TableInput => ({
	base: readBase(context),
	table: context.read.id(tableLocator.name),
	operator: readOperator(context),
});

/** @throws InputError when the operator does not exist; NodeApiError when DingTalk refuses */
export async function resolveTable(
	{ api, directory }: { api: DingTalkApi; directory: Pick<Directory, 'unionIdOf'> },
	{ base, table, operator }: TableInput,
): Promise<Table> {
	const operatorId = await directory.unionIdOf(operator);
	return { operatorId, baseId: await resolveNode(api, base, operatorId), table };
}

/** A table of a base as DingTalk gives it. */
export interface WireTable {
	id: string;
	name: string;
}

/**
 * All tables of a base.
 *
 * @see DingTalk docs "获取所有数据表": GET /v1.0/notable/bases/{baseId}/sheets
 * @throws NodeApiError when DingTalk refuses
 */
export async function tablesOf(
	api: DingTalkApi,
	{ operatorId, baseId }: Base,
): Promise<WireTable[]> {
	const { value } = await api.request<{ value: WireTable[] }>({
		method: 'GET',
		host: 'api',
		path: path`/v1.0/notable/bases/${baseId}/sheets`,
		answer: { value: 'objects', 'value[].id': 'id', 'value[].name': 'text' },
		query: { operatorId },
	});
	return value;
}
