import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import { operatorOption } from '../../shared/fields/locators';
import type { PersonRef } from '../../shared/params/personRef';
import type { DingTalkApi } from '../../shared/transport/api';
import { path } from '../../shared/wire/path';
import type { OperatorContext } from '../contacts/operator';
import { readOperator } from '../contacts/operator';
import type { NodeRef } from '../drive/nodeRef';
import { resolveNode, toNodeRef } from '../drive/nodeRef';
import { askOnce } from '../operation/askOnce';
import type { ItemContext } from '../operation/operation';

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
			hint: 'The name as the tab of the table shows it',
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
export const readBase = ({ read }: Pick<ItemContext, 'read'>): NodeRef =>
	toBaseRef(read.label(baseLocator.name), read.locator(baseLocator.name).value);

/** A table as a form names it. */
export interface TableInput {
	base: NodeRef;
	/** ID or name. */
	table: string;
	operator: PersonRef;
}

/** @throws InputError when base, table or operator are missing */
export const readTable = (context: OperatorContext & Pick<ItemContext, 'read'>): TableInput => ({
	base: readBase(context),
	table: context.read.id(tableLocator.name),
	operator: readOperator(context),
});

/** @throws InputError when the operator does not exist; NodeApiError when DingTalk refuses */
export async function resolveTable(
	{ api, directory }: Pick<ItemContext, 'api' | 'directory'>,
	{ base, table, operator }: TableInput,
): Promise<Table> {
	const operatorId = await directory.unionIdOf(operator);
	return { operatorId, baseId: await resolveNode(api, base, operatorId), table };
}

/** A column as DingTalk gives it. */
export interface WireColumn {
	id: string;
	name: string;
	type: string;
	property?: IDataObject;
}

/** A column (字段) of a table. */
export interface Column {
	id: string;
	name: string;
	/** DingTalk's type, such as `singleSelect`. */
	type: string;
	/** Names of the options of a select. */
	options: string[];
	/** Takes one person, department or record at most. */
	isSingle: boolean;
	/** ID of the table that a link leads to. */
	linkedTable?: string;
}

/**
 * All columns of a table, once for each run.
 *
 * @see DingTalk docs "获取所有字段": GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields
 * @throws NodeApiError when DingTalk refuses
 */
export async function columnsOf(api: DingTalkApi, where: Table): Promise<Column[]> {
	const { operatorId, baseId, table } = where;
	const ask = async () => await attemptColumns(api, where);
	const columns = await askOnce(api, ['columns', operatorId, baseId, table], ask);
	return columns.map(toColumn);
}

/** The same, as DingTalk has them, and asked for anew. */
export async function attemptColumns(
	api: DingTalkApi,
	{ operatorId, baseId, table }: Table,
): Promise<Outcome<WireColumn[]>> {
	const outcome = await api.attempt({
		method: 'GET',
		host: 'api',
		path: path`/v1.0/notable/bases/${baseId}/sheets/${table}/fields`,
		answer: {
			value: 'objects',
			'value[].id': 'id',
			'value[].name': 'text',
			'value[].type': 'text',
			'value[].property': 'map?',
		},
		query: { operatorId },
	});
	if (!outcome.ok) return failed(outcome.failure);
	return success((outcome.value.body as { value: WireColumn[] }).value);
}

function toColumn({ id, name, type, property = {} }: WireColumn): Column {
	const choices = Array.isArray(property.choices) ? (property.choices as IDataObject[]) : [];
	return {
		id: String(id),
		name,
		type,
		options: choices.map((choice) => String(choice.name ?? '')).filter((option) => option !== ''),
		isSingle: property.multiple === false,
		...(typeof property.linkedSheetId === 'string' ? { linkedTable: property.linkedSheetId } : {}),
	};
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
