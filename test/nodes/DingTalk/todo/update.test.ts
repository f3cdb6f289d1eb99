import nock from 'nock';

import { itemsOf, planApi, refusal } from '../../../helpers/calls.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { BIG_ID, DONE, DUE, OPERATOR, TASKS, people, taskCall, union, withOperator } from './todos';

const UPDATE = taskCall('PUT');
const form = { resource: 'todo', operation: 'update', todoId: BIG_ID };
const { jsonOf, expectRefused, expectOneFails } = operationWith(form, withOperator);

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
	expect(await jsonOf({ updateFields })).toEqual({ success: true, todoId: BIG_ID });
});

test('changes nothing else', async () => {
	planApi(UPDATE, { subject: 'New' }, DONE);
	await jsonOf({ updateFields: { subject: 'New' } });
});

test('names another operator in the path too, as DingTalk wants it', async () => {
	const path = `/v1.0/todo/users/union-x/tasks/${BIG_ID}`;
	planApi(`PUT ${path}?operatorId=union-x`, undefined, DONE);
	await jsonOf({ updateFields: { subject: 'New' }, options: { operatorId: union('union-x') } });
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ todoId: '={{ $json.id }}', updateFields: { subject: 'x' } },
		() => {
			const call = (id: string) => `PUT ${TASKS}/${id}?operatorId=${OPERATOR}`;
			planApi(call('a'), undefined, DONE);
			planApi(call('b'), undefined, refusal('todo.taskX.paramError', 'task not exist'), 400);
			planApi(call('c'), undefined, DONE);
		},
		/DingTalk knows no such todo/,
	);
});

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
		parameters: { ...form, updateFields: { subject: '={{ $json.n }}' } },
		input: itemsOf({ n: '1' }, { n: '2' }, { n: '3' }, { n: '4' }),
		credentials: withOperator(),
	});
	expect(seen).toEqual(['1', '2', '3', '4']);
});

test.each<[string, object, RegExp]>([
	['no change', {}, /'Update Fields' is empty/],
	['an empty subject', { updateFields: { subject: '={{ "" }}' } }, /'Subject' is empty/],
	['an empty due time', { updateFields: { dueTime: '' } }, /'Due Time' is empty/],
	[
		'no date as due time',
		{ updateFields: { dueTime: '={{ "soon" }}' } },
		/'Due Time' is not a date: soon/,
	],
	['nobody as executor', { updateFields: { executors: {} } }, /'Executors' is empty/],
	['an unknown status', { updateFields: { status: '={{ "late" }}' } }, /'Status' is 'late'/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	await expectRefused(parameters, wanted);
});
