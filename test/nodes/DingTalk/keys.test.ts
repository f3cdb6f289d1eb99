import type { IDataObject, INode } from 'n8n-workflow';
import nock from 'nock';

import { systemClock } from '../../../nodes/shared/run/clock';
import { DingTalk } from '../../../nodes/DingTalk/DingTalk.node';
import type { Sandbox } from '../../../sandbox/index.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import { sandboxCredential } from '../../helpers/appSandbox.mts';
import { refusal } from '../../helpers/calls.mts';
import type { TestCredentialsHelper } from '../../../harness/credentials.mts';
import { API, runDingTalk } from '../../helpers/dingTalk.mts';
import { START, wires } from '../../helpers/flow.mts';
import { runWorkflow } from '../../../harness/runWorkflow.mts';
import { agentWorkflow, callByMcp, CALLER } from '../../helpers/tools.mts';
import { EVENTS, planWrite, wireEvent, withOperator } from './calendarEvent/events';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => {
	sandbox.control.reset();
	jest.spyOn(systemClock, 'sleep').mockImplementation(async () => {});
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await sandbox.close());

const RETRIED = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const fromAi = (key: string) => `={{ $fromAI('${key}') }}`;
const asOperator = () => sandboxCredential(sandbox, { operatorId: 'zhangwei' });

const tool = (
	parameters: object,
	settings: Partial<INode> = {},
	credentials: TestCredentialsHelper = asOperator(),
) => ({
	node: new DingTalk(),
	parameters: parameters as INode['parameters'],
	credential: 'dingTalkAppApi',
	credentials,
	settings,
});

/** Calls by MCP, and what the first item of each answer says. */
async function byMcp(parameters: object, ...calls: IDataObject[]): Promise<IDataObject[]> {
	const said = await callByMcp(tool(parameters), calls);
	return said.map((text) => JSON.parse(text)[0]);
}

/** An agent that runs its tools itself; the items of a batch at once. */
async function byAgent(setUp: ReturnType<typeof tool>, ...items: IDataObject[][]) {
	const { nodes, connections, types } = agentWorkflow(setUp);
	const { data } = await runWorkflow({
		workflow: {
			nodes: [START, ...nodes],
			connections: { ...connections, ...wires(`Start > ${CALLER}`) },
		},
		nodes: types,
		credentials: setUp.credentials,
		input: items.map((calls) => ({ json: { calls } })),
	});
	const [answers] = data.resultData.runData[CALLER][0].data?.main ?? [];
	return (answers ?? []).flatMap(({ json }) => json.said as string[]);
}

const CREATE_EVENT = {
	resource: 'calendarEvent',
	operation: 'create',
	summary: fromAi('title'),
	start: '2030-05-06T09:00:00',
	end: '2030-05-06T10:00:00',
	attendees: { list: [{ ids: 'lina' }] },
};
const eventOf = (eventId: unknown) =>
	sandbox.control.state().events.find((event) => event.eventId === eventId);

