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
		['param.openSpaceModelInvalid', { imGroupOpenSpaceModel: {} }],
		['param.openSpaceModelInvalid', { topOpenSpaceModel: { spaceType: 'TOP' } }],
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

describe('on top of a chat', () => {
	const onTop = (more: Fields = {}): Fields => ({
		openSpaceId: `dtv1.card//ONE_BOX.${PHOENIX}`,
		imGroupOpenSpaceModel: undefined,
		imGroupOpenDeliverModel: undefined,
		topOpenSpaceModel: { spaceType: 'ONE_BOX' },
		topOpenDeliverModel: { expiredTimeMillis: Date.now() + 60_000, userIds: ['lina'] },
		...more,
	});
	const close = async (query: string) =>
		(await client.api('POST', `/v1.0/card/tops/close?${query}`, undefined, token)).body;
	const where = `openConversationId=${encodeURIComponent(PHOENIX)}`;

	it('is no message, and is there until it is closed', async () => {
		const { body } = await deliver(onTop());
		expect(body.result.deliverResults).toMatchObject([{ spaceType: 'ONE_BOX', success: true }]);
		expect(sandbox.control.state().messages).toEqual([]);
		expect(cards()[0].places).toMatchObject([
			{ spaceType: 'ONE_BOX', spaceId: PHOENIX, userIds: ['lina'] },
		]);
		expect(await close(`outTrackId=card-1&${where}`)).toEqual({ success: true, result: true });
		expect(cards()[0].places).toEqual([]);
		expect((await close(`outTrackId=card-1&${where}`)).code).toBe('param.conversationIdInvalid');
		expect((await close(`outTrackId=card-2&${where}`)).code).toBe('param.cardNotExist');
		expect((await close(where)).code).toBe('param.outTrackIdEmpty');
	});

	it('wants an end that is still to come', async () => {
		expect(await codeOf(onTop({ topOpenDeliverModel: { userIds: ['lina'] } }))).toBe(
			'param.openDeliverModelError',
		);
		const { body } = await deliver(onTop({ topOpenDeliverModel: { expiredTimeMillis: 1 } }));
		expect(body.result.deliverResults).toMatchObject([{ success: false }]);
	});

	it('is a space that a card can get later', async () => {
		await call('POST', '', card({ openSpaceId: undefined, imGroupOpenDeliverModel: undefined }));
		const { topOpenSpaceModel, topOpenDeliverModel, openSpaceId } = onTop();
		const deliverIt = { outTrackId: 'card-1', openSpaceId, topOpenDeliverModel };
		const before = await call('POST', '/deliver', deliverIt);
		expect(before.body.result).toMatchObject([{ success: false }]);
		const append = async (more: Fields) =>
			(await call('PUT', '/spaces', { outTrackId: 'card-1', ...more })).body;
		expect((await append({})).code).toBe('param.emptyAppendSpaces');
		expect(await append({ topOpenSpaceModel })).toEqual({ success: true, result: true });
		const after = await call('POST', '/deliver', deliverIt);
		expect(after.body.result).toMatchObject([{ success: true }]);
	});
});

