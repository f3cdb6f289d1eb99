import type { Row } from '../row.mts';
import { operation } from '../row.mts';

const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const BASE = '20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv';
/** A base by an address whose end is not its ID. */
const SHARED = { baseId: { ...locator(`https://alidocs.dingtalk.com/i/p/${BASE}`), mode: 'url' } };
const options = { operatorId: { ...locator('union-alice'), mode: 'unionId' } };
const TABLE = { baseId: locator(BASE), table: locator('hERWDMS'), options };
const VALUES = { specifyValues: 'json', columnsJson: { '标题 Title': 'Call back' } };
const ONE = { ...TABLE, recordId: 'recTaskOne' };

export const aiTableRows: readonly Row[] = [
	operation('aiTable/getAll', 'notable.getAllSheets', { baseId: locator(BASE), options }),
	operation('aiTable/getAll: by URL', 'wiki.node.queryByUrl', { ...SHARED, options }),
	operation('aiTableField/getAll', 'notable.getAllFields', TABLE),
	operation('aiTableRecord/create', 'notable.insertRecords', { ...TABLE, ...VALUES }),
	operation('aiTableRecord/create: columns', 'notable.getAllFields', { ...TABLE, ...VALUES }),
	operation('aiTableRecord/get', 'notable.getRecord', ONE),
	operation('aiTableRecord/getAll', 'notable.listRecords', TABLE),
	operation('aiTableRecord/update', 'notable.updateRecords', { ...ONE, ...VALUES }),
	operation('aiTableRecord/delete', 'notable.deleteRecords', ONE),
];
