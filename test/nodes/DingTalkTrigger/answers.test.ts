import type { IDataObject, IRun } from 'n8n-workflow';
import { ManualExecutionCancelledError } from 'n8n-workflow';

import { systemClock } from '../../../nodes/shared/run/clock';
import type { ManualClock } from '../../helpers/fakeClock.mts';
import { manualClock } from '../../helpers/fakeClock.mts';
import type { StreamServer } from '../../helpers/streamServer.mts';
import { startStreamServer } from '../../helpers/streamServer.mts';
import type { TriggerRun } from '../../helpers/trigger.mts';
import { botMessage, cardPress, CARDS, listening, MESSAGES } from './listening';

let server: StreamServer;
let clock: ManualClock;
let run: TriggerRun;

async function answering(parameters: Record<string, string | string[]>) {
	// The token of the test has to be good by the clock of the test.
	clock = manualClock(systemClock.now());
	run = listening(server, { parameters, clock });
	await run.start();
	return await server.connected(1);
}

const asked = (msgId = 'm1') =>
	botMessage(msgId, 'hello', {
		sessionWebhook: `${server.url}/robot/sendBySession?session=s-1`,
		sessionWebhookExpiredTime: Date.now() + 3_600_000,
	});

/** A run as n8n hands it back; without `json` as in queue mode, where the results stay on the worker. */
const ended = (json?: IDataObject, status = 'success') =>
	({
		status,
		finished: status === 'success',
		data: {
			resultData: {
				lastNodeExecuted: 'Last',
				runData: json ? { Last: [{ data: { main: [[{ json }]] } }] } : {},
			},
		},
	}) as unknown as IRun;

beforeEach(async () => {
	server = await startStreamServer();
});

afterEach(async () => {
	await run.close();
	await server.close();
});

test('a fixed text answers a message at once', async () => {
	const connection = await answering({
		triggerOn: ['message'],
		answer: 'text',
		answerText: 'Got it',
	});
	await connection.push('CALLBACK', MESSAGES, asked());
	await server.until(() => server.calls.length > 0);
	expect(server.calls).toMatchObject([
		{
			method: 'POST',
			path: '/robot/sendBySession?session=s-1',
			body: { msgtype: 'text', text: { content: 'Got it' } },
		},
	]);
});

test('the last node answers a message when the workflow has ended', async () => {
	const connection = await answering({ triggerOn: ['message'], answer: 'lastNode' });
	await connection.push('CALLBACK', MESSAGES, asked());
	const [emit] = await run.emitted(1);
	expect(server.calls).toEqual([]);
	emit.finish(ended({ text: 'It is 42' }));
	await server.until(() => server.calls.length > 0);
	expect(server.calls[0].body).toMatchObject({ text: { content: 'It is 42' } });
});

test('a workflow that failed, or was known already, answers nothing', async () => {
	const connection = await answering({ triggerOn: ['message'], answer: 'lastNode' });
	for (const id of ['m1', 'm2', 'm3', 'm4']) {
		await connection.push('CALLBACK', MESSAGES, asked(id));
	}
	const emits = await run.emitted(4);
	emits[0].finish(ended({ text: 'no' }, 'error'));
	emits[1].finish(undefined);
	emits[2].fail(new Error('it did not start'));
	emits[3].finish(ended({ text: 'yes' }));
	await server.until(() => server.calls.length > 0);
	expect(server.calls).toHaveLength(1);
	expect(server.calls[0].body).toMatchObject({ text: { content: 'yes' } });
	expect(run.failedExecutions).toEqual([]);
});

test('in queue mode, where no results come back, that is told once', async () => {
	const connection = await answering({ triggerOn: ['message'], answer: 'lastNode' });
	for (const id of ['m1', 'm2']) await connection.push('CALLBACK', MESSAGES, asked(id));
	for (const emit of await run.emitted(2)) emit.finish(ended());
	await run.until(() => run.failedExecutions.length > 0);
	await clock.pass(0);
	expect(run.failedExecutions).toHaveLength(1);
	expect(run.failedExecutions[0].description).toMatch(/queue mode.*Message > Send to Reply/s);
	expect(server.calls).toEqual([]);
});

test('an answer that cannot be made or sent is a failed execution', async () => {
	const connection = await answering({ triggerOn: ['message'], answer: 'lastNode' });
	await connection.push('CALLBACK', MESSAGES, asked());
	const [emit] = await run.emitted(1);
	emit.finish(ended({ nothing: 'to say' }));
	await run.until(() => run.failedExecutions.length > 0);
	expect(run.failedExecutions[0].message).toMatch(/'Answer' finds no 'text'/);
});

describe('a card action answered by the last node', () => {
	const PARAMETERS = { triggerOn: ['cardAction'], cardAnswer: 'lastNode' };
	const UPDATE = { cardData: { cardParamMap: { state: 'approved' } } };

	test('in time: the update goes with the acknowledgement', async () => {
		const connection = await answering(PARAMETERS);
		const acked = connection.push('CALLBACK', CARDS, cardPress('card1', 'approve'));
		const [emit] = await run.emitted(1);
		await clock.pass(1799);
		emit.finish(ended({ state: 'approved' }));
		expect((await acked).data).toMatchObject({ response: UPDATE });
		expect(server.calls).toEqual([]);
	});

	test('late: acknowledged within two seconds, and updated when the workflow has ended', async () => {
		const connection = await answering(PARAMETERS);
		const acked = connection.push('CALLBACK', CARDS, cardPress('card1', 'approve'));
		const [emit] = await run.emitted(1);
		await clock.pass(1800);
		expect((await acked).data).toEqual({ response: null });
		emit.finish(ended({ state: 'approved' }));
		await server.until(() => server.calls.length > 0);
		expect(server.calls).toMatchObject([
			{
				method: 'PUT',
				path: '/v1.0/card/instances',
				body: {
					outTrackId: 'card1',
					...UPDATE,
					cardUpdateOptions: { updateCardDataByKey: true },
				},
			},
		]);
	});

	test('nothing to show: acknowledged as soon as the workflow has ended', async () => {
		const connection = await answering(PARAMETERS);
		const acked = connection.push('CALLBACK', CARDS, cardPress('card1', 'approve'));
		const [emit] = await run.emitted(1);
		emit.fail(new ManualExecutionCancelledError('1'));
		expect((await acked).data).toEqual({ response: null });
	});
});

test('closing waits for a card that is being answered', async () => {
	const connection = await answering({ triggerOn: ['cardAction'], cardAnswer: 'lastNode' });
	const acked = connection.push('CALLBACK', CARDS, cardPress('card1', 'approve'));
	const [emit] = await run.emitted(1);
	const closing = run.close();
	emit.finish(ended({ state: 'approved' }));
	expect((await acked).data).toMatchObject({ response: { cardData: {} } });
	await closing;
});
