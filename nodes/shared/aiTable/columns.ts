import type { IDataObject } from 'n8n-workflow';

import { askOnce } from '../askOnce';
import type { Outcome } from '../errors/failure';
import { failed, success } from '../errors/failure';
import { InputError } from '../errors/inputError';
import type { DingTalkApi } from '../transport/api';
import { path } from '../wire/path';
import type { Table } from './table';

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

/** A column by its ID or name; blanks around a name tell columns apart only where two are the same without. */
export const columnIn = (columns: readonly Column[], key: string): Column | undefined =>
	columns.find(({ id }) => id === key.trim()) ??
	columns.find(({ name }) => name === key) ??
	columns.find(({ name }) => name.trim() === key.trim());

/** In words. */
export const namesOf = (columns: readonly Column[]): string =>
	columns.map(({ name }) => name).join(', ');

/** What a name is told that no column has. */
export const noColumn = (field: string, key: string, columns: readonly Column[]) =>
	new InputError(
		field,
		`names '${key.slice(0, 60)}', and the table has no such column`,
		`Its columns: ${namesOf(columns)}. In n8n's form, refresh the list of columns`,
	);
