import assert from 'node:assert/strict';
import { sha256 } from '../../../harness/transcript.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import type { SandboxState, Sheet } from '../../../sandbox/state/types.mts';
import { ownFile, type Judge } from './judging.mts';

const OPERATIONS = 'dQPGYqjpJYgnKZzpFnMRv1Zw8akx1Z5N';

const tablesIn = ({ aiTables }: SandboxState): Sheet[] =>
	aiTables.find(({ baseId }) => baseId === OPERATIONS)?.sheets ?? [];

/** The values of a table's records, by the names of their columns. */
const rowsOf = ({ fields, records }: Sheet): Array<Record<string, unknown>> =>
	records.map(({ values }) =>
		Object.fromEntries(fields.map(({ id, name }) => [name, values[id]] as const)),
	);

/** Of the examples with AI tables. */
export const TABLE_JUDGES: Record<string, Record<string, Judge>> = {
	'ai-table': {
		'the table has its columns, the one that was added under its new name': (run) => {
			const columns = itemsOf(run, 'Columns of the table').map(({ json }) => json);
			assert.deepEqual(
				columns.map(({ name, type }) => [name, type]),
				[
					['任务 Task', 'text'],
					['状态 State', 'singleSelect'],
					['标签 Tags', 'multipleSelect'],
					['天数 Days', 'number'],
					['截止 Due', 'date'],
					['负责人 Owner', 'user'],
					['优先级 Priority', 'singleSelect'],
				],
			);
			assert.match(JSON.stringify(columns.at(-1)?.property), /高 High[^]*低 Low[^]*中 Medium/);
		},
		'three tasks are one call': (_, { calls }) => {
			const made = calls.filter(({ method, path }) => method === 'POST' && /records$/.test(path));
			const counts = made.map(({ request }) => (request as { records: unknown[] }).records.length);
			// The second one adds what Create or Update did not find.
			assert.deepEqual(counts, [3, 1]);
		},
		'conditions leave the open tasks of the API': (run) => {
			assert.deepEqual(
				itemsOf(run, 'Open tasks of the API').map(({ json }) => json['任务 Task']),
				['冻结分支 Freeze the branch', '切换流量 Switch the traffic'],
			);
		},
		'what was there is changed, what is new is added, and the rest of a record stays': (run) => {
			assert.deepEqual(
				itemsOf(run, 'Add or change').map(({ json }) => json.action),
				['updated', 'updated', 'created'],
			);
			const records = itemsOf(run, 'As they are now').map(({ json }) => json);
			assert.deepEqual(
				records.map((record) => [
					record['状态 State'],
					record['优先级 Priority'],
					record['天数 Days'],
				]),
				[
					['已完成 Done', '高 High', 0.5],
					['未开始 Open', '中 Medium', 1],
					['未开始 Open', undefined, undefined],
				],
			);
			assert.deepEqual(records[0]['负责人 Owner'], ['union-zhangwei']);
		},
		'the base has no other tables than before, and no call was refused': (_, { state, calls }) => {
			assert.ok(!tablesIn(state).some(({ name }) => name.startsWith('发布 Release')));
			const refused = calls.filter((call) => call.refused);
			assert.deepEqual(refused, []);
		},
	},
	'event-log': {
		'each event is one record, with when it was and whom it is about': (run, { state }) => {
			const table = tablesIn(state).find(({ name }) => name === '事件 Events');
			assert.ok(table);
			const rows = rowsOf(table);
			assert.deepEqual(
				rows.map((row) => [
					row['事件 Event'],
					(row['人员 People'] as Array<{ unionId: string }>).map(({ unionId }) => unionId),
				]),
				[
					['todo_task_create', ['union-alice', 'union-lina']],
					['bpms_instance_change start', ['union-bob']],
					['bpms_instance_change finish agree', ['union-bob']],
					['user_add_org', ['union-alice', 'union-wangfang']],
				],
			);
			const events = itemsOf(run, 'Something happens').map(({ json }) => json);
			assert.deepEqual(
				rows.map((row) => [row['编号 Event ID'], row['时间 At']]),
				events.map(({ eventId, bornAt }) => [eventId, Date.parse(String(bornAt))]),
			);
		},
		'of an approval it says which': (_, { state }) => {
			const table = tablesIn(state).find(({ name }) => name === '事件 Events');
			const details = table?.records.map(({ values }) => values.fldDetails) ?? [];
			assert.match(String(details[1]), /Bob Smith.*请假/);
			assert.match(String(details[3]), /"userId":\["alice","wangfang"\]/);
		},
	},
	'due-tasks': {
		'the one task that is due, open and somebody’s is told, to that person alone': (
			run,
			{ messages },
		) => {
			const due = itemsOf(run, 'A task is due').map(({ json }) => json);
			assert.deepEqual(
				due.map((item) => [item.kind, item['标题 Title']]),
				[['dateReached', 'Send the offer 发报价']],
			);
			assert.equal(messages.length, 1);
			assert.deepEqual(messages[0].target.userIds, ['alice']);
			assert.match(
				JSON.stringify(messages[0].content),
				/Due now 到期: Send the offer[^]*进行中 Open/,
			);
		},
	},
	purchase: {
		'both purchases are in the table, with their quotes and what was decided': async (
			_,
			{ state },
		) => {
			const table = tablesIn(state).find(({ name }) => name === '采购 Purchases');
			assert.ok(table);
			const { length: size } = await ownFile('monitor-quote.pdf');
			const rows = rowsOf(table);
			assert.deepEqual(
				rows.map((row) => [
					row['采购内容 What'],
					Number(row['数量 Count']),
					Number(row['单价 Price']),
					(row['状态 State'] as { name: string }).name,
					row['申请人 Asked by'],
				]),
				[
					['显示器 27 寸 Monitor', 2, 1680, '已批准 Approved', [{ unionId: 'union-wangfang' }]],
					['按摩椅 Massage chair', 1, 9999, '未批准 Not approved', [{ unionId: 'union-wangfang' }]],
				],
			);
			for (const row of rows) {
				const [quote] = row['报价 Quote'] as Array<{ filename: string; size: number }>;
				assert.deepEqual([quote.filename, quote.size], ['monitor-quote.pdf', size]);
			}
			const numbers = state.approvals.slice(-2).map(({ businessId }) => businessId);
			assert.deepEqual(
				rows.map((row) => row['审批编号 Approval no.']),
				numbers,
			);
		},
		'the quote of the one that was approved is in the drive, and nothing else': async (
			run,
			{ state },
			{ session },
		) => {
			const [approved] = state.approvals.slice(-2);
			const files = state.spaces
				.flatMap(({ dentries }) => dentries)
				.filter(({ name }) => name.endsWith('monitor-quote.pdf'));
			const quote = await ownFile('monitor-quote.pdf');
			assert.deepEqual(
				files.map(({ name, bytes, spaceId }) => [name, bytes, spaceId]),
				[[`${approved.businessId} monitor-quote.pdf`, quote.length, '25001000001']],
			);
			const [{ binary }] = itemsOf(run, 'The quote');
			assert.ok(binary?.attachment_0);
			assert.equal(sha256(await session.client.bytesOf(binary.attachment_0)), sha256(quote));
		},
		'who asked reads each result, with what was said to it': (_, { messages }) => {
			const [approved, refused, ...more] = messages.filter(({ via }) => via === 'robot-oto');
			assert.deepEqual(more, []);
			for (const { target } of [approved, refused]) assert.deepEqual(target.userIds, ['wangfang']);
			assert.match(
				approved.content.text ?? '',
				/✅ Approved[^]*2 × 显示器[^]*Filed as[^]*李娜: Fair price[^]*张伟: Go ahead/,
			);
			assert.match(
				refused.content.text ?? '',
				/❌ Refused[^]*Massage chair[^]*李娜: Not this year/,
			);
			assert.doesNotMatch(refused.content.text ?? '', /Filed/);
		},
	},
	'ai-table-files': {
		'both records are in the table, with the names and sizes of their files': async (
			_,
			{ state },
		) => {
			const table = tablesIn(state).find(({ name }) => name.startsWith('资料 Files'));
			assert.ok(table);
			const [minutes, chart] = await Promise.all(
				['release-minutes.pdf', 'open-bugs.png'].map(async (name) => [
					name,
					(await ownFile(name)).length,
				]),
			);
			const filed = rowsOf(table).map((row) => [
				row['标题 Title'],
				(row['文件 Files'] as Array<{ filename: string; size: number }>).map((file) => [
					file.filename,
					file.size,
				]),
			]);
			assert.deepEqual(filed, [
				['发布会议 Release meeting', [minutes, chart]],
				['缺陷趋势 Open bugs', [chart]],
			]);
		},
		'they come back with the same bytes': async (run, _, { session }) => {
			const [{ binary = {} }, ...more] = itemsOf(run, 'Back again');
			assert.deepEqual(more, []);
			const files = Object.values(binary);
			assert.deepEqual(
				files.map(({ fileName }) => fileName),
				['release-minutes.pdf', 'open-bugs.png'],
			);
			for (const file of files) {
				const bytes = await session.client.bytesOf(file);
				assert.equal(sha256(bytes), sha256(await ownFile(file.fileName ?? '')));
			}
		},
	},
};
