import type { INode } from 'n8n-workflow';

import { itemsOf } from '../helpers/calls.mts';
import { binaryOf } from '../helpers/dingTalk.mts';
import { doc, notable, wiki } from '../sandbox/official.mts';
import { TwoClients, type Official } from './twoClients.mts';

const ALICE = 'union-alice';
const BASE = '20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv';
const SHEET = 'hERWDMS';
const SHEETS = `/v1.0/notable/bases/${BASE}/sheets`;
const RECORDS = `${SHEETS}/${SHEET}/records`;

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => void clients.taken());
afterAll(async () => await clients.close());

const clientOf = ({ config }: Official) => new notable.default(config);
const locator = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const form = (parameters: INode['parameters']): INode['parameters'] => ({
	baseId: locator(BASE),
	table: locator(SHEET),
	resource: 'aiTableRecord',
	options: { operatorId: locator(ALICE, 'unionId') },
	...parameters,
});
const asJson = (values: object) => ({
	specifyValues: 'json',
	columnsJson: JSON.stringify(values),
});
const VALUES = {
	'标题 Title': 'Call back 回电',
	'数量 Count': 12.5,
	'状态 Status': '已完成 Done',
	'标签 Tags': ['web', 'api'],
	'截止 Due': '2026-05-01T09:00:00+08:00',
	'负责人 Owner': 'lina',
	'部门 Teams': '100',
	'网页 Page': { text: 'Plan', link: 'https://example.com' },
	'客户 Customer': 'recCustomerA',
};
const WIRE = {
	'标题 Title': 'Call back 回电',
	'数量 Count': 12.5,
	'状态 Status': '已完成 Done',
	'标签 Tags': ['web', 'api'],
	'截止 Due': Date.parse('2026-05-01T09:00:00+08:00'),
	'负责人 Owner': [{ unionId: 'union-lina' }],
	'部门 Teams': [{ deptId: '100' }],
	'网页 Page': { text: 'Plan', link: 'https://example.com' },
	'客户 Customer': { linkedRecordIds: ['recCustomerA'] },
};

type Compared = Awaited<ReturnType<TwoClients['compare']>>;
/** Both sent the same once, but for what the client cannot send. */
function expectSame({ node, client }: Compared, known: (sent: Compared['node'][0]) => unknown) {
	expect(node).toHaveLength(1);
	expect(known(node[0])).toEqual(known(client[0]));
}
const whole = ({ method, path, query, body }: Compared['node'][0]) => ({
	method,
	path,
	query,
	body,
});

it('a record is created; the key of the call is known to the documents only', async () => {
	const both = await clients.compare({
		parameters: form({ operation: 'create', ...asJson(VALUES) }),
		path: RECORDS,
		official: async (official) =>
			await clientOf(official).insertRecordsWithOptions(
				BASE,
				SHEET,
				new notable.InsertRecordsRequest({
					operatorId: ALICE,
					records: [new notable.InsertRecordsRequestRecords({ fields: WIRE })],
				}),
				new notable.InsertRecordsHeaders(official.headers),
				official.runtime,
			),
	});
	expectSame(both, ({ method, path, body }) => ({ method, path, body }));
	expect(JSON.stringify(both.node[0].query)).toMatch(
		/[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}/,
	);
});

it('records are changed', async () => {
	const both = await clients.compare({
		parameters: form({
			operation: 'update',
			recordId: '={{ $json.id }}',
			...asJson({ '预算 Budget': 7 }),
		}),
		input: itemsOf({ id: 'recTaskOne' }, { id: 'recTaskTwo' }),
		path: RECORDS,
		official: async (official) =>
			await clientOf(official).updateRecordsWithOptions(
				BASE,
				SHEET,
				new notable.UpdateRecordsRequest({
					operatorId: ALICE,
					records: ['recTaskOne', 'recTaskTwo'].map(
						(id) => new notable.UpdateRecordsRequestRecords({ id, fields: { '预算 Budget': 7 } }),
					),
				}),
				new notable.UpdateRecordsHeaders(official.headers),
				official.runtime,
			),
	});
	expectSame(both, whole);
});

it('records are listed by a filter', async () => {
	const both = await clients.compare({
		parameters: form({
			operation: 'getAll',
			limit: 50,
			conditions: {
				condition: [{ column: locator('状态 Status'), operator: 'equal', value: '已完成 Done' }],
			},
		}),
		path: `${RECORDS}/list`,
		official: async (official) =>
			await clientOf(official).listRecordsWithOptions(
				BASE,
				SHEET,
				new notable.ListRecordsRequest({
					operatorId: ALICE,
					maxResults: 50,
					filter: new notable.ListRecordsRequestFilter({
						combination: 'and',
						conditions: [
							new notable.ListRecordsRequestFilterConditions({
								field: '状态 Status',
								operator: 'equal',
								value: ['已完成 Done'],
							}),
						],
					}),
				}),
				new notable.ListRecordsHeaders(official.headers),
				official.runtime,
			),
	});
	expectSame(both, whole);
});

