import type { IDataObject } from 'n8n-workflow';

import type { RowItem } from './bySheet';
import { ROW_NUMBER } from './header';

/**
 * An item that was written: its values, and the number of its row.
 *
 * @param row from 0; undefined where it is not known
 */
export const rowResult = ({ input }: RowItem, row: number | undefined): IDataObject => ({
	...(row === undefined ? {} : { [ROW_NUMBER]: row + 1 }),
	...(Object.fromEntries(
		Object.entries(input.values).filter(([name]) => name !== ROW_NUMBER),
	) as IDataObject),
});
