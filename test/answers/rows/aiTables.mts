import { binaryOf } from '../../helpers/dingTalk.mts';
import type { Row } from '../row.mts';
import { operation } from '../row.mts';

const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const BASE = '20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv';
/** A base by an address whose end is not its ID. */
const SHARED = { baseId: { ...locator(`https://alidocs.dingtalk.com/i/p/${BASE}`), mode: 'url' } };
const options = { operatorId: { ...locator('union-alice'), mode: 'unionId' } };
const TABLE = { baseId: locator(BASE), table: locator('hERWDMS'), options };
const VALUES = { specifyValues: 'json', columnsJson: { '标题 Title': 'Call back' } };
const KNOWN = { specifyValues: 'json', columnsJson: { '标题 Title': '上线 Launch' } };
const ONE = { ...TABLE, recordId: 'recTaskOne' };

/** With a file, which is added to those that are there. */
const WITH_FILE = {
	...ONE,
	specifyValues: 'json',
	columnsJson: { '标题 Title': '上线 Launch', '附件 Files': 'data' },
	matchColumns: '标题 Title',
	options: { ...options, attachments: 'add' },
};
const FILE = [{ json: {}, binary: { data: binaryOf('a,b', 'a.csv', 'text/csv') } }];

const NEW_TABLE = { baseId: locator(BASE), name: '={{ String(Math.random()) }}', options };
const LINK = {
	name: '={{ String(Math.random()) }}',
	type: 'unidirectionalLink',
	linkedTable: locator('kUoCvDm'),
};
const RENAMED = { ...TABLE, field: locator('fldPage'), updateFields: { name: '网页 Page' } };

/** Operations that change tables and columns; what may be deleted is made before. */
const CHANGES: ReadonlyArray<[string, string, object]> = [
	['aiTable/create', 'notable.createSheet', NEW_TABLE],
	['aiTable/update', 'notable.updateSheet', { ...TABLE, name: '任务 Tasks' }],
	['aiTable/delete', 'notable.deleteSheet', { ...TABLE, table: locator('pQzEmpty') }],
	['aiTableField/create', 'notable.createField', { ...TABLE, ...LINK, type: 'text' }],
	['aiTableField/update', 'notable.updateField', RENAMED],
	['aiTableField/delete', 'notable.deleteField', { ...TABLE, field: locator('fldTeams') }],
];

/** Each operation of records, with the call of its own. */
const RECORDS: ReadonlyArray<[string, string, object]> = [
	['create', 'notable.insertRecords', { ...TABLE, ...VALUES }],
	['get', 'notable.getRecord', ONE],
	['getAll', 'notable.listRecords', TABLE],
	['update', 'notable.updateRecords', { ...ONE, ...VALUES }],
	['upsert', 'notable.listRecords', { ...TABLE, ...VALUES, matchColumns: '标题 Title' }],
	['delete', 'notable.deleteRecords', ONE],
];

export const aiTableRows: readonly Row[] = [
	operation('aiTable/getAll', 'notable.getAllSheets', { baseId: locator(BASE), options }),
	operation('aiTable/getAll: by URL', 'wiki.node.queryByUrl', { ...SHARED, options }),
	operation('aiTableField/getAll', 'notable.getAllFields', TABLE),
	operation('aiTableField/getAll: by URL', 'wiki.node.queryByUrl', { ...TABLE, ...SHARED }),
	...CHANGES.flatMap(([name, endpoint, parameters]) => [
		operation(name, endpoint, parameters),
		operation(`${name}: by URL`, 'wiki.node.queryByUrl', { ...parameters, ...SHARED }),
	]),
	operation('aiTable/create: linked table', 'notable.getAllSheets', {
		...NEW_TABLE,
		columns: { column: [LINK] },
	}),
	operation('aiTableField/create: linked table', 'notable.getAllSheets', { ...TABLE, ...LINK }),
	operation('aiTableField/update: columns', 'notable.getAllFields', RENAMED),
	...RECORDS.flatMap(([name, endpoint, parameters]) => [
		operation(`aiTableRecord/${name}`, endpoint, parameters),
		operation(`aiTableRecord/${name}: columns`, 'notable.getAllFields', parameters),
		operation(`aiTableRecord/${name}: by URL`, 'wiki.node.queryByUrl', {
			...parameters,
			...SHARED,
		}),
	]),
	...['create', 'update', 'upsert'].map((name) =>
		operation(`aiTableRecord/${name}: files`, 'doc.resource.uploadInfo', WITH_FILE, {
			input: FILE,
		}),
	),
	...['create', 'update'].map((name) =>
		operation(`aiTableRecord/${name}: titles`, 'notable.listRecords', {
			...ONE,
			specifyValues: 'json',
			columnsJson: { '客户 Customer': '海星 Starfish' },
			options: { ...options, linksBy: 'title' },
		}),
	),
	...['create', 'update', 'upsert'].map((name) =>
		operation(`aiTableRecord/${name}: read back`, 'notable.getRecord', {
			...ONE,
			specifyValues: 'json',
			columnsJson: { '标题 Title': '上线 Launch', '负责人 Owner': 'union-lina' },
			matchColumns: '标题 Title',
			options: { ...options, readBack: true, severalRecords: 'first' },
		}),
	),
	...['update', 'upsert'].map((name) =>
		operation(`aiTableRecord/${name}: files to add to`, 'notable.getRecord', WITH_FILE, {
			input: FILE,
		}),
	),
	operation('aiTableRecord/upsert: new', 'notable.insertRecords', {
		...TABLE,
		specifyValues: 'json',
		// Whatever was created before.
		columnsJson: '={{ { "标题 Title": String(Math.random()) } }}',
		matchColumns: '标题 Title',
	}),
	operation('aiTableRecord/upsert: known', 'notable.updateRecords', {
		...TABLE,
		...KNOWN,
		matchColumns: '标题 Title',
	}),
	operation('aiTableRecord/update: by columns', 'notable.listRecords', {
		...TABLE,
		...KNOWN,
		findBy: 'columns',
		matchColumns: '标题 Title',
	}),
];
