import type nock from 'nock';

import { systemClock } from '../../../../nodes/shared/run/clock';
import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { ID, planChange, planInstance, withOperator } from './approvals';

const form = { resource: 'approval', operation: 'terminate', processInstanceId: ID };
const run = async (parameters: object = {}) =>
	await runDingTalk({ parameters: { ...form, ...parameters }, credentials: withOperator() });
const body = { processInstanceId: ID, isSystem: false, operatingUserId: 'alice' };
const plan = (sent: object, answer?: object, status?: number) =>
	planChange('processInstances/terminate', sent as nock.RequestBodyMatcher, answer, status);
const TOO_EARLY = refusal('aflowProcessInstStatusException', '提交审批单后15秒内不能进行撤回');

afterEach(() => jest.restoreAllMocks());

/** A moment as DingTalk tells it. */
const minutesAgo = (minutes: number): string =>
	`${new Date(systemClock.now() - minutes * 60_000).toISOString().slice(0, 16)}Z`;

/** Lets waits for a later try take no time, and counts them. */
function countWaits(): number[] {
	const waits: number[] = [];
	const { sleep } = systemClock;
	jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms, signal) => {
		if (ms !== 5000) return await sleep(ms, signal);
		waits.push(ms);
	});
	return waits;
}

test('withdraws in the name of whoever started it', async () => {
	planInstance();
	plan({ ...body, remark: 'Not needed any more' });
	const { items } = await run({ remark: 'Not needed any more' });
	expect(items).toEqual([
		{ json: { processInstanceId: ID, terminated: true }, pairedItem: { item: 0 } },
	]);
});

test('ends it as the system', async () => {
	planInstance();
	plan({ processInstanceId: ID, isSystem: true });
	expect((await run({ by: 'system' })).items).toHaveLength(1);
});

test('waits while DingTalk finds it too early', async () => {
	const waits = countWaits();
	planInstance({ createTime: minutesAgo(0) });
	plan(body, TOO_EARLY, 400);
	plan(body, TOO_EARLY, 400);
	plan(body);
	expect((await run()).items).toHaveLength(1);
	expect(waits).toEqual([5000, 5000]);
});

test('does not wait for ever', async () => {
	const waits = countWaits();
	planInstance({ createTime: minutesAgo(0) });
	for (let n = 0; n < 5; n++) plan(body, TOO_EARLY, 400);
	expect((await run()).error?.message).toBe(
		'The approval is less than 15 seconds old, and cannot be withdrawn yet',
	);
	expect(waits).toHaveLength(4);
});

test('does not wait where it is told not to, nor for an old approval', async () => {
	const waits = countWaits();
	planInstance({ createTime: minutesAgo(0) });
	plan(body, TOO_EARLY, 400);
	expect((await run({ options: { waitTooEarly: false } })).error?.message).toMatch(/15 seconds/);
	planInstance({ createTime: minutesAgo(10) });
	plan(body, refusal('aflowProcessInstStatusException', '审批单已结束'), 400);
	expect((await run()).error?.message).toMatch(/does not stand so that this could be done/);
	expect(waits).toEqual([]);
});

test('says that it is over, and asks nothing more', async () => {
	planInstance({ status: 'TERMINATED' });
	expect((await run()).error?.message).toMatch(/is over: it was withdrawn/);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, processInstanceId: '={{ $json.id }}' },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
			credentials: withOperator(),
		},
		() => {
			for (const id of ['a', 'b', 'c']) planInstance({}, id);
			plan({ ...body, processInstanceId: 'a' });
			const denied = refusal('internalError', '您没有任务处理的权限');
			plan({ ...body, processInstanceId: 'b' }, denied, 400);
			plan({ ...body, processInstanceId: 'c' });
		},
		/The person may not withdraw this approval/,
	);
});

test.each<[string, object, RegExp]>([
	['no approval', { processInstanceId: NOTHING }, /'Approval ID' is empty/],
	['a long remark', { remark: 'x'.repeat(1025) }, /'Remark' is 1,025 characters long/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, ...parameters },
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});
