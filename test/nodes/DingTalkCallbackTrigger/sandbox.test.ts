import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { forgetPushes } from '../../../nodes/DingTalkCallbackTrigger/seenPushes';
import type { Sandbox } from '../../../sandbox/index.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import {
	changeApprovals,
	changesIn,
	EVERY_CHANGE,
	LEAVE_ENDED_WELL_OR_HANDED_OVER,
	TAKEN,
} from '../../helpers/approvalChanges.mts';
import { SECRET } from '../../helpers/appSandbox.mts';
import type { CallbackHost, HostOptions } from '../../helpers/callbackHost.mts';
import { startCallbackHost } from '../../helpers/callbackHost.mts';
import { KEYS } from '../../helpers/callbackPush.mts';
import { clientFor } from '../../sandbox/client.mts';
import { sandboxUntil } from '../../sandbox/streamClient.mts';

const APP = 'dingsandboxapp';
const GROUP = 'cidPhoenix0000000000001==';
const EVERYTHING = { triggerOn: ['message', 'event', 'cardAction'], events: ['*'] };
const CONSOLE_KEYS = { ...KEYS, ownerKey: APP, appSecret: SECRET };

/** In place of 10 s and 30 s, and enough of them to meet the moment in which n8n is done. */
const MANY_RETRIES_MS = [20, 40, 80, 160, 320, 640, 1280];

let sandbox: Sandbox;
let host: CallbackHost;

const start = async (
	parameters: INodeParameters = EVERYTHING,
	options: Partial<HostOptions> = {},
) => {
	host = await startCallbackHost({ parameters, keys: CONSOLE_KEYS, ...options });
};
/** What the developer console would hold. */
const subscribe = async (how: object = {}) =>
	await sandbox.control.setHttpCallback({
		clientId: APP,
		eventUrl: host.url,
		robotUrl: host.url,
		token: KEYS.token,
		aesKey: KEYS.aesKey,
		cardRoutes: { approvals: { url: host.url, apiSecret: KEYS.cardSecret } },
		...how,
	});
const statuses = () => sandbox.control.pushes().map(({ status, attempts }) => [status, attempts]);
const settled = async () =>
	await sandboxUntil(sandbox, () =>
		sandbox.control.pushes().every(({ status }) => status === 'acked' || status === 'lost'),
	);

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	forgetPushes();
	// In place of 10 s and 30 s.
	sandbox.control.streamSettings({ httpRetriesMs: [20, 40] });
});
afterEach(async () => {
	sandbox.control.reset();
	await host.close();
});
afterAll(async () => await sandbox.close());