describe('calendar calls by tools', () => {
	const answerOf = (eventId: unknown) =>
		eventOf(eventId)?.attendees.find(({ unionId }) => unionId === 'union-lina')?.responseStatus;
	const RESPOND = {
		resource: 'calendarEvent',
		operation: 'respond',
		userId: { __rl: true, mode: 'id', value: 'lina' },
		eventId: fromAi('eventId'),
		response: fromAi('response'),
	};
	const DELETE_EVENT = {
		resource: 'calendarEvent',
		operation: 'delete',
		eventId: fromAi('eventId'),
	};

	test('accepted, declined and accepted again by MCP, the invitation is accepted', async () => {
		const [{ eventId }] = await byMcp(CREATE_EVENT, { title: 'Review' });
		const seen: unknown[] = [];
		for (const response of ['accepted', 'declined', 'accepted']) {
			expect(await byMcp(RESPOND, { eventId: String(eventId), response })).toMatchObject([
				{ success: true },
			]);
			seen.push(answerOf(eventId));
		}
		expect(seen).toEqual(['accepted', 'declined', 'accepted']);
	});

	test('created, deleted and created again by MCP, the event is there', async () => {
		const [first] = await byMcp(CREATE_EVENT, { title: 'Review' });
		expect(await byMcp(DELETE_EVENT, { eventId: String(first.eventId) })).toEqual([
			{ deleted: true },
		]);
		const [second] = await byMcp(CREATE_EVENT, { title: 'Review' });
		expect(second.eventId).not.toBe(first.eventId);
		expect(eventOf(second.eventId)?.status).toBe('confirmed');
	});

	test('the same for an agent that runs its tools itself, in all items of a batch', async () => {
		const calls = [{ title: 'Review' }, { title: 'Review' }];
		const said = await byAgent(tool(CREATE_EVENT), calls, calls);
		const ids = said.map((text) => JSON.parse(text)[0].eventId as string);
		expect(new Set(ids).size).toBe(4);
	});

	test.each([
		[
			'by MCP',
			async (setUp: ReturnType<typeof tool>, calls: IDataObject[]) => await callByMcp(setUp, calls),
		],
		[
			'by an agent',
			async (setUp: ReturnType<typeof tool>, calls: IDataObject[]) => await byAgent(setUp, calls),
		],
	])(
		'a call %s that n8n tries again keeps its token, and a further call has another',
		async (_by, call) => {
			const tokens = [
				planWrite(`POST ${EVENTS}`, undefined, refusal('permissionDeny'), 400),
				planWrite(`POST ${EVENTS}`, undefined, wireEvent()),
				planWrite(`POST ${EVENTS}`, undefined, wireEvent()),
			];
			const parameters = { ...CREATE_EVENT, attendees: {} };
			const calls = [{ title: 'Review' }, { title: 'Review' }];
			await call(tool(parameters, RETRIED, withOperator()), calls);
			const [[refused], [again], [further]] = tokens;
			expect(again).toBe(refused);
			expect(further).not.toBe(refused);
		},
	);

	test.each<[string, object, object]>([
		['another title', { summary: 'A' }, { summary: 'B' }],
		['another calendar', { calendarId: 'a' }, { calendarId: 'b' }],
	])('what n8n tries again with %s has another token', async (_what, before, after) => {
		const json = { summary: 'Same', calendarId: 'primary', ...before };
		const tokens: string[] = [];
		nock(API, { reqheaders: { 'x-client-token': (token) => tokens.push(String(token)) > 0 } })
			.post(/\/events$/)
			.twice()
			.reply(400, () => {
				Object.assign(json, after);
				return refusal('permissionDeny');
			});
		await runDingTalk({
			parameters: {
				...(CREATE_EVENT as INode['parameters']),
				attendees: {},
				summary: '={{ $json.summary }}',
				options: { calendarId: '={{ $json.calendarId }}' },
			},
			credentials: withOperator(),
			input: [{ json }],
			settings: RETRIED,
		});
		expect(tokens).toHaveLength(2);
		expect(tokens[0]).not.toBe(tokens[1]);
	});
});

describe('messages and todos by tools', () => {
	const SEND = {
		resource: 'message',
		operation: 'send',
		target: 'people',
		people: { list: [{ ids: fromAi('userIds') }] },
		messageType: 'text',
		text: fromAi('text'),
	};
	const received = () =>
		sandbox.control
			.state()
			.messages.map(({ target, content }) => `${(target.userIds ?? []).join()}: ${content.text}`);

	test('every call by MCP sends', async () => {
		const calls = ['one', 'two', 'two'].map((text) => ({ text, userIds: 'lina' }));
		await byMcp(SEND, ...calls);
		expect(received()).toEqual(['lina: one', 'lina: two', 'lina: two']);
	});

	test('each item of an agent`s batch writes to its own person', async () => {
		await byAgent(
			tool(SEND),
			[{ text: 'for Li Na', userIds: 'lina' }],
			[{ text: 'for Bob', userIds: 'bob' }],
		);
		expect(received().sort()).toEqual(['bob: for Bob', 'lina: for Li Na']);
	});

	test('every call by MCP makes a todo, but one for a source ID', async () => {
		const parameters = {
			resource: 'todo',
			operation: 'create',
			subject: fromAi('subject'),
			detailUrl: 'https://example.com/a',
			executors: { list: [{ ids: 'lina' }] },
			additionalFields: { sourceId: fromAi('sourceId') },
		};
		const todos = await byMcp(
			parameters,
			{ subject: 'Sign', sourceId: '' },
			{ subject: 'Sign', sourceId: '' },
			{ subject: 'Sign', sourceId: 'contract-1' },
			{ subject: 'Sign', sourceId: 'contract-1' },
		);
		expect(todos.map(({ created }) => created)).toEqual([true, true, true, false]);
		expect(new Set(todos.map(({ todoId }) => todoId)).size).toBe(3);
	});

	test('whom a call reached is remembered while n8n tries it again, not for the next call', async () => {
		const parameters = { ...SEND, options: { failOnMissed: true } };
		const call = { text: 'hi', userIds: 'lina,nobodyKnown' };
		for (const send of [callByMcp, byAgentInTurn]) {
			sandbox.control.reset();
			const said = await send(tool(parameters, RETRIED), [call, call]);
			expect(said).toEqual([
				expect.stringContaining('1 of 2 people did not get the message'),
				expect.stringContaining('1 of 2 people did not get the message'),
			]);
			expect(received()).toEqual(['lina: hi', 'lina: hi']);
		}
	});

	async function byAgentInTurn(setUp: ReturnType<typeof tool>, calls: IDataObject[]) {
		return await byAgent(setUp, calls);
	}
});
