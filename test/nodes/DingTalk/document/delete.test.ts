import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { byId, byUrl, tableRuns } from '../aiTableRecord/tables';
import { addressOf, as, HANDBOOK, MEETINGS, MINUTES, nodeOf, WELCOME } from './documents';

const runs = tableRuns('document');
const { run, refusal, call, calls } = runs;
const remove = (document: object, options = {}) => ({
	operation: 'delete',
	documentId: document,
	options,
});

test('deletes a document by its address', async () => {
	const [item] = await run(remove(byUrl(addressOf(WELCOME))));
	expect(item).toEqual({
		documentId: WELCOME,
		name: '欢迎 Welcome.adoc',
		workspaceId: HANDBOOK,
		deleted: true,
	});
	expect(nodeOf(runs.sandbox, '欢迎 Welcome')).toBeUndefined();
});

test('what has others below it goes only where that is wanted', async () => {
	expect(await refusal(remove(byId(MEETINGS)))).toMatch(
		/'Document' is '会议 Meetings', which is a folder.*Delete What Is Below It/,
	);
	expect(calls('doc.workspaceDoc.delete')).toBe(0);
	await run(remove(byId(MEETINGS), { deleteChildren: true }));
	expect(nodeOf(runs.sandbox, '周会纪要 Minutes')).toBeUndefined();
});

test('an item that fails in the middle fails alone; a retry deletes nothing twice', async () => {
	const input = itemsOf({ id: MINUTES }, { id: 'gone' }, { id: WELCOME });
	const { items } = await call(remove(byId('={{ $json.id }}')), input, {
		settings: {
			onError: 'continueRegularOutput',
			retryOnFail: true,
			maxTries: 2,
			waitBetweenTries: 1,
		},
	});
	expect(items.map(({ json }) => json.documentId ?? json.error)).toEqual([
		MINUTES,
		expect.stringMatching(/is not there, or the person who acts may not see it/),
		WELCOME,
	]);
	expect(calls('doc.workspaceDoc.delete')).toBe(2);
});

test('somebody who may only read is refused; nothing names no document', async () => {
	expect(await refusal(remove(byId(WELCOME), as('bob')))).toMatch(/forbidden\.accessDenied/);
	expect(await refusal(remove(byId(NOTHING)))).toMatch(/'Document' is empty/);
});
