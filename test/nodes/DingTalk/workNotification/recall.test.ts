import nock from 'nock';

import { expectFailureHandling, itemsOf } from '../../../helpers/calls.mts';
import { OAPI, runDingTalk } from '../../../helpers/dingTalk.mts';
import { formOf, planExact, planTask, TASK, withAgent } from './sentTask';

const form = formOf('recall');

test('recalls a work notification by msg_task_id', async () => {
	planExact('recall', `{"agent_id":1001,"msg_task_id":${TASK}}`);
	const { items, error } = await runDingTalk({
		parameters: form,
		input: itemsOf({ taskId: TASK }),
		credentials: withAgent(),
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([{ json: { success: true, taskId: TASK }, pairedItem: { item: 0 } }]);
});

test('recalls again after a lost connection: it does no harm', async () => {
	nock(OAPI)
		.post('/topapi/message/corpconversation/recall')
		.query(true)
		.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	planTask('recall', 7);
	const { items } = await runDingTalk({
		parameters: { ...form, taskId: '7' },
		credentials: withAgent(),
	});
	expect(items[0].json).toEqual({ success: true, taskId: '7' });
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: form,
			input: itemsOf({ taskId: 1 }, { taskId: 2 }, { taskId: 3 }),
			credentials: withAgent(),
		},
		() => {
			planTask('recall', 1);
			planTask('recall', 2, { errcode: 400002, errmsg: 'agentId不合法或taskId不合法' });
			planTask('recall', 3);
		},
		/DingTalk does not know this agent ID or this task ID/,
	);
});
