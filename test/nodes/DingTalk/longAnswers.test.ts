import { DingTalkAppApi } from '../../../credentials/DingTalkAppApi.credentials';
import { forgetTokens } from '../../../nodes/shared/transport/token';
import { explain } from '../../../nodes/shared/errors/toNodeError';
import { createGateway } from '../../../nodes/DingTalkTrigger/stream/gateway';
import type { CallContext } from '../../../nodes/shared/transport/callContext';
import { testCredential } from '../../helpers/credentialTest.mts';
import { appCredential, runDingTalk } from '../../helpers/dingTalk.mts';
import { runRobot } from '../../helpers/dingTalkRobot.mts';
import type { Flood } from '../../helpers/flood.mts';
import { startFlood } from '../../helpers/flood.mts';
import { requestContext } from '../../helpers/trigger.mts';

const MB = 1024 * 1024;

let flood: Flood;
beforeEach(async () => {
	flood = await startFlood();
	forgetTokens();
});
afterEach(async () => await flood.close());

const app = (data: object = {}) =>
	appCredential({ apiBaseUrl: flood.url, oapiBaseUrl: flood.url, agentId: '7', ...data });
const wordsOf = (error?: { message: string; description?: string | null }) =>
	`${String(error?.message)} | ${String(error?.description)}`;
const run = async (parameters: object, data: object = {}) => {
	const { error } = await runDingTalk({ parameters: parameters as never, credentials: app(data) });
	return wordsOf(error);
};

const COUNT = { resource: 'workRecord', operation: 'count', userId: 'lina' };
const CALLS: Record<string, () => Promise<string>> = {
	'the API host': async () => await run(COUNT),
	'the OAPI host': async () =>
		await run({ resource: 'department', operation: 'get', departmentId: '1' }),
	'the exchange of the token': async () => await run(COUNT, { accessToken: '' }),
	'the group robot': async () => {
		const { error } = await runRobot({
			parameters: { operation: 'sendText', text: 'alert' },
			credential: { webhookToken: 'a'.repeat(64), baseUrl: flood.url },
		});
		return wordsOf(error);
	},
	'the Stream gateway': async () => {
		const context = requestContext(app()) as unknown as CallContext;
		const open = await createGateway(context, [{ type: 'EVENT', topic: '*' }], 1);
		const outcome = await open();
		return outcome.ok ? 'a ticket' : wordsOf(explain(outcome.failure));
	},
	"the app credential's test": async () => {
		const { stored } = app({ accessToken: '', expiresAt: 0 });
		const { status, message } = await testCredential(new DingTalkAppApi(), stored.dingTalkAppApi);
		return `${status} ${message}`;
	},
};

it.each(Object.entries(CALLS))(
	'an endless answer of %s is refused while it comes, and told',
	async (_name, call) => {
		const words = await call();
		expect(words).toMatch(/The answer did not come from DingTalk, or is not the documented one/);
		expect(words).toContain('HTTP 200, application/json, "{"errcode":0,"list":["a","a"');
		expect(words).toContain('It is longer than 32 MB, and was not read to its end');
		await flood.ended(1);
		// What was under way between the two when the caller hung up is sent too.
		expect(flood.sent).toHaveLength(1);
		expect(flood.sent[0]).toBeGreaterThan(32 * MB);
		expect(flood.sent[0]).toBeLessThan(64 * MB);
	},
);

it('whom an endless answer concerns counts as unknown, and is not written to again', async () => {
	const { items, error } = await runDingTalk({
		parameters: {
			resource: 'message',
			operation: 'send',
			target: 'people',
			people: { list: [{ ids: 'lina' }] },
			messageType: 'text',
			text: 'hello',
		},
		credentials: app(),
	});
	expect(JSON.stringify([items, error?.message])).toContain('did not come from DingTalk');
	expect(items[0]?.json.accepted ?? []).toEqual([]);
	await flood.ended(1);
	expect(flood.sent).toHaveLength(1);
});
