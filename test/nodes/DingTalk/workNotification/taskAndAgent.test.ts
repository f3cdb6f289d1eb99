import type { INode } from 'n8n-workflow';

import { itemsOf, refusedInput } from '../../../helpers/calls.mts';
import { appCredential, runDingTalk } from '../../../helpers/dingTalk.mts';
import { formOf, planExact, TASK, withAgent } from './sentTask';

const OPERATIONS: Array<[operation: string, further: object]> = [
	['getProgress', {}],
	['getResult', {}],
	['recall', {}],
	['updateStatusBar', { statusValue: 'Approved' }],
];
const progress = { progress: { progress_in_percent: 0, status: 0 } };

describe.each(OPERATIONS)('%s', (operation, further) => {
	const run = (taskId: unknown, data = { agentId: '1001' }, options: object = {}) => ({
		parameters: { ...formOf(operation, further), options } as INode['parameters'],
		input: itemsOf({ taskId } as never),
		credentials: appCredential(data),
	});

	test.each([
		['no task', '', /^'Task ID' is empty$/],
		['a word', 'task7', /'Task ID' is not a task ID: task7/],
		['a fraction', '1.5', /'Task ID' is not a task ID: 1.5/],
		['zero', 0, /'Task ID' is not a task ID: 0/],
		['a negative number', '-7', /'Task ID' is not a task ID: -7/],
		['20 digits', '12345678901234567890', /'Task ID' is not a task ID/],
		[
			'a number that lost its digits',
			Number(TASK),
			/'Task ID' is 9007199254740992, which was rounded before it reached the node/,
		],
		['an object', { id: 1 }, /'Task ID' is an object/],
	])('refuses %s before anything is sent', async (_name, taskId, wanted) => {
		const { message, description } = await refusedInput(run(taskId));
		expect(message).toMatch(wanted);
		expect(description).not.toBe('');
	});

	test.each([
		['no agent ID', '', /'Agent ID' is empty/],
		['a Client ID', 'dingabc123', /'Agent ID' is not a number: dingabc123/],
		['a fraction', '10.1', /'Agent ID' is not a number: 10.1/],
	])('refuses %s before anything is sent', async (_name, agentId, wanted) => {
		const fromCredential = await refusedInput(run('7', { agentId }));
		expect(fromCredential.message).toMatch(wanted);
		expect(fromCredential.description).toContain('DingTalk developer console');
		if (agentId === '') return;
		const fromOption = await refusedInput(run('7', { agentId: '1001' }, { agentId }));
		expect(fromOption.message).toMatch(wanted);
	});
});

test('takes a task ID as text or number, with spaces around, beyond 2^53 digit for digit', async () => {
	planExact('getsendprogress', `{"agent_id":1001,"task_id":${TASK}}`, progress);
	planExact('getsendprogress', '{"agent_id":1001,"task_id":256271667526}', progress);
	planExact('getsendprogress', '{"agent_id":1001,"task_id":9223372036854775807}', progress);
	const { items, error } = await runDingTalk({
		parameters: formOf('getProgress'),
		input: itemsOf(
			{ taskId: ` ${TASK} ` },
			{ taskId: 256271667526 },
			{ taskId: '9223372036854775807' },
		),
		credentials: withAgent(),
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.taskId)).toEqual([
		TASK,
		'256271667526',
		'9223372036854775807',
	]);
});

test("uses the option's agent ID before the credential's, with all its digits", async () => {
	planExact('getsendprogress', `{"agent_id":${TASK},"task_id":7}`, progress);
	const { error } = await runDingTalk({
		parameters: formOf('getProgress', { taskId: '7', options: { agentId: ` ${TASK} ` } }),
		credentials: withAgent(),
	});
	expect(error).toBeUndefined();
});
