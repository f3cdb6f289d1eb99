import type { INode } from 'n8n-workflow';

import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { callPicker } from '../../../helpers/listSearch.mts';
import { byId, inTable, PROJECTS, tableRuns } from '../../DingTalk/aiTableRecord/tables';

const world = tableRuns('aiTableRecord');
const columns = async (parameters: object, filter?: string) =>
	(
		await callPicker('searchAiTableColumns', {
			filter,
			parameters: parameters as INode['parameters'],
			credentials: sandboxCredential(world.sandbox, { operatorId: 'alice' }),
		})
	).results;

test('lists all columns of the table, those that are only read too', async () => {
	const found = await columns(inTable());
	expect(found).toHaveLength(14);
	expect(found[3]).toEqual({ name: '状态 Status', value: 'fldStatus' });
});

test('those whose name has the filter in it; none before a table is chosen', async () => {
	expect(await columns(inTable(), 'due')).toEqual([{ name: '截止 Due', value: 'fldDue' }]);
	expect(await columns({ baseId: byId(PROJECTS), table: byId('') })).toEqual([]);
});
