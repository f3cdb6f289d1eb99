import { forgetTokens } from '../../../nodes/shared/transport/token';
import type { Sandbox } from '../../../sandbox/index.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import {
	arrivals,
	itemsForPeople,
	later,
	sandboxCredential,
	SEND_TEXT,
	whenCalled,
} from '../../helpers/appSandbox.mts';
import { runDingTalk } from '../../helpers/dingTalk.mts';

const SEND = 'robot.oto.batchSend';
const COUNT = { resource: 'workRecord', operation: 'count', userId: 'lina' };
const LIST = { resource: 'workRecord', operation: 'getAll', userId: 'lina' };
const GROUP = {
	resource: 'message',
	operation: 'send',
	target: 'group',
	openConversationId: { __rl: true, mode: 'id', value: 'cidPhoenix0000000000001==' },
	messageType: 'text',
	text: 'Hello group',
};
const newStyle = (status: number, code: string) => ({
	answer: { status, body: { code, message: 'x', requestid: 'r1' } },
});
const oldStyle = (errcode: number, sub?: string) => ({
	answer: { body: { errcode, errmsg: 'x', ...(sub ? { sub_code: sub } : {}) } },
});
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => {
	sandbox.control.reset();
	forgetTokens();
});
afterAll(async () => await sandbox.close());

const run = async (parameters: object, count = 1) =>
	await runDingTalk({
		parameters: parameters as typeof SEND_TEXT,
		input: itemsForPeople(count),
		credentials: sandboxCredential(sandbox),
	});
const refusals = (id: string) => sandbox.control.counts()[`refused:${id}`] ?? 0;

