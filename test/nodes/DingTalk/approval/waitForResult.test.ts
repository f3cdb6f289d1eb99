import type { IDataObject, INode } from 'n8n-workflow';

import { systemClock } from '../../../../nodes/shared/run/clock';
import { announceListener } from '../../../../nodes/shared/waiting/listening';
import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import type { ApprovalAct } from '../../../../sandbox/people/onApprovals.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { itemsOf, pairs } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';
import type { SubExecution } from '../../../helpers/subExecution.mts';
import { runWithSub, waitsForSub } from '../../../helpers/subExecution.mts';
import { LEAVE as LEAVE_VALUES } from './forms';
import { asJson, LEAVE, leaveForm, person, process } from './starting';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let sandbox: Sandbox;
/** Nobody has to be told by HTTP that an execution waits. */
let leave: () => void;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
	leave = announceListener('app', false);
});
afterAll(async () => {
	leave();
	await sandbox.close();
});

/** For the pacing of calls, which all tests share, time never goes back. */
let days = 0;
let start: number;
beforeEach(() => {
	sandbox.control.reset();
	days++;
	start = Date.now() + days * DAY;
	at(0);
});
afterEach(() => jest.restoreAllMocks());

/** So many minutes after the beginning. */
function at(minutes: number): void {
	jest.restoreAllMocks();
	const aheadMs = days * DAY + minutes * MINUTE;
	jest.spyOn(systemClock, 'now').mockImplementation(() => Date.now() + aheadMs);
}

const credentials = () =>
	sandboxCredential(sandbox, { operatorId: 'zhangwei', expiresAt: Date.now() + 1e11 });
const leaveRequest = () =>
	sandbox.control.startApproval('alice', { processCode: LEAVE, values: LEAVE_VALUES })
		.processInstanceId;
const wait = async (
	processInstanceId: string,
	options: object = {},
	more: { settings?: Partial<INode> } = {},
) =>
	await runWithSub(
		{ resource: 'approval', operation: 'waitForResult', processInstanceId, options },
		{ credentials: credentials(), ...more },
	);
const act = (id: string, deed: ApprovalAct, userId = 'lina') =>
	sandbox.control.actOnApproval(id, userId, deed, { remark: 'Seen' });
/** When the sub-execution looks again, in minutes after the beginning. */
const looksAt = ({ sub }: SubExecution) =>
	Math.round(((Number(sub?.waitTill) - start) / MINUTE) * 10) / 10;
const looks = () => sandbox.control.counts()['workflow.instance.get'] ?? 0;
const limit = (minutes: number) => ({
	limitWaitTime: { values: { resumeAmount: minutes, resumeUnit: 'minutes' } },
});
const jsonOf = (execution: SubExecution): IDataObject => {
	const { error } = execution.run.data.resultData;
	expect([error?.message, execution.run.waitTill]).toEqual([undefined, undefined]);
	return execution.items()[0].json;
};
const get = async (processInstanceId: string) => {
	const parameters = { resource: 'approval', operation: 'get', processInstanceId };
	return (await runDingTalk({ credentials: credentials(), parameters })).items[0].json;
};

const ENDS: Array<[ApprovalAct, string, string]> = [
	['agree', 'approved', 'lina'],
	['refuse', 'refused', 'lina'],
	['withdraw', 'withdrawn', 'alice'],
];

test.each(ENDS)('ended before by %s: there is no wait', async (deed, outcome, userId) => {
	const id = leaveRequest();
	act(id, deed, userId);
	const execution = await wait(id);
	expect(execution.sub).toBeUndefined();
	expect(jsonOf(execution)).toEqual({ outcome, ...(await get(id)) });
});

test.each(ENDS)('waits, and finds it ended by %s', async (deed, outcome, userId) => {
	const id = leaveRequest();
	const execution = await wait(id);
	expect(waitsForSub(execution)).toBe(true);
	expect(looksAt(execution)).toBe(1);
	act(id, deed, userId);
	at(1);
	await execution.goOn();
	const json = jsonOf(execution);
	expect(json).toEqual({ outcome, ...(await get(id)) });
	expect(json.timeline).toContainEqual(expect.objectContaining({ userId, remark: 'Seen' }));
	expect(pairs(execution.items())).toEqual([0]);
});

