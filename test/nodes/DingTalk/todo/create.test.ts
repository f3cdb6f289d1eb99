import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	pairs,
	planApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { answerLookups, planUser } from '../../../helpers/contacts.mts';
import { API, appCredential, runDingTalk } from '../../../helpers/dingTalk.mts';
import { BIG_ID, DUE, OPERATOR, TASKS, TODO, people, union, wireTodo, withOperator } from './todos';

const CREATE = `POST ${TASKS}?operatorId=${OPERATOR}`;
const DUPLICATE = refusal('todo.taskCreate.paramError', 'task exist');
const form = {
	resource: 'todo',
	operation: 'create',
	subject: 'Sign the report 签署报告',
	detailUrl: 'https://example.com/1',
};
const minimal = {
	subject: 'Sign the report 签署报告',
	detailUrl: { appUrl: 'https://example.com/1', pcUrl: 'https://example.com/1' },
	creatorId: OPERATOR,
};
const run = async (parameters: object = {}, credentials = withOperator()) =>
	await runDingTalk({ parameters: { ...form, ...parameters }, credentials });

test("creates a todo of the credential's operator, with one link for app and PC", async () => {
	planApi(CREATE, minimal, wireTodo());
	const { items } = await run();
	expect(items).toEqual([{ json: { ...TODO, created: true }, pairedItem: { item: 0 } }]);
});

test('sends every field under its name on the wire', async () => {
	planApi(
		CREATE,
		{
			...minimal,
			description: 'Page 3',
			detailUrl: { appUrl: 'https://example.com/1', pcUrl: 'https://example.com/pc' },
			dueTime: DUE,
			priority: 40,
			todoType: 'READ',
			isOnlyShowExecutor: true,
			executorIds: ['union-a', 'union-b'],
			participantIds: ['union-c'],
			contentFieldList: [
				{ fieldKey: 'Order', fieldValue: '42' },
				{ fieldKey: 'Customer', fieldValue: '凤凰' },
			],
			actionList: [
				{
					title: 'Open',
					actionType: 2,
					url: 'https://example.com/o',
					pcUrl: 'https://example.com/p',
				},
				{
					title: 'Approve',
					actionType: 1,
					url: 'https://example.com/approve',
					param: { body: '{"ok":true}', header: { 'X-Order': '42' } },
					actionKey: 'approve',
					buttonStyleType: 2,
				},
			],
			reminderTimeStamp: DUE - 3_600_000,
			remindNotifyConfigs: { dingNotify: '1', sendTodoApn: 'false' },
			notifyConfigs: { dingNotify: '0', sendTodoApn: 'true', sendAssistantChat: 'true' },
			bizCategoryId: 'orders',
			sourceId: 'order-7',
		},
		wireTodo(),
	);
	const { error } = await run({
		executors: people('union-a', 'union-b'),
		additionalFields: {
			bizCategoryId: 'orders',
			buttons: {
				button: [
					{
						title: 'Open',
						action: 'open',
						url: 'https://example.com/o',
						pcUrl: 'https://example.com/p',
					},
					{
						title: 'Approve',
						action: 'call',
						url: 'https://example.com/approve',
						body: '{"ok":true}',
						headers: '{"X-Order": "42"}',
						actionKey: 'approve',
						style: 2,
					},
				],
			},
			customFields: {
				field: [
					{ name: 'Order', value: '={{ 42 }}' },
					{ name: 'Customer', value: '凤凰' },
				],
			},
			description: 'Page 3',
			// The workflow of the tests has the zone America/New_York.
			dueTime: '2026-05-08T18:00:00',
			isOnlyShowExecutor: true,
			notifyBy: ['push', 'chat'],
			participants: people('union-c'),
			pcDetailUrl: 'https://example.com/pc',
			priority: 'urgent',
			remindBy: ['ding'],
			reminderTime: '={{ DateTime.fromISO("2026-05-08T17:00:00-04:00") }}',
			sourceId: 'order-7',
			todoType: 'READ',
		},
	});
	expect(error?.message).toBeUndefined();
});

test('takes executors by pickers and lists of any IDs, each person once', async () => {
	const asked = answerLookups({ '13800000001': 'u1', '13800000002': 'u2' });
	planApi(CREATE, { ...minimal, executorIds: ['union-x', 'union-u1', 'union-u2'] }, wireTodo());
	const { error } = await run({
		executors: {
			person: [
				{ user: union('union-x') },
				{ user: { __rl: true, mode: 'mobile', value: '13800000001' } },
			],
			list: [{ ids: ' u1, 13800000002;union-u2', idType: 'any' }],
		},
	});
	expect(error?.message).toBeUndefined();
	expect(new Set(asked).size).toBe(asked.length);
});

test('takes executors from an array', async () => {
	planApi(CREATE, { ...minimal, executorIds: ['union-a', 'union-b'] }, wireTodo());
	const executors = { list: [{ ids: '={{ ["union-a", "union-b"] }}', idType: 'unionId' }] };
	expect((await run({ executors })).error?.message).toBeUndefined();
});

