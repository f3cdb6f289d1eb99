import type { INode } from 'n8n-workflow';

import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { formBy } from '../../../helpers/resourceMapping.mts';
import { byId, byUrl, inTable, PROJECTS, tableRuns } from '../aiTableRecord/tables';

const world = tableRuns('aiTableRecord');
const columnsOf = async (parameters: object) =>
	await formBy(
		'getAiTableColumns',
		parameters as INode['parameters'],
		sandboxCredential(world.sandbox, { operatorId: 'alice' }),
	);

test('a table gives a field for each column that can be written, in order', async () => {
	const { fields } = await columnsOf(inTable());
	expect(fields.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
		['fldTitle', '标题 Title', 'string'],
		['fldCount', '数量 Count', 'number'],
		['fldBudget', '预算 Budget', 'number'],
		['fldStatus', '状态 Status', 'options'],
		['fldTags', '标签 Tags (by commas)', 'string'],
		['fldDue', '截止 Due', 'dateTime'],
		['fldOwner', '负责人 Owner (any IDs)', 'string'],
		['fldMembers', '成员 Members (any IDs)', 'string'],
		['fldTeams', '部门 Teams (IDs)', 'string'],
		['fldPage', '网页 Page (address, or {text, link})', 'string'],
		['fldFiles', '附件 Files (binary fields)', 'string'],
		['fldCustomer', '客户 Customer (record IDs)', 'string'],
		['fldContacts', '联系人 Contacts (record IDs)', 'string'],
	]);
	expect(fields[3].options).toEqual([
		{ name: '进行中 Open', value: '进行中 Open' },
		{ name: '已完成 Done', value: '已完成 Done' },
	]);
	const unmatched = fields.filter(({ canBeUsedToMatch }) => !canBeUsedToMatch);
	expect(unmatched.map(({ id }) => id)).toEqual(['fldFiles']);
	expect(fields.some(({ required }) => required)).toBe(false);
});

test('the base may be given by its address', async () => {
	const baseId = byUrl(`https://alidocs.dingtalk.com/i/nodes/${PROJECTS}`);
	expect((await columnsOf({ ...inTable(), baseId })).fields).toHaveLength(13);
});

test.each([
	{ baseId: byUrl(''), table: byId('') },
	{ baseId: byId(PROJECTS), table: byId('') },
	{ baseId: byId('={{ $json.base }}'), table: byId('hERWDMS') },
])('without base or table it says to choose them: %j', async (parameters) => {
	const { fields, emptyFieldsNotice } = await columnsOf(parameters);
	expect(fields).toEqual([]);
	expect(emptyFieldsNotice).toMatch(/Choose base and table first/);
});
