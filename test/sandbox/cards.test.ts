import { createHmac } from 'node:crypto';
import { AppServer } from './appServer.mts';
import { client, sandbox, signIn, token, useSandbox } from './started.mts';
import { connectStream, sandboxUntil } from './streamClient.mts';

useSandbox();

type Fields = Record<string, unknown>;

const PHOENIX = 'cidPhoenix0000000000001==';
const robotCode = 'dingsandboxapp';
const call = async (method: string, path: string, body: Fields) =>
	await client.api(method, `/v1.0/card/instances${path}`, body, token);
const card = (more: Fields = {}): Fields => ({
	cardTemplateId: 'sandbox-approval.schema',
	outTrackId: 'card-1',
	cardData: { cardParamMap: { title: '报销 Expense', status: 'open' } },
	callbackType: 'STREAM',
	openSpaceId: `dtv1.card//IM_GROUP.${PHOENIX}`,
	imGroupOpenSpaceModel: { supportForward: true },
	imGroupOpenDeliverModel: { robotCode },
	...more,
});
const deliver = async (more: Fields = {}) => await call('POST', '/createAndDeliver', card(more));
const codeOf = async (more: Fields) => (await deliver(more)).body.code as string | undefined;
const cards = () => sandbox.control.state().cards;
const press = async (more: object = {}) =>
	await sandbox.control.pressCard('card-1', { userId: 'lina', actionIds: ['agree'], ...more });

describe('making a card', () => {
	it('is made, then delivered', async () => {
		const { openSpaceId, imGroupOpenDeliverModel, ...made } = card();
		expect((await call('POST', '', made)).body).toEqual({ success: true, result: 'card-1' });
		expect(sandbox.control.state().messages).toEqual([]);
		const where = { outTrackId: 'card-1', openSpaceId, imGroupOpenDeliverModel };
		const { body } = await call('POST', '/deliver', where);
		expect(body).toMatchObject({
			success: true,
			result: [{ spaceType: 'IM_GROUP', spaceId: PHOENIX, success: true }],
		});
		expect(sandbox.control.state().messages).toMatchObject([
			{
				kind: 'card',
				via: 'card-instance',
				content: { outTrackId: 'card-1' },
				target: { openConversationId: PHOENIX },
			},
		]);
		expect(cards()).toMatchObject([
			{
				params: { title: '报销 Expense', status: 'open' },
				buttons: [{ id: 'agree' }, { id: 'reject' }],
				places: [{ spaceType: 'IM_GROUP', spaceId: PHOENIX }],
			},
		]);
	});

	it('goes to several places at once, and says under HTTP 200 which failed', async () => {
		const { status, body } = await deliver({
			openSpaceId: `dtv1.card//im_group.${PHOENIX};IM_ROBOT.lina;IM_ROBOT.nobody;IM_GROUP.cidNoRobot00000000001==`,
			imRobotOpenSpaceModel: { supportForward: true },
			imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
		});
		expect(status).toBe(200);
		const { success, result } = body;
		expect([success, result.outTrackId]).toEqual([true, 'card-1']);
		expect((result.deliverResults as Fields[]).map((one) => [one.success, one.errorMsg])).toEqual([
			[true, ''],
			[true, ''],
			[false, 'userId does not exist'],
			[false, 'the robot is not in the group'],
		]);
		expect(sandbox.control.state().messages).toHaveLength(2);
	});

	it.each<[string, Fields]>([
		['param.cardTemplateIdEmpty', { cardTemplateId: undefined }],
		['param.outTrackIdEmpty', { outTrackId: '' }],
		['param.cardPublicDataEmpty', { cardData: undefined }],
		['param.openSpaceIdEmpty', { openSpaceId: undefined }],
		['param.openSpaceIdInvalid', { openSpaceId: `IM_GROUP.${PHOENIX}` }],
		['param.openSpaceIdInvalid', { openSpaceId: 'dtv1.card//NOWHERE.x' }],
		['param.openDeliverModelEmpty', { imGroupOpenDeliverModel: undefined }],
		['param.openDeliverModelError', { imGroupOpenDeliverModel: {} }],
		['param.openSpaceModelInvalid', { imGroupOpenSpaceModel: undefined }],
		['param.templateNotExist', { cardTemplateId: 'nothing' }],
		['param.templateUnpublished', { cardTemplateId: 'sandbox-draft.schema' }],
		['param.invalid', { cardData: { cardParamMap: { done: true } } }],
		['param.invalid', { cardData: { cardParamMap: { long: 'x'.repeat(1025) } } }],
		['param.invalid', { outTrackId: 'x'.repeat(65) }],
		['param.invalid', { callbackType: 'stream' }],
		['param.userIdNotExist', { privateData: { nobody: { cardParamMap: {} } } }],
	])('refuses with %s', async (code, more) => {
		expect(await codeOf(more)).toBe(code);
		expect(cards()).toEqual([]);
	});

	it('knows a card that is there, and whose it is', async () => {
		await deliver();
		expect(await codeOf({})).toBe('param.cardAlreadyExist');
		const change = { outTrackId: 'card-1', cardData: { cardParamMap: {} } };
		await signIn('new');
		expect((await call('PUT', '', change)).body.code).toBe('param.cardNotExist');
		await signIn('bare');
		expect((await call('PUT', '', change)).body.accessdenieddetail).toEqual({
			requiredScopes: ['Card.Instance.Write'],
		});
	});
});

