import assert from 'node:assert/strict';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Editor } from '../../../harness/n8n/editor.mts';
import type { Sandbox } from '../../../sandbox/index.mts';
import { formsWorkflow } from './formsWorkflow.mts';
import type { Report } from './report.mts';

/** The id of the workflow with the nodes that are opened. */
const WORKFLOW = 'check-editor-documents';

const locator = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const ADDRESS = 'https://alidocs.dingtalk.com/i/nodes/';
const BASE = `${ADDRESS}20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv?utm_scene=team_space`;
const WORKBOOK = `${ADDRESS}nodeOrders000000000000000000001`;
const TASKS = 'hERWDMS';
const options = { operatorId: locator('zhangwei') };

/** What is put into a table and a sheet, by the names of their columns; the last is no column of them. */
const INPUT = {
	'标题 Title': 'From the editor 编辑器',
	'数量 Count': 3,
	'状态 Status': '进行中 Open',
	'客户 Customer': 'Haixing 海星',
	Amount: 20.5,
	submittedAt: '2026-11-20T10:00:00.000+08:00',
};

const inTasks = { baseId: locator(BASE, 'url'), table: locator(TASKS), options };
const mapped = (value: object) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: [],
});
const record = (columns?: object) => ({
	...{ resource: 'aiTableRecord', operation: 'create', ...inTasks },
	...(columns ? { columns } : {}),
});

const FORMS: Record<string, object> = {
	pasted: { ...record(), baseId: locator('', 'url'), table: locator('', 'list') },
	record: record(
		mapped({ fldTitle: "={{ $json['标题 Title'] }}", fldCount: "={{ $json['数量 Count'] }}" }),
	),
	recordAutomatic: record(),
	recordWrong: record(mapped({ fldTitle: 'Never made', fldCount: '={{ "two" }}' })),
	recordMatched: {
		...record({
			...mapped({ fldTitle: '复盘 Review', fldCount: 9 }),
			matchingColumns: ['fldTitle'],
		}),
		...{ operation: 'update', findBy: 'columns' },
	},
	conditions: {
		...{ resource: 'aiTableRecord', operation: 'getAll', ...inTasks },
		conditions: {
			condition: [{ column: locator('', 'list'), operator: 'equal', value: '已完成 Done' }],
		},
	},
	sheet: {
		...{ resource: 'spreadsheetRow', operation: 'append', options },
		...{ workbookId: locator('', 'url'), sheetId: locator('', 'list') },
	},
	found: { ...record(), baseId: locator('', 'list'), table: locator('', 'list') },
	sheetFound: {
		...{ resource: 'spreadsheetRow', operation: 'getAll', options },
		...{ workbookId: locator('', 'list'), sheetId: locator('', 'list') },
	},
	document: {
		...{ resource: 'document', operation: 'getContent', options },
		documentId: locator('', 'list'),
	},
	documentNew: {
		...{ resource: 'document', operation: 'create', options },
		...{ workspaceId: locator('', 'list'), parentNodeId: locator('', 'list') },
		...{ name: "={{ $json['标题 Title'] }}", markdown: '# {{ $json.Amount }}' },
	},
	node: { resource: 'knowledgeBaseNode', operation: 'get', options, nodeId: locator('', 'url') },
	nodes: {
		...{ resource: 'knowledgeBaseNode', operation: 'getAll', options },
		...{ workspaceId: locator('', 'list'), parentNodeId: locator('', 'list') },
	},
	upload: {
		...{ resource: 'file', operation: 'upload', options },
		...{ spaceId: locator('', 'list'), folderId: locator('', 'list') },
	},
};

/** A workflow with a node for each form that is looked at, all with the same input. */
export const documentsEditorWorkflow = (): Workflow =>
	formsWorkflow({
		id: WORKFLOW,
		name: 'Check: tables, sheets, documents and files in the editor',
		forms: FORMS,
		input: { json: INPUT, to: Object.keys(FORMS) },
	});

