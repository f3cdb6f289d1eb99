import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import { forgetPushes } from '../../../nodes/DingTalkCallbackTrigger/seenPushes';
import { receive } from '../../../nodes/DingTalkCallbackTrigger/webhook';
import { sealTicket } from '../../../nodes/shared/waiting/ticket';
import { systemClock } from '../../../nodes/shared/run/clock';
import type { CallbackHost, HostOptions } from '../../helpers/callbackHost.mts';
import { startCallbackHost } from '../../helpers/callbackHost.mts';
import { cardPost, KEYS, send } from '../../helpers/callbackPush.mts';
import { API, OAPI, TOKEN } from '../../helpers/dingTalk.mts';
import { manualClock, nextTurn } from '../../helpers/fakeClock.mts';

const SECRET = 'secret-of-the-test';
const APP = {
	clientId: 'dingtest',
	clientSecret: SECRET,
	accessToken: TOKEN,
	expiresAt: Date.now() + 3_600_000,
	issuedFor: `dingtest@${API}`,
};
const N8N = 'http://127.0.0.1:5678';
const PATH = '/webhook-waiting/7/n1?wait=w&signature=s';
const CARD = 'n8n-wait-1';
const RECORDED = {
	standing: 'recorded',
	label: '同意',
	at: Date.UTC(2026, 4, 1, 1),
	by: 'lina',
	timeZone: 'Asia/Shanghai',
};
const LOCKED = {
	isOpen: 'false',
	hasDecline: 'false',
	ticket: '',
	outcome: '同意 · 李娜 · 2026-05-01 09:00',
};

let host: CallbackHost;
const start = async (options: Partial<HostOptions> = {}) => {
	const parameters = { triggerOn: ['cardAction'] };
	host = await startCallbackHost({ parameters, keys: KEYS, app: APP, ...options });
};
const pressOf = (params: object, outTrackId = CARD) =>
	cardPost({
		type: 'actionCallback',
		outTrackId,
		corpId: 'dingcorp',
		userId: 'lina',
		content: JSON.stringify({ cardPrivateData: { actionIds: ['approve'], params } }),
	});
const press = () => pressOf({ ticket: sealTicket(SECRET, CARD, N8N + PATH) });
const replied = (body: object, status = 200) =>
	nock(N8N)
		.post(PATH)
		.reply(status, body as nock.Body);

/** What the cards were changed to. */
function cardUpdates(): IDataObject[] {
	const updates: IDataObject[] = [];
	nock(API)
		.put('/v1.0/card/instances')
		.times(5)
		.optionally()
		.reply(async (request: Request) => {
			updates.push((await request.json()) as IDataObject);
			return [200, { success: true, result: true }];
		});
	return updates;
}

beforeEach(() => {
	forgetPushes();
	// The host of the test itself.
	nock.enableNetConnect('127.0.0.1');
	nock(OAPI)
		.post('/topapi/v2/user/get')
		.query(true)
		.optionally()
		.reply(200, { errcode: 0, result: { userid: 'lina', name: '李娜' } });
});
afterEach(async () => await host.close());

it('decides: the presser has the outcome as the answer, all others by an update, and nothing is started', async () => {
	replied(RECORDED);
	const updates = cardUpdates();
	await start();
	const { status, json } = await send(host.url, press());
	expect([status, json]).toEqual([
		200,
		{
			cardData: { cardParamMap: LOCKED },
			cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
		},
	]);
	expect(updates).toMatchObject([{ outTrackId: CARD, cardData: { cardParamMap: LOCKED } }]);
	expect(host.executions).toEqual([]);
});

it('of somebody who is not named is answered to that person alone', async () => {
	replied({ standing: 'notYou' });
	const updates = cardUpdates();
	await start();
	const { json } = await send(host.url, press());
	expect(json).toMatchObject({
		userPrivateData: { cardParamMap: { hint: expect.stringMatching(/Only the people named/) } },
	});
	expect(json.cardData).toBeUndefined();
	expect(updates).toEqual([]);
});

it('that comes twice is told once', async () => {
	replied(RECORDED);
	cardUpdates();
	await start();
	const twice = press();
	await send(host.url, twice);
	const { status, json } = await send(host.url, twice);
	expect([status, json]).toEqual([200, {}]);
});

it('that takes longer than DingTalk waits is answered with nothing, and the card is sent the outcome', async () => {
	const clock = manualClock(systemClock.now());
	let reply = () => {};
	const replying = new Promise<void>((resolve) => (reply = resolve));
	nock(N8N)
		.post(PATH)
		.reply(200, async () => {
			await replying;
			return { standing: 'notYou' };
		});
	const updates = cardUpdates();
	await start({ receive: async (context) => await receive(context, clock) });
	const answered = send(host.url, press());
	await clock.someoneSleeps();
	await clock.pass(1_800);
	expect((await answered).json).toEqual({});
	reply();
	while (updates.length === 0) await nextTurn();
	expect(updates[0]).toMatchObject({ privateData: { lina: { cardParamMap: {} } } });
});

it('that n8n cannot be told of is a failed execution, and the card says so', async () => {
	replied({}, 502);
	const updates = cardUpdates();
	await start();
	expect((await send(host.url, press())).status).toBe(500);
	expect(host.failures[0].message).toMatch(/could not be told to the execution that waits/);
	expect(JSON.stringify(updates)).toMatch(/could not be reached/);
});

it('without its ticket is a failed execution that tells what the template lacks', async () => {
	cardUpdates();
	await start();
	expect((await send(host.url, pressOf({}, 'n8n-wait-2'))).status).toBe(500);
	expect(host.failures[0].message).toMatch(/came without its ticket/);
	expect(host.executions).toEqual([]);
});

it('without the credential of the app is a failed execution that tells to choose it', async () => {
	await start({ app: undefined });
	expect((await send(host.url, press())).status).toBe(500);
	expect(host.failures[0].message).toMatch(/'DingTalk App API' is missing/);
});

it('is ignored by a trigger that takes no card actions', async () => {
	await start({ parameters: { triggerOn: ['message'] } });
	expect((await send(host.url, press())).json).toEqual({});
	expect([host.executions, host.failures]).toEqual([[], []]);
});
