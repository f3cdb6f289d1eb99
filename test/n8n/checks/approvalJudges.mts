import assert from 'node:assert/strict';
import { sha256 } from '../../../harness/transcript.mts';
import { itemsOf, type RunResult } from '../../../harness/n8n/runData.mts';
import type { ApprovalInstance, SandboxState } from '../../../sandbox/state/types.mts';
import { ownFile, type Judge } from './judging.mts';
import type { Bench } from '../run.mts';

/** The approvals that a run started, in the order of its items. */
const startedBy = (run: RunResult, { approvals }: SandboxState): ApprovalInstance[] =>
	itemsOf(run, 'Ask for approval').map(({ json }) => {
		const found = approvals.find((one) => one.processInstanceId === json.processInstanceId);
		assert.ok(found, JSON.stringify(json));
		return found;
	});

const valueOf = ({ values }: ApprovalInstance, componentId: string) =>
	values.find((one) => one.componentId === componentId)?.value;

/** The photo that is in the form has the bytes of our receipt. */
async function assertReceipt({ sandbox }: Bench, approval: ApprovalInstance): Promise<void> {
	const [address] = JSON.parse(valueOf(approval, 'DDPhotoField-RECEIPT') ?? '[]') as string[];
	const name = /\/media\/([\w-]+)_\d+_\d+\.png$/.exec(address ?? '')?.[1];
	assert.ok(name, `no photo of the receipt: ${address}`);
	const url = `${sandbox.apiUrl}/_sandbox/media/${encodeURIComponent(`@${name}`)}`;
	const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
	assert.equal(sha256(bytes), sha256(await ownFile('receipt.png')));
}

