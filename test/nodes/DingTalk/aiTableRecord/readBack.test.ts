/** Records are read after they were written: DingTalk passes over people whom it does not know. */
import { itemsOf } from '../../../helpers/calls.mts';
import { asJson, inTable, tableRuns } from './tables';

const world = tableRuns('aiTableRecord');
const { run, call, refusal, calls, records } = world;
const GHOST = { unionId: 'union-ghost' };
const values = { '标题 Title': 'Visit', '成员 Members': [{ unionId: 'union-lina' }, GHOST] };
const options = { readBack: true };
const create = (given: object | string) => ({
	operation: 'create',
	...inTable(),
	...asJson(given),
	options,
});

test.each<[string, object]>([
	['create', {}],
	['update', { recordId: 'recTaskOne' }],
	['upsert', { matchColumns: '标题 Title' }],
])('%s fails naming record and column where people were passed over', async (operation, more) => {
	const form = { operation, ...inTable(), ...asJson(values), ...more };
	expect(await refusal({ ...form, options })).toMatch(
		/The record rec\S+ lacks '成员 Members': DingTalk confirmed the record, and did not write all of it.*Look whether the people/,
	);
	// Without the option nobody notices.
	expect(await run(form)).toHaveLength(1);
});

test('what is there goes well, in any order, with one more call for each record that names somebody', async () => {
	const input = itemsOf(
		{ m: ['bob', 'lina'], c: 'recCustomerA', d: '100' },
		{ m: 'alice', c: '', d: '' },
		{ m: '', c: '', d: '' },
	);
	const form = create(
		'={{ { "标题 Title": "x", "成员 Members": $json.m, "客户 Customer": $json.c, "部门 Teams": $json.d } }}',
	);
	expect(await run(form, input)).toHaveLength(3);
	expect(calls('notable.getRecord')).toBe(2);
});

test('the others go well, and a retry writes none twice', async () => {
	const input = itemsOf({ m: 'lina' }, { m: [GHOST] }, { m: 'bob' });
	const { items } = await call(
		create('={{ { "标题 Title": "x", "成员 Members": $json.m } }}'),
		input,
		{
			settings: {
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 1,
				onError: 'continueRegularOutput',
			},
		},
	);
	expect(items.map(({ json }) => 'recordId' in json)).toEqual([true, false, true]);
	expect(records()).toHaveLength(5);
});