test('looks every minute at first, then more and more rarely, and hourly in the end', async () => {
	const execution = await wait(leaveRequest());
	const times = [];
	for (let round = 0; round < 40; round++) {
		times.push(looksAt(execution));
		at(times[round]);
		await execution.goOn();
	}
	expect(times.slice(0, 7)).toEqual([1, 2, 3, 4, 5, 6, 7.2]);
	expect(times.findIndex((minutes) => minutes > 60)).toBe(18);
	expect(times[39] - times[38]).toBeCloseTo(60, 0);
	expect(looks()).toBe(41);
});

test('no pause is longer than the form says', async () => {
	const execution = await wait(leaveRequest(), { longestPause: 3 });
	at(60);
	await execution.goOn();
	expect(looksAt(execution)).toBe(63);
});

test('with Simplify off, DingTalk’s answer and the outcome', async () => {
	const id = leaveRequest();
	const execution = await runWithSub(
		{
			...{ resource: 'approval', operation: 'waitForResult', processInstanceId: id },
			simplify: false,
		},
		{ credentials: credentials() },
	);
	act(id, 'agree');
	at(1);
	await execution.goOn();
	expect(jsonOf(execution)).toMatchObject({
		outcome: 'approved',
		processInstanceId: id,
		status: 'COMPLETED',
		result: 'agree',
	});
});

