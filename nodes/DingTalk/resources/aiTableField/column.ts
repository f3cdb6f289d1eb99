import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import type { Table } from '../../../shared/aiTable/table';
import type { WireColumn } from '../../../shared/aiTable/columns';
import { baseLocator, columnLocator, tableLocator } from '../../../shared/aiTable/table';
import { attemptColumns } from '../../../shared/aiTable/columns';
import type { ItemContext } from '../../operation/operation';

/** A column of the table; read with `read.id`. */
export const fieldLocator: INodeProperties = {
	...columnLocator,
	displayName: 'Field',
	name: 'field',
};

/** The column as it is now. @throws InputError where the table has none; NodeApiError when DingTalk refuses */
export async function fetchField(
	{ api, read }: Pick<ItemContext, 'api' | 'read'>,
	where: Table,
	nameOrId: string,
): Promise<WireColumn> {
	const outcome = await attemptColumns(api, where);
	if (!outcome.ok) throw api.toError(outcome.failure);
	const columns = outcome.value;
	const found =
		columns.find(({ id }) => id === nameOrId) ??
		columns.find(({ name }) => name.trim() === nameOrId.trim());
	if (found) return found;
	throw new InputError(
		read.label(fieldLocator.name),
		`names '${nameOrId.slice(0, 60)}', and the table has no such column`,
		`Its columns: ${columns.map(({ name }) => name).join(', ')}`,
	);
}

/** Items that change the columns of one table run in their order. */
export const fieldKeys = ({ read }: Pick<ItemContext, 'read'>): string[] => [
	`columns ${read.locator(baseLocator.name).value} ${read.id(tableLocator.name)}`,
];