describe('a subscription of the developer console', () => {
	it.each(['signature', 'msg_signature'])(
		'is saved and pushes events, signed as %s',
		async (name) => {
			await start();
			expect(await subscribe({ signedAs: name })).toEqual({ saved: true });
			expect(host.executions).toEqual([]);
			sandbox.control.raiseEvent('user_add_org', { userId: ['zhangwei'], timeStamp: 1 });
			await settled();
			expect(statuses()).toEqual([['acked', 1]]);
			expect(host.executions.map(([{ json }]) => json)).toEqual([
				expect.objectContaining({ kind: 'event', eventType: 'user_add_org' }),
			]);
		},
	);

	it('is not saved when the keys are not those of the credential', async () => {
		await start(EVERYTHING, { keys: { ...CONSOLE_KEYS, token: 'another-token' } });
		expect(await subscribe()).toMatchObject({ saved: false });
		expect(host.executions).toEqual([]);
	});

	it('pushes again until n8n could store the event, which then runs once', async () => {
		let attempts = 0;
		await start(EVERYTHING, {
			store: async () => {
				if (++attempts < 3) throw new Error('the database is down');
			},
		});
		await subscribe();
		sandbox.control.raiseEvent('org_change', {}, { eventId: 'e1' });
		await settled();
		expect(statuses()).toEqual([['acked', 3]]);
		expect(host.executions).toHaveLength(1);
	});

	it('pushes again after an answer that came too late, and the event still runs once', async () => {
		await start(EVERYTHING, {
			// Longer than DingTalk waits: until its next push was refused.
			store: async () =>
				await sandboxUntil(sandbox, () =>
					sandbox.control.pushes().every(({ problem }) => problem === 'HTTP status 503'),
				),
		});
		await subscribe();
		sandbox.control.streamSettings({ httpRetriesMs: MANY_RETRIES_MS });
		sandbox.control.raiseEvent('org_change', {}, { eventId: 'e1' });
		await settled();
		expect(statuses()).toEqual([['acked', expect.any(Number)]]);
		expect(host.executions).toHaveLength(1);
	});

	it('pushes again when n8n could not store the event after DingTalk had hung up', async () => {
		let attempts = 0;
		await start(EVERYTHING, {
			store: async () => {
				if (++attempts > 1) return;
				await sandboxUntil(sandbox, () =>
					sandbox.control.pushes().every(({ problem }) => problem !== undefined),
				);
				throw new Error('the database is down');
			},
		});
		await subscribe();
		sandbox.control.streamSettings({ httpRetriesMs: MANY_RETRIES_MS });
		sandbox.control.raiseEvent('org_change', {}, { eventId: 'e1' });
		await settled();
		expect(statuses()).toEqual([['acked', expect.any(Number)]]);
		expect(host.executions).toHaveLength(1);
	});

	it('brings each of many events once', async () => {
		await start();
		await subscribe();
		// So many at once may take a busy machine longer than DingTalk waits.
		sandbox.control.streamSettings({ httpRetriesMs: MANY_RETRIES_MS });
		const ids = Array.from({ length: 200 }, (_, index) => `e${index}`);
		for (const eventId of ids) sandbox.control.raiseEvent('org_change', {}, { eventId });
		await settled();
		const came = host.executions.map(([{ json }]) => json.eventId);
		expect([...came].sort()).toEqual([...ids].sort());
	});
});

describe('approvals', () => {
	const executed = () => changesIn(host.executions.map(([item]) => item));
	const changed = async () => {
		await subscribe();
		sandbox.control.streamSettings({ httpRetriesMs: MANY_RETRIES_MS });
		changeApprovals(sandbox);
		await settled();
	};

	it('start the workflow with each of their changes', async () => {
		await start();
		await changed();
		expect(executed()).toEqual(EVERY_CHANGE);
	});

	it('of the chosen process alone, and only the changes that are wanted', async () => {
		await start(LEAVE_ENDED_WELL_OR_HANDED_OVER);
		await changed();
		expect(statuses()).toHaveLength(EVERY_CHANGE.length);
		expect(executed()).toEqual(TAKEN);
	});

	it('tell who decided, and why', async () => {
		await start();
		await changed();
		const [refused] = host.executions
			.map(([{ json }]) => json.data as IDataObject)
			.filter(({ taskId, result }) => taskId !== undefined && result === 'refuse');
		expect(refused).toMatchObject({
			processCode: 'PROC-SANDBOX-LEAVE',
			staffId: 'lina',
			remark: 'Not in December',
			taskId: expect.any(Number),
		});
	});
});

describe('a message to the robot', () => {
	const write = () =>
		sandbox.control.sendToRobot('lina', {
			msgtype: 'text',
			text: { content: '部署' },
			openConversationId: GROUP,
		} as never);
	const said = () =>
		sandbox.control
			.state()
			.messages.filter(({ via }) => via === 'session')
			.map(({ content }) => content as IDataObject);

	it('starts the workflow', async () => {
		await start();
		await subscribe();
		write();
		await settled();
		expect(host.executions.map(([{ json }]) => json)).toEqual([
			expect.objectContaining({ kind: 'message', text: '部署' }),
		]);
		expect(said()).toEqual([]);
	});

	it('is answered by the last node, in the chat', async () => {
		await start(
			{ ...EVERYTHING, answer: 'lastNode' },
			{ workflow: async () => [{ json: { output: '好的' } }] },
		);
		await subscribe();
		write();
		await settled();
		expect(said()).toEqual([expect.objectContaining({ text: '好的' })]);
	});
});

