import nock from 'nock';

import { forgetTokens } from '../../../../nodes/shared/transport/token';
import { systemClock } from '../../../../nodes/shared/run/clock';
import { CANCELLED, failed } from '../../../../nodes/shared/errors/failure';
import { explain } from '../../../../nodes/shared/errors/toNodeError';
import { withRetry } from '../../../../nodes/shared/transport/retry';
import { API, appCredential, OAPI, runDingTalk } from '../../../helpers/dingTalk.mts';
import { runRobot } from '../../../helpers/dingTalkRobot.mts';
import { instantClock } from '../../../helpers/fakeClock.mts';

const BROKEN = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const GROUP = {
	resource: 'message',
	operation: 'send',
	target: 'group',
	openConversationId: { __rl: true, mode: 'id', value: 'cidGroup==' },
	messageType: 'text',
	text: 'hi',
};
const READ = { resource: 'workRecord', operation: 'count', userId: 'u1' };

beforeEach(() => {
	forgetTokens();
	jest.spyOn(systemClock, 'sleep').mockImplementation(async () => {});
});
afterEach(() => jest.restoreAllMocks());

const described = async (parameters: object, data = {}) =>
	(
		await runDingTalk({
			parameters: parameters as typeof GROUP,
			credentials: appCredential(data),
		})
	).error?.description ?? '';

describe('an error says how often it was tried', () => {
	test('not at all again, where the outcome of the only call is not known', async () => {
		nock(API).post('/v1.0/robot/groupMessages/send').replyWithError(BROKEN);
		const text = await described(GROUP);
		expect(text).toContain('The call was not repeated');
		expect(text).not.toMatch(/times/);
	});

	test('a read that was repeated', async () => {
		nock(API).persist().get(/./).replyWithError(BROKEN);
		const text = await described(READ);
		expect(text).toContain('The call was tried 3 times');
		expect(text).not.toMatch(/not repeated/);
		nock.cleanAll();
	});

	test('a message of the group robot, whose key makes repeating safe', async () => {
		nock(OAPI).post('/robot/send').query(true).times(3).replyWithError(BROKEN);
		const { error } = await runRobot({
			parameters: { operation: 'sendText', text: 'hi' },
			credential: { webhookToken: 'attempts-test-token' },
		});
		expect(error?.description).toContain('The call was tried 3 times');
		expect(error?.description).not.toMatch(/not repeated/);
	});

	test('a limit that asks for a longer wait than there is time for', async () => {
		nock(API)
			.post('/v1.0/robot/groupMessages/send')
			.reply(
				403,
				{ code: 'Forbidden.AccessDenied.QpsLimitForApi', message: 'x' },
				{ 'Retry-After': '600' },
			);
		const text = await described(GROUP);
		expect(text).toContain('The call was not repeated');
		expect(text).not.toMatch(/repeated with growing pauses/);
	});

	test('the exchange of the token, where that failed', async () => {
		nock(API).post('/v1.0/oauth2/accessToken').times(3).replyWithError(BROKEN);
		const text = await described(GROUP, { accessToken: '', expiresAt: 0, issuedFor: '' });
		expect(text).toContain('nothing was sent');
		expect(text).toContain('The exchange was tried 3 times');
		expect(text).not.toMatch(/not repeated|may or may not/);
	});

	test('the exchange of the token, with a code that no text stands for', async () => {
		nock(API).post('/v1.0/oauth2/accessToken').reply(400, { code: 'newCode', message: 'x' });
		const text = await described(GROUP, { accessToken: '', expiresAt: 0, issuedFor: '' });
		expect(text).toContain('nothing was sent');
	});
});

describe('a cancelled call', () => {
	const clock = instantClock();
	const options = { clock, deadline: Number.POSITIVE_INFINITY, repeatable: true };
	const explained = async (attempts?: number) => {
		const outcome = await withRetry(async () => failed({ ...CANCELLED, attempts }), options);
		return outcome.ok ? '' : explain(outcome.failure).description;
	};

	test('that had not had its turn was not sent, which DingTalk did not say', async () => {
		expect(await explained(0)).toBe('Nothing was sent');
	});

	test('that was under way may have been carried out', async () => {
		expect(await explained()).toBe(
			'Nothing more was sent. Whether a call under way was carried out is not known',
		);
	});
});