describe('typing into a card', () => {
	const stream = async (more: Fields = {}) =>
		await client.api(
			'PUT',
			'/v1.0/card/streaming',
			{
				outTrackId: 'card-1',
				guid: `guid-${Math.random()}`,
				key: 'content',
				content: 'Hello',
				isFull: true,
				...more,
			},
			token,
		);
	/** A frame half a second after the one before. */
	const later = async (more: Fields = {}) => {
		sandbox.control.advanceClock(500);
		return await stream(more);
	};
	beforeEach(async () => void (await deliver({ cardTemplateId: 'sandbox-ai.schema' })));

	it('goes from processing to typing to done', async () => {
		expect(cards()[0].typing?.state).toBe('processing');
		expect((await later()).body).toEqual({ success: true, result: true });
		expect(cards()[0]).toMatchObject({
			params: { content: 'Hello' },
			typing: { state: 'typing', frames: 1 },
		});
		await later({ content: 'Hello, **world**.', isFinalize: true });
		expect(cards()[0]).toMatchObject({
			params: { content: 'Hello, **world**.' },
			typing: { state: 'done', frames: 2 },
		});
		expect(cards()[0]).not.toHaveProperty('unreadable');
	});

	it('fails when told so', async () => {
		await later();
		await later({ content: 'Sorry', isError: true });
		expect(cards()[0].typing?.state).toBe('failed');
	});

	it('appends to a text, but not to markdown', async () => {
		await later({ key: 'plain', content: 'a', isFull: false });
		await later({ key: 'plain', content: 'b', isFull: undefined });
		expect(cards()[0].params.plain).toBe('ab');
		expect((await later({ isFull: false })).body).toMatchObject({
			code: 'param.stream.isFull',
			message: 'streaming update the parameter isFull is null',
		});
	});

	it('counts a guid once', async () => {
		await later({ key: 'plain', guid: 'one', content: 'a', isFull: false });
		expect((await later({ key: 'plain', guid: 'one', content: 'a', isFull: false })).status).toBe(
			200,
		);
		expect(cards()[0]).toMatchObject({ params: { plain: 'a' }, typing: { frames: 1 } });
	});

	it('takes no more than two frames a second, and knows who hurries', async () => {
		await later();
		const { status, body } = await stream({ content: 'Hello again' });
		expect([status, body.code]).toEqual([403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi']);
		await stream({ isFinalize: true });
		expect(cards()[0].unreadable).toBe('tooFast');
		await later({ isFinalize: true });
		expect(cards()[0]).not.toHaveProperty('unreadable');
	});

	it.each<[number, string, Fields]>([
		[400, 'param.stream.keyEmpty', { key: '' }],
		[400, 'param.stream.contentEmpty', { content: '' }],
		[400, 'param.stream.guidEmpty', { guid: undefined }],
		[400, 'param.stream.outTrackId', { outTrackId: 'card-2' }],
		[400, 'param.stream.content', { content: 'x'.repeat(20_001) }],
		[500, 'unknownError', { key: 'nothing' }],
		[500, 'unknownError', { key: 'blocks' }],
	])('refuses with %i %s', async (status, code, more) => {
		const answer = await later(more);
		expect([answer.status, answer.body.code]).toEqual([status, code]);
		expect(cards()[0].typing?.frames).toBe(0);
	});

	it('ends once; only the end may be said again', async () => {
		await later({ isFinalize: true });
		expect((await later({ content: 'more' })).body.code).toBe('unknownError');
		expect((await later({ isFinalize: true })).status).toBe(200);
		expect(cards()[0].params.content).toBe('Hello');
	});

	it('shows nothing where the template is another app’s, though every call goes well', async () => {
		const more = { outTrackId: 'card-2', cardTemplateId: 'sandbox-foreign.schema' };
		await deliver(more);
		expect((await later({ outTrackId: 'card-2', isFinalize: true })).status).toBe(200);
		expect(cards()[1].unreadable).toBe('foreignTemplate');
	});

	it('wants a scope of its own', async () => {
		await signIn('bare');
		expect((await later()).body.accessdenieddetail).toEqual({
			requiredScopes: ['Card.Streaming.Write'],
		});
	});
});

describe('what a template binds to its buttons', () => {
	it('comes back as the presser has it', async () => {
		const shared = { ticket: 'everybody’s', approveLabel: 'Yes' };
		await deliver({
			cardTemplateId: 'sandbox-decision.schema',
			cardData: { cardParamMap: shared },
			privateData: { lina: { cardParamMap: { ticket: 'lina’s' } } },
		});
		const stream = await connectStream(sandbox);
		const paramsOf = async (userId: string) => {
			const pressed = press({ userId, actionIds: ['approve'], params: { answer: 'ok' } });
			const frame = (await stream.next(stream.frames.length + 1)).at(-1)!;
			stream.ack(frame, { response: null });
			await pressed;
			const { cardPrivateData } = JSON.parse(frame.data.content as string) as {
				cardPrivateData: Fields;
			};
			return cardPrivateData.params;
		};
		expect(await paramsOf('lina')).toEqual({ ticket: 'lina’s', answer: 'ok' });
		expect(await paramsOf('alice')).toEqual({ ticket: 'everybody’s', answer: 'ok' });
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
			params: { title: '报销 Expense', status: 'open' },
			answeredParams: { lina: { status: 'agreed' } },
			privateParams: { lina: { hint: 'by you' } },
		});
	});

	it('says who pressed what to everybody only by an update', async () => {
		const stream = await connectStream(sandbox);
		const pressed = press();
		const [frame] = await stream.next();
		stream.ack(frame, { response: { cardData: { cardParamMap: { status: 'agreed' } } } });
		await pressed;
		expect(cards()[0].params.status).toBe('open');
		await call('PUT', '', {
			outTrackId: 'card-1',
			cardData: { cardParamMap: { status: 'closed' } },
		});
		expect(cards()[0]).toMatchObject({ params: { status: 'closed' }, answeredParams: {} });
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
		expect(cards()[0].answeredParams).toEqual({ lina: { title: '', status: 'agreed' } });
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
