import { call, eventPath, makeEvent } from './calendarCalls.mts';
import { sandbox, useSandbox } from './started.mts';
import { connectStream } from './streamClient.mts';

useSandbox();

const LINA = '/v1.0/todo/users/union-lina/tasks';

/** What the app was pushed, as `[eventType, data]`, once there are so many. */
async function pushed(act: () => Promise<unknown>, count: number) {
	const stream = await connectStream(sandbox);
	await act();
	const events = () => stream.frames.filter(({ type }) => type === 'EVENT');
	await stream.until(() => events().length >= count);
	return events().map(({ headers, data }) => [headers.eventType, data] as const);
}

describe('changes of todos and events', () => {
	it('are pushed to apps that take events, by whoever they are made', async () => {
		let todoId = '';
		const events = await pushed(async () => {
			const detailUrl = { pcUrl: 'https://example.com' };
			const executorIds = ['union-bob'];
			todoId = (await call('POST', LINA, { subject: 'x', detailUrl, executorIds })).body
				.id as string;
			sandbox.control.tickTodo(todoId, 'bob');
			await call('DELETE', `${LINA}/${todoId}`);
		}, 3);
		const data = {
			taskId: todoId,
			unionIdList: ['union-lina', 'union-bob'],
			bizTag: 'dingsandboxapp',
		};
		expect(events).toEqual([
			['todo_task_create', data],
			['todo_task_update', data],
			['todo_task_delete', data],
		]);
	});

	it('tell what happened to an event, and to whom', async () => {
		let id = '';
		const events = await pushed(async () => {
			id = (await makeEvent({ attendees: [{ id: 'union-lina' }] })).body.id as string;
			sandbox.control.answerEvent(id, 'lina', 'accepted');
			await call('DELETE', eventPath(id, 'lina'));
			await call('DELETE', eventPath(id));
		}, 4);
		expect(
			events.map(([type, { changeType, unionIdList }]) => [type, changeType, unionIdList]),
		).toEqual([
			['calendar_event_change', 'created', ['union-zhangwei', 'union-lina']],
			['calendar_event_change', 'updated', ['union-zhangwei', 'union-lina']],
			['calendar_event_change', 'deleteView', ['union-lina']],
			['calendar_event_change', 'cancelled', ['union-zhangwei', 'union-lina']],
		]);
		expect(events[0][1]).toMatchObject({
			calendarEventId: id,
			calendarId: 'primary',
			calendarEventUpdateTime: expect.any(Number),
			operator: { type: 'user' },
			legacyCalendarEventId: expect.any(String),
		});
	});

	it('wait for nobody when no app takes events', async () => {
		await makeEvent();
		expect(sandbox.control.pushes()).toEqual([]);
	});
});
