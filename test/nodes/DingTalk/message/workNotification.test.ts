import type { INode } from 'n8n-workflow';

import { forgetTokens } from '../../../../nodes/shared/transport/token';
import { systemClock } from '../../../../nodes/shared/run/clock';
import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { postOapi, refusedInput } from '../../../helpers/calls.mts';
import { appCredential, runDingTalk } from '../../../helpers/dingTalk.mts';

const BASE = '/topapi/message/corpconversation';
const form = {
	resource: 'message',
	operation: 'send',
	target: 'workNotification',
	recipientsBy: 'people',
	messageType: 'text',
	text: 'Report',
};
const msg = { msgtype: 'text', text: { content: 'Report' } };
const credentials = () => appCredential({ agentId: '1001' });
const run = async (parameters: object) =>
	await runDingTalk({
		parameters: { ...form, ...parameters } as INode['parameters'],
		credentials: credentials(),
	});
const BIG = '9223372036854775807';
/** JSON with a number that JSON.stringify cannot write. */
const bigTask = (rest = '') => `{"errcode":0,"task_id":${BIG}${rest}}`;

afterEach(() => jest.restoreAllMocks());

test('sends to people, keeps the 64-bit task ID, and says that it is only queued', async () => {
	const scope = postOapi(
		`${BASE}/asyncsend_v2`,
		{ agent_id: 1001, userid_list: 'u1,u2', msg },
		bigTask() as never,
	);
	const { items, error } = await run({ people: { list: [{ ids: 'u1, u2' }] } });
	expect(error).toBeUndefined();
	expect(scope.isDone()).toBe(true);
	expect(items[0].json).toEqual({
		taskId: BIG,
		taskIds: [BIG],
		queued: ['u1', 'u2'],
		invalid: [],
		failed: [],
		recipients: [
			{ userId: 'u1', status: 'queued', taskId: BIG },
			{ userId: 'u2', status: 'queued', taskId: BIG },
		],
	});
});

test('splits 250 people into calls of 100', async () => {
	const ids = Array.from({ length: 250 }, (_, index) => `u${index}`);
	for (const [index, end] of [100, 200, 250].entries()) {
		const userid_list = ids.slice(index * 100, end).join(',');
		postOapi(
			`${BASE}/asyncsend_v2`,
			{ agent_id: 1001, userid_list, msg },
			{
				errcode: 0,
				task_id: index + 1,
			},
		);
	}
	const { items } = await run({ people: { list: [{ ids: ids.join(',') }] } });
	expect(items[0].json.taskIds).toEqual(['1', '2', '3']);
	expect(items[0].json.queued).toEqual(ids);
});

test('splits 45 departments into calls of 20, by pickers or IDs, and sends to everyone', async () => {
	const ids = Array.from({ length: 45 }, (_, index) => String(index + 1));
	for (const batch of [ids.slice(0, 20), ids.slice(20, 40), ids.slice(40)]) {
		postOapi(
			`${BASE}/asyncsend_v2`,
			{ agent_id: 1001, dept_id_list: batch.join(','), msg },
			{ errcode: 0, task_id: 5 },
		);
	}
	await run({ recipientsBy: 'departments', departments: { list: [{ ids: ids.join(',') }] } });
	postOapi(
		`${BASE}/asyncsend_v2`,
		{ agent_id: 7, dept_id_list: '1', msg },
		{ errcode: 0, task_id: 6 },
	);
	await run({
		recipientsBy: 'departments',
		departments: {
			department: [{ department: { __rl: true, mode: 'list', value: 1 } }],
			list: [{ ids: ['1'] }],
		},
		options: { agentId: '7' },
	});
	postOapi(
		`${BASE}/asyncsend_v2`,
		{ agent_id: 1001, to_all_user: true, msg },
		{ errcode: 0, task_id: 7 },
	);
	const { items } = await run({ recipientsBy: 'everyone' });
	expect(items[0].json).toEqual({
		taskId: '7',
		taskIds: ['7'],
		queued: [],
		invalid: [],
		failed: [],
		recipients: [],
	});
});

