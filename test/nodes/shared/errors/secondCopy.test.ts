/** These nodes with one copy of n8n-workflow, and n8n with another, as an installation of its peer brings it. */
import nock from 'nock';

const SECOND_COPY = '../../../../node_modules/@n8n/backend-common/node_modules/n8n-workflow';

let helpers: typeof import('../../../helpers/dingTalkRobot.mts') &
	typeof import('../../../helpers/dingTalk.mts');
let NodeError: { n8n: typeof import('n8n-workflow'); ours: typeof import('n8n-workflow') };

beforeAll(async () => {
	const n8n = await import('n8n-workflow');
	jest.doMock('n8n-workflow', () => jest.requireActual<object>(SECOND_COPY));
	NodeError = { n8n, ours: await import('n8n-workflow') };
	await import('../../../../nodes/DingTalkRobot/DingTalkRobot.node.ts');
	await import('../../../../nodes/DingTalk/DingTalk.node.ts');
	jest.dontMock('n8n-workflow');
	helpers = {
		...(await import('../../../helpers/dingTalk.mts')),
		...(await import('../../../helpers/dingTalkRobot.mts')),
	};
});

let robots = 0;

/** Each time another robot, as one that was just begun with may send only a few messages at once. */
const sendToRobot = async (settings: object = {}) =>
	await helpers.runRobot({
		parameters: { operation: 'sendText', text: 'x' },
		credential: { webhookToken: `second-copy-token-${++robots}` },
		settings,
	});
const refuseRobot = (code: number) =>
	nock(helpers.OAPI)
		.post('/robot/send')
		.query(true)
		.reply(200, { errcode: code, errmsg: 'keywords not in content', request_id: 'r1' });

test('there are two copies', () => {
	expect(NodeError.ours.NodeApiError).not.toBe(NodeError.n8n.NodeApiError);
});

test('a refusal of the group robot keeps message, cure, code and request ID', async () => {
	refuseRobot(310000);
	const { error } = await sendToRobot();
	expect(error).toMatchObject({
		name: 'NodeApiError',
		message: expect.stringMatching(/none of the robot's keywords/),
		description: expect.stringMatching(/DingTalk code 310000.*request id r1/),
		httpCode: '310000',
		context: { itemIndex: 0, data: { kind: 'robot', code: '310000', requestId: 'r1' } },
	});
});

test('a robot that cannot be reached is told in our words', async () => {
	nock(helpers.OAPI)
		.post('/robot/send')
		.query(true)
		.times(3)
		.replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
	const { error } = await sendToRobot();
	expect(error?.message).toBe('DingTalk could not be reached');
	expect(error?.description).toMatch(/network error ECONNREFUSED/);
});

test('with Continue, and at the error output, a failed item of the robot says the same', async () => {
	refuseRobot(310000);
	const { items } = await sendToRobot({ onError: 'continueRegularOutput' });
	const told = {
		error: expect.stringMatching(/none of the robot's keywords/),
		message: expect.stringMatching(/DingTalk code 310000/),
	};
	expect(items).toMatchObject([{ json: told, pairedItem: { item: 0 } }]);
	refuseRobot(310000);
	const { errors } = await sendToRobot({ onError: 'continueErrorOutput' });
	expect(errors).toMatchObject([{ json: told }]);
});

test('a refusal of the app keeps all', async () => {
	nock(helpers.API)
		.get('/v1.0/workrecord/counts')
		.query(true)
		.reply(403, { code: 'Forbidden.AccessDenied', message: 'no scope', requestid: 'r2' });
	const { error } = await helpers.runDingTalk({
		parameters: { resource: 'workRecord', operation: 'count', userId: 'lina' },
	});
	expect(error).toMatchObject({
		name: 'NodeApiError',
		description: expect.stringMatching(/request id r2/),
		httpCode: 'Forbidden.AccessDenied',
		context: { itemIndex: 0, dingTalk: { requestId: 'r2' } },
	});
	expect((error as unknown as { messages: string[] }).messages).toEqual(['no scope']);
});

test("n8n's own error goes through the node as it is", async () => {
	const ours = await import('../../../../nodes/shared/errors/shownError.ts');
	const node = { name: 'N', type: 't' } as never;
	const given = new NodeError.n8n.NodeApiError(node, { message: 'm' }, { httpCode: '403' });
	given.description = 'what to do';
	const shown = ours.toShownError(node, given, 3);
	expect(shown).toBe(given);
	expect(shown.context.itemIndex).toBe(3);
});

test("a cancelled execution is known by n8n's own error", async () => {
	const { isCancellation } = await import('../../../../nodes/shared/errors/n8nError.ts');
	const { ManualExecutionCancelledError, TimeoutExecutionCancelledError } = NodeError.n8n;
	expect(isCancellation(new ManualExecutionCancelledError('1'))).toBe(true);
	expect(isCancellation(new TimeoutExecutionCancelledError('1'))).toBe(true);
	expect(isCancellation(new Error('The execution was cancelled'))).toBe(false);
});
