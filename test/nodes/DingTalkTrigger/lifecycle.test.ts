import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { collectGarbage } from '../../helpers/garbage.mts';
import { everythingIn } from '../../helpers/everythingIn.mts';
import { manualClock } from '../../helpers/fakeClock.mts';
import type { StreamServer } from '../../helpers/streamServer.mts';
import { startStreamServer } from '../../helpers/streamServer.mts';
import type { TriggerRun } from '../../helpers/trigger.mts';
import { withoutWebSocket } from '../../helpers/withoutWebSocket.mts';
import {
	ALL_EVENTS,
	botMessage,
	CLIENT_SECRET,
	eventHeaders,
	listening,
	MESSAGES,
} from './listening';

let server: StreamServer;
let runs: TriggerRun[] = [];

function prepared(options?: Parameters<typeof listening>[1]) {
	const run = listening(server, options);
	runs.push(run);
	return run;
}

async function started(options?: Parameters<typeof listening>[1]) {
	const run = prepared(options);
	await run.start();
	return run;
}

/** The error with which activation fails. */
async function activationError(options?: Parameters<typeof listening>[1]) {
	const error: unknown = await prepared(options)
		.start()
		.then(
			() => undefined,
			(reason: unknown) => reason,
		);
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	throw new Error('the activation did not fail as it has to');
}

beforeEach(async () => {
	server = await startStreamServer();
});

afterEach(async () => {
	for (const run of runs) await run.close();
	runs = [];
	await server.close();
});

describe('activation fails visibly', () => {
	test('on a wrong secret, in words after which n8n does not try for ever', async () => {
		server.refuseOpen(401, { code: 'authFailed', message: '鉴权失败' });
		const error = await activationError();
		expect(error.message).toMatch(/^Authorization failed: DingTalk does not accept this Client ID/);
		expect(error.description).toMatch(/developer console.*authFailed.*鉴权失败/s);
		expect(everythingIn(error)).not.toContain(CLIENT_SECRET);
	});

	test('on a wrong pair that DingTalk calls a bad request', async () => {
		server.refuseOpen(400, { code: 'invalidClientIdOrSecret', message: '无效的clientId' });
		expect((await activationError()).message).toMatch(/^Authorization failed/);
	});

	test('on a missing permission, named', async () => {
		server.refuseOpen(403, {
			code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
			message: 'x',
			accessdenieddetail: { requiredScopes: ['qyapi_stream'] },
		});
		const error = await activationError();
		expect(error.message).toBe('The app lacks a permission for this call: qyapi_stream');
		expect(error.message).not.toContain('Authorization');
	});

	test('when DingTalk is out of reach', async () => {
		await server.close();
		const error = await activationError();
		expect(error.message).toBe('DingTalk could not be reached');
		expect(error.description).toContain('ECONNREFUSED');
	});

	test('when the gateway lets the socket not in, without a trace of the ticket', async () => {
		server.refuseTickets(1);
		const error = await activationError();
		expect(error.message).toMatch(/Stream gateway could not be reached/);
		expect(error.description).toMatch(/DingTalk Callback Trigger/);
		expect(everythingIn(error)).not.toContain('ticket-1');
	});

	test('when the fields cannot be used, before anything is asked', async () => {
		const error = await activationError({ parameters: { triggerOn: ['event'], events: [] } });
		expect(error.message).toMatch(/'Events' is empty/);
		expect(server.opens).toEqual([]);
	});

	test('on a Node.js without WebSocket, naming the trigger that needs none', async () => {
		const error = await withoutWebSocket(async () => await activationError());
		expect(error.message).toMatch(/Node.js 22.*use the DingTalk Callback Trigger/);
		expect(server.opens).toEqual([]);
	});

	test('and leaves nothing behind', async () => {
		server.refuseOpen(401, { code: 'authFailed' });
		await activationError();
		const run = await started();
		expect(server.live()).toHaveLength(1);
		await (await server.connected(1)).push('CALLBACK', MESSAGES, botMessage('m1', 'x'));
		await run.emitted(1);
		expect(runs[0].emits).toEqual([]);
	});
});

