import type { INode } from 'n8n-workflow';

import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { callPicker, pickerError } from '../../../helpers/listSearch.mts';
import { byId, byUrl, FINANCE, PROJECTS, tableRuns } from '../../DingTalk/aiTableRecord/tables';

const world = tableRuns('aiTableRecord');
const asked = (parameters: object, filter?: string, operatorId = 'alice') => ({
	filter,
	parameters: parameters as INode['parameters'],
	credentials: sandboxCredential(world.sandbox, { operatorId }),
});
const tables = async (...call: Parameters<typeof asked>) =>
	(await callPicker('searchAiTables', asked(...call))).results;

test('lists the tables of the base, by its address too', async () => {
	const baseId = byUrl(`https://alidocs.dingtalk.com/i/nodes/${PROJECTS}`);
	expect(await tables({ baseId })).toEqual([
		{ name: '任务 Tasks', value: 'hERWDMS' },
		{ name: '客户 Customers', value: 'kUoCvDm' },
		{ name: '空表 Empty', value: 'pQzEmpty' },
	]);
});

test('those whose name has the filter in it', async () => {
	const found = await tables({ baseId: byId(PROJECTS) }, 'custom');
	expect(found.map(({ value }) => value)).toEqual(['kUoCvDm']);
});

test('nothing where no base is chosen yet', async () => {
	expect(await tables({ baseId: byUrl('') })).toEqual([]);
	expect(await tables({ baseId: byId('={{ $json.base }}') })).toEqual([]);
});

test('in the name of the operator of the form', async () => {
	const options = { operatorId: byId('zhangwei') };
	expect(await tables({ baseId: byId(FINANCE), options })).toHaveLength(1);
	const error = await pickerError('searchAiTables', asked({ baseId: byId(FINANCE) }));
	expect(error.message).toMatch(/the Operator has no access to it/);
});

test('says what is wrong with the base, and that somebody must act', async () => {
	const wrong = await pickerError('searchAiTables', asked({ baseId: byUrl('a b') }));
	expect(wrong.message).toMatch(/'Base' is neither an address nor the ID/);
	const nobody = asked({ baseId: byId(PROJECTS) }, undefined, '');
	const silent = await pickerError('searchAiTables', nobody);
	expect(silent.message).toMatch(/Operator.*in the form first, as 'Operator'|'Operator' is empty/);
});
