import type { IDataObject } from 'n8n-workflow';

import { openSession } from '../../../nodes/shared/auth/sealedSession';
import { systemClock } from '../../../nodes/shared/run/clock';
import { appCredential } from '../../helpers/dingTalk.mts';
import { manualClock } from '../../helpers/fakeClock.mts';
import type { StreamServer } from '../../helpers/streamServer.mts';
import { startStreamServer } from '../../helpers/streamServer.mts';
import type { TriggerRun } from '../../helpers/trigger.mts';
import { triggerRun } from '../../helpers/trigger.mts';
import {
	ALL_EVENTS,
	botMessage,
	cardPress,
	CARDS,
	CLIENT_SECRET,
	eventHeaders,
	listening,
	MESSAGES,
	withClock,
} from './listening';

let server: StreamServer;
let runs: TriggerRun[] = [];

async function started(...[options]: [Parameters<typeof listening>[1]?]) {
	const run = listening(server, options);
	runs.push(run);
	await run.start();
	return { run, connection: await server.connected(server.connections.length || 1) };
}

/** As the database gives it back. */
const copyOf = (data: IDataObject) => JSON.parse(JSON.stringify(data)) as IDataObject;

beforeEach(async () => {
	server = await startStreamServer();
});

afterEach(async () => {
	for (const run of runs) await run.close();
	runs = [];
	await server.close();
});

test('subscribes to what it wants, and to nothing else', async () => {
	await started({
		parameters: { triggerOn: ['message', 'event', 'cardAction'], events: ['user_add_org'] },
	});
	expect(server.opens[0].body).toMatchObject({
		clientId: 'dingtest',
		subscriptions: [
			{ type: 'CALLBACK', topic: MESSAGES },
			{ type: 'EVENT', topic: '*' },
			{ type: 'CALLBACK', topic: CARDS },
		],
	});
	await started();
	expect(server.opens[1].body.subscriptions).toEqual([{ type: 'CALLBACK', topic: MESSAGES }]);
});

test('a bot message is acknowledged and starts an execution with a clean item', async () => {
	const { run, connection } = await started();
	const ack = await connection.push('CALLBACK', MESSAGES, botMessage('msg1', 'hello'));
	expect(ack).toMatchObject({ code: 200, data: { response: null } });
	const [{ items }] = await run.emitted(1);
	expect(items).toHaveLength(1);
	expect(items[0].json).toMatchObject({
		kind: 'message',
		messageId: 'msg1',
		text: 'hello',
		sender: { name: '李娜', userId: 'lina', unionId: 'union-lina' },
		conversation: { openConversationId: 'cidTest==', type: 'group' },
	});
});

test('an event starts an execution, and is acknowledged as done', async () => {
	const { run, connection } = await started({ parameters: ALL_EVENTS });
	const ack = await connection.push('EVENT', '*', { userId: ['lina'] }, eventHeaders('e1'));
	expect(ack).toMatchObject({ code: 200, data: { status: 'SUCCESS' } });
	expect(run.emits[0].items[0].json).toEqual({
		kind: 'event',
		eventType: 'user_add_org',
		eventId: 'e1',
		corpId: 'dingcorp',
		bornAt: '2023-11-14T22:13:20.000Z',
		data: { userId: ['lina'] },
	});
});

test('an event is known by its header, whatever its topic is', async () => {
	const { run, connection } = await started({ parameters: ALL_EVENTS });
	await connection.push('EVENT', 'dingTalk', {}, eventHeaders('e1', 'org_change'));
	expect(run.emits[0].items[0].json.eventType).toBe('org_change');
});

test('a card action is acknowledged at once when the card shall stay as it is', async () => {
	const { run, connection } = await started({ parameters: { triggerOn: ['cardAction'] } });
	const ack = await connection.push('CALLBACK', CARDS, cardPress('card1', 'approve'));
	expect(ack).toMatchObject({ code: 200, data: { response: null } });
	expect(run.emits[0].items[0].json).toMatchObject({
		kind: 'cardAction',
		outTrackId: 'card1',
		actionIds: ['approve'],
		user: { userId: 'lina' },
	});
});

