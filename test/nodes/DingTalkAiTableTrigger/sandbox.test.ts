import { DingTalkAiTableTrigger } from '../../../nodes/DingTalkAiTableTrigger/DingTalkAiTableTrigger.node';
import { systemClock } from '../../../nodes/shared/run/clock';
import { sandboxCredential } from '../../helpers/appSandbox.mts';
import { movedClock } from '../../helpers/movedClock.mts';
import { emitted, pollingWorkflow } from '../../../harness/poll.mts';
import {
	byId,
	byUrl,
	CUSTOMERS,
	EMPTY,
	inTable,
	PROJECTS,
	TASKS,
} from '../DingTalk/aiTableRecord/tables';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LIST = 'notable.listRecords';

const world = movedClock();
const { pass } = world;

const trigger = (triggerOn: string, further: object = {}, app: object = {}) =>
	pollingWorkflow({
		type: new DingTalkAiTableTrigger(),
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			...inTable(),
			triggerOn,
			...further,
		} as never,
		credentials: sandboxCredential(world.sandbox, { operatorId: 'alice', ...app }),
	});
type Trigger = ReturnType<typeof trigger>;
const seen = (workflow: Trigger) =>
	emitted(workflow).map((item) => `${String(item.kind)} ${String(item['标题 Title'])}`);

const place = { baseId: PROJECTS, sheetId: TASKS };
const add = (title: string, values: object = {}) =>
	world.sandbox.control.addRecord(place, 'lina', { '标题 Title': title, ...values }).recordId;
const change = (recordId: string, values: Record<string, unknown>, who = 'lina') =>
	world.sandbox.control.changeRecord(place, who, recordId, values);

const condition = (column: string, operator: string, value = '') => ({
	column: byId(column),
	operator,
	value,
});
const calls = () => world.sandbox.control.counts()[LIST] ?? 0;

test('tells new records, each once, with their values as the node gives them, and nothing that was there', async () => {
	const workflow = trigger('created');
	await workflow.activate();
	await workflow.poll();
	expect(workflow.runs).toEqual([]);
	pass(MINUTE);
	const recordId = add('New 新', { '数量 Count': 3, '截止 Due': Date.UTC(2026, 11, 1, 1) });
	await workflow.poll();
	await workflow.poll();
	expect(emitted(workflow)).toEqual([
		expect.objectContaining({
			kind: 'created',
			recordId,
			'标题 Title': 'New 新',
			'数量 Count': 3,
			'截止 Due': '2026-12-01T09:00:00+08:00',
			createdByUnionId: 'union-lina',
		}),
	]);
});

test('gives what DingTalk gave where it is not to be simplified', async () => {
	const workflow = trigger('created', { simplify: false });
	await workflow.activate();
	const id = add('Raw');
	await workflow.poll();
	const [item] = emitted(workflow);
	expect(item).toMatchObject({ kind: 'created', id, fields: { '标题 Title': 'Raw' } });
	expect(item).not.toHaveProperty('recordId');
});

test('tells changes, of records that were there and of new ones', async () => {
	const workflow = trigger('updated');
	await workflow.activate();
	pass(MINUTE);
	const fresh = add('Fresh');
	await workflow.poll();
	expect(workflow.runs).toEqual([]);
	pass(MINUTE);
	change(fresh, { '标题 Title': 'Fresh, changed' });
	pass(MINUTE);
	change('recTaskOne', { '数量 Count': 13 });
	await workflow.poll();
	await workflow.poll();
	expect(seen(workflow)).toEqual(['updated Fresh, changed', 'updated 上线 Launch']);
});

test('tells a record that was made and changed between two polls once, as new', async () => {
	const workflow = trigger('createdOrUpdated');
	await workflow.activate();
	pass(MINUTE);
	const fresh = add('Fresh');
	pass(1000);
	change(fresh, { '标题 Title': 'Filled in' });
	change('recTaskOne', { '数量 Count': 13 });
	await workflow.poll();
	pass(MINUTE);
	change(fresh, { '标题 Title': 'Again' });
	await workflow.poll();
	await workflow.poll();
	expect(seen(workflow).sort()).toEqual([
		'created Filled in',
		'updated Again',
		'updated 上线 Launch',
	]);
});

