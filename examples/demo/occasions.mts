import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox/index.mts';
import type { Card } from '../../sandbox/state/types.mts';
import { EXAMPLES_DIR } from '../../harness/n8n/paths.mts';
import { until } from '../../harness/n8n/until.mts';

/**
 * Something that happens at DingTalk and is pushed.
 *
 * @param untilWaiting waits until the example's newest execution does
 */
type Occasion = (sandbox: Sandbox, untilWaiting: () => Promise<void>) => Promise<void> | void;

/** Of projects. */
const TASKS = { baseId: '20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv', sheetId: 'hERWDMS' };
const PHOENIX = 'cidPhoenix0000000000001==';

/** n8n looks once a minute for executions whose wait is over. */
const WAKES_WITHIN_MS = 150_000;

function lastCard(control: Sandbox['control']): Card {
	const card = control.state().cards.at(-1);
	if (card === undefined) throw new Error('No card was sent');
	return card;
}

/** A button of the newest card. */
async function pressLast(
	control: Sandbox['control'],
	userId: string,
	button: string,
): Promise<void> {
	await control.pressCard(lastCard(control).outTrackId, { userId, actionIds: [button] });
}

/** The newest approval is decided. */
function decideLast(
	control: Sandbox['control'],
	userId: string,
	act: 'agree' | 'refuse',
	remark: string,
): void {
	const approval = control.state().approvals.at(-1);
	if (approval === undefined) throw new Error('No approval was started');
	control.actOnApproval(approval.processInstanceId, userId, act, { remark });
}

/** Somebody asks for leave; tells the ID of the approval. */
const askForLeave = (
	{ control }: Sandbox,
	userId: string,
	[first, last]: [first: string, last: string],
	reason: string,
): string =>
	control.startApproval(userId, {
		processCode: 'PROC-SANDBOX-LEAVE',
		values: {
			'请假类型 Type': '年假 Annual',
			'["开始时间","结束时间"]': JSON.stringify([first, last]),
			'天数 Days': String((Date.parse(last) - Date.parse(first)) / 86_400_000 + 1),
			'请假事由 Reason': reason,
		},
	}).processInstanceId;

/** Somebody asks for the money of what these files are about, which lie in `examples/files`. */
async function askForExpense(
	{ control }: Sandbox,
	userId: string,
	[purpose, amount]: [purpose: string, amount: string],
	fileNames: string[],
): Promise<void> {
	const files = await Promise.all(
		fileNames.map(async (name) => {
			const content = await readFile(join(EXAMPLES_DIR, 'files', name));
			return control.addApprovalFile(name, content, userId);
		}),
	);
	const row = { '费用说明 Item': purpose, '金额 Amount': amount };
	control.startApproval(userId, {
		processCode: 'PROC-SANDBOX-EXPENSE',
		values: {
			'报销事由 Purpose': purpose,
			'费用明细 Items': JSON.stringify([
				Object.entries(row).map(([name, value]) => ({ name, value })),
			]),
			'总金额 Total': amount,
			'附件 Attachments': JSON.stringify(files),
		},
	});
}

/** What the sandbox's people have done before an example runs. */
export const BEFOREHAND: Record<string, (sandbox: Sandbox) => void> = {
	'open-approvals'(sandbox) {
		const { control } = sandbox;
		askForLeave(sandbox, 'bob', ['2026-12-01', '2026-12-02'], 'Family visit 探亲');
		const handedOver = askForLeave(sandbox, 'alice', ['2026-12-03', '2026-12-03'], 'Moving 搬家');
		control.actOnApproval(handedOver, 'lina', 'redirect', { toUserId: 'zhangwei' });
		const decided = askForLeave(sandbox, 'alice', ['2026-12-07', '2026-12-07'], 'Dentist 牙医');
		control.actOnApproval(decided, 'lina', 'agree');
	},
};

