import { optionsField, updateFieldsField } from '../../../shared/fields/collections';
import { path } from '../../../shared/wire/path';
import { assertFits, columnChanges, readColumnChanges } from '../../aiTable/columnForm';
import type { WireColumn } from '../../../shared/aiTable/columns';
import {
	baseLocator,
	readTable,
	resolveTable,
	tableLocator,
	tableOperatorOption,
} from '../../../shared/aiTable/table';
import { once } from '../../operation/once';
import type { Operation } from '../../operation/operation';
import { fetchField, fieldKeys, fieldLocator } from './column';

/**
 * DingTalk takes the name and all of the properties, so the column is read first and keeps what is not given. That
 * options stay what they are where their IDs go along is [unverified].
 *
 * @see DingTalk docs "更新字段": PUT …/sheets/{sheetIdOrName}/fields/{fieldIdOrName}
 */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update an AI table field',
	description:
		'Rename a column (更新字段) of an AI table, add options to a select, or change how values are shown; its type stays',
	endpoints: [
		'PUT /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields/{fieldIdOrName}',
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields',
		'POST /v2.0/wiki/nodes/queryByUrl',
	],
	fields: [
		baseLocator,
		tableLocator,
		fieldLocator,
		updateFieldsField({ options: columnChanges }),
		optionsField({ options: [tableOperatorOption] }),
	],
	orderKeys: fieldKeys,
	async run(context) {
		const { api, read } = context;
		const input = readTable(context);
		const nameOrId = read.id(fieldLocator.name);
		const changes = readColumnChanges(read.group('updateFields'));
		const where = await resolveTable(context, input);
		const { operatorId, baseId, table } = where;
		return await once(context, ['aiTableField', where, nameOrId], async () => {
			const column = await fetchField(context, where, nameOrId);
			assertFits(changes, column.type);
			const { name = column.name, property } = changes;
			const changed = { ...property, ...withChoices(column, changes.choices) };
			const isChanged = Object.keys(changed).length > 0;
			const body = {
				name,
				...(isChanged ? { property: { ...column.property, ...changed } } : {}),
			};
			const { id } = await api.request<{ id: string }>({
				method: 'PUT',
				host: 'api',
				path: path`/v1.0/notable/bases/${baseId}/sheets/${table}/fields/${column.id}`,
				answer: { id: 'id' },
				query: { operatorId },
				body,
				repeatable: true,
			});
			return { fieldId: id, type: column.type, ...body };
		});
	},
};

/** The options that are there, then the new ones. */
function withChoices({ property = {} }: WireColumn, names: readonly string[]) {
	if (names.length === 0) return {};
	const known = Array.isArray(property.choices)
		? (property.choices as Array<{ name?: string }>)
		: [];
	const fresh = names.filter((name) => !known.some((choice) => choice.name === name));
	return { choices: [...known, ...fresh.map((name) => ({ name }))] };
}