test('tells changes within one millisecond, also after the poll that told the first of them', async () => {
	jest.spyOn(Date, 'now').mockReturnValue(Date.now());
	const workflow = trigger('created');
	add('Before');
	await workflow.activate();
	add('A');
	await workflow.poll();
	add('B');
	add('C');
	await workflow.poll();
	await workflow.poll();
	expect(seen(workflow)).toEqual(['created A', 'created B', 'created C']);
});

test('tells what came while n8n was off, once, after each of two restarts', async () => {
	const workflow = trigger('createdOrUpdated');
	await workflow.activate();
	await workflow.poll();
	pass(DAY);
	const first = add('While off');
	await workflow.restart();
	pass(DAY);
	change(first, { '标题 Title': 'Changed while off' });
	add('Second');
	await workflow.restart();
	await workflow.restart();
	await workflow.poll();
	expect(seen(workflow)).toEqual([
		'created While off',
		'updated Changed while off',
		'created Second',
	]);
});

test('finds again what a failed poll did not tell', async () => {
	const workflow = trigger('created');
	await workflow.activate();
	const before = JSON.stringify(workflow.stored());
	add('New');
	world.sandbox.control.addFault({
		match: { id: LIST },
		times: 1,
		answer: { status: 400, body: { code: 'invalidRequest.inputArgs', message: 'no' } },
	});
	await workflow.poll();
	expect(workflow.errors).toHaveLength(1);
	expect(JSON.stringify(workflow.stored())).toBe(before);
	await workflow.poll();
	expect(seen(workflow)).toEqual(['created New']);
});

