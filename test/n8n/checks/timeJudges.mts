import assert from 'node:assert/strict';
import { itemsOf, type RunResult } from '../../../harness/n8n/runData.mts';
import { isIn, type Judge } from './judging.mts';

const PHOENIX = 'cidPhoenix0000000000001==';

const idsOf = (run: RunResult, node: string, name: string) =>
	itemsOf(run, node).map(({ json }) => json[name]);

/** What must be true of the examples with todos and events after their run. */
export const TIME_JUDGES: Record<string, Record<string, Judge>> = {
	todo: {
		'the new todo is found among those that are due soon': (run) => {
			const [made] = idsOf(run, 'Add todo', 'todoId');
			assert.ok(idsOf(run, 'Open ones due soon', 'todoId').includes(made));
		},
		'it has what was typed, and an ID with all its digits': (run) => {
			const { json } = itemsOf(run, 'Add todo')[0];
			assert.equal(json.subject, '✍️ Sign the release 2.4 report 签署发布报告');
			assert.equal(json.priority, 'urgent');
			assert.deepEqual(json.executorUnionIds, ['union-zhangwei']);
			assert.match(String(json.todoId), /^\d{17,}$/);
		},
		'it is done, then found among the done ones, then gone': (run, { state }) => {
			const [made] = idsOf(run, 'Add todo', 'todoId');
			assert.ok(idsOf(run, 'Done ones', 'todoId').includes(made));
			assert.deepEqual(itemsOf(run, 'Delete it')[0].json, { deleted: true });
			assert.ok(!state.todos.some(({ todoId }) => todoId === made));
		},
	},
	calendar: {
		'the event is found on its day': (run) => {
			const [made] = idsOf(run, 'Create event', 'eventId');
			assert.ok(idsOf(run, 'Events of tomorrow', 'eventId').includes(made));
		},
		'it is where it was moved, with its people': (run) => {
			const [made] = idsOf(run, 'Create event', 'eventId');
			const moved = itemsOf(run, 'Events of the day after').find(
				({ json }) => json.eventId === made,
			);
			assert.equal(moved?.json.summary, '🚀 Release 2.4 review, moved 发布评审改期');
			assert.match(String(moved.json.start), /T14:00:00/);
			const invited = idsOf(run, 'Who has answered', 'unionId');
			for (const one of ['union-lina', 'union-wangfang']) assert.ok(invited.includes(one), one);
		},
		'it is deleted for everybody': (run, { state }) => {
			const [made] = idsOf(run, 'Create event', 'eventId');
			const kept = state.events.find(({ eventId }) => eventId === made);
			assert.notEqual(kept?.status, 'confirmed');
		},
	},
	'weekly-todos': {
		'each row is a todo of the person whose turn it is': (run, { state }) => {
			const made = idsOf(run, 'Create todos', 'todoId');
			assert.equal(new Set(made).size, 4);
			const executors = made.map((id) =>
				state.todos.find(({ todoId }) => todoId === id)?.executors.map(({ unionId }) => unionId),
			);
			const wanted = ['zhangwei', 'lina', 'wangfang', 'zhangwei'];
			assert.deepEqual(
				executors,
				wanted.map((userId) => [`union-${userId}`]),
			);
		},
		'the group is told once, about all four': (_, { messages }) => {
			const told = messages.filter(({ target }) => isIn(target, PHOENIX));
			assert.equal(told.length, 1);
			assert.match(told[0].content.text ?? '', /周报[^]*检查备份[^]*值班交接[^]*清理工单/);
		},
		'a second run creates nothing and tells nobody': async (_, __, { session, sandbox }) => {
			const before = sandbox.control.state();
			const example = session.examples.find(({ slug }) => slug === 'weekly-todos');
			assert.ok(example);
			const again = await session.client.run(example.workflow.id, example.trigger.name);
			assert.equal(again.status, 'success');
			assert.deepEqual(idsOf(again, 'Create todos', 'created'), [false, false, false, false]);
			const after = sandbox.control.state();
			assert.equal(after.todos.length, before.todos.length);
			assert.equal(after.messages.length, before.messages.length);
		},
	},
	'work-record-to-todo': {
		'the open record is a todo with the same words': (run, { state }) => {
			const [recordId] = idsOf(run, 'Old work record', 'recordId');
			const todo = state.todos.find(({ sourceId }) => sourceId === recordId);
			assert.equal(todo?.subject, '🧾 Check invoice 42 核对发票');
			const [details] = todo.contentFieldList ?? [];
			assert.match(details?.fieldValue ?? '', /^Amount 金额: ¥1,280\nAsked at/);
			assert.deepEqual(
				todo.executors.map(({ unionId }) => unionId),
				['union-zhangwei'],
			);
			assert.ok(idsOf(run, 'Todos now', 'sourceId').includes(recordId));
		},
		'the record is off the old list': (run, { state }) => {
			const [made] = idsOf(run, 'Old work record', 'recordId');
			const record = state.workRecords.find(({ recordId }) => recordId === made);
			assert.equal(record?.status, 'done');
			assert.equal(itemsOf(run, 'Work records left')[0].json.openCount, 0);
		},
	},
};
