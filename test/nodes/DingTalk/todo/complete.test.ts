import nock from 'nock';

import { NOTHING, planApi, refusal, refusedInput } from '../../../helpers/calls.mts';
import { API } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { BIG_ID, DONE, OPERATOR, TASKS, taskCall, union, withOperator } from './todos';

const COMPLETE = taskCall('PUT');
const form = { resource: 'todo', operation: 'complete', todoId: BIG_ID };
const { run, jsonOf, expectRefused, expectOneFails } = operationWith(form, withOperator);

test('completes a todo', async () => {
	planApi(COMPLETE, { done: true }, DONE);
	expect(await jsonOf()).toEqual({ success: true, todoId: BIG_ID });
});

test('names another operator in the path too, as DingTalk wants it', async () => {
	const path = `/v1.0/todo/users/union-x/tasks/${BIG_ID}`;
	planApi(`PUT ${path}?operatorId=union-x`, { done: true }, DONE);
	await jsonOf({ options: { operatorId: union('union-x') } });
});

test('names both places when nobody is there to act', async () => {
	const { message, description } = await refusedInput({ parameters: form });
	expect(message).toBe("'Operator' is empty, and somebody must act");
	expect(description).toContain("'Operator' in the options");
});

test('fails when DingTalk answers that it did nothing', async () => {
	planApi(COMPLETE, undefined, { result: false, requestId: 'req-9' });
	const { error } = await run();
	expect(error?.message).toBe('DingTalk took the call, and answered that it did not do it');
	expect(error?.description).toContain('req-9');
});

test('is repeated after a broken connection, since it names the wanted state', async () => {
	nock(API)
		.put(`${TASKS}/${BIG_ID}`)
		.query(true)
		.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	planApi(COMPLETE, { done: true }, DONE);
	await jsonOf();
});

test.each([
	['task not exist', 'DingTalk knows no such todo'],
	['task not belong to bizTag', 'The todo was created by another app, or by a person'],
	['subject is oversize', 'DingTalk finds the todo faulty'],
])('explains "%s"', async (text, message) => {
	planApi(COMPLETE, undefined, refusal('todo.taskUpdate.paramError', text), 400);
	const { error } = await run();
	expect(error?.message).toBe(message);
	expect(error?.description).toContain(`"${text}"`);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ todoId: '={{ $json.id }}' },
		() => {
			const call = (id: string) => `PUT ${TASKS}/${id}?operatorId=${OPERATOR}`;
			planApi(call('a'), { done: true }, DONE);
			planApi(call('b'), undefined, refusal('todo.taskX.paramError', 'task not exist'), 400);
			planApi(call('c'), { done: true }, DONE);
		},
		/DingTalk knows no such todo/,
	);
});

test('refuses an empty todo ID before anything is sent', async () => {
	await expectRefused({ todoId: NOTHING }, /'Todo ID' is empty/);
});
