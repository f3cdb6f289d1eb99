import type { IDataObject } from 'n8n-workflow';

import type { RowItem } from './bySheet';
import { ROW_NUMBER } from './header';

/**
 * An item that was written: its values, and the number of its row.
 *
 * @param row from 0; undefined where it is not known
 */
export function rowResult({ input }: RowItem, row: number | undefined): IDataObject {
	const values = Object.entries(input.values)
		.filter(([name]) => name !== ROW_NUMBER)
		// Of JSON text; n8n's items hold none.
		.map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value] as const);
	return {
		...(row === undefined ? {} : { [ROW_NUMBER]: row + 1 }),
		...(Object.fromEntries(values) as IDataObject),
	};
}
