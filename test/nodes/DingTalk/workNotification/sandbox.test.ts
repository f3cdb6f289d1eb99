import type { INode } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

/** Runs the node as the sandbox's app. */
const call = async (parameters: object, agentId = '1001') =>
	await runDingTalk({
		credentials: sandboxCredential(sandbox, { agentId }),
		parameters: parameters as INode['parameters'],
	});
/** What an operation puts out; fails the test when DingTalk refuses. */
async function run(operation: string, taskId: unknown, further: object = {}) {
	const resource = 'workNotification';
	const { items, error } = await call({ resource, operation, taskId, ...further });
	expect(error?.message).toBeUndefined();
	return items[0].json;
}

const OA = {
	msgtype: 'oa',
	oa: {
		message_url: 'https://example.com',
		head: { bgcolor: 'FFBBBBBB', text: 'Leave 请假' },
		status_bar: { status_value: 'Waiting', status_bg: '0xFFF65E5E' },
		body: { title: 'Two days' },
	},
};

/** Sends a work notification as any client does, and returns its task. */
async function notify(recipients: object, msg: object = OA): Promise<unknown> {
	const { items, error } = await call({
		resource: 'apiRequest',
		operation: 'send',
		method: 'POST',
		host: 'oapi',
		path: '/topapi/message/corpconversation/asyncsend_v2',
		bodyContentType: 'json',
		jsonBody: JSON.stringify({ agent_id: 1001, msg, ...recipients }),
	});
	expect(error?.message).toBeUndefined();
	return items[0].json.task_id;
}

test('follows a work notification from sending to the last word', async () => {
	sandbox.control.workNotificationDelay(60_000);
	const taskId = await notify({ userid_list: 'lina,bob,outsider' });
	expect(typeof taskId).toBe('string');
	expect(await run('getProgress', taskId)).toEqual({ taskId, status: 'queued', percent: 0 });
	sandbox.control.advanceClock(60_000);
	expect(await run('getProgress', taskId)).toEqual({ taskId, status: 'done', percent: 100 });
	sandbox.control.markRead(String(taskId), 'bob');
	expect(await run('getResult', taskId)).toMatchObject({
		read: ['bob'],
		unread: ['lina'],
		invalid: ['outsider'],
		summary: { total: 3, read: 1, unread: 1, invalid: 1, failed: 0, forbidden: 0 },
	});
	await run('updateStatusBar', taskId, { statusValue: 'Approved', statusColor: '#78C06E' });
	const [message] = sandbox.control.state().messages;
	expect(message.content.oa?.statusBar).toEqual({ value: 'Approved', background: '0xFF78C06E' });
	expect(await run('recall', taskId)).toEqual({ success: true, taskId });
	expect(sandbox.control.state().messages[0].recalled).toBe(true);
});

test('shows whom DingTalk dropped in silence', async () => {
	await notify({ userid_list: 'lina' });
	const taskId = await notify({ userid_list: 'lina,bob' });
	expect(await run('getResult', taskId)).toMatchObject({
		unread: ['bob'],
		forbidden: ['lina'],
		recipients: expect.arrayContaining([
			expect.objectContaining({ userId: 'lina', code: '143106', status: 'forbidden' }),
		]),
	});
	expect(await run('getResult', taskId, { simplify: false })).toMatchObject({
		taskId,
		forbidden_list: [{ code: '143106', count: 1, userid: 'lina' }],
	});
});

test.each([
	['a result for more than 100 people', 'getResult', '41052', /more than 100 people/],
	['another app', 'getResult', '40056', /agent ID does not belong to this app/],
	['another app', 'recall', '400002', /does not know this agent ID or this task ID/],
])('says what to do about %s (%s, %s)', async (_name, operation, code, title) => {
	const taskId = await notify(code === '41052' ? { to_all_user: true } : { userid_list: 'lina' });
	const agentId = code === '41052' ? '1001' : '1002';
	const { error } = await call({ resource: 'workNotification', operation, taskId }, agentId);
	expect(error?.message).toMatch(title);
	expect(error?.description).toContain(code);
});
