import type { Row, World } from '../row.mts';
import { operation } from '../row.mts';

const TODO = {
	subject: 'Sign the report',
	detailUrl: 'https://example.com/releases/2.4',
	executors: { list: [{ ids: 'lina' }] },
	additionalFields: { sourceId: 'order-1' },
};
const DING = { people: { list: [{ ids: 'lina,bob' }] }, content: 'Database 2 does not answer' };
const OA = {
	target: 'workNotification',
	recipientsBy: 'people',
	people: { list: [{ ids: 'lina' }] },
	messageType: 'text',
	text: 'hello',
};
const RECORD = {
	userId: 'lina',
	title: 'Approve',
	url: 'https://example.com/tasks/42',
	formItems: { item: [{ title: 'Due', content: 'Friday' }] },
};

/** For people and for times, by whichever names an operation has. */
const WORK_WEEK = {
	people: { list: [{ ids: 'lina' }] },
	firstDay: '2026-05-04',
	lastDay: '2026-05-08',
	from: '2026-05-04T00:00:00Z',
	until: '2026-05-09T00:00:00Z',
};

/** Parameters for what was created before, by its ID. */
const forCreated =
	(resource: string, creation: object, name: string, further: object = {}, as = name) =>
	async ({ run }: World) => {
		const [created] = await run({ resource, ...creation });
		return { [as]: created[name], ...further };
	};
const forTodo = (further: object = {}) =>
	forCreated('todo', { operation: 'create', ...TODO }, 'todoId', further);
const forDing = forCreated('ding', { operation: 'send', ...DING }, 'openDingIds');
const forWorkNotification = (message: object, further: object = {}) =>
	forCreated('message', { operation: 'send', ...message }, 'taskId', further);
const OA_MESSAGE = {
	...OA,
	messageType: 'customJson',
	customJson: JSON.stringify({
		msgtype: 'oa',
		oa: {
			message_url: 'https://example.com',
			head: { bgcolor: 'FFBBBBBB', text: 'Leave' },
			status_bar: { status_value: 'Waiting', status_bg: '0xFFF65E5E' },
			body: { title: 'Two days' },
		},
	}),
};

export const workRows: readonly Row[] = [
	operation('attendance/getResults', 'attendance.list', WORK_WEEK),
	operation('attendance/getPunches', 'attendance.listRecord', async ({ sandbox }) => {
		sandbox.control.punch('lina', { time: Date.UTC(2026, 4, 4, 1) });
		return WORK_WEEK;
	}),
	operation('report/getAll', 'report.list', async ({ sandbox }) => {
		const contents = [{ key: 'Today', value: 'Work' }];
		const createTime = Date.UTC(2026, 4, 4, 10);
		sandbox.control.writeReport('lina', { templateName: '日报', contents, createTime });
		return WORK_WEEK;
	}),
	operation('ding/send', 'robot.ding.send', DING),
	operation('ding/recall', 'robot.ding.recall', forDing),
	operation('ding/getReadStatus', 'robot.ding.readStatuses', forDing),
	operation('todo/create', 'todo.create', TODO),
	operation(
		'todo/create: there already',
		'todo.getBySourceId',
		async (world) => {
			await forTodo()(world);
			return TODO;
		},
		{
			tolerated: {
				outcome: 'error',
				why: 'what DingTalk said to the creation tells more than why the todo cannot be read',
			},
		},
	),
	operation('todo/get', 'todo.get', forTodo()),
	operation('todo/get: by source ID', 'todo.getBySourceId', async (world) => {
		await forTodo()(world);
		return { by: 'sourceId', sourceId: 'order-1' };
	}),
	operation('todo/getAll', 'todo.org.query', async (world) => {
		await forTodo()(world);
		return { userId: 'lina' };
	}),
	operation('todo/update', 'todo.update', forTodo({ updateFields: { subject: 'Changed' } })),
	operation('todo/complete', 'todo.update', forTodo()),
	operation(
		'todo/setExecutorStatus',
		'todo.executorStatus',
		forTodo({
			executors: { list: [{ ids: 'lina' }] },
		}),
	),
	operation('todo/delete', 'todo.delete', forTodo()),
	operation('workNotification/getProgress', 'work.getsendprogress', forWorkNotification(OA)),
	operation('workNotification/getResult', 'work.getsendresult', forWorkNotification(OA)),
	operation('workNotification/recall', 'work.recall', forWorkNotification(OA)),
	operation(
		'workNotification/updateStatusBar',
		'work.status_bar.update',
		forWorkNotification(OA_MESSAGE, {
			statusValue: 'Approved',
		}),
	),
	operation('workRecord/create', 'workrecord.add', RECORD),
	operation('workRecord/getAll', 'workrecord.getbyuserid', async (world) => {
		await forCreated('workRecord', { operation: 'create', ...RECORD }, 'recordId')(world);
		return { userId: 'lina' };
	}),
	operation('workRecord/count', 'workrecord.counts', { userId: 'lina' }),
	operation(
		'workRecord/complete',
		'workrecord.update',
		forCreated('workRecord', { operation: 'create', ...RECORD }, 'recordId', { userId: 'lina' }),
	),
];
