import { sleep } from 'n8n-workflow';
import type { Reply } from './client.mts';
import { client, sandbox, token, signIn, useSandbox } from './started.mts';

useSandbox();

type Fields = Record<string, unknown>;

const PATH = '/topapi/message/corpconversation/';
const AGENT = 1001;
const DAY_MS = 24 * 3_600_000;
const TEXT = { msgtype: 'text', text: { content: '日报已生成' } };
const text = (content: unknown) => ({ msgtype: 'text', text: { content: String(content) } });

/** Posts JSON and keeps the digits of `task_id`. */
async function post(name: string, body: Fields, taskId?: string) {
	const json = JSON.stringify({ agent_id: AGENT, ...body }).replace('"TASK"', taskId ?? '');
	const { bytes } = await client.call(`${sandbox.oapiUrl}${PATH}${name}?access_token=${token}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: json,
	});
	const answer = bytes.toString();
	const id = /"task_id":(\d+)/.exec(answer)?.[1] ?? '';
	return { ...(JSON.parse(answer) as Fields), taskId: id } as Reply['body'];
}
const send = async (body: Fields) => await post('asyncsend_v2', { msg: TEXT, ...body });
const result = async (taskId: string) => await post('getsendresult', { task_id: 'TASK' }, taskId);
const progress = async (taskId: string) =>
	(await post('getsendprogress', { task_id: 'TASK' }, taskId)).progress as Fields;
const messages = () => sandbox.control.state().messages;

describe('sending a work notification', () => {
	it('answers a task id beyond 2^53 and reaches people', async () => {
		const { errcode, taskId } = await send({ userid_list: 'lina,bob,lina' });
		expect(errcode).toBe(0);
		expect(String(Number(taskId))).not.toBe(taskId);
		expect(messages()).toMatchObject([
			{
				via: 'work-notification',
				sender: { type: 'app', id: 'dingsandboxapp' },
				target: { userIds: ['lina', 'bob'] },
				content: { text: '日报已生成' },
				taskId,
			},
		]);
		expect(await progress(taskId)).toEqual({ progress_in_percent: 100, status: 2 });
	});

	it('takes a form body with msg as JSON text', async () => {
		const body = new URLSearchParams({
			agent_id: '1001',
			userid_list: 'lina',
			to_all_user: 'false',
			msg: JSON.stringify(TEXT),
		});
		const url = `${sandbox.oapiUrl}${PATH}asyncsend_v2?access_token=${token}`;
		expect((await client.call(url, { method: 'POST', body })).body.errcode).toBe(0);
		expect((await send({ userid_list: 'bob', msg: JSON.stringify(TEXT) })).errcode).toBe(40035);
	});

	it('wants the agent id of the app and one kind of recipients', async () => {
		const codeOf = async (body: Fields) => (await send(body)).errcode;
		expect(await codeOf({ userid_list: 'lina', agent_id: 1002 })).toBe(40056);
		expect(await codeOf({ userid_list: 'lina', agent_id: 'x' })).toBe(40056);
		expect(await codeOf({})).toBe(40035);
		expect(await codeOf({ userid_list: 'lina', dept_id_list: '100' })).toBe(40035);
		expect(await codeOf({ userid_list: 'lina', to_all_user: true })).toBe(40035);
		expect(await codeOf({ userid_list: ['lina'] })).toBe(40035);
		const ids = (count: number) => Array.from({ length: count }, (_, n) => n + 1).join(',');
		expect(await codeOf({ userid_list: ids(101) })).toBe(40035);
		expect(await codeOf({ dept_id_list: ids(21) })).toBe(40035);
		expect(await codeOf({ userid_list: 'lina', msg: text('长'.repeat(700)) })).toBe(40035);
		expect(messages()).toEqual([]);
	});

	it('reads all forms of messages and names a bad field', async () => {
		const image = (await client.upload(token, 'image', 'a.png')).body.media_id as string;
		const head = { bgcolor: 'FFBBBBBB', text: 'h' };
		const good = [
			{ msgtype: 'link', link: { messageUrl: 'u', picUrl: image, title: 'a', text: 'b' } },
			{ msgtype: 'voice', voice: { media_id: image, duration: '59' } },
			{ msgtype: 'oa', oa: { message_url: 'u', head, body: { title: 't' } } },
		];
		for (const msg of good) expect((await send({ userid_list: 'lina', msg })).errcode).toBe(0);
		const card = { title: 'a', markdown: 'b' };
		const form = Array.from({ length: 7 }, () => ({ key: 'k', value: 'v' }));
		const button = { title: 'x'.repeat(21), action_url: 'u' };
		const bad: Array<[Fields, string]> = [
			[{ msgtype: 'link', link: { message_url: 'u', pic_url: 'p' } }, 'link.messageUrl'],
			[{ msgtype: 'voice', voice: { media_id: image, duration: '60' } }, 'voice.duration'],
			[{ msgtype: 'action_card', action_card: card }, 'action_card.single_title'],
			[
				{
					msgtype: 'action_card',
					action_card: { ...card, btn_orientation: '0', btn_json_list: [button] },
				},
				'action_card.title',
			],
			[{ msgtype: 'oa', oa: { message_url: 'u', head, body: { form } } }, 'oa.form'],
		];
		for (const [msg, field] of bad) {
			const { errcode, errmsg } = await send({ userid_list: 'lina', msg });
			expect([errcode, errmsg]).toEqual([40035, `不合法的参数 msg.${field}`]);
		}
		const file = { msgtype: 'file', file: { media_id: '@nothing' } };
		expect((await send({ userid_list: 'lina', msg: file })).errcode).toBe(40007);
	});

	it('reaches departments with those below, and everyone', async () => {
		const { taskId } = await send({ dept_id_list: '100,9007199254740993,800,7' });
		expect(messages()[0].target.userIds).toEqual(['lina', 'wangfang', 'alice', 'bob']);
		const { send_result: lists } = await result(taskId);
		expect(lists).toMatchObject({
			unread_user_id_list: ['lina', 'wangfang', 'alice', 'bob'],
			invalid_dept_id_list: [800, 7],
		});
		const all = await send({ to_all_user: true, msg: text('to all') });
		expect(messages()[1].target.userIds).toHaveLength(2006);
		expect((await result(all.taskId)).errcode).toBe(41052);
	});
});

describe('what is dropped in silence', () => {
	it('is the same content to the same person on the same day', async () => {
		await send({ userid_list: 'lina' });
		const { errcode, taskId } = await send({ userid_list: 'lina,bob,nobody,outsider' });
		expect(errcode).toBe(0);
		expect((await result(taskId)).send_result).toEqual({
			invalid_user_id_list: ['nobody', 'outsider'],
			forbidden_user_id_list: ['lina'],
			failed_user_id_list: [],
			read_user_id_list: [],
			unread_user_id_list: ['bob'],
			invalid_dept_id_list: [],
			forbidden_list: [{ code: '143106', count: 1, userid: 'lina' }],
		});
		expect(sandbox.control.state().droppedWorkNotifications).toMatchObject([
			{ taskId, userId: 'lina', code: '143106' },
		]);
		sandbox.control.advanceClock(DAY_MS);
		await signIn();
		await send({ userid_list: 'lina' });
		expect(messages()).toHaveLength(3);
	});

	it('is the 501st notification to a person in a day', async () => {
		sandbox.control.limits({ callsPerSecond: Infinity });
		for (let n = 0; n < 500; n++) await send({ userid_list: 'lina', msg: text(n) });
		const { taskId } = await send({ userid_list: 'lina', msg: text('one more') });
		expect((await result(taskId)).send_result.forbidden_list).toMatchObject([{ code: '143105' }]);
		expect(messages()).toHaveLength(500);
	});

	it('is what goes to more than 5000 people in a minute', async () => {
		for (let n = 0; n < 3; n++) await send({ dept_id_list: '900', msg: text(n) });
		expect(messages().map(({ target }) => target.userIds?.length)).toEqual([2000, 2000, 1000]);
		const { taskId } = await send({ userid_list: 'lina' });
		expect((await result(taskId)).send_result.forbidden_list).toMatchObject([{ code: '143103' }]);
		sandbox.control.advanceClock(60_000);
		await send({ userid_list: 'lina' });
		expect(messages()).toHaveLength(4);
	});

	it('is the fourth send to everyone in a day', async () => {
		for (let n = 0; n < 4; n++) {
			sandbox.control.advanceClock(60_000);
			expect((await send({ to_all_user: true, msg: text(n) })).errcode).toBe(0);
		}
		expect(messages()).toHaveLength(3);
	});

	it('is what fails on the way', async () => {
		sandbox.control.failWorkNotifications(['bob'], 1);
		const { taskId } = await send({ userid_list: 'lina,bob' });
		expect((await result(taskId)).send_result).toMatchObject({
			failed_user_id_list: ['bob'],
			unread_user_id_list: ['lina'],
		});
		await send({ userid_list: 'bob', msg: text('again') });
		expect(messages()).toHaveLength(2);
	});
});

describe('after sending', () => {
	it('moves from queued over sending to done with the clock', async () => {
		sandbox.control.workNotificationDelay(10_000);
		const { taskId } = await send({ userid_list: 'lina' });
		expect(await progress(taskId)).toEqual({ progress_in_percent: 0, status: 0 });
		expect((await result(taskId)).send_result.unread_user_id_list).toEqual([]);
		sandbox.control.advanceClock(7500);
		expect(await progress(taskId)).toMatchObject({ status: 1 });
		expect(messages()).toEqual([]);
		sandbox.control.advanceClock(2500);
		expect(await progress(taskId)).toEqual({ progress_in_percent: 100, status: 2 });
		expect(messages()).toHaveLength(1);
	});

	it('shows a delayed notification without being asked', async () => {
		sandbox.control.workNotificationDelay(20);
		await send({ userid_list: 'lina' });
		for (let tries = 0; messages().length === 0 && tries < 100; tries++) await sleep(20);
		expect(messages()).toHaveLength(1);
	});

	it('tells who has read it', async () => {
		const { taskId } = await send({ userid_list: 'lina,bob' });
		sandbox.control.markRead(taskId, 'bob');
		expect((await result(taskId)).send_result).toMatchObject({
			read_user_id_list: ['bob'],
			unread_user_id_list: ['lina'],
		});
		sandbox.control.advanceClock(DAY_MS + 1);
		await signIn();
		expect((await result(taskId)).errcode).toBe(40035);
	});

	it('is recalled by msg_task_id, within a day, by its app', async () => {
		const { taskId } = await send({ userid_list: 'lina' });
		expect((await post('recall', { task_id: 'TASK' }, taskId)).errcode).toBe(40035);
		const recall = async (more: Fields = {}) =>
			(await post('recall', { msg_task_id: 'TASK', ...more }, taskId)).errcode;
		expect(await recall({ agent_id: 1002 })).toBe(400002);
		expect((await post('recall', { msg_task_id: 17 })).errcode).toBe(400002);
		expect(await recall()).toBe(0);
		expect(messages()[0].recalled).toBe(true);
		sandbox.control.advanceClock(DAY_MS + 1);
		await signIn();
		expect(await recall()).toBe(400002);
	});

	it('updates the status bar of an OA notification to at most five people', async () => {
		const oa = {
			message_url: 'u',
			head: { bgcolor: 'FFBBBBBB', text: 'h' },
			status_bar: { status_value: '进行中', status_bg: '0xFFF65E5E' },
			body: { title: 't' },
		};
		const bar = async (taskId: string, more: Fields = {}) =>
			(
				await post(
					'status_bar/update',
					{ task_id: 'TASK', status_value: '已通过', status_bg: '0xFF78C06E', ...more },
					taskId,
				)
			).errcode;
		const { taskId } = await send({ userid_list: 'lina', msg: { msgtype: 'oa', oa } });
		const shown = () => messages().at(-1)?.content.oa?.statusBar;
		expect(shown()).toEqual({ value: '进行中', background: '0xFFF65E5E' });
		expect(await bar(taskId)).toBe(0);
		expect(shown()).toEqual({ value: '已通过', background: '0xFF78C06E' });
		expect(await bar(taskId, { status_bg: '#78C06E' })).toBe(40035);
		expect(await bar(taskId, { agent_id: 7 })).toBe(40056);
		const plain = await send({ userid_list: 'lina' });
		expect(await bar(plain.taskId)).toBe(40035);
		const wide = await send({ dept_id_list: '100', msg: { msgtype: 'oa', oa } });
		expect(await bar(wide.taskId)).toBe(0);
		expect(shown()).toBeUndefined();
		sandbox.control.advanceClock(7 * DAY_MS + 1);
		await signIn();
		expect(await bar(taskId)).toBe(40035);
	});
});