describe('changing a card', () => {
	const put = async (more: Fields) =>
		(await call('PUT', '', { outTrackId: 'card-1', ...more })).body;
	beforeEach(async () => void (await deliver()));

	it('overwrites everything unless told otherwise', async () => {
		const cardData = { cardParamMap: { status: 'done' } };
		const byKey = { updateCardDataByKey: true };
		expect(await put({ cardData, cardUpdateOptions: byKey })).toEqual({
			success: true,
			result: true,
		});
		expect(cards()[0].params).toEqual({ title: '报销 Expense', status: 'done' });
		await put({ cardData });
		expect(cards()[0].params).toEqual({ status: 'done' });
	});

	it('shows a person something else', async () => {
		const userIdType = 2;
		await put({ userIdType, privateData: { 'union-lina': { cardParamMap: { status: 'yours' } } } });
		expect(cards()[0].privateParams).toEqual({ lina: { status: 'yours' } });
	});

	it.each<[string, Fields]>([
		['param.cardDataAndPrivateDataBothEmpty', {}],
		['param.cardNotExist', { outTrackId: 'other', cardData: { cardParamMap: {} } }],
		['param.userIdNotExist', { privateData: { nobody: { cardParamMap: {} } } }],
		['param.invalid', { cardData: { cardParamMap: { n: 1 } } }],
	])('refuses with %s', async (code, more) => {
		expect((await put(more)).code).toBe(code);
	});
});