test('acts as the owner when the form names one, and as the operator of the options', async () => {
	planUser('owner');
	const path = '/v1.0/todo/users/union-owner/tasks';
	planApi(
		`POST ${path}?operatorId=union-owner`,
		{ ...minimal, creatorId: 'union-owner' },
		wireTodo(),
	);
	expect((await run({ ownerId: 'owner' })).error?.message).toBeUndefined();
	planUser('owner');
	planApi(`POST ${path}?operatorId=union-x`, { ...minimal, creatorId: 'union-owner' }, wireTodo());
	const options = { operatorId: union('union-x') };
	expect((await run({ ownerId: 'owner', options })).error?.message).toBeUndefined();
});

test.each(['13800000001', 'u1', 'union-u1'])(
	"takes %s as the credential's operator, and looks it up once for all items",
	async (operatorId) => {
		const asked = answerLookups({ '13800000001': 'u1' });
		const path = '/v1.0/todo/users/union-u1/tasks?operatorId=union-u1';
		for (let count = 0; count < 3; count++) planApi(`POST ${path}`, undefined, wireTodo());
		const { items, error } = await runDingTalk({
			parameters: form,
			input: itemsOf({}, {}, {}),
			credentials: appCredential({ operatorId }),
		});
		expect(error?.message).toBeUndefined();
		expect(pairs(items)).toEqual([0, 1, 2]);
		expect(new Set(asked).size).toBe(asked.length);
	},
);

test('gives the answer as it is when it is not to be simplified', async () => {
	planApi(CREATE, undefined, wireTodo());
	const { items } = await run({ simplify: false });
	expect(items[0].json).toEqual(wireTodo());
});

test('keeps an ID beyond 2^53 that comes as a number', async () => {
	const raw = JSON.stringify(wireTodo()).replace(`"${BIG_ID}"`, BIG_ID);
	nock(API).post(TASKS).query(true).reply(200, raw, { 'Content-Type': 'application/json' });
	expect((await run()).items[0].json.todoId).toBe(BIG_ID);
});

test('puts out the todo that exists when the source ID comes again', async () => {
	planApi(CREATE, { ...minimal, sourceId: 'order-7' }, DUPLICATE, 400);
	planApi(`GET ${TASKS}/sources/order-7`, undefined, wireTodo());
	const { items } = await run({ additionalFields: { sourceId: 'order-7' } });
	expect(items[0].json).toEqual({ ...TODO, created: false });
});

test('fails when the source ID comes again and the options say so', async () => {
	planApi(CREATE, undefined, DUPLICATE, 400);
	const { error } = await run({
		additionalFields: { sourceId: 'order-7' },
		options: { ifExists: 'fail' },
	});
	expect(error?.message).toBe('A todo with this source ID exists already');
	expect(error?.description).toContain("set 'If Source ID Exists'");
});

test('tells of the source ID when the existing todo cannot be had', async () => {
	planApi(CREATE, undefined, DUPLICATE, 400);
	planApi(`GET ${TASKS}/sources/order-7`, undefined, refusal('itemNotFound'), 404);
	const { error } = await run({ additionalFields: { sourceId: 'order-7' } });
	expect(error?.message).toBe('A todo with this source ID exists already');
});

test('repeats a call whose connection broke only with a source ID', async () => {
	const broken = () =>
		nock(API)
			.post(TASKS)
			.query(true)
			.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	broken();
	const once = await run();
	expect(once.error?.message).toBe('The connection to DingTalk broke before the answer came');
	expectNoSecrets(once);
	broken();
	planApi(CREATE, undefined, DUPLICATE, 400);
	planApi(`GET ${TASKS}/sources/order-7`, undefined, wireTodo());
	const twice = await run({ additionalFields: { sourceId: 'order-7' } });
	expect(twice.items[0].json).toMatchObject({ todoId: BIG_ID, created: false });
});

test('repeats what DingTalk holds back', async () => {
	planApi(CREATE, undefined, refusal('todo.taskCreate.lockError'), 400);
	planApi(CREATE, undefined, wireTodo());
	expect((await run()).items).toHaveLength(1);
});

test.each([
	['todo.taskCreate.paramError', 'executors is oversize', 'DingTalk finds the todo faulty'],
	['todo.taskCreate.paramError', '', 'DingTalk finds the todo faulty'],
])('explains %s "%s"', async (code, text, message) => {
	planApi(CREATE, undefined, refusal(code, text), 400);
	const { error } = await run();
	expect(error?.message).toBe(message);
	expect(error?.description).toContain(`DingTalk code ${code}`);
});

test('names the missing permission', async () => {
	planApi(
		CREATE,
		undefined,
		{
			...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
			accessdenieddetail: { requiredScopes: ['Todo.Todo.Write'] },
		},
		403,
	);
	const { error } = await run();
	expect(error?.message).toBe('The app lacks a permission for this call: Todo.Todo.Write');
});