test('a press of a button starts the workflow, whose last node updates the card', async () => {
	await start(
		{ ...EVERYTHING, cardAnswer: 'lastNode' },
		{ workflow: async ([item]) => [{ json: { status: (item.json.actionIds as string[])[0] } }] },
	);
	await subscribe();
	const client = clientFor(sandbox);
	const { body } = await client.api(
		'POST',
		'/v1.0/card/instances/createAndDeliver',
		{
			cardTemplateId: 'sandbox-approval.schema',
			outTrackId: 'card-1',
			cardData: { cardParamMap: { title: 'Expense', status: 'open' } },
			callbackType: 'HTTP',
			callbackRouteKey: 'approvals',
			openSpaceId: `dtv1.card//IM_GROUP.${GROUP}`,
			imGroupOpenSpaceModel: { supportForward: true },
			imGroupOpenDeliverModel: { robotCode: APP },
		},
		await client.token(),
	);
	expect(body).toMatchObject({ success: true });
	const press = { userId: 'lina', actionIds: ['agree'] };
	expect(await sandbox.control.pressCard('card-1', press)).toEqual({ answered: 'inTime' });
	expect(host.executions[0][0].json).toMatchObject({ outTrackId: 'card-1', actionIds: ['agree'] });
	const [card] = sandbox.control.state().cards;
	expect(JSON.stringify(card)).toContain('"status":"agree"');
	expect(JSON.stringify(card)).toContain('"title":"Expense"');
});

describe('a subscription that the node manages', () => {
	const MANAGED = { triggerOn: ['event'], events: ['user_add_org'], subscription: 'managed' };
	const managed = async (options: Partial<HostOptions> = {}) =>
		await start(MANAGED, {
			// Events of a URL that was registered by API belong to the organisation.
			keys: { ...KEYS, ownerKey: 'dingsandboxcorp' },
			app: {
				clientId: APP,
				clientSecret: SECRET,
				apiBaseUrl: sandbox.apiUrl,
				oapiBaseUrl: sandbox.oapiUrl,
			},
			isLocal: true,
			...options,
		});

	it('is registered, pushes its events, and is ended', async () => {
		await managed();
		expect(await host.hook('checkExists')).toBe(false);
		expect(await host.hook('create')).toBe(true);
		expect(await host.hook('checkExists')).toBe(true);
		sandbox.control.raiseEvent('user_add_org', { userId: ['alice'], timeStamp: 1 });
		await settled();
		expect(host.executions).toHaveLength(1);
		expect(await host.hook('delete', 'update')).toBe(true);
		expect(await host.hook('checkExists')).toBe(false);
		sandbox.control.raiseEvent('user_add_org', { userId: ['bob'], timeStamp: 2 });
		// Nobody takes it any more.
		expect(statuses()).toEqual([
			['acked', 1],
			['waiting', 0],
		]);
	});

	it('stays as it is when n8n has a new address that DingTalk cannot reach', async () => {
		await managed();
		await host.hook('create');
		const before = host;
		await managed({ isLocal: false, staticData: before.staticData() });
		await expect(host.hook('create')).rejects.toMatchObject({
			message: "DingTalk could not reach n8n's URL, or did not get the answer it wants",
		});
		expect(await before.hook('checkExists')).toBe(true);
		await before.close();
	});

	it('says what to do when the owner key is wrong', async () => {
		await managed({ keys: { ...KEYS, ownerKey: APP } });
		await expect(host.hook('create')).rejects.toMatchObject({
			description: expect.stringMatching(/n8n's log.*Corp ID/),
		});
		expect(host.logs).toEqual([expect.stringContaining("Compare 'Owner Key'")]);
	});
});
