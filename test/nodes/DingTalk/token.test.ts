import { forgetTokens } from '../../../nodes/shared/transport/token';
import type { Sandbox } from '../../../sandbox/index.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import {
	arrivals,
	everythingIn,
	exchanges,
	itemsForPeople,
	sandboxCredential,
	SECRET,
	SEND_TEXT,
	whenCalled,
} from '../../helpers/appSandbox.mts';
import { runDingTalk } from '../../helpers/dingTalk.mts';

const LIFTED = { callsPerSecond: Number.POSITIVE_INFINITY };
const CONTINUE = { onError: 'continueRegularOutput' as const };
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ limits: LIFTED });
});
beforeEach(() => {
	sandbox.control.reset();
	forgetTokens();
});
afterAll(async () => await sandbox.close());

const expectEachOnce = (count: number) => {
	const texts = itemsForPeople(count).map(({ json }) => String(json.text));
	expect(Object.fromEntries(arrivals(sandbox))).toEqual(
		Object.fromEntries(texts.map((text) => [text, 1])),
	);
};
const send = async (count: number, credentials = sandboxCredential(sandbox), more: object = {}) =>
	await runDingTalk({
		parameters: SEND_TEXT,
		input: itemsForPeople(count),
		credentials,
		...more,
	});

it('exchanges the token once for 150 items', async () => {
	const { items, error, credentials } = await send(150);
	expect(error).toBeUndefined();
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
		Array.from({ length: 150 }, (_, item) => ({ item })),
	);
	expectEachOnce(150);
	expect(exchanges(sandbox)).toBe(1);
	expect(credentials.stored.dingTalkAppApi.accessToken).toMatch(/^[0-9a-f]{32}$/);
});

it('exchanges it once more when DingTalk ends it in the middle of a run, and sends nothing twice', async () => {
	const expiry = whenCalled(sandbox, 'robot.oto.batchSend', 40, () =>
		sandbox.control.expireTokens(),
	);
	const { error } = await send(120);
	await expiry;
	expect(error).toBeUndefined();
	expectEachOnce(120);
	expect(exchanges(sandbox)).toBe(2);
	expect(sandbox.control.counts()['refused:robot.oto.batchSend']).toBeGreaterThan(0);
});

it('exchanges it once more when its clock runs out in the middle of a run, before anything is refused', async () => {
	const credentials = sandboxCredential(sandbox);
	await send(1, credentials);
	// As after a restart of n8n: only the stored token is known.
	forgetTokens();
	sandbox.control.latency(30);
	credentials.stored.dingTalkAppApi.expiresAt = Date.now() + 80;
	const { error } = await send(120, credentials);
	expect(error).toBeUndefined();
	expect(exchanges(sandbox)).toBe(2);
	expect(arrivals(sandbox).size).toBe(120);
	expect(sandbox.control.counts()).not.toHaveProperty('refused:robot.oto.batchSend');
	expect(credentials.writes.length).toBeGreaterThan(1);
	expect(credentials.stored.dingTalkAppApi.expiresAt).toBeGreaterThan(Date.now() + 7_000_000);
});

it('exchanges it once when n8n takes its time to store it', async () => {
	const credentials = sandboxCredential(sandbox);
	credentials.writeDelayMs = 60;
	await send(80, credentials);
	expect(exchanges(sandbox)).toBe(1);
	forgetTokens();
	sandbox.control.latency(5);
	credentials.stored.dingTalkAppApi.expiresAt = Date.now();
	const { error } = await send(80, credentials);
	expect(error).toBeUndefined();
	expect(exchanges(sandbox)).toBe(2);
});

it('exchanges it once for two executions at once', async () => {
	const credentials = sandboxCredential(sandbox);
	const runs = await Promise.all([send(40, credentials), send(40, credentials)]);
	expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
	expect(exchanges(sandbox)).toBe(1);
});

it('exchanges it once for two credentials of the same app', async () => {
	await Promise.all([send(40), send(40)]);
	await send(40);
	expect(exchanges(sandbox)).toBe(1);
});

it.each([
	['stopping at the first failure', {}],
	['continuing on fail', { settings: CONTINUE }],
])('asks once with a bad secret, %s', async (_name, more) => {
	const wrong = sandboxCredential(sandbox, { clientSecret: 'not-the-secret-of-the-app' });
	const { items, error, run } = await send(50, wrong, more);
	const text = error
		? `${error.message}. ${error.description}`
		: `${items[49].json.error}. ${items[49].json.message}`;
	expect(text).toMatch(
		/^DingTalk does not accept this Client ID and Client Secret\. Copy both again.*code invalidClientIdOrSecret/,
	);
	expect(exchanges(sandbox)).toBe(1);
	expect(arrivals(sandbox).size).toBe(0);
	expect(items).toHaveLength(error ? 0 : 50);
	expect(everythingIn(run)).not.toContain('not-the-secret-of-the-app');
});

it('never uses the token of the app that the credential belonged to before', async () => {
	const credentials = sandboxCredential(sandbox);
	await send(1, credentials);
	Object.assign(credentials.stored.dingTalkAppApi, {
		clientId: 'dingsandboxnew',
		clientSecret: 'sandbox-new-secret',
	});
	await send(1, credentials);
	expect(exchanges(sandbox)).toBe(2);
	const callers = sandbox.control.journal().filter(({ id }) => id === 'robot.oto.batchSend');
	expect(callers.map(({ app }) => app)).toEqual(['dingsandboxapp', 'dingsandboxnew']);
});

it('never sends a token to another DingTalk than the one that issued it', async () => {
	const other = await startSandbox({ limits: LIFTED });
	const credentials = sandboxCredential(sandbox);
	await send(1, credentials);
	Object.assign(credentials.stored.dingTalkAppApi, {
		apiBaseUrl: other.apiUrl,
		oapiBaseUrl: other.oapiUrl,
	});
	const { error } = await send(3, credentials);
	expect(error).toBeUndefined();
	expect(other.control.counts()).toEqual({ 'token.app': 1, 'robot.oto.batchSend': 3 });
	await other.close();
});

it('keeps secret and token out of the run data and the errors, and stores nothing but the token', async () => {
	const credentials = sandboxCredential(sandbox);
	const rule = { match: { id: 'robot.oto.batchSend' }, times: 3 };
	sandbox.control.addFault({
		...rule,
		answer: { status: 400, body: { code: 'invalidParameter', message: 'x', requestid: 'r1' } },
	});
	sandbox.control.addFault({ ...rule, cut: true });
	const { run, items } = await send(20, credentials, { settings: CONTINUE });
	expect(items).toHaveLength(20);
	expect(items.filter(({ json }) => json.error !== undefined).length).toBeGreaterThan(0);
	const token = String(credentials.stored.dingTalkAppApi.accessToken);
	const text = everythingIn(run);
	expect(text).toContain('"message 20"'.replaceAll('"', "'"));
	expect(text).not.toContain(token);
	expect(text).not.toContain(SECRET);
	for (const write of credentials.writes) {
		expect(Object.keys(write).sort()).toEqual(['accessToken', 'expiresAt', 'issuedFor', 'renewAt']);
		expect(write.issuedFor).toBe(`dingsandboxapp@${sandbox.apiUrl}`);
	}
});