test('each connection has a ticket of its own', async () => {
	await started();
	await started({ nodeId: 'other' });
	expect(server.connections.map(({ ticket }) => ticket)).toEqual(['ticket-1', 'ticket-2']);
});

test('closing leaves no socket, and may be done twice', async () => {
	const run = await started();
	await run.close();
	await server.until(() => server.live().length === 0);
	await run.close();
	expect(server.opens).toHaveLength(1);
});

test('activated twice, it has one socket, and each push starts one execution', async () => {
	const first = await started({ parameters: ALL_EVENTS });
	const closeFirst = first.close;
	const second = await started({ parameters: ALL_EVENTS });
	await server.until(() => server.live().length === 1);
	const [standing] = server.live();
	expect(standing.ticket).toBe('ticket-2');
	await standing.push('EVENT', '*', {}, eventHeaders('e1'));
	expect([first.emits.length, second.emits.length]).toEqual([0, 1]);
	// n8n may call the first one's close function late: it is the second one that runs.
	await closeFirst();
	await standing.push('EVENT', '*', {}, eventHeaders('e2'));
	expect(second.emits).toHaveLength(2);
	expect(server.live()).toHaveLength(1);
});

test('closes itself when n8n has dropped its close function', async () => {
	const run = await started();
	await collectGarbage();
	expect(server.live()).toHaveLength(1);
	run.forget();
	await collectGarbage();
	await server.until(() => server.live().length === 0);
});

test('a second activation that fails leaves the first one alone', async () => {
	const first = await started({ parameters: ALL_EVENTS });
	server.refuseOpen(401, { code: 'authFailed' });
	await activationError({ parameters: ALL_EVENTS });
	await server.live()[0].push('EVENT', '*', {}, eventHeaders('e1'));
	expect(first.emits).toHaveLength(1);
});

test('on disconnect no push is lost and none comes twice', async () => {
	const run = await started({ parameters: ALL_EVENTS });
	const old = await server.connected(1);
	old.send('SYSTEM', 'disconnect', { reason: 'upgrade' });
	const next = await server.connected(2);
	expect(server.live()).toHaveLength(2);
	const acks = await Promise.all([
		old.push('EVENT', '*', {}, eventHeaders('late')),
		next.push('EVENT', '*', {}, eventHeaders('new')),
		next.push('EVENT', '*', {}, eventHeaders('late')),
	]);
	expect(acks.map(({ code }) => code)).toEqual([200, 200, 200]);
	expect(run.emits.map(({ items }) => items[0].json.eventId).sort()).toEqual(['late', 'new']);
	expect(old.acks.map(({ data }) => data)).toEqual([{ status: 'SUCCESS', message: '' }]);
});

test('after a lost socket it comes back by itself', async () => {
	const run = await started({ parameters: ALL_EVENTS });
	(await server.connected(1)).socket.terminate();
	const next = await server.connected(2);
	await next.push('EVENT', '*', {}, eventHeaders('e1'));
	expect(run.emits).toHaveLength(1);
	expect(run.failedExecutions).toEqual([]);
});

test('a refusal for good stops it and is told once, by which error workflows run', async () => {
	const run = await started();
	server.refuseOpen(401, { code: 'authFailed', message: '鉴权失败' });
	(await server.connected(1)).socket.terminate();
	await run.until(() => run.errors.length > 0);
	expect(run.errors).toHaveLength(1);
	expect(run.errors[0].message).toMatch(/^Authorization failed/);
	await run.close();
	expect(server.opens).toHaveLength(2);
	expect(server.live()).toEqual([]);
});

