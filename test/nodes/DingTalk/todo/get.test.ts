import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	planApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { planUser } from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { BIG_ID, TASKS, TODO, wireTodo, withOperator } from './todos';

const form = { resource: 'todo', operation: 'get', todoId: BIG_ID };
const run = async (parameters: object = {}) =>
	await runDingTalk({ parameters: { ...form, ...parameters }, credentials: withOperator() });

test('gets a todo by its ID', async () => {
	planApi(`GET ${TASKS}/${BIG_ID}`, undefined, wireTodo());
	expect((await run()).items).toEqual([{ json: TODO, pairedItem: { item: 0 } }]);
});

test('gets a todo by its source ID, whatever signs that has', async () => {
	planApi(`GET ${TASKS}/sources/order%2F7%20%E5%8D%95`, undefined, wireTodo());
	const { items } = await run({ by: 'sourceId', sourceId: 'order/7 单' });
	expect(items[0].json.todoId).toBe(BIG_ID);
});

test('reads the list of an owner that the form names', async () => {
	planUser('u1');
	planApi(`GET /v1.0/todo/users/union-u1/tasks/${BIG_ID}`, undefined, wireTodo());
	expect((await run({ ownerId: 'u1' })).items).toHaveLength(1);
});

test('leaves out what is not set, and knows 0 as no time', async () => {
	const bare = { id: 7, subject: 'x', done: true, dueTime: 0, priority: null, description: '' };
	planApi(`GET ${TASKS}/${BIG_ID}`, undefined, bare);
	expect((await run()).items[0].json).toEqual({ todoId: '7', subject: 'x', isDone: true });
});

test('gives the answer as it is when it is not to be simplified', async () => {
	planApi(`GET ${TASKS}/${BIG_ID}`, undefined, wireTodo());
	expect((await run({ simplify: false })).items[0].json).toEqual(wireTodo());
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, todoId: '={{ $json.id }}' },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
			credentials: withOperator(),
		},
		() => {
			planApi(`GET ${TASKS}/a`, undefined, wireTodo());
			const absent = refusal('todo.taskGet.paramError', 'task not exist');
			planApi(`GET ${TASKS}/b`, undefined, absent, 400);
			planApi(`GET ${TASKS}/c`, undefined, wireTodo());
		},
		/DingTalk knows no such todo/,
	);
});

test.each<[string, object, RegExp]>([
	['no todo ID', { todoId: NOTHING }, /'Todo ID' is empty/],
	['no source ID', { by: 'sourceId', sourceId: NOTHING }, /'Source ID' is empty/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, ...parameters },
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});