it('the records to update are looked for by a filter; which columns to return, the client cannot say', async () => {
	const both = await clients.compare({
		parameters: form({
			operation: 'upsert',
			...asJson({ '标题 Title': '上线 Launch', '预算 Budget': 8 }),
			matchColumns: '标题 Title',
		}),
		path: `${RECORDS}/list`,
		official: async (official) =>
			await clientOf(official).listRecordsWithOptions(
				BASE,
				SHEET,
				new notable.ListRecordsRequest({
					operatorId: ALICE,
					maxResults: 100,
					filter: new notable.ListRecordsRequestFilter({
						combination: 'or',
						conditions: [
							new notable.ListRecordsRequestFilterConditions({
								field: '标题 Title',
								operator: 'equal',
								value: ['上线 Launch'],
							}),
						],
					}),
				}),
				new notable.ListRecordsHeaders(official.headers),
				official.runtime,
			),
	});
	expectSame(both, ({ method, path, query, body }) => {
		const { fieldIdOrNames, ...known } = body as Record<string, unknown>;
		expect([undefined, ['fldTitle']]).toContainEqual(fieldIdOrNames);
		return { method, path, query, body: known };
	});
});

it('a file is announced, put to its address without the token, and named by the record', async () => {
	const data = binaryOf('a,b', 'list.csv', 'text/csv');
	let read: unknown;
	const both = await clients.compare({
		parameters: form({
			operation: 'update',
			recordId: 'recTaskTwo',
			...asJson({ '附件 Files': 'data' }),
		}),
		input: [{ json: {}, binary: { data } }],
		path: /uploadInfos|_files|records$/,
		official: async ({ config, headers, runtime }) => {
			const { body } = await new doc.default(config).getResourceUploadInfoWithOptions(
				BASE,
				new doc.GetResourceUploadInfoRequest({
					operatorId: ALICE,
					resourceName: 'list.csv',
					mediaType: 'text/csv',
					size: 3,
				}),
				new doc.GetResourceUploadInfoHeaders(headers),
				runtime,
			);
			read = body?.result;
		},
	});
	expect(whole(both.node[0])).toEqual(whole(both.client[0]));
	expect(read).toMatchObject({
		resourceId: expect.any(String) as string,
		resourceUrl: expect.any(String) as string,
		uploadUrl: expect.any(String) as string,
	});
	expect(both.node.at(-1)?.body).toMatchObject({
		records: [{ fields: { '附件 Files': [{ filename: 'list.csv', size: 3, type: 'text/csv' }] } }],
	});
});

it('a record, tables and columns are read', async () => {
	const one = await clients.compare({
		parameters: form({ operation: 'get', recordId: 'recTaskOne' }),
		path: `${RECORDS}/recTaskOne`,
		official: async (official) =>
			await clientOf(official).getRecordWithOptions(
				BASE,
				SHEET,
				'recTaskOne',
				new notable.GetRecordRequest({ operatorId: ALICE }),
				new notable.GetRecordHeaders(official.headers),
				official.runtime,
			),
	});
	expectSame(one, whole);
	const tables = await clients.compare({
		parameters: form({ resource: 'aiTable', operation: 'getAll' }),
		path: SHEETS,
		official: async (official) =>
			await clientOf(official).getAllSheetsWithOptions(
				BASE,
				new notable.GetAllSheetsRequest({ operatorId: ALICE }),
				new notable.GetAllSheetsHeaders(official.headers),
				official.runtime,
			),
	});
	expectSame(tables, whole);
	const columns = await clients.compare({
		parameters: form({ resource: 'aiTableField', operation: 'getAll' }),
		path: `${SHEETS}/${SHEET}/fields`,
		official: async (official) =>
			await clientOf(official).getAllFieldsWithOptions(
				BASE,
				SHEET,
				new notable.GetAllFieldsRequest({ operatorId: ALICE }),
				new notable.GetAllFieldsHeaders(official.headers),
				official.runtime,
			),
	});
	expectSame(columns, whole);
});