test('what the filters refuse is acknowledged and starts nothing', async () => {
	const { run, connection } = await started({
		parameters: { triggerOn: ['message'], filters: { keyword: 'deploy' } },
	});
	await connection.push('CALLBACK', MESSAGES, botMessage('msg1', 'hello'));
	await connection.push('CALLBACK', MESSAGES, botMessage('msg2', 'Deploy now'));
	await run.emitted(1);
	expect(run.emits.map(({ items }) => items[0].json.messageId)).toEqual(['msg2']);
	expect(connection.acks).toHaveLength(2);
});

test('a push that comes twice starts one execution, and is acknowledged twice', async () => {
	const { run, connection } = await started({ parameters: ALL_EVENTS });
	const push = async () => await connection.push('EVENT', '*', {}, eventHeaders('e1'));
	const acks = [await push(), await push(), await push()];
	expect(acks.map(({ data }) => data)).toEqual(
		Array.from({ length: 3 }, () => ({ status: 'SUCCESS', message: '' })),
	);
	await connection.push('EVENT', '*', {}, eventHeaders('e2'));
	expect(run.emits.map(({ items }) => items[0].json.eventId)).toEqual(['e1', 'e2']);
});

test('n8n gets a key of its own for each push, unique among workflows and short enough', async () => {
	const { run, connection } = await started({
		parameters: { ...ALL_EVENTS, triggerOn: ['event', 'message'] },
	});
	await connection.push('EVENT', '*', {}, eventHeaders('1'));
	await connection.push('CALLBACK', MESSAGES, botMessage('1', 'x'));
	await connection.push('EVENT', '*', {}, eventHeaders('long'.repeat(100)));
	await run.emitted(3);
	const keys = run.emits.map(({ deduplicationKey }) => deduplicationKey);
	expect(keys).toEqual(keys.map(() => expect.stringMatching(/^dingtalk:[0-9a-f]{64}$/)));
	expect(new Set(keys).size).toBe(3);
});

test('when n8n takes no execution, the event comes again and is not lost', async () => {
	const { run, connection } = await started({ parameters: ALL_EVENTS });
	run.onEmit = () => {
		throw new Error('the database is away');
	};
	const refused = await connection.push('EVENT', '*', {}, eventHeaders('e1'));
	expect(refused.data).toMatchObject({ status: 'LATER' });
	expect(run.failedExecutions[0].message).toBe('the database is away');
	run.onEmit = () => {};
	const taken = await connection.push('EVENT', '*', {}, eventHeaders('e1'));
	expect(taken.data).toMatchObject({ status: 'SUCCESS' });
	expect(run.emits).toHaveLength(1);
});

test('after the app`s secret was changed, a running trigger seals sessions with the new one within half a minute', async () => {
	const credentials = appCredential({ apiBaseUrl: server.url, oapiBaseUrl: server.url });
	const parameters = { triggerOn: ['message'] };
	const clock = manualClock(systemClock.now());
	const run = triggerRun({ node: withClock(clock), parameters, credentials });
	runs.push(run);
	await run.start();
	const connection = await server.connected(1);
	const session = {
		sessionWebhook: `${server.url}/robot/sendBySession?session=s-1`,
		sessionWebhookExpiredTime: 1_700_005_400_000,
	};
	const sealed = async (msgId: string, count: number) => {
		await connection.push('CALLBACK', MESSAGES, botMessage(msgId, 'hi', session));
		const emits = await run.emitted(count);
		return String(emits[count - 1].items[0].json.sealedSession);
	};
	const bindingOf = (messageId: string) => ({ conversationId: 'cidTest==', messageId });
	const wanted = { url: session.sessionWebhook, expiresAt: 1_700_005_400_000 };
	expect(openSession(CLIENT_SECRET, await sealed('m1', 1), bindingOf('m1'))).toEqual(wanted);
	credentials.stored.dingTalkAppApi.clientSecret = 'the-new-secret';
	await clock.pass(30_000);
	expect(openSession(CLIENT_SECRET, await sealed('m2', 2), bindingOf('m2'))).toEqual(wanted);
	await clock.pass(1);
	const third = await sealed('m3', 3);
	expect(openSession('the-new-secret', third, bindingOf('m3'))).toEqual(wanted);
	expect(openSession(CLIENT_SECRET, third, bindingOf('m3'))).toBeUndefined();
});

