import { planApi, refusal } from '../../../helpers/calls.mts';
import { answerLookups } from '../../../helpers/contacts.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { BIG_ID, DONE, OPERATOR, TASKS, people, taskCall, union, withOperator } from './todos';

const STATUS = taskCall('PUT', '/executorStatus');
const { jsonOf, expectRefused, expectOneFails } = operationWith(
	{ resource: 'todo', operation: 'setExecutorStatus', todoId: BIG_ID },
	withOperator,
);

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
	expect(await jsonOf({ executors, status: 'open' })).toEqual({
		success: true,
		todoId: BIG_ID,
		isDone: false,
		executorUnionIds: ['union-a', 'union-u1'],
	});
});

test('names another operator in the path too, as DingTalk wants it', async () => {
	const path = `/v1.0/todo/users/union-x/tasks/${BIG_ID}/executorStatus`;
	planApi(`PUT ${path}?operatorId=union-x`, undefined, DONE);
	await jsonOf({ executors: people('union-a'), options: { operatorId: union('union-x') } });
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ todoId: '={{ $json.id }}', executors: people('union-a') },
		() => {
			const call = (id: string) => `PUT ${TASKS}/${id}/executorStatus?operatorId=${OPERATOR}`;
			planApi(call('a'), undefined, DONE);
			planApi(call('b'), undefined, refusal('todo.taskX.paramError', 'task not exist'), 400);
			planApi(call('c'), undefined, DONE);
		},
		/DingTalk knows no such todo/,
	);
});

test.each<[string, object, RegExp]>([
	['nobody', { executors: { list: [{ ids: '={{ "" }}' }] } }, /'Executors' is empty/],
	['an unknown status', { executors: people('a'), status: '={{ "x" }}' }, /'Status' is 'x'/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	await expectRefused(parameters, wanted);
});