test('says who is nobody before anything is created', async () => {
	answerLookups({ '13800000001': 'u1' });
	const { error } = await run({ executors: { list: [{ ids: 'u1, ghost', idType: 'userId' }] } });
	expect(error?.message).toBe("'Executors' is nobody's userId in this organisation: ghost");
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, subject: '={{ $json.subject }}' },
			input: itemsOf({ subject: 'a' }, { subject: 'b' }, { subject: 'c' }),
			credentials: withOperator(),
		},
		() => {
			planApi(CREATE, (body) => body.subject === 'a', wireTodo());
			planApi(
				CREATE,
				(body) => body.subject === 'b',
				refusal('todo.taskCreate.paramError', 'subject is oversize'),
				400,
			);
			planApi(CREATE, (body) => body.subject === 'c', wireTodo());
		},
		/DingTalk finds the todo faulty/,
	);
});

const many = Array.from({ length: 101 }, (_, index) => `u${index}`).join();
const button = (row: object) => ({
	additionalFields: { buttons: { button: [{ title: 'x', url: 'https://example.com', ...row }] } },
});
test.each<[string, object, RegExp]>([
	['no subject', { subject: NOTHING }, /'Subject' is empty/],
	[
		'a subject of 1,025 characters',
		{ subject: 'x'.repeat(1025) },
		/'Subject' is 1,025 characters long; the limit is 1,024/,
	],
	['no detail URL', { detailUrl: NOTHING }, /'Detail URL' is empty/],
	[
		'a bad detail URL',
		{ detailUrl: 'example.com' },
		/'Detail URL' is not a usable URL: example.com/,
	],
	[
		'a long detail URL',
		{ detailUrl: `https://example.com/${'x'.repeat(1024)}` },
		/'Detail URL' is 1,044 bytes long; the limit is 1,024 bytes/,
	],
	[
		'a bad PC URL',
		{ additionalFields: { pcDetailUrl: 'x' } },
		/'PC Detail URL' is not a usable URL/,
	],
	[
		'a long description',
		{ additionalFields: { description: 'x'.repeat(4097) } },
		/'Description' is 4,097 characters long/,
	],
	[
		'an object as description',
		{ additionalFields: { description: '={{ {a: 1} }}' } },
		/'Description' is an object, and text is needed/,
	],
	[
		'no due date',
		{ additionalFields: { dueTime: '={{ "soon" }}' } },
		/'Due Time' is not a date: soon/,
	],
	[
		'an unknown priority',
		{ additionalFields: { priority: '={{ "soon" }}' } },
		/'Priority' is 'soon', which is no option of it/,
	],
	[
		'an unknown type',
		{ additionalFields: { todoType: '={{ "LATER" }}' } },
		/'Type' is 'LATER', which is no option of it/,
	],
	[
		'an unknown notice',
		{ additionalFields: { notifyBy: '={{ "mail" }}' } },
		/'Notify By' is 'mail', which is no option of it/,
	],
	[
		'a way to remind without a time',
		{ additionalFields: { remindBy: ['ding'] } },
		/'Remind By' does nothing without 'Reminder Time'/,
	],
	[
		'a custom field without a value',
		{ additionalFields: { customFields: { field: [{ name: 'x' }] } } },
		/'Custom Fields > Value 1' is empty/,
	],
	['a button without a title', button({ title: '' }), /'Buttons > Title 1' is empty/],
	['a button without a URL', button({ url: '' }), /'Buttons > URL 1' is empty/],
	[
		'an unknown kind of button',
		button({ action: '={{ "swim" }}' }),
		/'Buttons > When Pressed 1' is 'swim'/,
	],
	[
		'headers that are no JSON',
		button({ action: 'call', headers: '{' }),
		/'Buttons > Request Headers 1' is not valid JSON/,
	],
	[
		'headers that are a list',
		button({ action: 'call', headers: '[1]' }),
		/'Buttons > Request Headers 1' is not a JSON object/,
	],
	[
		'a style in words',
		button({ style: '={{ "red" }}' }),
		/'Buttons > Style 1' is not a whole number: red/,
	],
	[
		'an empty picker',
		{ executors: { person: [{ user: '={{ "" }}' }] } },
		/'Executors > Person 1' is empty/,
	],
	[
		'101 executors',
		{ executors: { list: [{ ids: many, idType: 'userId' }] } },
		/'Executors' names 101 people; the limit is 100/,
	],
	[
		'101 participants',
		{ additionalFields: { participants: { list: [{ ids: many, idType: 'userId' }] } } },
		/'Participants' names 101 people/,
	],
	[
		'an unknown kind of ID',
		{ executors: { list: [{ ids: 'a', idType: '={{ "badge" }}' }] } },
		/'Executors > ID Type 1' is 'badge'/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, ...parameters },
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});

test('names both places when nobody is there to act', async () => {
	const { message, description } = await refusedInput({ parameters: form });
	expect(message).toBe("'Operator' is empty, and somebody must act");
	expect(description).toBe("Choose a person in 'Owner', or fill in 'Operator' of the credential");
});