test('static data, which belongs to the whole workflow, is left alone where n8n knows keys', async () => {
	const { run, connection } = await started({ parameters: ALL_EVENTS });
	await connection.push('EVENT', '*', {}, eventHeaders('e1'));
	await connection.push('EVENT', '*', {}, eventHeaders('e1'));
	expect(run.emits).toHaveLength(1);
	expect(run.staticData).toEqual({});
});

describe('the memory in static data, for an n8n that knows no keys', () => {
	const older = { parameters: ALL_EVENTS, knowsKeys: false };

	test('knows the duplicates of before a restart', async () => {
		const first = await started(older);
		await first.connection.push('EVENT', '*', {}, eventHeaders('e1'));
		await first.run.close();
		const staticData = copyOf(first.run.staticData);
		const second = await started({ ...older, staticData });
		const connection = await server.connected(2);
		await connection.push('EVENT', '*', {}, eventHeaders('e1'));
		await connection.push('EVENT', '*', {}, eventHeaders('e2'));
		expect(second.run.emits.map(({ items }) => items[0].json.eventId)).toEqual(['e2']);
	});

	test('has the mark when it stores the execution, and not when it takes none', async () => {
		const { run, connection } = await started(older);
		const stored: unknown[] = [];
		run.onEmit = () => {
			stored.push(copyOf(run.staticData));
			if (stored.length === 1) throw new Error('no');
		};
		await connection.push('EVENT', '*', {}, eventHeaders('e1'));
		expect(run.staticData.seen).toEqual({});
		await connection.push('EVENT', '*', {}, eventHeaders('e1'));
		expect(stored).toEqual([
			{ seen: { 'event:e1': expect.any(Number) as number } },
			{ seen: { 'event:e1': expect.any(Number) as number } },
		]);
	});
});

test('frames that cannot be read do no harm; unknown topics are answered with 404', async () => {
	const { run, connection } = await started();
	connection.sendText('{"type":"CALLBACK","headers":{"topic":"/v1.0/im/bot');
	connection.sendText('[]');
	const unknown = await connection.push('CALLBACK', '/v1.0/graph/api/invoke', {});
	expect(unknown.code).toBe(404);
	const unreadable = await connection.push('CALLBACK', MESSAGES, 'no object');
	expect(unreadable.code).toBe(500);
	const ping = await connection.push('SYSTEM', 'ping', { opaque: 'x1' });
	expect(ping).toMatchObject({ code: 200, data: { opaque: 'x1' } });
	await connection.push('CALLBACK', MESSAGES, botMessage('msg1', 'hello'));
	expect(await run.emitted(1)).toHaveLength(1);
});

test('a message without content, because the quota is spent, is a failed execution', async () => {
	const { run, connection } = await started();
	const spent = botMessage('msg1', '', {
		errorCode: '20001',
		errorMessage: 'quota',
		text: undefined,
	});
	await connection.push('CALLBACK', MESSAGES, spent);
	await run.until(() => run.failedExecutions.length > 0);
	await connection.push('CALLBACK', MESSAGES, spent);
	expect(run.failedExecutions).toHaveLength(1);
	expect(run.failedExecutions[0].message).toMatch(/allowance/);
	expect(run.emits).toEqual([]);
});