it.each([
	['api, per second', SEND, newStyle(403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi')],
	['api, per minute', SEND, newStyle(403, 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi')],
	['api, by the business', SEND, newStyle(400, 'send.too.fast')],
	['api, HTTP 429 alone', SEND, newStyle(429, 'tooMany')],
])('repeats a write that DingTalk limits: %s', async (_name, id, refusal) => {
	sandbox.control.addFault({ match: { id }, times: 1, ...refusal });
	const { error } = await run(SEND_TEXT, 5);
	expect(error).toBeUndefined();
	expect(refusals(id)).toBe(1);
	expect([...arrivals(sandbox).values()]).toEqual([1, 1, 1, 1, 1]);
});

it.each([
	['oapi, 88 with 90018', oldStyle(88, '90018')],
	['oapi, errcode 90002', oldStyle(90002)],
	['oapi, busy', oldStyle(-1)],
	['a lost connection', { cut: true }],
])('repeats a read after: %s', async (_name, refusal) => {
	const id = 'workrecord.getbyuserid';
	sandbox.control.addFault({ match: { id }, times: 1, ...refusal });
	const { error } = await run(LIST);
	expect(error).toBeUndefined();
	expect(refusals(id)).toBe(1);
});

it('holds all callers of an API back where DingTalk refuses the same ones again and again', async () => {
	const limited = newStyle(403, 'Forbidden.AccessDenied.QpsLimitForApi');
	sandbox.control.addFault({ match: { id: SEND }, afterCalls: 20, times: 60, ...limited });
	sandbox.control.latency(10);
	const { error } = await run(SEND_TEXT, 100);
	expect(error).toBeUndefined();
	const calls = sandbox.control.journal().filter(({ id }) => id === SEND);
	const refused = calls.find((entry) => entry.refused);
	// Refused three times, a call waits for 1.8 s and more, and all others with it.
	const times = calls.map(({ time }) => time).filter((time) => time >= (refused?.time ?? 0));
	expect(times.length).toBeGreaterThan(50);
	const gaps = times.slice(1).map((time, index) => time - times[index]);
	expect(Math.max(...gaps)).toBeGreaterThan(1000);
});

it.each([
	['api', COUNT, 'workrecord.counts', newStyle(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg')],
	['oapi', LIST, 'workrecord.getbyuserid', oldStyle(88, '90020')],
])('never repeats a call over the monthly quota: %s', async (_name, parameters, id, refusal) => {
	sandbox.control.addFault({ match: { id }, ...refusal });
	const { error } = await run(parameters);
	expect(error?.message).toBe("The organisation's monthly DingTalk quota is spent");
	expect(refusals(id)).toBe(1);
});

it('never repeats a write that DingTalk was too busy for', async () => {
	sandbox.control.addFault({ match: { id: SEND }, ...newStyle(500, 'system.busy') });
	const { items, error } = await run(SEND_TEXT);
	expect(items).toEqual([]);
	expect(error?.message).toMatch(/^It is not known whether .*: DingTalk was too busy to answer$/);
	expect(refusals(SEND)).toBe(1);
});

it.each([
	['before the work', {}, 0],
	['after the work', { afterWork: true }, 1],
])('never repeats a write whose connection was lost %s', async (_name, more, arrived) => {
	const id = 'robot.group.send';
	sandbox.control.addFault({ match: { id }, cut: true, ...more });
	const { error } = await run(GROUP);
	expect(error?.message).toBe('The connection to DingTalk broke before the answer came');
	expect(error?.description).toMatch(/may or may not have carried the call out/);
	expect(refusals(id)).toBe(1);
	expect([...arrivals(sandbox).values()]).toEqual(Array.from({ length: arrived }, () => 1));
});

it('repeats a write whose connection never came about', async () => {
	const gone = await startSandbox();
	const credentials = sandboxCredential(gone);
	await gone.close();
	const port = (url: string) => Number(new URL(url).port);
	const back = later(200, async () => {
		return await startSandbox({ apiPort: port(gone.apiUrl), oapiPort: port(gone.oapiUrl) });
	});
	const { error } = await runDingTalk({ parameters: GROUP, credentials });
	const restarted = await back;
	await restarted.close();
	expect(error).toBeUndefined();
	expect(restarted.control.counts()['robot.group.send']).toBe(1);
});

const BLOCK_PAGE =
	'<!DOCTYPE html><html><script>location="/_____tmd_____/punish?x5secdata=1"</script></html>';

it.each([
	['JSON', { answer: { body: { status: 1111, wait: 5, source: 'x5', punish: 'deny' } } }],
	['its HTML page', { answer: { body: BLOCK_PAGE } }],
	['its HTML page with 403', { answer: { status: 403, body: BLOCK_PAGE } }],
])('tells an address ban, and does not go on calling: %s', async (_name, refusal) => {
	sandbox.control.addFault({ match: { id: 'workrecord.counts' }, ...refusal });
	const { error } = await run(COUNT);
	expect(error?.message).toContain('DingTalk blocks the address n8n calls from');
	expect(refusals('workrecord.counts') + (sandbox.control.counts()['workrecord.counts'] ?? 0)).toBe(
		1,
	);
});

it('takes the error page of a gateway for a busy service, not for a ban', async () => {
	const answer = { status: 502, body: '<html>Bad Gateway</html>' };
	sandbox.control.addFault({ match: { id: SEND }, answer });
	const { error } = await run(SEND_TEXT);
	expect(error?.message).toMatch(
		/: DingTalk, or a server on the way to it, could not answer: HTTP 5\d\d/,
	);
});

it('ends at once when it is cancelled while it waits', async () => {
	const limited = newStyle(403, 'Forbidden.AccessDenied.QpsLimitForApi');
	sandbox.control.addFault({ match: { id: SEND }, ...limited });
	let cancelledAt = 0;
	let cancelling: Promise<void> | undefined;
	const { run: ended } = await runDingTalk({
		parameters: SEND_TEXT,
		input: itemsForPeople(50),
		credentials: sandboxCredential(sandbox),
		onStart: ({ cancel }) => {
			cancelling = whenCalled(sandbox, `refused:${SEND}`, 1, () => {
				cancelledAt = Date.now();
				cancel();
			});
		},
	});
	await cancelling;
	expect(ended.status).toBe('canceled');
	expect(Date.now() - cancelledAt).toBeLessThan(300);
	// What was on its way has arrived; the first repetitions would come after 450 ms and more.
	const before = await later(150, async () => refusals(SEND));
	expect(await later(900, async () => refusals(SEND))).toBe(before);
});