test('keeps what was taken when a later call is refused, and names those of the refused one', async () => {
	const ids = Array.from({ length: 101 }, (_, index) => `u${index}`);
	postOapi(`${BASE}/asyncsend_v2`, (body) => body.userid_list !== 'u100', {
		errcode: 0,
		task_id: 1,
	});
	postOapi(`${BASE}/asyncsend_v2`, (body) => body.userid_list === 'u100', {
		errcode: 40035,
		errmsg: 'x',
	});
	const { items, error } = await run({ people: { list: [{ ids: ids.join(',') }] } });
	expect(error).toBeUndefined();
	expect(items[0].json.failed).toEqual([
		{ userIds: ['u100'], message: 'DingTalk finds the request faulty', code: '40035' },
	]);
	expect(items[0].json.queued).toHaveLength(100);
});

test('throws when every call is refused', async () => {
	postOapi(
		`${BASE}/asyncsend_v2`,
		{ agent_id: 1001, userid_list: 'u1', msg },
		{ errcode: 40056, errmsg: '不合法的agentid' },
	);
	const { error } = await run({ people: { list: [{ ids: 'u1' }] } });
	expect(error?.name).toBe('NodeApiError');
	expect(error?.description).toContain('40056');
});

test.each([
	['-1', { errcode: -1, errmsg: '系统繁忙' }],
	['system.error', { errcode: 88, sub_code: 'system.error', sub_msg: 'x' }],
])(
	'after %s it is not known who got it, and a retry does not send again',
	async (_name, answer) => {
		postOapi(`${BASE}/asyncsend_v2`, { agent_id: 1001, userid_list: 'u1', msg }, answer);
		const { items, error } = await runDingTalk({
			parameters: { ...form, people: { list: [{ ids: 'u1' }] } },
			credentials: credentials(),
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'It is not known whether 1 of 1 people got the message: DingTalk was too busy to answer',
		);
	},
);

describe('with Fail If Anyone Is Missed, departments', () => {
	const ids = Array.from({ length: 21 }, (_, index) => String(index + 1));
	const first = ids.slice(0, 20).join(',');
	const task = (id: number, result: object) => {
		const asked = { agent_id: 1001, task_id: id };
		const progress = { errcode: 0, progress: { progress_in_percent: 100, status: 2 } };
		postOapi(`${BASE}/getsendprogress`, asked, progress);
		postOapi(`${BASE}/getsendresult`, asked, { errcode: 0, send_result: result });
	};
	const send = async (departmentIds: string) =>
		await runDingTalk({
			parameters: {
				...form,
				recipientsBy: 'departments',
				departments: { list: [{ ids: departmentIds }] },
				options: { failOnMissed: true },
			},
			credentials: credentials(),
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
	const plan = (dept_id_list: string, answer: Record<string, unknown>) =>
		postOapi(`${BASE}/asyncsend_v2`, { agent_id: 1001, dept_id_list, msg }, answer);

	test('of a refused call are missed, and only they are sent to again', async () => {
		plan(first, { errcode: 0, task_id: 1 });
		task(1, { unread_user_id_list: ['u1'] });
		plan('21', { errcode: 40035, errmsg: 'x' });
		plan('21', { errcode: 0, task_id: 2 });
		task(2, { unread_user_id_list: ['u2'] });
		const { items, error } = await send(ids.join());
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			// The first one by the attempt that failed.
			taskIds: ['1', '2'],
			failed: [],
			recipients: [
				{ userId: 'u1', status: 'unread' },
				{ userId: 'u2', status: 'unread' },
			],
		});
	});

	test('are named when the retry is refused too', async () => {
		plan(first, { errcode: 0, task_id: 1 });
		task(1, { unread_user_id_list: ['u1'] });
		plan('21', { errcode: 40035, errmsg: 'x' });
		plan('21', { errcode: -1, errmsg: '系统繁忙' });
		const { error } = await send(ids.join());
		expect(error?.message).toBe('It is not known whether 1 of 22 recipients got the message');
		expect(error?.description).toMatch(/: department 21\. All others got it/);
	});

	test('that do not exist are missed', async () => {
		plan('1,9', { errcode: 0, task_id: 1 });
		task(1, { unread_user_id_list: ['u1'], invalid_dept_id_list: [9] });
		plan('9', { errcode: 0, task_id: 2 });
		task(2, { invalid_dept_id_list: [9] });
		const { error } = await send('1,9');
		expect(error?.message).toBe('1 of 3 recipients did not get the message');
		expect(error?.description).toMatch(
			/^invalid \(the department does not exist.+\): department 9\./,
		);
	});

	test('whose members were left out are not sent to again, and the members stay missed', async () => {
		plan('1', { errcode: 0, task_id: 1 });
		task(1, { unread_user_id_list: ['u1'], failed_user_id_list: ['u2'] });
		const { error } = await send('1');
		expect(error?.message).toBe('1 of 3 recipients did not get the message');
		expect(error?.description).toMatch(/: u2\. All others got it/);
	});
});

test.each<[string, object, RegExp]>([
	['no department', { recipientsBy: 'departments', departments: {} }, /'Departments' is empty/],
	[
		'a name for a department',
		{ recipientsBy: 'departments', departments: { list: [{ ids: '1, Sales' }] } },
		/'Departments' is not a department ID: Sales/,
	],
	['no people', { people: {} }, /'People' is empty/],
	[
		'an agent ID that is none',
		{ people: { list: [{ ids: 'u1' }] }, options: { agentId: 'ding123' } },
		/'Agent ID' is not a number/,
	],
	[
		'a text over 2,048 bytes',
		{ people: { list: [{ ids: 'u1' }] }, text: 'x'.repeat(2048) },
		/the limit is 2,048 bytes/,
	],
	[
		'a minute of voice',
		{
			people: { list: [{ ids: 'u1' }] },
			messageType: 'voice',
			fileSource: 'mediaId',
			mediaId: '@lADPv',
			duration: 60,
		},
		/'Duration \(Seconds\)' is 60; here a voice message has to be shorter than a minute/,
	],
	[
		'7 rows',
		{
			people: { list: [{ ids: 'u1' }] },
			messageType: 'oa',
			title: 'T',
			headText: 'H',
			messageUrl: 'https://x.io',
			oaForm: { row: Array.from({ length: 7 }, () => ({ key: 'k', value: 'v' })) },
		},
		/'Rows' has 7 entries; the limit is 6/,
	],
	[
		'custom JSON for the robot',
		{ people: { list: [{ ids: 'u1' }] }, messageType: 'customJson', customJson: '{"msgKey":"x"}' },
		/'Custom JSON' has no 'msgtype'/,
	],
	[
		'a JSON array',
		{ people: { list: [{ ids: 'u1' }] }, messageType: 'customJson', customJson: '[1]' },
		/'Custom JSON' is not a JSON object/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, ...parameters } as INode['parameters'],
		credentials: credentials(),
	});
	expect(message).toMatch(wanted);
});