/** Tables, sheets and the drive as somebody fills them in. */
export async function checkDocumentForms(
	report: Report,
	editor: Editor,
	sandbox: Sandbox,
): Promise<void> {
	await report.check(
		'a pasted address leads to the tables of a base, and a table to its columns',
		async () => {
			await editor.openNode(WORKFLOW, 'pasted');
			await editor.picker('baseId').paste(BASE);
			const table = editor.picker('table');
			await table.open();
			assert.deepEqual(await table.items('客户 Customers'), [
				'任务 Tasks',
				'客户 Customers',
				'空表 Empty',
			]);
			await table.pick('任务 Tasks');
			const columns = await editor.mapped('标题 Title');
			await editor.shot('table-pasted');
			for (const column of ['数量 Count', '状态 Status', '截止 Due']) {
				assert.ok(columns.includes(column), `${column}: ${columns.join(', ')}`);
			}
			assert.ok(!columns.some((column) => column.startsWith('编号 No')), 'a formula is filled in');
		},
	);
	const titled = () =>
		recordsOf(sandbox, TASKS).filter((values) => values.fldTitle === INPUT['标题 Title']);
	for (const [name, how] of [
		['record', 'its fields take expressions'],
		['recordAutomatic', 'mapped automatically, the input is taken by the names of the columns'],
	]) {
		await report.check(`a record: ${how}`, async () => {
			const before = titled().length;
			await editor.openNode(WORKFLOW, name);
			await editor.mapped('标题 Title');
			if (name === 'recordAutomatic') await editor.mapBy('Map Automatically');
			assert.equal(await editor.executeStep('recordId'), '');
			await editor.shot(`table-${name}`);
			const [values, ...more] = titled().slice(before);
			assert.deepEqual(more, []);
			assert.equal(Number(values?.fldCount), 3);
		});
	}
	await report.check(
		'a value of the wrong type is refused with its column, and nothing is made',
		async () => {
			const before = recordsOf(sandbox, TASKS).length;
			await editor.openNode(WORKFLOW, 'recordWrong');
			await editor.mapped('标题 Title');
			const said = await editor.executeStep('recordId');
			await editor.shot('table-wrong');
			assert.match(said, /'数量 Count' is (?:no|not a) number: two/);
			assert.equal(recordsOf(sandbox, TASKS).length, before);
		},
	);
	await report.check('a record is changed that is found by its title', async () => {
		await editor.openNode(WORKFLOW, 'recordMatched');
		await editor.mapped('标题 Title');
		const labels = await editor.labels();
		assert.ok(labels.includes('Columns to match on'), labels.join(', '));
		assert.ok(!labels.includes('Record ID'), labels.join(', '));
		assert.equal(await editor.executeStep('recTaskTwo'), '');
		await editor.shot('table-matched');
		const counts = recordsOf(sandbox, TASKS).map((values) => Number(values.fldCount));
		assert.ok(counts.includes(9), counts.join(', '));
	});
	await report.check(
		'a condition picks its column from the table, and DingTalk filters by it',
		async () => {
			await editor.openNode(WORKFLOW, 'conditions');
			await editor.drawn();
			const column = editor.picker('column');
			await column.open();
			await column.items('状态 Status');
			await column.pick('状态 Status');
			assert.ok((await editor.optionsOf('operator')).includes('Is Not Empty'));
			assert.equal(await editor.executeStep('recTaskTwo'), '');
			await editor.shot('table-conditions');
		},
	);
	await report.check(
		'a pasted address leads to the sheets, and a sheet to its header',
		async () => {
			await editor.openNode(WORKFLOW, 'sheet');
			await editor.picker('workbookId').paste(WORKBOOK);
			const sheet = editor.picker('sheetId');
			await sheet.open();
			await sheet.items('订单 Orders');
			await sheet.pick('订单 Orders');
			await editor.mapBy('Map Each Column Manually');
			const columns = await editor.mapped('Amount');
			await editor.shot('sheet-pasted');
			assert.deepEqual(columns, ['No.', '客户 Customer', 'Amount', 'Due', 'Paid']);
		},
	);
	await report.check(
		'space and folder of the drive are picked, and the folders are those of the space',
		async () => {
			await editor.openNode(WORKFLOW, 'upload');
			const space = editor.picker('spaceId');
			await space.open();
			const [first] = await space.items('');
			await space.pick(first);
			const folder = editor.picker('folderId');
			await folder.open();
			const folders = await folder.items('');
			await editor.shot('drive-upload');
			console.log(`    ${first}: ${folders.join(', ')}`);
			assert.ok(folders.length > 1, 'no folder is listed');
		},
	);
	await checkLists(report, editor);
	await checkDocuments(report, editor, sandbox);
}