describe('a date in a column', () => {
	const due = { triggerOn: 'dateReached', column: byId('截止 Due') };

	test('is told when it has come, once, and again when it is moved and comes again', async () => {
		const workflow = trigger('dateReached', due);
		await workflow.activate();
		const soon = add('Soon', { '截止 Due': systemClock.now() + HOUR });
		add('Later', { '截止 Due': systemClock.now() + 3 * HOUR });
		add('Long ago', { '截止 Due': systemClock.now() - DAY });
		add('None');
		await workflow.poll();
		expect(workflow.runs).toEqual([]);
		pass(HOUR + MINUTE);
		await workflow.poll();
		await workflow.poll();
		expect(seen(workflow)).toEqual(['dateReached Soon']);
		change(soon, { '截止 Due': systemClock.now() + HOUR });
		pass(2 * HOUR);
		await workflow.poll();
		expect(seen(workflow).sort()).toEqual([
			'dateReached Later',
			'dateReached Soon',
			'dateReached Soon',
		]);
	});

	test('that came while n8n was off is told with the first poll', async () => {
		const workflow = trigger('dateReached', due);
		add('Due', { '截止 Due': systemClock.now() + HOUR });
		await workflow.activate();
		pass(DAY);
		await workflow.restart();
		await workflow.restart();
		expect(seen(workflow)).toEqual(['dateReached Due']);
	});

	test('is looked for by DingTalk together with all conditions, and by the trigger where any of them counts', async () => {
		const [all, any] = ['and', 'or'].map((match) =>
			trigger('dateReached', {
				...due,
				match,
				conditions: {
					condition: [
						condition('标题 Title', 'contain', 'A'),
						condition('数量 Count', 'equal', '1'),
					],
				},
			}),
		);
		await all.activate();
		await any.activate();
		const at = { '截止 Due': systemClock.now() + HOUR };
		add('A one', { ...at, '数量 Count': 1 });
		add('A two', { ...at, '数量 Count': 2 });
		add('B one', { ...at, '数量 Count': 1 });
		add('B two', { ...at, '数量 Count': 2 });
		pass(2 * HOUR);
		await all.poll();
		await any.poll();
		expect(seen(all)).toEqual(['dateReached A one']);
		expect(seen(any)).toEqual(['dateReached A one', 'dateReached A two', 'dateReached B one']);
	});

	test('may be the time of the last change, for which the whole table is read; what is no date is an error', async () => {
		const column = { id: 'fldSeen', name: '更新 Seen', type: 'lastModifiedTime' };
		const answer = (id: string, body: object, times = 1) =>
			world.sandbox.control.addFault({ match: { id }, times, answer: { status: 200, body } });
		const records = (...seenAt: unknown[]) =>
			answer(LIST, {
				records: seenAt.map((at, index) => ({ id: `rec${index}`, fields: { [column.name]: at } })),
				hasMore: false,
			});
		answer('notable.getAllFields', { value: [column] }, 10);
		const workflow = trigger('dateReached', { column: byId(column.name) });
		records();
		await workflow.activate();
		pass(HOUR);
		records(systemClock.now() - MINUTE, undefined, '', systemClock.now() - DAY);
		await workflow.poll();
		expect(emitted(workflow).map(({ recordId }) => recordId)).toEqual(['rec0']);
		const [{ request }] = world.sandbox.control
			.journal()
			.filter(({ id }) => id === LIST)
			.slice(-1);
		expect(JSON.stringify(request)).not.toContain('filter');
		records('yesterday');
		await workflow.poll();
		expect(workflow.errors.map(({ message }) => message)).toEqual([
			expect.stringContaining("it has the record rec0 without a date in '更新 Seen'"),
		]);
	});

	test('is refused in a column of another type, and in one that is not there', async () => {
		const refusal = async (column: string) => {
			const workflow = trigger('dateReached', { column: byId(column) });
			const error = await workflow.activate().catch((thrown: Error) => thrown);
			return (error as Error & { description?: string }).message;
		};
		expect(await refusal('数量 Count')).toContain("'数量 Count', a column of the type number");
		expect(await refusal('No such')).toContain('the table has no such column');
		expect(calls()).toBe(0);
	});
});

test('reads only what fulfils the conditions', async () => {
	const workflow = trigger('createdOrUpdated', {
		conditions: { condition: [condition('状态 Status', 'equal', '进行中 Open')] },
	});
	await workflow.activate();
	pass(MINUTE);
	const waiting = add('Waiting');
	add('Open', { '状态 Status': '进行中 Open' });
	await workflow.poll();
	pass(MINUTE);
	change(waiting, { '状态 Status': '进行中 Open' });
	await workflow.poll();
	expect(seen(workflow)).toEqual(['created Open', 'created Waiting']);
});

test('an old record that comes to fulfil the conditions was updated, also where none did before', async () => {
	const workflow = trigger('createdOrUpdated', {
		conditions: { condition: [condition('标题 Title', 'equal', 'Done')] },
	});
	const old = add('Old');
	pass(DAY);
	await workflow.activate();
	change(old, { '标题 Title': 'Done' });
	await workflow.poll();
	expect(seen(workflow)).toEqual(['updated Done']);
});

test('does not start itself by what is written in the name of the operator', async () => {
	const workflow = trigger('createdOrUpdated', { options: { ignoreOperator: true } });
	await workflow.activate();
	pass(MINUTE);
	const fresh = add('By Lina');
	await workflow.poll();
	change(fresh, { '数量 Count': 1 }, 'alice');
	world.sandbox.control.addRecord(place, 'alice', { '标题 Title': 'By Alice' });
	await workflow.poll();
	pass(MINUTE);
	change(fresh, { '数量 Count': 2 });
	await workflow.poll();
	expect(seen(workflow)).toEqual(['created By Lina', 'updated By Lina']);
});

