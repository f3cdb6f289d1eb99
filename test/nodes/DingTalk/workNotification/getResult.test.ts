import { WORK_NOTIFICATION_CODES } from '../../../../nodes/DingTalk/workNotification/codes';
import { expectFailureHandling, itemsOf } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { formOf, planExact, planTask, TASK, withAgent } from './sentTask';

const form = formOf('getResult');
const run = async (taskId: string | number = 7, further: object = {}) =>
	await runDingTalk({
		parameters: { ...form, ...further } as never,
		input: itemsOf({ taskId }),
		credentials: withAgent(),
	});

const EVERYTHING = {
	invalid_user_id_list: ['nobody'],
	forbidden_user_id_list: ['lina', 'boss'],
	failed_user_id_list: ['offline'],
	read_user_id_list: ['bob'],
	unread_user_id_list: ['alice', 'zhangwei'],
	invalid_dept_id_list: [800],
	forbidden_list: [
		{ code: '143106', count: 1, userid: 'lina' },
		{ code: 1430004, count: 0, userid: 'boss' },
	],
};

test('says for each person what became of it, and why somebody was left out', async () => {
	planExact('getsendresult', `{"agent_id":1001,"task_id":${TASK}}`, { send_result: EVERYTHING });
	const { items, error } = await run(TASK);
	expect(error).toBeUndefined();
	expect(items).toEqual([
		{
			json: {
				taskId: TASK,
				read: ['bob'],
				unread: ['alice', 'zhangwei'],
				failed: ['offline'],
				invalid: ['nobody'],
				forbidden: ['lina', 'boss'],
				invalidDepartments: ['800'],
				recipients: expect.arrayContaining([
					{ userId: 'bob', status: 'read' },
					{ userId: 'alice', status: 'unread' },
					{ userId: 'zhangwei', status: 'unread' },
					{ userId: 'offline', status: 'failed', reason: 'DingTalk could not deliver it' },
					{ userId: 'nobody', status: 'invalid' },
					{
						userId: 'lina',
						status: 'forbidden',
						code: '143106',
						reason: expect.stringContaining('same content today'),
						cure: expect.stringContaining('Change the content'),
					},
					{
						userId: 'boss',
						status: 'forbidden',
						code: '1430004',
						reason: expect.stringContaining('executive'),
						cure: expect.stringContaining('administrator'),
					},
				]),
				summary: { total: 7, read: 1, unread: 2, failed: 1, invalid: 1, forbidden: 2 },
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(items[0].json.recipients).toHaveLength(7);
});

test("returns DingTalk's own lists when not simplified", async () => {
	planTask('getsendresult', 7, { send_result: EVERYTHING });
	const { items } = await run(7, { simplify: false });
	expect(items[0].json).toEqual({ taskId: '7', ...EVERYTHING });
});

test('counts nobody before DingTalk has sent anything', async () => {
	planTask('getsendresult', 7, { send_result: {} });
	const { items } = await run();
	expect(items[0].json).toMatchObject({
		recipients: [],
		summary: { total: 0, read: 0, unread: 0, failed: 0, invalid: 0, forbidden: 0 },
	});
});

test.each([
	...Object.keys(WORK_NOTIFICATION_CODES),
	// Not in the documentation, so named.
	'999999',
])('explains code %s', async (code) => {
	planTask('getsendresult', 7, {
		send_result: { forbidden_list: [{ code, count: 1, userid: 'lina' }] },
	});
	const [{ json }] = (await run()).items;
	const [recipient] = json.recipients as Array<Record<string, string>>;
	expect(recipient).toMatchObject({ userId: 'lina', status: 'forbidden', code });
	expect(recipient.reason).toMatch(/^[A-Z].{20,}/);
	expect(recipient.cure).toMatch(/^[A-Z].{20,}/);
	expect(json.forbidden).toEqual(['lina']);
});

test('knows every code that the documentation lists', () => {
	expect(Object.keys(WORK_NOTIFICATION_CODES)).toEqual(
		expect.arrayContaining([
			...['143103', '143104', '143105', '143106', '143203', '143204', '143205', '143206'],
			...['1430000', '1430001', '1430002', '1430003', '1430004'],
		]),
	);
});

test('says what to do when more than 100 people were meant', async () => {
	planTask('getsendresult', 7, { errcode: 41052, errmsg: '本次发送人数过多,不再返回发送结果' });
	const { error } = await run();
	expect(error?.message).toBe(
		'DingTalk keeps no result of a work notification to more than 100 people',
	);
	expect(error?.description).toContain('at most 100 people at once');
	expect(error?.description).toContain('41052');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: form,
			input: itemsOf({ taskId: 1 }, { taskId: 2 }, { taskId: 3 }),
			credentials: withAgent(),
		},
		() => {
			planTask('getsendresult', 1, { send_result: EVERYTHING });
			planTask('getsendresult', 2, { errcode: 41052, errmsg: 'too many' });
			planTask('getsendresult', 3, { send_result: EVERYTHING });
		},
		/no result of a work notification to more than 100 people/,
	);
});
