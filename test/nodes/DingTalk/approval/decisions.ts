import type nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { ID, planChange, planInstance, task, withOperator } from './approvals';

/** The tests of Approve and of Refuse, which differ in one word. */
export function itDecides(operation: 'approve' | 'refuse', result: 'agree' | 'refuse'): void {
	const form = { resource: 'approval', operation, processInstanceId: ID };
	const run = async (parameters: object = {}) =>
		await runDingTalk({ parameters: { ...form, ...parameters }, credentials: withOperator() });
	const plan = (body: object, answer?: object, status?: number) =>
		planChange('processInstances/execute', body as nock.RequestBodyMatcher, answer, status);
	const decided = {
		processInstanceId: ID,
		taskId: 74_296_847_418,
		actionerUserId: 'lina',
		result,
	};
	const decision = operation === 'approve' ? 'approved' : 'refused';

	test('finds the task of the person, and decides it', async () => {
		planInstance();
		plan({ ...decided, remark: 'Receipts checked 已核对' });
		const { items } = await run({ userId: 'lina', remark: 'Receipts checked 已核对' });
		expect(items).toEqual([
			{
				json: { processInstanceId: ID, taskId: '74296847418', userId: 'lina', decision },
				pairedItem: { item: 0 },
			},
		]);
	});

	test("decides as the credential's Operator, and for a task that is given asks nothing", async () => {
		plan({ ...decided, taskId: 5, actionerUserId: 'boss' });
		const { items } = await run({ options: { taskId: '5' } });
		expect(items[0].json).toMatchObject({ taskId: '5', userId: 'boss' });
	});

	test('sends a task ID with all its digits', async () => {
		planInstance({ tasks: [task('lina', '9007199254740993')] });
		// What arrives is a number of JSON, which nock would round.
		plan(() => true);
		const { items } = await run({ userId: 'lina' });
		expect(items[0].json.taskId).toBe('9007199254740993');
	});

	test('gives photos by address along', async () => {
		plan({
			...decided,
			taskId: 5,
			actionerUserId: 'boss',
			file: { photos: ['https://a.example/1.png'] },
		});
		await run({ options: { taskId: 5, photos: 'https://a.example/1.png' } });
	});

	test('says for whom the approval waits', async () => {
		planInstance({
			tasks: [task('lina', 1), task('wang', 2), task('boss', 3, { status: 'COMPLETED' })],
		});
		const { error } = await run();
		expect(error?.message).toMatch(/has nothing to decide in this approval now: boss/);
		expect(error?.description).toMatch(/It waits for lina, wang/);
		planInstance({ tasks: [] });
		expect((await run()).error?.description).toMatch(/It waits for nobody/);
	});

	test('says that it is over', async () => {
		planInstance({ status: 'COMPLETED', result: 'refuse', tasks: [] });
		expect((await run()).error?.message).toMatch(/names an approval that is over: it was refused/);
	});

	test('takes nothing for done that DingTalk says no to', async () => {
		plan({ ...decided, taskId: 5, actionerUserId: 'boss' }, { result: false, success: true });
		const { error } = await run({ options: { taskId: '5' } });
		expect(error?.message).toMatch(/DingTalk took the call, and answered that it did not do it/);
	});

	test('does nothing twice when n8n tries the whole node again', async () => {
		plan({ ...decided, taskId: 1, actionerUserId: 'boss' });
		plan({ ...decided, taskId: 2, actionerUserId: 'boss' }, refusal('needAuth'), 400);
		plan({ ...decided, taskId: 2, actionerUserId: 'boss' });
		const { items, error } = await runDingTalk({
			parameters: { ...form, options: { taskId: '={{ $json.task }}' } },
			input: itemsOf({ task: '1' }, { task: '2' }),
			credentials: withOperator(),
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.taskId)).toEqual(['1', '2']);
	});

	test('goes on after a failing item when told so, and names it when not', async () => {
		await expectFailureHandling(
			{
				parameters: { ...form, options: { taskId: '={{ $json.task }}' } },
				input: itemsOf({ task: '1' }, { task: '2' }, { task: '3' }),
				credentials: withOperator(),
			},
			() => {
				for (const taskId of [1, 2, 3]) {
					const isRefused = taskId === 2;
					plan(
						{ ...decided, taskId, actionerUserId: 'boss' },
						isRefused ? refusal('aflowProcessInstCanNotBeExecuted') : undefined,
						isRefused ? 400 : 200,
					);
				}
			},
			/The approval, or the task in it, does not stand so that this could be done/,
		);
	});

	test.each<[string, object, RegExp]>([
		['no approval', { processInstanceId: NOTHING }, /'Approval ID' is empty/],
		['a task that is no number', { options: { taskId: 'x' } }, /'Task ID' is no number: x/],
		[
			'a long remark',
			{ remark: 'x'.repeat(1025) },
			/'Remark' is 1,025 characters long; the limit is 1,024/,
		],
		[
			'a file that is not there',
			{ options: { files: 'data' } },
			/'Files' names the binary field 'data'/,
		],
		[
			'a photo that is not there',
			{ options: { photos: 'data' } },
			/'Photos' names the binary field 'data'/,
		],
		[
			'21 files',
			{ options: { files: Array.from({ length: 21 }, (_, n) => `f${n}`).join(',') } },
			/'Files' has 21 entries; the limit is 20/,
		],
		[
			'a long address',
			{ options: { photos: `https://a.example/${'x'.repeat(1024)}` } },
			/'Photos' holds an address of 1,042 characters; the limit is 1,024/,
		],
	])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
		const { message } = await refusedInput({
			parameters: { ...form, ...parameters },
			credentials: withOperator(),
		});
		expect(message).toMatch(wanted);
	});

	test('asks for somebody where nobody is to act', async () => {
		const { message } = await refusedInput({ parameters: form });
		expect(message).toMatch(/'Operator' is empty, and somebody must act/);
	});
}