/** Tables and spreadsheets by their lists. */
async function checkLists(report: Report, editor: Editor): Promise<void> {
	await report.check(
		'a base is in the list of the knowledge bases, and found by a part of its name',
		async () => {
			await editor.openNode(WORKFLOW, 'found');
			const base = editor.picker('baseId');
			await base.open();
			assert.deepEqual(await base.items('Projects'), ['项目 Projects · 员工手册 Handbook']);
			await editor.shot('table-list');
			assert.deepEqual(await base.search('Projects', '项目 Projects'), ['项目 Projects']);
			await editor.shot('table-searched');
			assert.equal(await base.pick('项目 Projects'), '项目 Projects');
			const table = editor.picker('table');
			await table.open();
			await table.items('任务 Tasks');
			await table.pick('任务 Tasks');
			assert.ok((await editor.mapped('标题 Title')).includes('数量 Count'));
			await editor.shot('table-found');
		},
	);
	await report.check('a spreadsheet is found likewise, and leads to its sheets', async () => {
		await editor.openNode(WORKFLOW, 'sheetFound');
		const book = editor.picker('workbookId');
		await book.open();
		await book.search('Orders', '订单 Orders');
		await book.pick('订单 Orders');
		const sheet = editor.picker('sheetId');
		await sheet.open();
		await sheet.items('订单 Orders');
		await sheet.pick('订单 Orders');
		assert.equal(await editor.executeStep('Haixing'), '');
		await editor.shot('sheet-found');
	});
}

/** Documents and the nodes of knowledge bases. */
async function checkDocuments(report: Report, editor: Editor, sandbox: Sandbox): Promise<void> {
	await report.check('a document is found by its name, and read', async () => {
		await editor.openNode(WORKFLOW, 'document');
		assert.deepEqual(await editor.picker('documentId').modes(), ['From list', 'By URL', 'By ID']);
		const document = editor.picker('documentId');
		await document.open();
		await document.search('周会', '周会纪要 Minutes');
		await document.pick('周会纪要 Minutes');
		assert.equal(await editor.executeStep('Weekly'), '');
		await editor.shot('document-found');
	});
	await report.check(
		'a document is made in a folder of the knowledge base that is picked',
		async () => {
			await editor.openNode(WORKFLOW, 'documentNew');
			await pickParent(editor);
			await editor.shot('document-new');
			assert.equal(await editor.executeStep('documentId'), '');
			await editor.shot('document-made');
			const made = sandbox.control
				.state()
				.knowledgeBases.flatMap(({ nodes }) => nodes)
				.filter(({ name }) => name === INPUT['标题 Title']);
			assert.deepEqual(
				made.map(({ parentId, blocks }) => [parentId, blocks[0]?.element.blockType]),
				[['folderMeetings00000000000000001', 'heading']],
			);
		},
	);
	await report.check('nodes are listed below the folder that is picked', async () => {
		await editor.openNode(WORKFLOW, 'nodes');
		await pickParent(editor);
		assert.equal(await editor.executeStep('Minutes'), '');
		await editor.shot('nodes-listed');
	});
	await report.check('a node is told by its pasted address', async () => {
		await editor.openNode(WORKFLOW, 'node');
		assert.deepEqual(await editor.picker('nodeId').modes(), ['By URL', 'By ID']);
		await editor.picker('nodeId').paste(`${ADDRESS}docWelcome000000000000000000001`);
		assert.equal(await editor.executeStep('Welcome'), '');
		await editor.shot('node-pasted');
	});
}

/** Picks a knowledge base, then a folder of it. */
async function pickParent(editor: Editor): Promise<void> {
	const base = editor.picker('workspaceId');
	await base.open();
	await base.items('员工手册 Handbook');
	await base.pick('员工手册 Handbook');
	const parent = editor.picker('parentNodeId');
	await parent.open();
	await parent.items('会议 Meetings');
	await parent.pick('会议 Meetings');
}

/** The values of a table's records, by the IDs of its columns. */
const recordsOf = (sandbox: Sandbox, table: string) =>
	sandbox.control
		.state()
		.aiTables.flatMap(({ sheets }) => sheets)
		.filter(({ id }) => id === table)
		.flatMap(({ records }) => records.map(({ values }) => values));
