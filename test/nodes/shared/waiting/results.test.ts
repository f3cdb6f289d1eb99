import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import type { CallContext } from '../../../../nodes/shared/transport/callContext';
import { awaitResult, wakeForResult } from '../../../../nodes/shared/waiting/results';
import { appCredential } from '../../../helpers/dingTalk.mts';
import { instantClock } from '../../../helpers/fakeClock.mts';
import { requestContext } from '../../../helpers/trigger.mts';

const HOST = 'https://n8n.example.com';
const url = (execution: number) =>
	`${HOST}/webhook-waiting/${execution}/node?signature=nobody-may-see`;
const RUNNING = { code: 409, message: 'The execution "7" is running already.' };
const WOKEN = { standing: 'woken' };

let clock: ReturnType<typeof instantClock>;
let warnings: string[];
beforeEach(() => {
	clock = instantClock();
	warnings = [];
});

const hear = async (data: IDataObject, eventType = 'bpms_instance_change') =>
	await wakeForResult(
		{
			context: requestContext(appCredential()) as unknown as CallContext,
			clock,
			signal: new AbortController().signal,
			instanceUrl: HOST,
			logger: { warn: (text: string) => warnings.push(text) } as never,
		},
		{ kind: 'event', id: 'event-1', eventType, data },
	);
const waits = (id: string, execution: number, forMs = 60_000) =>
	awaitResult(id, url(execution), clock.now() + forMs, clock.now());
const wake = (execution: number) =>
	nock(HOST)
		.post(`/webhook-waiting/${execution}/node`, { wake: true })
		.query({ signature: 'nobody-may-see' });

test.each(['finish', 'terminate', 'delete'])('%s wakes all who wait for it, once', async (type) => {
	waits('P1', 1);
	waits('P1', 2);
	waits('P2', 3);
	const scopes = [wake(1).reply(200, WOKEN), wake(2).reply(200, WOKEN)];
	await hear({ processInstanceId: 'P1', type });
	await hear({ processInstanceId: 'P1', type });
	expect(scopes.map((scope) => scope.isDone())).toEqual([true, true]);
	expect(warnings).toEqual([]);
});

test.each([
	['what an approval begins with', { processInstanceId: 'P1', type: 'start' }, undefined],
	['a task of it', { processInstanceId: 'P1', type: 'finish' }, 'bpms_task_change'],
	['another approval', { processInstanceId: 'P9', type: 'finish' }, undefined],
	['an event that names none', { type: 'finish' }, undefined],
])('%s wakes nobody', async (_, data, eventType) => {
	waits('P1', 1);
	await hear(data, eventType);
	expect(warnings).toEqual([]);
});

test('the spelling of HTTP pushes is read too', async () => {
	waits('P1', 1);
	const scope = wake(1).reply(200, WOKEN);
	await hear({ ProcessInstanceId: 'P1', Type: 'finish', EventType: 'bpms_instance_change' });
	expect(scope.isDone()).toBe(true);
});

test('waits while n8n has not stored that the execution waits', async () => {
	waits('P1', 1);
	wake(1).times(2).reply(409, RUNNING);
	const scope = wake(1).reply(200, WOKEN);
	await hear({ processInstanceId: 'P1', type: 'finish' });
	expect(scope.isDone()).toBe(true);
});

test('who has stopped to wait is forgotten', async () => {
	waits('P1', 1, -1);
	await hear({ processInstanceId: 'P1', type: 'finish' });
	expect(warnings).toEqual([]);
});

test('who is not reached is told of in the log, without n8n’s token', async () => {
	waits('P1', 1);
	nock(HOST).post(/./).query(true).reply(502, 'Bad gateway');
	nock('http://127.0.0.1:5678')
		.post(/./)
		.query(true)
		.replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
	await hear({ processInstanceId: 'P1', type: 'finish' });
	expect(warnings).toEqual([expect.stringMatching(/P1 could not be woken.*502/)]);
	expect(warnings[0]).not.toContain('nobody-may-see');
});
