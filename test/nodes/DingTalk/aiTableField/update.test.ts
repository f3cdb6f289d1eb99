import { NOTHING } from '../../../helpers/calls.mts';
import { byId, inTable, tableRuns } from '../aiTableRecord/tables';

const world = tableRuns('aiTableField');
const { run, call, refusal, calls, records } = world;
const update = (field: string, updateFields: object) => ({
	operation: 'update',
	...inTable(),
	field: byId(field),
	updateFields,
});
const field = (id: string) =>
	world.sandbox.control.state().aiTables[0].sheets[0].fields.find((one) => one.id === id);

test('renames a column, by its name or ID, and leaves the rest as it is', async () => {
	expect(await run(update('标题 Title', { name: 'Subject' }))).toEqual([
		{ fieldId: 'fldTitle', type: 'text', name: 'Subject' },
	]);
	await run(update('fldCount', { name: 'Count' }));
	expect(field('fldCount')).toMatchObject({ name: 'Count', property: { formatter: 'FLOAT_2' } });
});

test('adds options to a select; those that are there stay, with the records that have them', async () => {
	await run(update('fldStatus', { choices: 'Waiting, 进行中 Open' }));
	expect(field('fldStatus')?.property?.choices).toEqual([
		{ id: 'optOpen', name: '进行中 Open' },
		{ id: 'optDone', name: '已完成 Done' },
		{ id: expect.any(String) as string, name: 'Waiting' },
	]);
	expect(records()[0]['状态 Status']).toEqual({ id: 'optOpen', name: '进行中 Open' });
});

test.each<[string, object, object]>([
	['fldBudget', { currencyType: 'USD' }, { currencyType: 'USD', formatter: 'FLOAT_2' }],
	['fldBudget', { numberStyle: 'INT' }, { currencyType: 'CNY', formatter: 'INT' }],
	['fldCount', { numberStyle: 'PERCENT' }, { formatter: 'PERCENT' }],
	['fldDue', { dateFormat: 'YYYY-MM-DD' }, { formatter: 'YYYY-MM-DD' }],
	['fldOwner', { multiple: true }, { multiple: true }],
	['fldContacts', { multiple: true }, { multiple: true, linkedFieldId: 'fldTasks' }],
])('changes what %s shows by %j', async (id, changes, property) => {
	await run(update(id, changes));
	expect(field(id)?.property).toMatchObject(property);
});

test.each<[string, object, RegExp]>([
	['fldTitle', {}, /'Update Fields' has nothing to change/],
	['fldStatus', { choices: ' , ' }, /Add Options' is empty/],
	['fldTitle', { choices: 'a' }, /Add Options' does not fit a column of the type text/],
	[
		'fldBudget',
		{ numberStyle: 'PERCENT' },
		/Number Format' does not fit a column of the type currency/,
	],
	[
		'fldStatus',
		{ dateFormat: 'YYYY-MM-DD' },
		/Date Format' does not fit.*it is for the types date/,
	],
	['Gone', { name: 'x' }, /'Field' names 'Gone', and the table has no such column.*标题 Title/],
	[NOTHING, { name: 'x' }, /'Field' is empty/],
])('refuses %s with %j before anything is changed', async (name, changes, words) => {
	expect(await refusal(update(name, changes))).toMatch(words);
	expect(calls('notable.updateField')).toBe(0);
});

test('what was renamed by its old name is not looked for again by Retry On Fail', async () => {
	const input = [{ json: { f: '标题 Title' } }, { json: { f: 'Gone' } }];
	const parameters = { ...update('={{ $json.f }}', { name: 'Subject' }) };
	const { error } = await call(parameters, input, {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error?.message).toMatch(/Gone/);
	expect(calls('notable.updateField')).toBe(1);
});
