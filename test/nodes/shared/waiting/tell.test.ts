import nock from 'nock';

import { tell } from '../../../../nodes/shared/waiting/tell';
import type { SignedPress } from '../../../../nodes/shared/waiting/press';
import { isGenuine } from '../../../../nodes/shared/waiting/press';
import type { CallContext } from '../../../../nodes/shared/transport/callContext';
import { appCredential } from '../../../helpers/dingTalk.mts';
import { everythingIn } from '../../../helpers/everythingIn.mts';
import { instantClock } from '../../../helpers/fakeClock.mts';
import { requestContext } from '../../../helpers/trigger.mts';

const SECRET = 'secret-of-the-app';
const PATH = '/webhook-waiting/7/node%201?wait=w&signature=nobody-may-see';
const PUBLIC = 'https://n8n.example.com';
const PRESS = { userId: 'lina', isApproved: true, at: 1_000 };
const TARGET = { executionId: '7', nodeId: 'node 1' };
const RECORDED = { standing: 'recorded', label: 'Yes', at: 1_000, by: 'lina', timeZone: 'UTC' };
const RUNNING = { code: 409, message: 'The execution "7" is running already.' };
const PAGE = (title: string) => `<html><head><title>${title}</title></head></html>`;

const toldAt = async (instanceUrl = PUBLIC) =>
	await tell(
		{
			context: requestContext(appCredential()) as unknown as CallContext,
			clock: instantClock(),
			signal: new AbortController().signal,
			instanceUrl,
		},
		SECRET,
		PUBLIC + PATH,
		PRESS,
	);

test('signs the press for execution and node', async () => {
	let press: SignedPress | undefined;
	nock(PUBLIC)
		.post(PATH, (body) => {
			press = body.press;
			return true;
		})
		.reply(200, RECORDED);
	expect(await toldAt()).toEqual({ ok: true, value: RECORDED });
	expect(press && isGenuine(SECRET, TARGET, press, 1_000)).toBe(true);
	expect(press && isGenuine(SECRET, { ...TARGET, executionId: '8' }, press, 1_000)).toBe(false);
});

test('tries again while n8n says that it is running', async () => {
	nock(PUBLIC).post(PATH).times(2).reply(409, RUNNING);
	nock(PUBLIC).post(PATH).reply(200, RECORDED);
	expect(await toldAt()).toEqual({ ok: true, value: RECORDED });
});

test('knows that it goes on running', async () => {
	nock(PUBLIC).post(PATH).times(5).reply(409, RUNNING);
	expect(await toldAt()).toEqual({ ok: true, value: { standing: 'busy' } });
});

const STUCK = { code: 0, message: 'There was a problem executing the workflow' };

test('tries again while n8n cannot go on', async () => {
	nock(PUBLIC).post(PATH).times(2).reply(500, STUCK);
	nock(PUBLIC).post(PATH).reply(200, RECORDED);
	expect(await toldAt()).toEqual({ ok: true, value: RECORDED });
});

test('takes it for closed when n8n never can, and asks nowhere else', async () => {
	nock(PUBLIC).post(PATH).times(5).reply(500, STUCK);
	expect(await toldAt()).toEqual({ ok: true, value: { standing: 'closed' } });
});

test('knows that n8n was killed at work on an answer', async () => {
	const message = "Cannot read properties of undefined (reading 'inputOverride')";
	nock(PUBLIC).post(PATH).reply(500, { code: 0, message });
	expect(await toldAt()).toEqual({ ok: true, value: { standing: 'closed' } });
});

test.each([
	['has ended', 200, PAGE('No action required')],
	['is gone', 404, { code: 404, message: 'The execution "7" does not exist.' }],
	['has failed', 409, { code: 409, message: 'The execution "7" has finished with error.' }],
])('knows that the execution %s', async (_name, status, body) => {
	nock(PUBLIC).post(PATH).reply(status, body);
	expect(await toldAt()).toEqual({ ok: true, value: { standing: 'over' } });
});

test.each([
	['a proxy with a password', 401, PAGE('Sign in')],
	['a proxy that does not know the path', 404, PAGE('Not found')],
	['something that answers 200', 200, PAGE('Welcome')],
])('asks n8n on its own machine behind %s', async (_name, status, body) => {
	nock(PUBLIC).post(PATH).reply(status, body);
	nock('http://127.0.0.1:5678').post(PATH).reply(200, RECORDED);
	expect(await toldAt()).toEqual({ ok: true, value: RECORDED });
});

test('asks on its own machine where the public name leads nowhere, at the port that n8n shows', async () => {
	nock(PUBLIC)
		.post(PATH)
		.replyWithError(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
	nock('http://127.0.0.1:5999').post(PATH).reply(200, RECORDED);
	expect(await toldAt('http://n8n.local:5999')).toEqual({ ok: true, value: RECORDED });
});

test('says what the first address answered when none leads to n8n, and shows no link', async () => {
	nock(PUBLIC).post(PATH).reply(401, PAGE('Sign in'));
	nock('http://127.0.0.1:5678').post(PATH).reply(502, 'nobody');
	const outcome = await toldAt();
	expect(outcome).toMatchObject({ ok: false, failure: { httpStatus: 401 } });
	expect(everythingIn(outcome)).not.toMatch(/nobody-may-see|secret-of-the-app/);
});
