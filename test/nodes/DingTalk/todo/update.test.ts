/** Update, Complete, Set Executor Status and Delete. */
import type { INode } from 'n8n-workflow';
import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	planApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { answerLookups } from '../../../helpers/contacts.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';
import { BIG_ID, DUE, OPERATOR, TASKS, people, taskCall, union, withOperator } from './todos';

const UPDATE = taskCall('PUT');
const STATUS = taskCall('PUT', '/executorStatus');
const DELETE = taskCall('DELETE');
const DONE = { result: true, requestId: 'req-1' };
const run = async (operation: string, parameters: object = {}) =>
	await runDingTalk({
		parameters: {
			resource: 'todo',
			operation,
			todoId: BIG_ID,
			...parameters,
		} as INode['parameters'],
		credentials: withOperator(),
	});
const jsonOf = async (operation: string, parameters: object = {}) => {
	const { items, error } = await run(operation, parameters);
	expect(error?.message).toBeUndefined();
	return items[0].json;
};

test('changes every field that is given, under its name on the wire', async () => {
	planApi(
		UPDATE,
		{
			subject: 'New',
			description: '',
			dueTime: DUE,
			done: false,
			executorIds: ['union-a'],
			participantIds: ['union-b', 'union-c'],
			contentFieldList: [{ fieldKey: 'Order', fieldValue: '42' }],
		},
		DONE,
	);
	const updateFields = {
		customFields: { field: [{ name: 'Order', value: '42' }] },
		description: '',
		dueTime: '2026-05-08T18:00:00-04:00',
		executors: people('union-a'),
		participants: people('union-b', 'union-c'),
		status: 'open',
		subject: 'New',
	};
	expect(await jsonOf('update', { updateFields })).toEqual({ success: true, todoId: BIG_ID });
});

test('changes nothing else', async () => {
	planApi(UPDATE, { subject: 'New' }, DONE);
	await jsonOf('update', { updateFields: { subject: 'New' } });
});

test('completes a todo', async () => {
	planApi(UPDATE, { done: true }, DONE);
	expect(await jsonOf('complete')).toEqual({ success: true, todoId: BIG_ID });
});

test('sets the status of some executors, named by any ID', async () => {
	answerLookups({ '13800000001': 'u1' });
	planApi(
		STATUS,
		{
			executorStatusList: [
				{ id: 'union-a', isDone: false },
				{ id: 'union-u1', isDone: false },
			],
		},
		DONE,
	);
	const executors = { ...people('union-a'), list: [{ ids: '13800000001', idType: 'any' }] };
	expect(await jsonOf('setExecutorStatus', { executors, status: 'open' })).toEqual({
		success: true,
		todoId: BIG_ID,
		isDone: false,
		executorUnionIds: ['union-a', 'union-u1'],
	});
});

test('deletes a todo', async () => {
	planApi(DELETE, undefined, DONE);
	expect(await jsonOf('delete')).toEqual({ deleted: true });
});

test.each<[string, string, string, object]>([
	['update', 'PUT', '', { updateFields: { subject: 'New' } }],
	['complete', 'PUT', '', {}],
	['setExecutorStatus', 'PUT', '/executorStatus', { executors: people('union-a') }],
	['delete', 'DELETE', '', {}],
])(
	'%s names another operator in the path too, as DingTalk wants it',
	async (operation, method, rest, more) => {
		const path = `/v1.0/todo/users/union-x/tasks/${BIG_ID}${rest}`;
		planApi(`${method} ${path}?operatorId=union-x`, undefined, DONE);
		await jsonOf(operation, { ...more, options: { operatorId: union('union-x') } });
	},
);

test('names both places when nobody is there to act', async () => {
	const { message, description } = await refusedInput({
		parameters: { resource: 'todo', operation: 'complete', todoId: BIG_ID },
	});
	expect(message).toBe("'Operator' is empty, and somebody must act");
	expect(description).toContain("'Operator' in the options");
});

test.each([
	['complete', UPDATE],
	['delete', DELETE],
])('fails when DingTalk answers that %s did nothing', async (operation, call) => {
	planApi(call, undefined, { result: false, requestId: 'req-9' });
	const { error } = await run(operation);
	expect(error?.message).toBe('DingTalk took the call, and answered that it did not do it');
	expect(error?.description).toContain('req-9');
});

