import assert from 'node:assert/strict';
import { watch } from '../../../harness/transcript.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import type { CalendarEvent } from '../../../sandbox/state/types.mts';
import { openMcp, type McpClient } from '../../../harness/n8n/mcpClient.mts';
import type { Bench } from '../run.mts';
import { appTool, below, fromAi, node, peopleTool, robotTool, workflow } from './keyWorkflows.mts';
import type { Report } from './report.mts';

/** The workflow, and the path of its trigger. */
export const MCP = 'check-mcp';
const TRIGGER = 'DingTalk tools';

/** n8n's MCP Server Trigger with our nodes as its tools. */
export function mcpWorkflow(): Workflow {
	const retried = { retryOnFail: true, maxTries: 2, waitBetweenTries: 10 };
	const tools = [
		robotTool('robot'),
		robotTool('robot_tried_again', retried),
		peopleTool('message'),
		appTool('todo', {
			resource: 'todo',
			operation: 'create',
			subject: fromAi('subject', 'What there is to do'),
			detailUrl: 'https://example.com/todo',
			executors: { list: [{ ids: 'lina' }] },
			additionalFields: {},
		}),
		appTool('create_event', {
			resource: 'calendarEvent',
			operation: 'create',
			summary: fromAi('title', 'Title of the event'),
			start: '2030-05-06T09:00:00',
			end: '2030-05-06T10:00:00',
			attendees: { list: [{ ids: 'lina' }] },
			additionalFields: {},
			options: {},
		}),
		appTool('delete_event', {
			resource: 'calendarEvent',
			operation: 'delete',
			eventId: fromAi('eventId', 'ID of the event'),
			options: {},
		}),
		appTool('respond', {
			resource: 'calendarEvent',
			operation: 'respond',
			userId: { __rl: true, mode: 'id', value: 'lina' },
			eventId: fromAi('eventId', 'ID of the event'),
			response: fromAi('response', 'accepted or declined'),
			options: {},
		}),
	];
	const trigger = node(TRIGGER, '@n8n/n8n-nodes-langchain.mcpTrigger', 2, { path: MCP });
	const names = tools.map(({ name }) => name);
	return workflow(
		MCP,
		[{ ...trigger, webhookId: MCP } as Workflow['nodes'][0], ...tools],
		below(TRIGGER, 'ai_tool', names),
	);
}

/** What DingTalk gets when tools are called by MCP: every call, and what was meant last. */
export async function checkMcp(
	report: Report,
	{ session, sandbox }: Pick<Bench, 'session' | 'sandbox'>,
): Promise<void> {
	let client: McpClient | undefined;
	const call = async (tool: string, args: Record<string, unknown>) => {
		assert.ok(client);
		const said = await client.call(tool, args);
		assert.ok(Array.isArray(said), String(said));
		return said[0] as Record<string, unknown>;
	};
	const eventOf = (eventId: unknown): CalendarEvent | undefined =>
		sandbox.control.state().events.find((event) => event.eventId === eventId);
	await report.check('the MCP Server Trigger offers our nodes as tools', async () => {
		await session.client.activate(MCP);
		client = await openMcp(`${session.server.url}/mcp/${MCP}`);
		assert.equal((await client.tools()).length, 7);
	});
	await report.check('a group robot sends every call: two texts, one of them twice', async () => {
		const effectsOf = watch(sandbox);
		for (const text of ['one', 'two', 'two']) {
			assert.equal((await call('robot', { text })).success, true);
		}
		const texts = effectsOf().messages.map(({ content }) => content.text);
		assert.deepEqual(texts, ['one', 'two', 'two']);
	});
	await report.check('so do calls at once', async () => {
		const effectsOf = watch(sandbox);
		await Promise.all(['a', 'b', 'c'].map(async (text) => await call('robot', { text })));
		const texts = effectsOf().messages.map(({ content }) => content.text);
		assert.deepEqual(texts.sort(), ['a', 'b', 'c']);
	});
	await report.check('one-to-one messages arrive, each with its text', async () => {
		const effectsOf = watch(sandbox);
		await call('message', { userIds: 'lina', text: 'for Li Na' });
		await call('message', { userIds: 'bob', text: 'for Bob' });
		const sent = effectsOf().messages.map(
			({ target, content }) => `${target.userIds?.join()}: ${content.text}`,
		);
		assert.deepEqual(sent, ['lina: for Li Na', 'bob: for Bob']);
	});
	await report.check('two todos of one subject are two todos', async () => {
		const todos = [
			await call('todo', { subject: 'Sign' }),
			await call('todo', { subject: 'Sign' }),
		];
		assert.equal(new Set(todos.map(({ todoId }) => todoId)).size, 2);
	});
	await report.check('accept, decline, accept ends accepted', async () => {
		const { eventId } = await call('create_event', { title: 'Review' });
		for (const response of ['accepted', 'declined', 'accepted']) {
			assert.equal((await call('respond', { eventId, response })).success, true);
			const [lina] =
				eventOf(eventId)?.attendees.filter(({ unionId }) => unionId === 'union-lina') ?? [];
			assert.equal(lina.responseStatus, response);
		}
	});
	await report.check('create, delete, create makes two events, of which one is there', async () => {
		const first = await call('create_event', { title: 'Stand-up' });
		assert.equal((await call('delete_event', { eventId: first.eventId })).deleted, true);
		const second = await call('create_event', { title: 'Stand-up' });
		assert.notEqual(second.eventId, first.eventId);
		assert.equal(eventOf(first.eventId)?.status, 'cancelled');
		assert.equal(eventOf(second.eventId)?.status, 'confirmed');
	});
	await session.client.deactivate(MCP);
	// What happened to the events waits for a trigger, and is no business of those that come next.
	sandbox.control.clearPushes();
}

/** n8n's own retry of a call by MCP. In queue mode n8n tries no tool of a call by MCP again. */
export async function checkMcpRetry(report: Report, { session, sandbox }: Bench): Promise<void> {
	await report.check('what n8n tries again arrives once, and the next call too', async () => {
		await session.client.activate(MCP);
		const client = await openMcp(`${session.server.url}/mcp/${MCP}`);
		const effectsOf = watch(sandbox);
		// The node itself tries three times; n8n's second try is the fourth call.
		const match = { id: 'robot.webhook.send' };
		sandbox.control.addFault({ match, times: 3, cut: true, afterWork: true });
		await client.call('robot_tried_again', { text: 'tried again' });
		await client.call('robot_tried_again', { text: 'called next' });
		const { messages, calls } = effectsOf();
		assert.equal(calls.filter(({ path }) => path === '/robot/send').length, 5);
		const texts = messages.map(({ content }) => content.text);
		assert.deepEqual(texts, ['tried again', 'called next']);
		await session.client.deactivate(MCP);
	});
}