describe('triggers of one app in one process', () => {
	test('share what comes, each by its own filters, and all of them once', async () => {
		const lunch = await started({
			nodeId: 'lunch',
			parameters: { triggerOn: ['message'], filters: { keyword: 'lunch' } },
		});
		const all = await started({ nodeId: 'all' });
		const [first, second] = [await server.connected(1), await server.connected(2)];
		await first.push('CALLBACK', MESSAGES, botMessage('m1', 'hello'));
		await second.push('CALLBACK', MESSAGES, botMessage('m2', 'lunch?'));
		await second.push('CALLBACK', MESSAGES, botMessage('m1', 'hello'));
		await all.run.emitted(2);
		const texts = ({ emits }: TriggerRun) => emits.map(({ items }) => items[0].json.text);
		expect(texts(all.run)).toEqual(['hello', 'lunch?']);
		expect(texts(lunch.run)).toEqual(['lunch?']);
	});

	test('of one ID, as a program may have written them, get it all the same', async () => {
		const first = await started({ nodeName: 'First' });
		const second = await started({ nodeName: 'Second' });
		const connection = await server.connected(1);
		await connection.push('CALLBACK', MESSAGES, botMessage('m1', 'hello'));
		const [[one], [two]] = [await first.run.emitted(1), await second.run.emitted(1)];
		expect(one.deduplicationKey).not.toBe(two.deduplicationKey);
	});

	test('an event that one of them could not take comes again, for that one only', async () => {
		const steady = await started({ nodeId: 'steady', parameters: ALL_EVENTS });
		const shaky = await started({ nodeId: 'shaky', parameters: ALL_EVENTS });
		shaky.run.onEmit = () => {
			throw new Error('not now');
		};
		const connection = await server.connected(1);
		const push = async () => await connection.push('EVENT', '*', {}, eventHeaders('e1'));
		expect((await push()).data).toMatchObject({ status: 'LATER' });
		shaky.run.onEmit = () => {};
		expect((await push()).data).toMatchObject({ status: 'SUCCESS' });
		expect([steady.run.emits.length, shaky.run.emits.length]).toEqual([1, 1]);
	});

	test('while n8n starts them, an event comes again until all that want it are there', async () => {
		const clock = manualClock(systemClock.now());
		const starting = { clock, isStarting: true, parameters: ALL_EVENTS };
		const early = await started({ ...starting, nodeName: 'Early' });
		const connection = await server.connected(1);
		const push = async () => (await connection.push('EVENT', '*', {}, eventHeaders('e1'))).data;
		expect(await push()).toEqual({ status: 'LATER', message: 'triggers are starting' });
		await clock.pass(29_999);
		const late = await started({ ...starting, nodeName: 'Late' });
		expect(await push()).toMatchObject({ status: 'LATER' });
		await clock.pass(29_999);
		expect(await push()).toMatchObject({ status: 'LATER' });
		await clock.pass(1);
		expect(await push()).toMatchObject({ status: 'SUCCESS' });
		expect([early.run.emits.length, late.run.emits.length]).toEqual([1, 1]);
	});

	test('an event that comes while one of them is published anew is there for it afterwards', async () => {
		const clock = manualClock(systemClock.now());
		const wanted = { clock, parameters: ALL_EVENTS, nodeName: 'Wants it' };
		const other = {
			clock,
			nodeName: 'Does not',
			parameters: { ...ALL_EVENTS, events: ['org_change'] },
		};
		await started(other);
		const first = await started(wanted);
		await first.run.close();
		const connection = await server.connected(1);
		const push = async () => (await connection.push('EVENT', '*', {}, eventHeaders('e1'))).data;
		expect(await push()).toMatchObject({ status: 'LATER' });
		const again = await started(wanted);
		expect(await push()).toMatchObject({ status: 'SUCCESS' });
		expect([first.run.emits.length, again.run.emits.length]).toEqual([0, 1]);
	});

	test('a test run that comes and goes keeps no event back', async () => {
		const { connection } = await started({ parameters: ALL_EVENTS, nodeName: 'Active' });
		const test = listening(server, { parameters: ALL_EVENTS, mode: 'manual', isStarting: true });
		const { manualTriggerFunction } = await test.start();
		runs.push(test);
		await Promise.all([manualTriggerFunction?.(), server.connected(2)]);
		await test.close();
		const ack = await connection.push('EVENT', '*', {}, eventHeaders('e1'));
		expect(ack.data).toMatchObject({ status: 'SUCCESS' });
	});

	test('of another app get nothing', async () => {
		await started({ nodeId: 'a' });
		const other = await started({ nodeId: 'b', data: { clientId: 'dingother' } });
		const connection = await server.connected(1);
		await connection.push('CALLBACK', MESSAGES, botMessage('m1', 'hello'));
		await runs[0].emitted(1);
		expect(other.run.emits).toEqual([]);
	});
});
