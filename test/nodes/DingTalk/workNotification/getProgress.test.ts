import { expectFailureHandling, itemsOf } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { formOf, planExact, planTask, TASK, withAgent } from './sentTask';

const form = formOf('getProgress');
const progress = (percent: number, status: number) => ({
	progress: { progress_in_percent: percent, status },
});

test('tells how far each work notification is', async () => {
	planExact('getsendprogress', `{"agent_id":1001,"task_id":${TASK}}`, progress(0, 0));
	planTask('getsendprogress', 2, progress(40, 1));
	planTask('getsendprogress', 3, progress(100, 2));
	const { items } = await runDingTalk({
		parameters: form,
		input: itemsOf({ taskId: TASK }, { taskId: 2 }, { taskId: '3' }),
		credentials: withAgent(),
	});
	expect(items).toEqual([
		{ json: { taskId: TASK, status: 'queued', percent: 0 }, pairedItem: { item: 0 } },
		{ json: { taskId: '2', status: 'sending', percent: 40 }, pairedItem: { item: 1 } },
		{ json: { taskId: '3', status: 'done', percent: 100 }, pairedItem: { item: 2 } },
	]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: form,
			input: itemsOf({ taskId: 1 }, { taskId: 2 }, { taskId: 3 }),
			credentials: withAgent(),
		},
		() => {
			planTask('getsendprogress', 1, progress(100, 2));
			planTask('getsendprogress', 2, { errcode: 40056, errmsg: '不合法的agentid' });
			planTask('getsendprogress', 3, progress(100, 2));
		},
		/The agent ID does not belong to this app/,
	);
});