describe('the limit', () => {
	test('nobody has decided: timedOut, with the approval as it stands', async () => {
		const id = leaveRequest();
		const execution = await wait(id, limit(1.5));
		at(1);
		await execution.goOn();
		expect(looksAt(execution)).toBe(1.5);
		at(1.5);
		await execution.goOn();
		expect(jsonOf(execution)).toMatchObject({
			outcome: 'timedOut',
			status: 'running',
			openTasks: [{ userId: 'lina' }],
		});
	});

	test('decided in the last moment counts', async () => {
		const id = leaveRequest();
		const execution = await wait(id, limit(1));
		act(id, 'agree');
		at(2);
		await execution.goOn();
		expect(jsonOf(execution).outcome).toBe('approved');
	});

	test('a time that is over is refused', async () => {
		const values = { limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01' };
		const form = { resource: 'approval', operation: 'waitForResult', processInstanceId: 'AG3' };
		const { expectRefused } = operationWith(form);
		await expectRefused({ options: { limitWaitTime: { values } } }, /is over already/);
	});
});

describe('an event', () => {
	test('wakes it, and it looks at once', async () => {
		const id = leaveRequest();
		const execution = await wait(id);
		act(id, 'refuse');
		const { page } = await execution.request({ wake: true });
		expect(JSON.parse(page)).toEqual({ standing: 'woken' });
		expect(jsonOf(execution).outcome).toBe('refused');
	});

	test('that comes too early lets it look every minute again', async () => {
		const id = leaveRequest();
		const execution = await wait(id);
		at(100);
		await execution.request({ wake: true });
		expect(looksAt(execution)).toBe(101);
		at(101);
		await execution.goOn();
		expect(looksAt(execution)).toBe(102);
		act(id, 'agree');
		at(102);
		await execution.goOn();
		expect(jsonOf(execution).outcome).toBe('approved');
	});

	test('whatever else is asked changes nothing', async () => {
		const execution = await wait(leaveRequest());
		const before = looks();
		for (const body of [{}, { wake: 'yes' }, { outcome: 'approved' }]) {
			const { page, items } = await execution.request(body);
			expect([JSON.parse(page), items]).toEqual([{ standing: 'known' }, undefined]);
		}
		expect(looks()).toBe(before);
	});
});

describe('DingTalk refuses', () => {
	const fail = (status: number, code: string) => {
		jest.spyOn(systemClock, 'sleep').mockResolvedValue(undefined);
		sandbox.control.addFault({
			match: { id: 'workflow.instance.get' },
			times: 20,
			answer: { status, body: { code, message: 'no' } },
		});
	};

	test('what passes: it waits on', async () => {
		const id = leaveRequest();
		const execution = await wait(id);
		at(1);
		fail(503, 'ServiceUnavailable');
		await execution.goOn();
		expect(looksAt(execution)).toBe(2);
		sandbox.control.clearFaults();
		act(id, 'agree');
		at(2);
		await execution.goOn();
		expect(jsonOf(execution).outcome).toBe('approved');
	});

	test('at the beginning: it says so, and does not wait', async () => {
		const id = leaveRequest();
		fail(503, 'ServiceUnavailable');
		const execution = await wait(id);
		expect(execution.sub).toBeUndefined();
		expect(execution.run.data.resultData.error?.name).toBe('NodeApiError');
	});

	test('what does not pass: the execution fails with DingTalk’s words', async () => {
		const execution = await wait(leaveRequest());
		fail(403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied');
		at(1);
		await execution.goOn();
		expect(execution.run.data.resultData.error?.message).toMatch(/permission/i);
	});

	test('with Continue On Fail the error goes on as an item', async () => {
		const settings = { onError: 'continueRegularOutput' } as const;
		const execution = await wait(leaveRequest(), {}, { settings });
		fail(403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied');
		at(1);
		await execution.goOn();
		const { error } = jsonOf(execution);
		expect(error).toMatch(/permission/i);
	});

	test('an approval that there is not: at once', async () => {
		const execution = await wait('not-an-approval');
		expect(execution.sub).toBeUndefined();
		expect(execution.run.data.resultData.error?.name).toBe('NodeApiError');
	});
});

test('several items are refused', async () => {
	const form = { resource: 'approval', operation: 'waitForResult', processInstanceId: 'AG3' };
	const { error } = await runDingTalk({ parameters: form, input: itemsOf({}, {}) });
	expect(error?.message).toMatch(/waits for one approval, and the input has 2 items/);
	expect(error?.description).toMatch(/Loop Over Items/);
});

describe('Create', () => {
	const form = {
		resource: 'approval',
		operation: 'create',
		processCode: process(LEAVE),
		originator: person('alice'),
		...asJson(leaveForm),
		waitForResult: true,
	};
	const create = async (more: object = {}) =>
		await runWithSub({ ...form, ...more }, { credentials: credentials() });
	const started = () => sandbox.control.state().approvals;

	test('starts the approval once, and waits for it', async () => {
		const execution = await create();
		expect(waitsForSub(execution)).toBe(true);
		const [{ processInstanceId }, ...others] = started();
		expect(others).toEqual([]);
		act(processInstanceId, 'agree');
		await execution.request({ wake: true });
		expect(started()).toHaveLength(1);
		expect(jsonOf(execution)).toMatchObject({
			outcome: 'approved',
			processInstanceId,
			form: { '天数 Days': 2 },
			originator: { userId: 'alice', name: 'Alice Chen' },
		});
	});

	test('has a limit', async () => {
		const execution = await create({ options: limit(1) });
		at(1);
		await execution.goOn();
		expect(jsonOf(execution).outcome).toBe('timedOut');
	});

	test('refuses several items before anything is started', async () => {
		const parameters = form as unknown as INode['parameters'];
		const { error } = await runDingTalk({
			...{ parameters, credentials: credentials(), input: itemsOf({}, {}) },
		});
		expect(error?.message).toMatch(/Wait for Result/);
		expect(started()).toEqual([]);
	});

	test('waits although DingTalk tells nothing of it at the moment', async () => {
		jest.spyOn(systemClock, 'sleep').mockResolvedValue(undefined);
		sandbox.control.addFault({
			match: { id: 'workflow.instance.get' },
			times: 20,
			answer: { status: 503, body: { code: 'ServiceUnavailable', message: 'no' } },
		});
		expect(waitsForSub(await create())).toBe(true);
	});

	test('says that it was started where nothing is to be had of it', async () => {
		sandbox.control.addFault({
			match: { id: 'workflow.instance.get' },
			times: 1,
			answer: { status: 400, body: { code: 'invalidParameter', message: 'no' } },
		});
		const { run } = await create();
		const [{ processInstanceId }] = started();
		expect(run.data.resultData.error?.message).toContain(processInstanceId);
	});
});
