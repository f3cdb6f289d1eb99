import type { INode } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { systemClock } from '../../../../nodes/shared/run/clock';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { itemsOf } from '../../../helpers/calls.mts';
import { binaryOf, runDingTalk } from '../../../helpers/dingTalk.mts';
import { EXPENSE, LEAVE } from './forms';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => sandbox.control.reset());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await sandbox.close());

const call = async (parameters: object, input = itemsOf({})) =>
	await runDingTalk({
		credentials: sandboxCredential(sandbox, { operatorId: 'zhangwei' }),
		parameters: { resource: 'approval', ...parameters } as INode['parameters'],
		input,
	});
/** What an operation puts out; fails the test when DingTalk refuses. */
async function run(parameters: object, input?: ReturnType<typeof itemsOf>) {
	const { items, error } = await call(parameters, input);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items;
}
const get = async (processInstanceId: string) =>
	(await run({ operation: 'get', processInstanceId }))[0].json;

const start = (processCode = 'PROC-SANDBOX-LEAVE', values = LEAVE, chosen = {}) =>
	sandbox.control.startApproval('alice', { processCode, values, chosen }).processInstanceId;

test('an approval: read, handed on, commented, approved by two steps', async () => {
	const processInstanceId = start('PROC-SANDBOX-EXPENSE', EXPENSE);
	expect(await get(processInstanceId)).toMatchObject({
		title: 'Alice Chen提交的报销 Expense',
		status: 'running',
		originator: { userId: 'alice', name: 'Alice Chen', departmentId: '111' },
		form: {
			'报销事由 Purpose': 'Trip',
			'费用明细 Items': [
				{ '费用说明 Item': 'Taxi', '金额 Amount': 20.5 },
				{ '费用说明 Item': 'Hotel', '费用类型 Kind': '其他 Other', '金额 Amount': 1500 },
			],
			'总金额 Total': 1520.5,
			'发票照片 Receipts': null,
			'附件 Attachments': null,
		},
		openTasks: [{ userId: 'lina', name: '李娜', step: '直属主管' }],
		timeline: [{ action: 'started', userId: 'alice', name: 'Alice Chen' }],
	});
	const by = { processInstanceId };
	await run({ operation: 'redirect', ...by, userId: 'lina', toUserId: 'oncall', remark: 'Away' });
	await run({ operation: 'comment', ...by, userId: 'alice', text: 'Receipts follow' });
	await run({ operation: 'approve', ...by, userId: 'oncall', remark: 'Fine' });
	const [{ json: decided }] = await run({ operation: 'approve', ...by, userId: 'bob' });
	expect(decided).toMatchObject({ processInstanceId, userId: 'bob', decision: 'approved' });
	await run({ operation: 'approve', ...by });
	const done = await get(processInstanceId);
	expect(done).toMatchObject({ status: 'approved', openTasks: [] });
	const timeline = done.timeline as Array<Record<string, unknown>>;
	expect(timeline.map(({ action, userId, remark }) => [action, userId, remark])).toEqual([
		['started', 'alice', undefined],
		['redirected', 'lina', 'Away'],
		['commented', 'alice', 'Receipts follow'],
		['approved', 'oncall', 'Fine'],
		['approved', 'bob', undefined],
		['approved', 'zhangwei', undefined],
		['copied', 'alice', undefined],
	]);
	expect(timeline.at(-1)?.copiedTo).toEqual([{ userId: 'wangfang', name: '王芳' }]);
	const { error } = await call({ operation: 'approve', ...by });
	expect(error?.message).toMatch(/is over: it was approved/);
});

test('names for whom an approval waits when somebody else is to decide', async () => {
	const processInstanceId = start();
	const { error } = await call({ operation: 'refuse', processInstanceId, userId: 'bob' });
	expect(error?.message).toMatch(/has nothing to decide in this approval now: bob/);
	expect(error?.description).toMatch(/It waits for lina/);
});

test('refuses with a photo and a file, which others download', async () => {
	const processInstanceId = start();
	const [item] = itemsOf({});
	item.binary = { data: binaryOf('a,b\n1,2', 'why.csv', 'text/csv') };
	await run(
		{
			operation: 'refuse',
			processInstanceId,
			userId: 'lina',
			remark: 'See the file',
			options: { files: 'data', photos: 'https://example.com/a.png' },
		},
		[item],
	);
	const { status, timeline, attachments } = await get(processInstanceId);
	expect(status).toBe('refused');
	expect(timeline).toContainEqual(
		expect.objectContaining({
			action: 'refused',
			remark: 'See the file',
			photos: ['https://example.com/a.png'],
			attachments: [expect.objectContaining({ fileName: 'why.csv', fileSize: 7 })],
		}),
	);
	expect(attachments).toHaveLength(1);
	const download = async () => await run({ operation: 'downloadAttachments', processInstanceId });
	const [first] = await download();
	expect(first.json).toMatchObject({ fileName: 'why.csv', via: 'downloadUrl', from: 'timeline' });
	expect(Buffer.from(first.binary?.data.data ?? '', 'base64').toString()).toBe('a,b\n1,2');
	sandbox.control.addFault({
		match: { id: 'workflow.attachment.downloadUrl' },
		answer: { status: 400, body: { code: 'noPermission', message: '无访问权限' } },
	});
	const [second] = await download();
	expect(second.json).toMatchObject({ fileName: 'why.csv', via: 'drive' });
	expect(second.binary?.data.data).toBe(first.binary?.data.data);
});

test('withdraws an approval once its 15 seconds are over', async () => {
	const processInstanceId = start();
	const waits: number[] = [];
	jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
		waits.push(ms);
		sandbox.control.advanceClock(ms);
		await Promise.resolve();
	});
	await run({ operation: 'terminate', processInstanceId, remark: 'Changed my mind' });
	expect(waits).toEqual([5000, 5000, 5000]);
	expect(await get(processInstanceId)).toMatchObject({ status: 'withdrawn' });
});

test('lists the approvals of a process over more than one window', async () => {
	const days = 24 * 60 * 60 * 1000;
	const old = start();
	sandbox.control.actOnApproval(old, 'lina', 'agree');
	sandbox.control.advanceClock(200 * days);
	const now = () => Date.now() + 200 * days;
	jest.spyOn(systemClock, 'now').mockImplementation(now);
	const young = start();
	const list = { operation: 'getAll', processCode: 'PROC-SANDBOX-LEAVE', returnAll: true };
	const ids = async (filters: object) =>
		(await run({ ...list, filters })).map(({ json }) => json.processInstanceId);
	const startedFrom = new Date(now() - 300 * days).toISOString();
	expect(await ids({})).toEqual([young]);
	expect(await ids({ startedFrom })).toEqual([young, old]);
	expect(await ids({ startedFrom, statuses: ['COMPLETED'] })).toEqual([old]);
	const originators = { list: [{ ids: 'bob' }] };
	expect(await ids({ startedFrom, originators })).toEqual([]);
	const details = await run({ ...list, withDetails: true, filters: { startedFrom } });
	expect(details.map(({ json }) => json.status)).toEqual(['running', 'approved']);
});
