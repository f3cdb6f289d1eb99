import { EVENTS } from '../../sandbox/contract/events.mts';
import { client, sandbox, token, useSandbox } from './started.mts';
import { connectStream, sandboxUntil, subscriptionsTo } from './streamClient.mts';

useSandbox();

const newTodo = async () =>
	await client.api(
		'POST',
		'/v1.0/todo/users/union-lina/tasks',
		{
			subject: 'Review',
			executorIds: ['union-lina'],
			detailUrl: { appUrl: 'https://example.com/', pcUrl: 'https://example.com/' },
		},
		token,
	);

describe('the catalogue of events', () => {
	it('names each event once and is served to the page', async () => {
		const types = EVENTS.map(({ eventType }) => eventType);
		expect(new Set(types).size).toBe(types.length);
		expect(types).toEqual(
			expect.arrayContaining(['user_add_org', 'bpms_instance_change', 'calendar_event_change']),
		);
		expect((await client.api('GET', '/_sandbox/events')).body).toEqual(EVENTS);
	});

	it('can be raised from beginning to end', async () => {
		const stream = await connectStream(sandbox);
		for (const { eventType, sample } of EVENTS) sandbox.control.raiseEvent(eventType, sample);
		const frames = await stream.next(EVENTS.length);
		expect(
			frames.map(({ headers, data }) => ({ eventType: headers.eventType, sample: data })),
		).toEqual(EVENTS.map(({ eventType, sample }) => ({ eventType, sample })));
	});
});

describe('events that calls bring about', () => {
	it('reach the apps that take events, and wait while they are away', async () => {
		const stream = await connectStream(sandbox);
		await newTodo();
		const [first] = await stream.next();
		expect(first.headers.eventType).toBe('todo_task_create');
		expect(first.data.unionIdList).toEqual(['union-lina']);
		stream.ack(first);
		await stream.close();
		await sandboxUntil(sandbox, () => sandbox.control.connections().length === 0);
		await newTodo();
		expect(sandbox.control.pushes().map(({ status }) => status)).toEqual(['acked', 'waiting']);
		expect((await (await connectStream(sandbox)).next())[0].data.taskId).not.toBe(
			first.data.taskId,
		);
	});

	it('pile up for nobody', async () => {
		await connectStream(sandbox, { subscriptions: subscriptionsTo(['/v1.0/im/bot/messages/get']) });
		await newTodo();
		expect(sandbox.control.pushes()).toEqual([]);
	});
});
