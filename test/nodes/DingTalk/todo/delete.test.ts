import nock from 'nock';

import { NOTHING, planApi, refusal } from '../../../helpers/calls.mts';
import { API } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { BIG_ID, DONE, OPERATOR, TASKS, taskCall, union, withOperator } from './todos';

const DELETE = taskCall('DELETE');
const form = { resource: 'todo', operation: 'delete', todoId: BIG_ID };
const { run, jsonOf, expectRefused, expectOneFails } = operationWith(form, withOperator);

test('deletes a todo', async () => {
	planApi(DELETE, undefined, DONE);
	expect(await jsonOf()).toEqual({ deleted: true });
});

test('names another operator in the path too, as DingTalk wants it', async () => {
	const path = `/v1.0/todo/users/union-x/tasks/${BIG_ID}`;
	planApi(`DELETE ${path}?operatorId=union-x`, undefined, DONE);
	await jsonOf({ options: { operatorId: union('union-x') } });
});

test('fails when DingTalk answers that it did nothing', async () => {
	planApi(DELETE, undefined, { result: false, requestId: 'req-9' });
	const { error } = await run();
	expect(error?.message).toBe('DingTalk took the call, and answered that it did not do it');
	expect(error?.description).toContain('req-9');
});

test('is not repeated after a broken connection', async () => {
	nock(API)
		.delete(`${TASKS}/${BIG_ID}`)
		.query(true)
		.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	const { error } = await run();
	expect(error?.message).toBe('The connection to DingTalk broke before the answer came');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ todoId: '={{ $json.id }}' },
		() => {
			const call = (id: string) => `DELETE ${TASKS}/${id}?operatorId=${OPERATOR}`;
			planApi(call('a'), undefined, DONE);
			planApi(call('b'), undefined, refusal('todo.taskX.paramError', 'task not exist'), 400);
			planApi(call('c'), undefined, DONE);
		},
		/DingTalk knows no such todo/,
	);
});

test('refuses an empty todo ID before anything is sent', async () => {
	await expectRefused({ todoId: NOTHING }, /'Todo ID' is empty/);
});
