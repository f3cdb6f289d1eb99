import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { callPicker } from '../../../helpers/listSearch.mts';
import { byId } from '../aiTableRecord/tables';
import { FINANCE, HANDBOOK, MEETINGS, WELCOME } from '../document/documents';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

type Picker = Parameters<typeof callPicker>[0];
const pick = async (picker: Picker, operatorId: string, further: object = {}) =>
	await callPicker(picker, { credentials: sandboxCredential(sandbox, { operatorId }), ...further });

test('lists the knowledge bases that the Operator may see, by the words given', async () => {
	expect((await pick('searchKnowledgeBases', 'zhangwei')).results).toEqual([
		{ name: '员工手册 Handbook', value: HANDBOOK },
		{ name: '财务 Finance', value: FINANCE },
	]);
	const found = await pick('searchKnowledgeBases', 'zhangwei', { filter: 'finance' });
	expect(found.results).toHaveLength(1);
	const parameters = { options: { operatorId: byId('alice') } };
	expect((await pick('searchKnowledgeBases', 'zhangwei', { parameters })).results).toHaveLength(1);
});

test('lists what may hold others right below the chosen one: no tables and spreadsheets', async () => {
	const parameters = { workspaceId: byId(HANDBOOK) };
	expect((await pick('searchKnowledgeBaseNodes', 'alice', { parameters })).results).toEqual([
		{ name: '会议 Meetings', value: MEETINGS },
		{ name: '欢迎 Welcome.adoc', value: WELCOME },
	]);
});

test('says what to choose first', async () => {
	await expect(pick('searchKnowledgeBaseNodes', 'alice')).rejects.toThrow(
		/'Knowledge Base' is not chosen yet. Choose the knowledge base first/,
	);
	await expect(pick('searchKnowledgeBases', '')).rejects.toThrow(/'Operator' is empty/);
});
