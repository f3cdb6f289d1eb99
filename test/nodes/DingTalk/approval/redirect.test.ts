import type nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { BY_MOBILE, planResult } from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { ID, planChange, planInstance, withOperator } from './approvals';

const form = {
	resource: 'approval',
	operation: 'redirect',
	processInstanceId: ID,
	toUserId: 'wang',
};
const run = async (parameters: object = {}) =>
	await runDingTalk({ parameters: { ...form, ...parameters }, credentials: withOperator() });
// The answer has no success beside the result.
const plan = (body: object, answer: object = { result: true }, status = 200) =>
	planChange('tasks/redirect', body as nock.RequestBodyMatcher, answer, status);

test('hands the task of a person on to another one', async () => {
	planInstance();
	plan({
		taskId: 74_296_847_418,
		toUserId: 'wang',
		operateUserId: 'lina',
		remark: 'On holiday',
		actionName: 'Stand-in',
	});
	const { items } = await run({
		userId: 'lina',
		remark: 'On holiday',
		options: { actionName: 'Stand-in' },
	});
	expect(items[0].json).toEqual({
		processInstanceId: ID,
		taskId: '74296847418',
		userId: 'lina',
		toUserId: 'wang',
		redirected: true,
	});
});

test('takes any ID of the person who gets it', async () => {
	planResult(BY_MOBILE, { mobile: '13800000001' }, { userid: 'wang' });
	plan({ taskId: 7, toUserId: 'wang', operateUserId: 'boss' });
	const toUserId = { __rl: true, mode: 'mobile', value: '13800000001' };
	const { items } = await run({ toUserId, options: { taskId: '7' } });
	expect(items[0].json.toUserId).toBe('wang');
});

test('tells whose the task is when it is not theirs', async () => {
	plan(
		{ taskId: 7, toUserId: 'wang', operateUserId: 'boss' },
		refusal('param.illegal.operator', '不合法的参数operateUserId'),
		400,
	);
	expect((await run({ options: { taskId: '7' } })).error?.message).toBe(
		'The task belongs to somebody else',
	);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, options: { taskId: '={{ $json.task }}' } },
			input: itemsOf({ task: '1' }, { task: '2' }, { task: '3' }),
			credentials: withOperator(),
		},
		() => {
			const body = { toUserId: 'wang', operateUserId: 'boss' };
			plan({ ...body, taskId: 1 });
			plan({ ...body, taskId: 2 }, refusal('task.status.error'), 400);
			plan({ ...body, taskId: 3 });
		},
		/does not stand so that this could be done/,
	);
});

test.each<[string, object, RegExp]>([
	[
		'nobody to hand it to',
		{ toUserId: { __rl: true, mode: 'id', value: NOTHING } },
		/'To' is empty/,
	],
	[
		'a long remark',
		{ remark: 'x'.repeat(257) },
		/'Remark' is 257 characters long; the limit is 256/,
	],
	[
		'a long step name',
		{ options: { actionName: 'x'.repeat(129) } },
		/'Step Name' is 129 characters long; the limit is 128/,
	],
	['no approval', { processInstanceId: NOTHING }, /'Approval ID' is empty/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, ...parameters },
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});
