import { byId, inTable, PROJECTS, tableRuns } from '../aiTableRecord/tables';

const { run, refusal } = tableRuns('aiTableField');

test('lists the columns with types, options, and whether they can be written', async () => {
	const items = await run({ operation: 'getAll', ...inTable() });
	expect(items).toHaveLength(14);
	expect(items[3]).toEqual({
		fieldId: 'fldStatus',
		name: '状态 Status',
		type: 'singleSelect',
		isWritable: true,
		property: {
			choices: [
				{ id: 'optOpen', name: '进行中 Open' },
				{ id: 'optDone', name: '已完成 Done' },
			],
		},
	});
	const readOnly = items.filter(({ isWritable }) => !isWritable).map(({ type }) => type);
	expect(readOnly).toEqual(['formula']);
});

test('takes a table by its name', async () => {
	const items = await run({ operation: 'getAll', ...inTable('客户 Customers') });
	expect(items.map(({ name }) => name)).toEqual(['名称 Name', '任务 Tasks']);
});

test('a table that is not there is told as such', async () => {
	expect(
		await refusal({ operation: 'getAll', baseId: byId(PROJECTS), table: byId('gone') }),
	).toMatch(/DingTalk finds no such document, sheet, table, column or record/);
});
