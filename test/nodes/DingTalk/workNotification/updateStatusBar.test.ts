import { expectFailureHandling, itemsOf, refusedInput } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { formOf, planExact, planTask, TASK, withAgent } from './sentTask';

const form = formOf('updateStatusBar', { statusValue: 'Approved 已通过' });
const CALL = 'status_bar/update';

test.each([
	['0xFF78C06E', '0xFF78C06E'],
	[' 0xff78c06e ', '0xFF78C06E'],
	['#78c06e', '0xFF78C06E'],
])('writes text and color (%s)', async (statusColor, wire) => {
	planExact(
		CALL,
		`{"agent_id":1001,"task_id":${TASK},"status_value":"Approved 已通过","status_bg":"${wire}"}`,
	);
	const { items, error } = await runDingTalk({
		parameters: { ...form, statusColor },
		input: itemsOf({ taskId: TASK }),
		credentials: withAgent(),
	});
	expect(error).toBeUndefined();
	const json = { success: true, taskId: TASK, statusValue: 'Approved 已通过', statusColor: wire };
	expect(items).toEqual([{ json, pairedItem: { item: 0 } }]);
});

test('leaves the color out when none is given', async () => {
	planExact(CALL, '{"agent_id":1001,"task_id":7,"status_value":"Approved 已通过"}');
	const { items } = await runDingTalk({
		parameters: { ...form, taskId: '7' },
		credentials: withAgent(),
	});
	expect(items[0].json).toEqual({ success: true, taskId: '7', statusValue: 'Approved 已通过' });
});

test('changes one work notification in input order', async () => {
	const done: string[] = [];
	for (const value of ['first', 'second', 'third']) {
		planExact(CALL, `{"agent_id":1001,"task_id":7,"status_value":"${value}"}`).on('replied', () =>
			done.push(value),
		);
	}
	const { items, error } = await runDingTalk({
		parameters: { ...form, taskId: '7', statusValue: '={{ $json.value }}' },
		input: itemsOf({ value: 'first' }, { value: 'second' }, { value: 'third' }),
		credentials: withAgent(),
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.statusValue)).toEqual(['first', 'second', 'third']);
	expect(done).toEqual(['first', 'second', 'third']);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: form,
			input: itemsOf({ taskId: 1 }, { taskId: 2 }, { taskId: 3 }),
			credentials: withAgent(),
		},
		() => {
			planTask(CALL, 1);
			planTask(CALL, 2, { errcode: 40035, errmsg: '不合法的参数 task_id' });
			planTask(CALL, 3);
		},
		/DingTalk finds the request faulty/,
	);
});

test.each([
	['no status', { statusValue: '={{ " " }}' }, /'Status' is empty/],
	['a color by name', { statusColor: 'green' }, /'Status Color' is not a color: green/],
	['a color without opacity', { statusColor: '0x78C06E' }, /'Status Color' is not a color/],
	['a color with opacity in CSS', { statusColor: '#78C06EFF' }, /is not a color/],
	['a color with a letter too many', { statusColor: '0xFF78C06EF' }, /is not a color/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, taskId: '7', ...parameters },
		credentials: withAgent(),
	});
	expect(message).toMatch(wanted);
});