test('an outage of more than five minutes is a failed execution, and it goes on trying', async () => {
	const clock = manualClock();
	const run = await started({ parameters: ALL_EVENTS, clock });
	server.refuseOpen(502, '<html>Bad Gateway</html>', 9);
	(await server.connected(1)).socket.terminate();
	await clock.someoneSleeps();
	while (server.opens.length < 11) {
		await clock.pass(60_000);
		await clock.someoneSleeps();
	}
	expect(run.failedExecutions.map(({ message }) => message)).toEqual([
		expect.stringMatching(
			/^No pushes have come for more than 5 minutes.*a server on the way to it/,
		),
	]);
	const next = await server.connected(2);
	await next.push('EVENT', '*', {}, eventHeaders('e1'));
	expect(run.emits).toHaveLength(1);
	expect(run.errors).toEqual([]);
});

test('a socket that is open and dead is found by its silence, and replaced', async () => {
	const clock = manualClock();
	const run = await started({ parameters: ALL_EVENTS, clock });
	await server.connected(1);
	await clock.pass(180_000);
	const next = await server.connected(2);
	await next.push('EVENT', '*', {}, eventHeaders('e1'));
	expect(run.emits).toHaveLength(1);
	await clock.pass(10_000);
	await server.until(() => server.live().length === 1);
});

describe('a test run', () => {
	const manual = { mode: 'manual' as const };

	test('connects only when n8n is ready, takes one push and lets go', async () => {
		const run = prepared(manual);
		const response = await run.start();
		expect(server.opens).toEqual([]);
		await response.manualTriggerFunction?.();
		const connection = await server.connected(1);
		const ack = await connection.push('CALLBACK', MESSAGES, botMessage('m1', 'hello'));
		expect(ack.code).toBe(200);
		const [[item]] = (await response.manualTriggerResponse) ?? [];
		expect(item.json.text).toBe('hello');
		await server.until(() => server.live().length === 0);
		await response.closeFunction?.();
	});

	test('says what is wrong, and leaves no socket', async () => {
		server.refuseOpen(401, { code: 'authFailed' });
		const response = await prepared(manual).start();
		await expect(response.manualTriggerFunction?.()).rejects.toThrow(/Authorization failed/);
		expect(server.live()).toEqual([]);
	});

	test('stopped while it connects, it leaves no socket and no error', async () => {
		const release = server.holdHandshakes();
		const response = await prepared(manual).start();
		const connecting = response.manualTriggerFunction?.();
		await server.until(() => server.opens.length === 1);
		await response.closeFunction?.();
		await connecting;
		release();
		expect(server.live()).toEqual([]);
	});

	test('stopped before it connects, it never does', async () => {
		const response = await prepared(manual).start();
		await response.closeFunction?.();
		await response.manualTriggerFunction?.();
		expect(server.opens).toEqual([]);
	});

	test('that ends with a failure lets go too: n8n closes none that failed', async () => {
		const response = await prepared(manual).start();
		await response.manualTriggerFunction?.();
		const spent = botMessage('m1', '', { errorCode: '20001', text: undefined });
		(await server.connected(1)).send('CALLBACK', MESSAGES, spent);
		await expect(response.manualTriggerResponse).rejects.toThrow(/allowance/);
		await server.until(() => server.live().length === 0);
	});

	test('beside the active trigger, both get the push, whichever socket it comes on', async () => {
		const active = await started();
		const response = await prepared(manual).start();
		await response.manualTriggerFunction?.();
		const [own, tests] = [await server.connected(1), await server.connected(2)];
		await tests.push('CALLBACK', MESSAGES, botMessage('m1', 'hello'));
		const [[item]] = (await response.manualTriggerResponse) ?? [];
		expect(item.json.messageId).toBe('m1');
		await active.emitted(1);
		await own.push('CALLBACK', MESSAGES, botMessage('m2', 'again'));
		expect(await active.emitted(2)).toHaveLength(2);
		await response.closeFunction?.();
	});
});
