import type { INode } from 'n8n-workflow';
import nock from 'nock';

import {
	expectFailureHandling,
	itemsOf,
	pairs,
	planApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { answerLookups } from '../../../helpers/contacts.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';
import { OPERATOR, withOperator } from './todos';

const CALL = `POST /v1.0/todo/users/${OPERATOR}/org/tasks/query`;
const HOUR = 3_600_000;
const MAY = Date.UTC(2026, 4, 1);
const form = { resource: 'todo', operation: 'getAll' };
const card = (index: number, further: object = {}) => ({
	taskId: `9007199254740993${index}`,
	subject: `Task ${index}`,
	dueTime: MAY + index * HOUR,
	detailUrl: { appUrl: 'https://example.com' },
	priority: 20,
	createdTime: MAY + index * HOUR,
	modifiedTime: MAY,
	creatorId: 'union-c',
	sourceId: `s${index}`,
	bizTag: 'dingtest',
	isDone: false,
	todoType: 'TODO',
	...further,
});
const page = (from: number, to: number, nextToken?: string | null) => ({
	nextToken,
	todoCards: Array.from({ length: to - from }, (_, index) => card(from + index)),
});
const run = async (parameters: object = {}) =>
	await runDingTalk({
		parameters: { ...form, ...parameters } as INode['parameters'],
		credentials: withOperator(),
	});
const subjectsOf = async (parameters: object) => {
	const { items, error } = await run(parameters);
	expect(error?.message).toBeUndefined();
	return items.map(({ json }) => json.subject);
};

test('lists open todos in the same words as Get', async () => {
	planApi(CALL, { isDone: false }, page(0, 2, null));
	const { items } = await run();
	expect(items).toHaveLength(2);
	expect(items[1]).toEqual({
		json: {
			todoId: '90071992547409931',
			subject: 'Task 1',
			isDone: false,
			dueTime: '2026-05-01T01:00:00.000Z',
			priority: 'normal',
			creatorUnionId: 'union-c',
			sourceId: 's1',
			createdTime: '2026-05-01T01:00:00.000Z',
		},
		pairedItem: { item: 0 },
	});
});

test.each([
	['done', { isDone: true }],
	['any', {}],
])('lists %s todos', async (status, body) => {
	planApi(CALL, body, page(0, 1));
	expect(await subjectsOf({ status })).toEqual(['Task 0']);
});

test('walks the pages to their end', async () => {
	planApi(CALL, { isDone: false }, page(0, 20, '20'));
	planApi(CALL, { isDone: false, nextToken: '20' }, page(20, 40, '40'));
	planApi(CALL, { isDone: false, nextToken: '40' }, page(40, 45, null));
	expect(await subjectsOf({ returnAll: true })).toHaveLength(45);
});

test('stops at the limit', async () => {
	planApi(CALL, undefined, page(0, 20, '20'));
	planApi(CALL, undefined, page(20, 40, '40'));
	expect(await subjectsOf({ limit: 21 })).toHaveLength(21);
});

test('lists a todo once that comes twice, because the list changed while it was read', async () => {
	planApi(CALL, undefined, page(0, 20, '20'));
	planApi(CALL, undefined, page(19, 22));
	expect(await subjectsOf({ returnAll: true })).toHaveLength(22);
});

test('asks for any of the roles, and for a type', async () => {
	planApi(
		CALL,
		{ isDone: false, roleTypes: [['executor'], ['creator']], todoType: 'READ' },
		page(0, 1),
	);
	expect(
		await subjectsOf({ filters: { roles: ['executor', 'creator'], todoType: 'READ' } }),
	).toEqual(['Task 0']);
});

test.each<[string, object, string[]]>([
	[
		'due dates',
		{ dueFrom: '2026-05-01T02:00:00Z', dueUntil: '2026-05-01T04:00:00Z' },
		['Task 2', 'Task 3'],
	],
	// The workflow of the tests has the zone America/New_York: UTC-4 in May.
	[
		'dates of creation, in the zone of the workflow',
		{ createdFrom: '2026-04-30T22:00:00', createdUntil: '2026-05-01 00:00' },
		['Task 2', 'Task 3'],
	],
	['a text in the subject', { subject: 'TASK 4' }, ['Task 4']],
])('filters by %s', async (_name, filters, wanted) => {
	planApi(CALL, undefined, page(0, 10));
	expect(await subjectsOf({ filters })).toEqual(wanted);
});

test('counts only what passes the filters towards the limit, and no todo without a due time', async () => {
	const first = { nextToken: '1', todoCards: [card(0, { dueTime: undefined }), card(1)] };
	planApi(CALL, undefined, first);
	planApi(CALL, undefined, page(2, 5));
	expect(await subjectsOf({ limit: 2, filters: { dueFrom: MAY } })).toEqual(['Task 1', 'Task 2']);
});

test('gives the cards as they are when they are not to be simplified', async () => {
	planApi(CALL, undefined, page(0, 1));
	expect((await run({ simplify: false })).items[0].json).toEqual(card(0));
});

test('lists for several people and pairs the todos', async () => {
	answerLookups({ '1': 'a', '2': 'b' });
	for (const id of ['a', 'b']) {
		planApi(`POST /v1.0/todo/users/union-${id}/org/tasks/query`, undefined, page(0, 2));
	}
	const { items } = await runDingTalk({
		parameters: { ...form, userId: '={{ $json.id }}' },
		input: itemsOf({ id: 'a' }, { id: 'b' }),
	});
	expect(pairs(items)).toEqual([0, 0, 1, 1]);
});

test('repeats a page whose connection broke: reading twice does no harm', async () => {
	nock(API)
		.post(CALL.slice(5))
		.replyWithError(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
	planApi(CALL, undefined, page(0, 1));
	expect(await subjectsOf({})).toEqual(['Task 0']);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, userId: { __rl: true, mode: 'unionId', value: '={{ $json.id }}' } },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			const call = (id: string) => `POST /v1.0/todo/users/${id}/org/tasks/query`;
			planApi(call('a'), undefined, page(0, 1));
			planApi(
				call('b'),
				undefined,
				refusal('todo.orgTaskQuery.paramError', 'unionId is invalid'),
				400,
			);
			planApi(call('c'), undefined, page(0, 1));
		},
		/DingTalk finds the todo faulty/,
	);
});

test.each<[string, object, RegExp]>([
	[
		'an unknown status',
		{ status: '={{ "late" }}' },
		/'Status' is 'late', which is no option of it/,
	],
	[
		'an unknown role',
		{ filters: { roles: '={{ "boss" }}' } },
		/'Roles' is 'boss', which is no option of it/,
	],
	['a limit of 0', { limit: '={{ 0 }}' }, /'Limit' is not a whole number from 1 up: 0/],
	['a bad date', { filters: { dueFrom: '={{ "soon" }}' } }, /'Due From' is not a date: soon/],
	[
		'dates the wrong way round',
		{ filters: { dueFrom: '2026-05-02', dueUntil: '2026-05-01' } },
		/'Due From' is not before 'Due Until'/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, ...parameters },
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});

test('names both places when nobody is named', async () => {
	const { message, description } = await refusedInput({ parameters: form });
	expect(message).toBe("'Operator' is empty, and somebody must act");
	expect(description).toBe("Choose a person in 'User', or fill in 'Operator' of the credential");
});
