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

const call = async (parameters: object, app: object = {}) =>
	await runDingTalk({
		credentials: sandboxCredential(sandbox, { ...app }),
		parameters: { resource: 'ding', ...parameters } as INode['parameters'],
	});
/** What an operation puts out; fails the test when DingTalk refuses. */
async function run(parameters: object) {
	const { items, error } = await call(parameters);
	expect(error?.message).toBeUndefined();
	return items[0].json;
}

const CALL = {
	operation: 'send',
	people: { list: [{ ids: '13800000003,13800000004,15000000000', idType: 'mobile' }] },
	remindType: 'call',
	content: '数据库 2 无响应',
};

test('calls people by their mobile numbers, sees who has read it, and takes it back', async () => {
	const sent = await run(CALL);
	expect(sent).toMatchObject({
		accepted: ['wangfang', 'oncall'],
		invalid: ['15000000000'],
		failed: [],
	});
	const { openDingIds } = sent;
	const [message] = sandbox.control.state().messages;
	expect(message).toMatchObject({
		via: 'ding',
		content: { text: '数据库 2 无响应', remind: 'call' },
		target: { userIds: ['wangfang', 'oncall'] },
	});
	sandbox.control.markRead((openDingIds as string[])[0], 'oncall');
	expect(await run({ operation: 'getReadStatus', openDingIds })).toMatchObject({
		read: ['oncall'],
		unread: ['wangfang'],
	});
	expect(await run({ operation: 'recall', openDingIds })).toEqual({
		recalled: openDingIds,
		failed: [],
	});
	expect(sandbox.control.state().messages[0].recalled).toBe(true);
});

test('reminds 250 people with 2 calls, and names whom DingTalk left out', async () => {
	const people = Array.from(
		{ length: 249 },
		(_, index) => `load${String(index + 1).padStart(4, '0')}`,
	);
	const userIds = [...people, 'outsider'].join();
	const sent = await run({
		...CALL,
		people: { list: [{ ids: userIds }] },
		remindType: 'app',
		options: {},
	});
	expect(sent.openDingIds).toHaveLength(2);
	expect(sent.accepted).toEqual(people);
	expect(sent.failed).toEqual([
		{
			userIds: ['outsider'],
			message: 'DingTalk knows no such user',
			code: 'staffId.notExisted',
		},
	]);
	expect(sandbox.control.counts()['robot.ding.send']).toBe(2);
});

test('says what is missing when the app may not send DINGs', async () => {
	const bare = { clientId: 'dingsandboxbare', clientSecret: 'sandbox-bare-secret' };
	const { error } = await call({ ...CALL, people: { list: [{ ids: 'lina' }] }, options: {} }, bare);
	expect(error?.message).toBe('The app lacks a permission for this call: Premium.Ding.Write');
});