/** What the sandbox's people do so that an example starts, or goes on; it runs once for each. */
export const OCCASIONS: Record<string, Occasion[]> = {
	'answering-bot': [
		({ control }) => {
			control.sendToRobot('lina', { msgtype: 'text', text: { content: '怎么请假？' } });
		},
		({ control }) => {
			const text = { content: 'What is the Wi-Fi password?' };
			control.sendToRobot('alice', { msgtype: 'text', text, openConversationId: PHOENIX });
		},
		async ({ control }) => {
			const fileName = 'release-minutes.pdf';
			const content = await readFile(join(EXAMPLES_DIR, 'files', fileName));
			const mimeType = 'application/pdf';
			control.sendToRobot('lina', { msgtype: 'file', fileName, mimeType, content });
		},
	],
	'ai-card': [
		({ control }) => {
			const text = { content: 'How do I ask for leave?' };
			control.sendToRobot('alice', { msgtype: 'text', text, openConversationId: PHOENIX });
		},
		// The model's script is over by then: the agent fails.
		({ control }) => {
			control.sendToRobot('lina', { msgtype: 'text', text: { content: '再问一次' } });
		},
	],
	'approve-deploy': [
		// The one who may not decide comes first.
		async ({ control }, untilWaiting) => {
			await untilWaiting();
			await pressLast(control, 'alice', 'approve');
			await pressLast(control, 'bob', 'approve');
		},
		async ({ control }, untilWaiting) => {
			await untilWaiting();
			await pressLast(control, 'lina', 'decline');
		},
	],
	'expense-limit': [
		// Below the limit: nobody is asked.
		() => {},
		async ({ control }, untilWaiting) => {
			await untilWaiting();
			await pressLast(control, 'lina', 'decline');
		},
		// The manager does not answer: whoever is asked after that does.
		async ({ control }, untilWaiting) => {
			await untilWaiting();
			const isEscalated = () => lastCard(control).places.some(({ spaceId }) => spaceId === 'bob');
			await until('the next in charge is asked', isEscalated, { limitMs: WAKES_WITHIN_MS });
			await untilWaiting();
			await pressLast(control, 'bob', 'approve');
		},
	],
	'approval-result': [
		({ control }) => {
			control.raiseEvent('bpms_instance_change', {
				processInstanceId: 'e5c1f0a2-58b1-4f0e-9a55-4a3c2f1b7d90',
				processCode: 'PROC-5A1C9D5E-6B0B-4A0A-9E6F-0C2D9E9E1F10',
				type: 'finish',
				result: 'agree',
				title: '李娜提交的差旅报销 Travel expenses of Li Na',
				staffId: 'lina',
				businessId: '202603021430000123456',
				createTime: Date.UTC(2026, 2, 2, 6, 30),
				finishTime: Date.UTC(2026, 2, 3, 1, 5),
				url: 'https://aflow.dingtalk.com/dingtalk/mobile/homepage.htm?procInstId=e5c1f0a2',
			});
		},
	],
	'leave-request': [
		async ({ control }, untilWaiting) => {
			await untilWaiting();
			decideLast(control, 'lina', 'agree', 'Enjoy it 好好休息');
		},
		async ({ control }, untilWaiting) => {
			await untilWaiting();
			decideLast(control, 'lina', 'refuse', 'Release week 发布周');
		},
	],
	'event-log': [
		({ control }) => {
			control.raiseEvent('todo_task_create', {
				taskId: 'task5f3e2a',
				unionIdList: ['union-alice', 'union-lina'],
				bizTag: 'sandbox',
			});
		},
		(sandbox) => {
			askForLeave(sandbox, 'bob', ['2026-12-28', '2026-12-29'], 'Family 家事');
		},
		({ control }) => decideLast(control, 'lina', 'agree', 'Enjoy it 好好休息'),
		({ control }) => {
			const timeStamp = Date.UTC(2026, 2, 2, 1, 0);
			control.raiseEvent('user_add_org', { timeStamp, userId: ['alice', 'wangfang'] });
		},
	],
	'invoice-check': [
		async (sandbox) => {
			const night = ['One night in Ningbo 宁波住宿', '412'] as [string, string];
			await askForExpense(sandbox, 'alice', night, ['hotel-invoice.pdf']);
		},
		async (sandbox) => {
			const trip = ['Trip to Ningbo 宁波出差', '900'] as [string, string];
			await askForExpense(sandbox, 'bob', trip, ['hotel-invoice.pdf', 'receipt.png']);
		},
	],
	'due-tasks': [
		// What is done, and what nobody does, is no matter.
		({ control }) => {
			const due = Date.now() + 1000;
			const add = (title: string, status: string, owner?: string) =>
				control.addRecord(TASKS, 'lina', {
					'标题 Title': title,
					'截止 Due': due,
					'状态 Status': status,
					...(owner ? { '负责人 Owner': [{ unionId: owner }] } : {}),
				});
			add('Send the offer 发报价', '进行中 Open', 'union-alice');
			add('Book the room 订会议室', '已完成 Done', 'union-bob');
			add('Nobody does it 无人负责', '进行中 Open');
		},
	],
	purchase: [
		async ({ control }, untilWaiting) => {
			await untilWaiting();
			decideLast(control, 'lina', 'agree', 'Fair price 价格合理');
			decideLast(control, 'zhangwei', 'agree', 'Go ahead 同意购买');
		},
		async ({ control }, untilWaiting) => {
			await untilWaiting();
			decideLast(control, 'lina', 'refuse', 'Not this year 今年预算不足');
		},
	],
	'leave-calendar': [
		// What is refused starts nothing.
		(sandbox) => {
			const tooLong = askForLeave(sandbox, 'bob', ['2026-12-21', '2026-12-31'], 'Skiing 滑雪');
			sandbox.control.actOnApproval(tooLong, 'lina', 'refuse', { remark: 'Release week' });
			const fine = askForLeave(sandbox, 'bob', ['2026-12-14', '2026-12-15'], 'Skiing 滑雪');
			sandbox.control.actOnApproval(fine, 'lina', 'agree', { remark: 'Enjoy' });
		},
	],
	welcome: [
		({ control }) => {
			const timeStamp = Date.UTC(2026, 2, 2, 1, 0);
			control.raiseEvent('user_add_org', { timeStamp, userId: ['alice', 'wangfang'] });
		},
	],
};