test('reads big tables in pages, and keeps none of them in mind', async () => {
	for (let index = 0; index < 450; index++) add(`Old ${index}`);
	const workflow = trigger('created');
	pass(2 * HOUR);
	await workflow.activate();
	expect(calls()).toBe(5);
	expect(JSON.stringify(workflow.stored()).length).toBeLessThan(500);
	add('New');
	await workflow.poll();
	expect(seen(workflow)).toEqual(['created New']);
	expect(calls()).toBe(10);
});

test('asks once who acts, and for the table behind an address', async () => {
	const workflow = trigger('created', {
		baseId: byUrl(`https://alidocs.dingtalk.com/i/p/${PROJECTS}`),
		options: { operatorId: { __rl: true, mode: 'id', value: 'lina' } },
	});
	await workflow.activate();
	const before = world.sandbox.control.counts();
	expect(before['wiki.node.queryByUrl']).toBe(1);
	add('New');
	await workflow.poll();
	await workflow.poll();
	const after = world.sandbox.control.counts();
	expect(seen(workflow)).toEqual(['created New']);
	const changed = Object.keys(after).filter((id) => after[id] !== before[id]);
	// The columns, for what was found.
	expect(changed.sort()).toEqual(['notable.getAllFields', LIST].sort());
});

test('begins anew in another table, and for another occasion', async () => {
	const workflow = trigger('created');
	await workflow.activate();
	await workflow.change({ table: byId(CUSTOMERS) as never });
	expect(workflow.runs).toEqual([]);
	world.sandbox.control.addRecord({ baseId: PROJECTS, sheetId: CUSTOMERS }, 'lina', {
		'名称 Name': 'Coral',
	});
	await workflow.poll();
	expect(emitted(workflow).map((item) => item['名称 Name'])).toEqual(['Coral']);
	await workflow.change({ triggerOn: 'createdOrUpdated' });
	expect(workflow.runs).toHaveLength(1);
});

test('watches a table without records', async () => {
	const workflow = trigger('created', inTable(EMPTY));
	await workflow.activate();
	world.sandbox.control.addRecord({ baseId: PROJECTS, sheetId: EMPTY }, 'lina', {
		'文本 Text': 'First',
	});
	await workflow.poll();
	expect(emitted(workflow)).toEqual([
		expect.objectContaining({ kind: 'created', '文本 Text': 'First' }),
	]);
});

describe('a test in the editor', () => {
	test('shows the latest records as a sample, and remembers nothing', async () => {
		const workflow = trigger('created');
		await workflow.activate();
		for (const title of ['A', 'B', 'C', 'D']) {
			pass(1000);
			add(title);
		}
		const items = await workflow.test();
		expect(items.map(({ json }) => [json.kind, json['标题 Title']])).toEqual([
			['created', 'D'],
			['created', 'C'],
			['created', 'B'],
		]);
		await workflow.poll();
		expect(seen(workflow)).toHaveLength(4);
	});

	test('shows dates to come for a date column', async () => {
		add('To come', { '截止 Due': systemClock.now() + DAY });
		const workflow = trigger('dateReached', { column: byId('截止 Due') });
		const [first] = await workflow.test();
		expect(first.json).toMatchObject({ kind: 'dateReached', '标题 Title': 'To come' });
	});

	test('says what to do where there is none', async () => {
		const workflow = trigger('created', inTable(EMPTY));
		await expect(workflow.test()).rejects.toMatchObject({
			message: 'There is no record to show',
			description: expect.stringContaining('Add or change one in DingTalk'),
		});
	});
});

test('says who acts, and what the base says to somebody without access', async () => {
	const nobody = await trigger('created', {}, { operatorId: '' })
		.activate()
		.catch((error: Error) => error);
	expect((nobody as Error).message).toContain('Operator');
	const stranger = await trigger('created', inTable('sWfLedg', 'amweZ92PV6XbONqEFGpj4Z1l8xEKBD6p'))
		.activate()
		.catch((error: Error) => error);
	expect(String((stranger as { description?: string }).description)).toMatch(/access|share/i);
});