test('refuses to send without an agent ID', async () => {
	const { message } = await refusedInput({
		parameters: { ...form, people: { list: [{ ids: 'u1' }] } },
	});
	expect(message).toMatch(/^'Agent ID' is empty/);
});

test('sends an OA message with all its parts', async () => {
	postOapi(
		`${BASE}/asyncsend_v2`,
		{
			agent_id: 1001,
			userid_list: 'u1',
			msg: {
				msgtype: 'oa',
				oa: {
					message_url: 'https://x.io',
					pc_message_url: 'https://x.io/pc',
					head: { bgcolor: 'FF1E90FF', text: 'H' },
					status_bar: { status_value: 'Open', status_bg: '0xFF78C06E' },
					body: {
						title: 'T',
						content: 'C',
						file_count: '3',
						author: 'A',
						form: [{ key: 'k', value: '5' }],
						rich: { num: '15.6', unit: '%' },
						image: '@lADPpic',
					},
				},
			},
		},
		{ errcode: 0, task_id: 1 },
	);
	const { error } = await run({
		people: { list: [{ ids: 'u1' }] },
		messageType: 'oa',
		title: 'T',
		headText: 'H',
		messageUrl: 'https://x.io',
		oaForm: { row: [{ key: 'k', value: '={{ 5 }}' }] },
		oaDetails: {
			author: 'A',
			content: 'C',
			fileCount: '3',
			headColor: '#1e90ff',
			imageMediaId: '@lADPpic',
			richNumber: '15.6',
			richUnit: '%',
			pcMessageUrl: 'https://x.io/pc',
			statusText: 'Open',
			statusColor: '#78C06E',
		},
	});
	expect(error).toBeUndefined();
});