it('tables and columns are made, changed and deleted', async () => {
	const column = { name: 'Level', type: 'singleSelect' };
	const property = { choices: [{ name: 'High' }] };
	const tableForm = (operation: string, more: INode['parameters']) =>
		form({ resource: 'aiTable', operation, ...more });
	const fieldForm = (operation: string, more: INode['parameters']) =>
		form({ resource: 'aiTableField', operation, ...more });
	const operatorId = ALICE;
	const pairs: Array<[INode['parameters'], string, (official: Official) => Promise<unknown>]> = [
		[
			tableForm('create', { name: 'Made', columns: { column: [{ ...column, choices: 'High' }] } }),
			SHEETS,
			async (official) =>
				await clientOf(official).createSheetWithOptions(
					BASE,
					new notable.CreateSheetRequest({
						operatorId,
						name: 'Made',
						fields: [new notable.CreateSheetRequestFields({ ...column, property })],
					}),
					new notable.CreateSheetHeaders(official.headers),
					official.runtime,
				),
		],
		[
			tableForm('update', { table: locator('Made'), name: 'Changed' }),
			`${SHEETS}/Made`,
			async (official) =>
				await clientOf(official).updateSheetWithOptions(
					BASE,
					'Made',
					new notable.UpdateSheetRequest({ operatorId, name: 'Changed' }),
					new notable.UpdateSheetHeaders(official.headers),
					official.runtime,
				),
		],
		[
			tableForm('delete', { table: locator('Changed') }),
			`${SHEETS}/Changed`,
			async (official) =>
				await clientOf(official).deleteSheetWithOptions(
					BASE,
					'Changed',
					new notable.DeleteSheetRequest({ operatorId }),
					new notable.DeleteSheetHeaders(official.headers),
					official.runtime,
				),
		],
		[
			fieldForm('create', { ...column, choices: 'High' }),
			`${SHEETS}/${SHEET}/fields`,
			async (official) =>
				await clientOf(official).createFieldWithOptions(
					BASE,
					SHEET,
					new notable.CreateFieldRequest({ operatorId, ...column, property }),
					new notable.CreateFieldHeaders(official.headers),
					official.runtime,
				),
		],
		[
			fieldForm('update', { field: locator('数量 Count'), updateFields: { numberStyle: 'INT' } }),
			`${SHEETS}/${SHEET}/fields/fldCount`,
			async (official) =>
				await clientOf(official).updateFieldWithOptions(
					BASE,
					SHEET,
					'fldCount',
					new notable.UpdateFieldRequest({
						operatorId,
						name: '数量 Count',
						property: { formatter: 'INT' },
					}),
					new notable.UpdateFieldHeaders(official.headers),
					official.runtime,
				),
		],
		[
			fieldForm('delete', { field: locator('Level') }),
			`${SHEETS}/${SHEET}/fields/Level`,
			async (official) =>
				await clientOf(official).deleteFieldWithOptions(
					BASE,
					SHEET,
					'Level',
					new notable.DeleteFieldRequest({ operatorId }),
					new notable.DeleteFieldHeaders(official.headers),
					official.runtime,
				),
		],
	];
	for (const [parameters, path, official] of pairs) {
		expectSame(await clients.compare({ parameters, path, official }), whole);
	}
});

it('an address is asked about, and the official client reads the answer', async () => {
	const url = `https://alidocs.dingtalk.com/i/p/${BASE}`;
	let read: unknown;
	const both = await clients.compare({
		parameters: form({ resource: 'aiTable', operation: 'getAll', baseId: locator(url, 'url') }),
		path: '/v2.0/wiki/nodes/queryByUrl',
		official: async ({ config, headers, runtime }) => {
			const { body } = await new wiki.default(config).getNodeByUrlWithOptions(
				new wiki.GetNodeByUrlRequest({ operatorId: ALICE, url }),
				new wiki.GetNodeByUrlHeaders(headers),
				runtime,
			);
			read = body?.node?.nodeId;
		},
	});
	expectSame(both, whole);
	expect(read).toBe(BASE);
});

it("what the sandbox answers, the official client's classes read", async () => {
	let seen: Record<string, unknown> = {};
	await clients.compare({
		parameters: form({ operation: 'getAll' }),
		path: `${RECORDS}/list`,
		official: async (official) => {
			const { body } = await clientOf(official).listRecordsWithOptions(
				BASE,
				SHEET,
				new notable.ListRecordsRequest({ operatorId: ALICE, maxResults: 1 }),
				new notable.ListRecordsHeaders(official.headers),
				official.runtime,
			);
			const [record] = body?.records ?? [];
			seen = { ...body, id: record.id, by: record.createdBy?.unionId, fields: record.fields };
		},
	});
	expect(seen).toMatchObject({
		hasMore: true,
		nextToken: '1',
		id: 'recTaskOne',
		by: 'union-zhangwei',
		fields: { '标题 Title': '上线 Launch', '数量 Count': '12.5' },
	});
});

it('records are deleted', async () => {
	const both = await clients.compare({
		parameters: form({ operation: 'delete', recordId: 'recTaskTwo' }),
		path: `${RECORDS}/delete`,
		official: async (official) =>
			await clientOf(official).deleteRecordsWithOptions(
				BASE,
				SHEET,
				new notable.DeleteRecordsRequest({ operatorId: ALICE, recordIds: ['recTaskTwo'] }),
				new notable.DeleteRecordsHeaders(official.headers),
				official.runtime,
			),
	});
	expectSame(both, whole);
});