test('repeats what names the wanted state after a broken connection, and no deletion', async () => {
	const broken = (method: string, path: string) =>
		nock(API)
			.intercept(path, method)
			.query(true)
			.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	broken('PUT', `${TASKS}/${BIG_ID}`);
	planApi(UPDATE, { done: true }, DONE);
	await jsonOf('complete');
	broken('DELETE', `${TASKS}/${BIG_ID}`);
	const { error } = await run('delete');
	expect(error?.message).toBe('The connection to DingTalk broke before the answer came');
});

test.each([
	['task not exist', 'DingTalk knows no such todo'],
	['task not belong to bizTag', 'The todo was created by another app, or by a person'],
	['subject is oversize', 'DingTalk finds the todo faulty'],
])('explains "%s"', async (text, message) => {
	planApi(UPDATE, undefined, refusal('todo.taskUpdate.paramError', text), 400);
	const { error } = await run('complete');
	expect(error?.message).toBe(message);
	expect(error?.description).toContain(`"${text}"`);
});

test.each([
	['update', 'PUT', '', { updateFields: { subject: 'x' } }],
	['complete', 'PUT', '', {}],
	['setExecutorStatus', 'PUT', '/executorStatus', { executors: people('union-a') }],
	['delete', 'DELETE', '', {}],
])(
	'%s goes on after a failing item when told so, and names it when not',
	async (operation, method, rest, more) => {
		await expectFailureHandling(
			{
				parameters: {
					resource: 'todo',
					operation,
					todoId: '={{ $json.id }}',
					...more,
				} as INode['parameters'],
				input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
				credentials: withOperator(),
			},
			() => {
				const call = (id: string) => `${method} ${TASKS}/${id}${rest}?operatorId=${OPERATOR}`;
				planApi(call('a'), undefined, DONE);
				planApi(call('b'), undefined, refusal('todo.taskX.paramError', 'task not exist'), 400);
				planApi(call('c'), undefined, DONE);
			},
			/DingTalk knows no such todo/,
		);
	},
);

test('keeps the order of items about one todo', async () => {
	const seen: string[] = [];
	nock(API)
		.persist()
		.put(`${TASKS}/${BIG_ID}`)
		.query(true)
		.delay(5)
		.reply(async (request: Request) => {
			seen.push(((await request.json()) as { subject: string }).subject);
			return [200, DONE];
		});
	await runDingTalk({
		parameters: {
			resource: 'todo',
			operation: 'update',
			todoId: BIG_ID,
			updateFields: { subject: '={{ $json.n }}' },
		},
		input: itemsOf({ n: '1' }, { n: '2' }, { n: '3' }, { n: '4' }),
		credentials: withOperator(),
	});
	expect(seen).toEqual(['1', '2', '3', '4']);
});

test.each<[string, string, object, RegExp]>([
	['no todo ID', 'complete', { todoId: NOTHING }, /'Todo ID' is empty/],
	['no todo ID', 'delete', { todoId: NOTHING }, /'Todo ID' is empty/],
	['no change', 'update', {}, /'Update Fields' is empty/],
	['an empty subject', 'update', { updateFields: { subject: NOTHING } }, /'Subject' is empty/],
	['an empty due time', 'update', { updateFields: { dueTime: '' } }, /'Due Time' is empty/],
	[
		'no date as due time',
		'update',
		{ updateFields: { dueTime: '={{ "soon" }}' } },
		/'Due Time' is not a date: soon/,
	],
	['nobody as executor', 'update', { updateFields: { executors: {} } }, /'Executors' is empty/],
	[
		'an unknown status',
		'update',
		{ updateFields: { status: '={{ "late" }}' } },
		/'Status' is 'late'/,
	],
	[
		'nobody',
		'setExecutorStatus',
		{ executors: { list: [{ ids: '={{ "" }}' }] } },
		/'Executors' is empty/,
	],
	[
		'an unknown status',
		'setExecutorStatus',
		{ executors: people('a'), status: '={{ "x" }}' },
		/'Status' is 'x'/,
	],
])('refuses %s in %s before anything is sent', async (_name, operation, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: {
			resource: 'todo',
			operation,
			todoId: BIG_ID,
			...parameters,
		} as INode['parameters'],
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});