/** What must be true of the examples with approvals after their run. */
export const APPROVAL_JUDGES: Record<string, Record<string, Judge>> = {
	expense: {
		'each expense is an approval of the person with that mobile number': (run, { state }) => {
			assert.deepEqual(
				startedBy(run, state).map((approval) => [
					approval.originatorUserId,
					valueOf(approval, 'TextField-PURPOSE'),
					valueOf(approval, 'MoneyField-TOTAL'),
				]),
				[
					['alice', 'Taxi to the airport 去机场打车', '86.4'],
					['wangfang', 'Monitor for the new desk 新工位显示器', '1680'],
				],
			);
		},
		'the photo is in the form, with its bytes': async (run, { state }, bench) => {
			for (const approval of startedBy(run, state)) await assertReceipt(bench, approval);
		},
		'the amount decides about the steps, and the person reads them': (_, { messages }) => {
			const [small, large, ...more] = messages.filter(({ via }) => via === 'robot-oto');
			assert.deepEqual(more, []);
			assert.deepEqual(small?.target.userIds, ['alice']);
			assert.match(small.content.text ?? '', /¥86\.40[^]*1\. 直属主管: 李娜$/);
			assert.deepEqual(large?.target.userIds, ['wangfang']);
			assert.match(
				large.content.text ?? '',
				/¥1680\.00[^]*1\. 直属主管: 李娜\n2\. 财务会签: Bob Smith, 张伟$/,
			);
		},
		'once the manager agrees the small one is done, and the large one is with finance': (
			run,
			{ state },
			{ sandbox: { control } },
		) => {
			const ids = startedBy(run, state).map(({ processInstanceId }) => processInstanceId);
			for (const id of ids) control.actOnApproval(id, 'lina', 'agree');
			const [small, large] = startedBy(run, control.state());
			assert.equal(small.status, 'COMPLETED');
			const open = large.tasks.filter(({ status }) => status === 'RUNNING');
			assert.deepEqual(
				open.map(({ userId }) => userId),
				['bob', 'zhangwei'],
			);
		},
		'what is filled in on the form, with a photo, starts one as well': async (_, __, bench) => {
			const { client, server, examples } = bench.session;
			const example = examples.find(({ slug }) => slug === 'expense');
			assert.ok(example);
			const form = new FormData();
			const answers = ['Lunch with customers 客户午餐', '餐饮 Meals', '320.5', '13800000006'];
			for (const [index, answer] of answers.entries()) form.set(`field-${index}`, answer);
			const photo = new Blob([new Uint8Array(await ownFile('receipt.png'))], { type: 'image/png' });
			form.set('field-4', photo, 'IMG_0815.png');
			await client.activate(example.workflow.id);
			try {
				const run = await client.nextRun(example.workflow.id, async () => {
					const url = `${server.url}/form/dingtalk-expense`;
					const response = await fetch(url, { method: 'POST', body: form });
					assert.equal(response.status, 200, await response.text());
				});
				assert.equal(run.status, 'success', run.error?.message);
				const [approval, ...more] = startedBy(run, bench.sandbox.control.state());
				assert.deepEqual(more, []);
				assert.equal(approval.originatorUserId, 'bob');
				assert.equal(valueOf(approval, 'MoneyField-TOTAL'), '320.5');
				await assertReceipt(bench, approval);
			} finally {
				await client.deactivate(example.workflow.id);
			}
		},
	},
	'invoice-check': {
		'the approvers read below each approval what its invoices come to': (_, { state }) => {
			const comments = state.approvals.slice(-2).map(({ records }) => records.at(-1));
			assert.deepEqual(
				comments.map((comment) => [comment?.userId, comment?.type, comment?.remark]),
				[
					['wangfang', 'ADD_REMARK', '✅ Invoices 发票: 1, ¥412.00 of ¥412.00'],
					[
						'wangfang',
						'ADD_REMARK',
						'⚠️ Invoices 发票: 2, ¥498.40 of ¥900.00\n¥401.60 without an invoice 缺少发票',
					],
				],
			);
		},
		'a DING goes to whoever asked for more than there are invoices, and to nobody else': (
			_,
			{ messages },
		) => {
			const [ding, ...more] = messages;
			assert.deepEqual(more, []);
			assert.deepEqual([ding?.via, ding?.target.userIds], ['ding', ['bob']]);
			assert.match(ding.content.text ?? '', /报销 Expense\n⚠️[^]*¥401\.60/);
		},
		'the model had the bytes of the files, and the approvals stay undecided': async (
			run,
			{ state },
			{ session },
		) => {
			const names = ['hotel-invoice.pdf', 'hotel-invoice.pdf', 'receipt.png'];
			for (const [index, { binary }] of itemsOf(run, 'Its invoices').entries()) {
				assert.ok(binary?.data);
				const bytes = await session.client.bytesOf(binary.data);
				assert.equal(sha256(bytes), sha256(await ownFile(names[index])));
			}
			assert.ok(state.approvals.slice(-2).every(({ status }) => status === 'RUNNING'));
		},
	},
	'open-approvals': {
		'each approver has one message, and nobody else has one': (_, { messages, state }) => {
			const reached = messages.map(({ target }) => target.userIds?.join()).sort();
			assert.deepEqual(reached, [...new Set(waitingIn(state).map(([userId]) => userId))].sort());
			assert.ok(reached.includes('lina') && reached.includes('zhangwei'), reached.join());
		},
		'it names all that waits for them, and nothing else': (_, { messages, state }) => {
			for (const { target, content } of messages) {
				const named = [...(content.text ?? '').matchAll(/\*\* (\d+), since/g)].map(([, id]) => id);
				const waiting = waitingIn(state).filter(([userId]) => userId === target.userIds?.[0]);
				assert.deepEqual(named.sort(), waiting.map(([, businessId]) => businessId).sort());
				assert.match(content.title ?? '', new RegExp(`待审批: ${named.length}$`));
			}
		},
	},
	'leave-calendar': {
		'only what was approved starts the workflow': (run) => {
			assert.deepEqual(
				itemsOf(run, 'Read the form').map(({ json }) => json.status),
				['approved'],
			);
		},
		'the days are in the calendar, whole, and the manager sees them': (run, _, { sandbox }) => {
			const [{ json: event }] = itemsOf(run, 'Put it into the calendar');
			const [from, to] = [Date.UTC(2026, 11, 10), Date.UTC(2026, 11, 20)];
			for (const userId of ['bob', 'lina']) {
				const agenda = sandbox.control.agenda(userId, from, to);
				assert.deepEqual(
					agenda.map(({ eventId, summary, days }) => [eventId, summary, days]),
					[
						[
							event.eventId,
							'🌴 Bob Smith: 年假 Annual',
							{ first: '2026-12-14', last: '2026-12-15' },
						],
					],
					userId,
				);
			}
		},
	},
};

/** Who has to decide, and the number of what. */
const waitingIn = ({ approvals }: SandboxState): Array<[userId: string, businessId: string]> =>
	approvals.flatMap(({ status, tasks, businessId }) =>
		tasks
			.filter((task) => status === 'RUNNING' && task.status === 'RUNNING')
			.map(({ userId }): [string, string] => [userId, businessId]),
	);