describe('pressing a button, by Stream', () => {
	beforeEach(async () => void (await deliver()));

	it('changes the card by what comes back within two seconds', async () => {
		const stream = await connectStream(sandbox);
		const pressed = press({ params: { reason: '好' } });
		const [frame] = await stream.next();
		expect(frame).toMatchObject({
			type: 'CALLBACK',
			headers: { topic: '/v1.0/card/instances/callback' },
			data: {
				type: 'actionCallback',
				outTrackId: 'card-1',
				corpId: 'dingsandboxcorp',
				userId: 'lina',
				spaceType: 'IM_GROUP',
				spaceId: PHOENIX,
				userIdType: 1,
			},
		});
		expect(JSON.parse(frame.data.content as string)).toEqual({
			cardPrivateData: { actionIds: ['agree'], params: { reason: '好' } },
		});
		stream.ack(frame, {
			response: {
				cardData: { cardParamMap: { status: 'agreed' } },
				userPrivateData: { cardParamMap: { hint: 'by you' } },
				cardUpdateOptions: { updateCardDataByKey: true },
			},
		});
		expect(await pressed).toEqual({ answered: 'inTime' });
		expect(cards()[0]).toMatchObject({
			params: { title: '报销 Expense', status: 'agreed' },
			privateParams: { lina: { hint: 'by you' } },
		});
	});

	it('leaves the card alone without an update, or with one that is none', async () => {
		const stream = await connectStream(sandbox);
		const answers = [{ response: null }, { response: { cardData: { cardParamMap: { n: 1 } } } }];
		stream.socket.addEventListener('message', () => {
			stream.ack(stream.frames.at(-1)!, answers.shift());
		});
		expect(await press()).toEqual({ answered: 'empty' });
		expect(await press()).toMatchObject({ answered: 'empty', problem: expect.any(String) });
		expect(cards()[0].params.status).toBe('open');
	});

	it('is too late after two seconds, and asked only once', async () => {
		const stream = await connectStream(sandbox);
		const startedAt = Date.now();
		expect(await press()).toEqual({ answered: 'tooLate' });
		expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1900);
		stream.ack(stream.frames[0], { response: { cardData: { cardParamMap: { status: 'late' } } } });
		expect(stream.frames).toHaveLength(1);
		expect(sandbox.control.pushes()).toMatchObject([
			{ kind: 'cardAction', key: 'card-1', status: 'lost', attempts: 1 },
		]);
		expect(cards()[0].params.status).toBe('open');
	});

	it('reaches nobody without a connection, and names what does not exist', async () => {
		expect(await press()).toEqual({ answered: 'nobody' });
		await expect(sandbox.control.pressCard('x', { userId: 'lina', actionIds: [] })).rejects.toThrow(
			'No card',
		);
		await expect(press({ userId: 'nobody' })).rejects.toThrow('userId');
		const path = '/_sandbox/cards/press';
		const body = { outTrackId: 'card-1', userId: 'lina', actionIds: ['agree'] };
		expect((await client.api('POST', path, body)).body).toEqual({ answered: 'nobody' });
		expect((await client.api('POST', path, { ...body, actionIds: 'agree' })).status).toBe(400);
	});
});

describe('pressing a button, by HTTP', () => {
	const app = new AppServer();
	beforeAll(async () => await app.start());
	beforeEach(() => void (app.pushed.length = 0));
	afterAll(async () => await app.stop());

	const register = async (more: Fields = {}) =>
		await client.api(
			'POST',
			'/v1.0/card/callbacks/register',
			{ callbackRouteKey: 'key', callbackUrl: app.url, apiSecret: 'a card secret', ...more },
			token,
		);
	const byHttp = { callbackType: 'HTTP', callbackRouteKey: 'key' };

	it('asks the registered address, signed with its secret', async () => {
		expect((await register()).body).toEqual({
			success: true,
			result: { callbackUrl: app.url, apiSecret: 'a card secret' },
		});
		await deliver(byHttp);
		app.answerJson({ cardData: { cardParamMap: { status: 'agreed' } } });
		expect(await press()).toEqual({ answered: 'inTime' });
		const [{ headers, body }] = app.pushed;
		const timestamp = headers['x-ddpaas-signature-timestamp'] as string;
		expect(headers['x-ddpaas-signature']).toBe(
			createHmac('sha256', 'a card secret').update(timestamp).digest('base64'),
		);
		expect(Object.keys(body).sort()).toEqual(['content', 'corpId', 'outTrackId', 'type', 'userId']);
		expect(cards()[0].params).toEqual({ status: 'agreed' });
		await sandboxUntil(sandbox, () => sandbox.control.pushes()[0].status === 'acked');
	});

	it('is not signed without a secret, and asks nobody without a route', async () => {
		await deliver(byHttp);
		expect(await press()).toEqual({ answered: 'nobody' });
		await register({ apiSecret: undefined });
		app.answerJson({});
		expect(await press()).toEqual({ answered: 'empty' });
		expect(app.pushed[0].headers).not.toHaveProperty('x-ddpaas-signature');
		app.answerJson({}, 500);
		expect(await press()).toEqual({ answered: 'tooLate' });
	});

	it('keeps a route unless forced', async () => {
		await register();
		const again = await register();
		expect([again.status, again.body.code]).toEqual([500, 'param.callbackRouteKeyExist']);
		expect((await register({ forceUpdate: true })).body.success).toBe(true);
		expect((await register({ callbackRouteKey: undefined })).body.code).toBe(
			'param.callbackRouteKeyEmpty',
		);
		expect((await register({ callbackUrl: '' })).body.code).toBe('param.callbackUrlEmpty');
		expect(JSON.stringify(sandbox.control.journal())).not.toContain('a card secret');
	});
});