describe('with the result waited for, on the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
	});
	beforeEach(() => {
		sandbox.control.reset();
		forgetTokens();
	});
	afterAll(async () => await sandbox.close());
	const send = async (parameters: object) =>
		await runDingTalk({
			parameters: { ...form, waitForResult: true, ...parameters } as INode['parameters'],
			credentials: sandboxCredential(sandbox, { agentId: '1001' }),
		});

	test('shows what DingTalk drops without a word: duplicates, unknown people, failures', async () => {
		await send({ people: { list: [{ ids: 'lina' }] } });
		sandbox.control.failWorkNotifications(['alice']);
		const { items, error } = await send({
			people: { list: [{ ids: 'lina, bob, alice, nobody' }] },
		});
		expect(error).toBeUndefined();
		const { json } = items[0];
		expect(json).toMatchObject({
			isComplete: true,
			read: [],
			unread: ['bob'],
			invalid: ['nobody'],
			queued: [],
			forbidden: [
				{
					userId: 'lina',
					code: '143106',
					reason: 'The person has got a notification with the same content today already',
				},
			],
			failed: [{ userIds: ['alice'], message: 'DingTalk could not deliver it' }],
		});
		expect((json.recipients as object[]).map((one) => (one as { userId: string }).userId)).toEqual([
			'lina',
			'bob',
			'alice',
			'nobody',
		]);
	});

	test('waits until DingTalk is done', async () => {
		sandbox.control.workNotificationDelay(1_500);
		const { items } = await send({ people: { list: [{ ids: 'lina' }] } });
		expect(items[0].json).toMatchObject({ isComplete: true, unread: ['lina'] });
		expect(sandbox.control.counts()['work.getsendprogress']).toBeGreaterThan(1);
		expect(sandbox.control.counts()['work.getsendresult']).toBe(1);
	});

	test('ends the wait in time, and says who is not known yet', async () => {
		sandbox.control.workNotificationDelay(60_000);
		const { items, error } = await send({
			people: { list: [{ ids: 'lina' }] },
			options: { maxWaitSeconds: 0.2 },
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			isComplete: false,
			recipients: [{ userId: 'lina', status: 'unknown' }],
			untold: [{ message: 'DingTalk was still sending when the wait ended' }],
		});
	});

	test('fails when asked to, after all others got it, and Retry On Fail sends to nobody again', async () => {
		const { error } = await runDingTalk({
			parameters: {
				...form,
				people: { list: [{ ids: 'lina,nobody' }] },
				options: { failOnMissed: true },
			} as INode['parameters'],
			credentials: sandboxCredential(sandbox, { agentId: '1001' }),
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toMatchObject({
			message: '1 of 2 people did not get the message',
			description: expect.stringMatching(/^invalid \(.+\): nobody/),
		});
		const notifications = sandbox.control
			.state()
			.messages.filter(({ via }) => via === 'work-notification');
		expect(notifications.map(({ target }) => target.userIds)).toEqual([['lina']]);
		// Nobody but the one who was missed is in the second call.
		expect(sandbox.control.counts()['work.asyncsend_v2']).toBe(2);
	});

	test('tells nothing of a department of more than 100, and why', async () => {
		sandbox.control.addFault({
			match: { id: 'work.getsendresult' },
			answer: { body: { errcode: 41052, errmsg: '本次发送人数过多,不再返回发送结果' } },
		});
		const { items, error } = await send({
			recipientsBy: 'departments',
			departments: { list: [{ ids: '1' }] },
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			isComplete: false,
			untold: [
				{
					code: '41052',
					message: 'DingTalk keeps no result of a work notification to more than 100 people',
				},
			],
		});
	});
});

test('waits longer and longer', async () => {
	const waits: number[] = [];
	let now = Date.now() + 60_000;
	jest.spyOn(systemClock, 'now').mockImplementation(() => now);
	jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
		waits.push(ms);
		now += ms;
	});
	postOapi(
		`${BASE}/asyncsend_v2`,
		{ agent_id: 1001, userid_list: 'u1', msg },
		{ errcode: 0, task_id: 1 },
	);
	const progress = { errcode: 0, progress: { progress_in_percent: 0, status: 0 } };
	for (let asked = 0; asked < 8; asked++) {
		postOapi(`${BASE}/getsendprogress`, { agent_id: 1001, task_id: 1 }, progress);
	}
	await run({
		people: { list: [{ ids: 'u1' }] },
		waitForResult: true,
		options: { maxWaitSeconds: 18 },
	});
	expect(waits.filter((ms) => ms > 100)).toEqual([500, 1000, 2000, 4000, 5000, 5000, 500]);
});
