import type { DWClientDownStream } from 'dingtalk-stream';
import { DWClient, EventAck, TOPIC_CARD, TOPIC_ROBOT } from 'dingtalk-stream';
import nock from 'nock';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { clientFor } from './client.mts';
import { routeToSandbox } from './officialHosts.mts';
import { sandboxUntil } from './streamClient.mts';

describe('the official Stream client, unchanged', () => {
	let sandbox: Sandbox;
	let unroute: () => void;
	let client: DWClient;

	const newClient = (more: object = {}) =>
		new DWClient({ clientId: 'dingsandboxapp', clientSecret: 'sandbox-app-secret', ...more });
	/** The next push of a topic; what `answer` does goes back. */
	const nextOf = async (topic: string, answer: (message: DWClientDownStream) => void) =>
		await new Promise<DWClientDownStream>((resolve) => {
			client.registerCallbackListener(topic, (message) => {
				answer(message);
				resolve(message);
			});
		});
	const acked = async (count = 1) =>
		await sandboxUntil(
			sandbox,
			() => sandbox.control.pushes().filter(({ status }) => status === 'acked').length >= count,
		);

	beforeAll(async () => {
		// nock stands between the client and its WebSocket: this file plans no requests.
		nock.restore();
		sandbox = await startSandbox({ tls: true });
		unroute = routeToSandbox(sandbox);
		for (const name of ['info', 'warn'] as const) {
			jest.spyOn(console, name).mockImplementation(() => undefined);
		}
	});
	beforeEach(() => {
		sandbox.control.reset();
		client = newClient();
	});
	afterEach(() => client.disconnect());
	afterAll(async () => {
		jest.restoreAllMocks();
		unroute();
		await sandbox.close();
	});

	it('takes messages to the robot', async () => {
		const got = nextOf(TOPIC_ROBOT, ({ headers }) =>
			client.socketCallBackResponse(headers.messageId, null),
		);
		await client.connect();
		expect(client.connected).toBe(true);
		const { botMessage } = sandbox.control.sendToRobot('lina', {
			msgtype: 'text',
			text: { content: 'hello' },
		});
		expect(JSON.parse((await got).data)).toEqual(botMessage);
		await acked();
	});

	it('takes events, and those it wants later once more', async () => {
		sandbox.control.streamSettings({ redeliverAfterMs: 300 });
		const seen: DWClientDownStream[] = [];
		client.registerAllEventListener((message) => {
			seen.push(message);
			return { status: seen.length === 1 ? EventAck.LATER : EventAck.SUCCESS };
		});
		await client.connect();
		const { eventId } = sandbox.control.raiseEvent('chat_quit', { chatId: 'x' });
		await acked();
		expect(seen.map(({ headers }) => headers.eventId)).toEqual([eventId, eventId]);
		expect(seen[0].headers.eventType).toBe('chat_quit');
		expect(JSON.parse(seen[0].data)).toEqual({ chatId: 'x' });
	});

	it('takes card actions and changes the card', async () => {
		const got = nextOf(TOPIC_CARD, ({ headers }) =>
			client.socketCallBackResponse(headers.messageId, {
				cardData: { cardParamMap: { status: 'agreed' } },
			}),
		);
		await client.connect();
		const http = clientForTls(sandbox);
		await http.makeCard('card-1');
		const press = { userId: 'lina', actionIds: ['agree'] };
		expect(await sandbox.control.pressCard('card-1', press)).toEqual({ answered: 'inTime' });
		expect(JSON.parse((await got).data)).toMatchObject({ outTrackId: 'card-1', userId: 'lina' });
		expect(sandbox.control.state().cards[0].answeredParams.lina).toMatchObject({
			status: 'agreed',
		});
	});

	it('answers pings', async () => {
		sandbox.control.streamSettings({ pingEveryMs: 15 });
		await client.connect();
		let pings = 0;
		const onSystem = client.onSystem.bind(client);
		await new Promise<void>((resolve) => {
			client.onSystem = (message) => {
				onSystem(message);
				if (message.headers.topic === 'ping' && ++pings === 6) resolve();
			};
		});
		expect(sandbox.control.connections()).toHaveLength(1);
	});

	it('comes back after disconnect, with a new ticket', async () => {
		sandbox.control.streamSettings({ drainMs: 10 });
		await client.connect();
		const [{ id }] = sandbox.control.connections();
		sandbox.control.streamFault({ what: 'disconnect' });
		await sandboxUntil(sandbox, () => sandbox.control.connections().some((one) => one.id !== id));
		expect(sandbox.control.counts()['stream.open']).toBe(2);
		expect(client.connected).toBe(true);
	});

	it('gets a token, and no endpoint with a wrong secret', async () => {
		expect(await client.getAccessToken()).toMatch(/^[0-9a-f]{32}$/);
		const stranger = newClient({ clientSecret: 'wrong', autoReconnect: false });
		await expect(stranger.getEndpoint()).rejects.toMatchObject({
			response: { status: 401, data: { code: 'authFailed' } },
		});
	});
});

/** Makes cards over TLS. */
function clientForTls(sandbox: Sandbox) {
	const http = clientFor(sandbox);
	return {
		async makeCard(outTrackId: string): Promise<void> {
			const token = await http.token();
			const { status } = await http.api(
				'POST',
				'/v1.0/card/instances',
				{
					cardTemplateId: 'sandbox-approval.schema',
					outTrackId,
					cardData: { cardParamMap: { status: 'open' } },
					callbackType: 'STREAM',
				},
				token,
			);
			expect(status).toBe(200);
		},
	};
}
