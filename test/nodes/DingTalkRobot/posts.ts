import nock from 'nock';

import { OAPI, runRobot } from '../../helpers/dingTalkRobot.mts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
let count = 0;
/** Of the robot of the running test: the limit of 20 per minute spans the whole process. */
export let webhook = '';

beforeEach(() => {
	webhook = `operations-test-token-${++count}`;
});

export const LINK = 'https://example.com/report';

/** Answers `times` posts and returns their bodies. */
export function robot(times = 1, answer: object = { errcode: 0, errmsg: 'ok' }) {
	const bodies: Array<Record<string, unknown>> = [];
	nock(OAPI, { reqheaders: { 'content-type': /^application\/json/ } })
		.post('/robot/send', (body: Record<string, unknown>) => bodies.push(body) > 0)
		.query({ access_token: webhook })
		.times(times)
		.reply(200, answer);
	return bodies;
}

export const run = async (parameters: object, more: object = {}) =>
	await runRobot({
		parameters: parameters as never,
		credential: { webhookToken: webhook },
		...more,
	});

/** What every operation does: it posts a body, and a bad item between good ones does not stop them. */
export function itPosts(operation: string, parameters: object, body: object) {
	it(`posts ${JSON.stringify(body).slice(0, 60)}… and says so`, async () => {
		const bodies = robot();
		const { items, error } = await run({ operation, ...parameters });
		expect(error).toBeUndefined();
		const [{ msgUuid, ...posted }] = bodies;
		expect(posted).toEqual(body);
		expect(msgUuid).toMatch(UUID);
		expect(items).toEqual([
			{ json: { success: true, msgUuid, parts: 1 }, pairedItem: { item: 0 } },
		]);
	});

	it('survives a bad item between good ones, each output paired', async () => {
		const bodies = robot(2);
		// The second item turns the operation's required text, or the title of its first row, into nothing.
		const required = /"(text|markdown|linkText)":"([^"]+)"/;
		const json = JSON.stringify(parameters);
		const blank = json.replace(
			required.test(json) ? required : /"(title)":"([^"]+)"/,
			(_all, name: string, value: string) =>
				`"${name}":"={{ $itemIndex === 1 ? ' ' : '${value}' }}"`,
		);
		const { items } = await run(
			{ operation, ...(JSON.parse(blank) as object) },
			{
				input: [{ json: {} }, { json: {} }, { json: {} }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(bodies).toHaveLength(2);
		expect(bodies).toMatchObject([body, body]);
		expect(items.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(items.map((item) => item.json.success)).toEqual([true, undefined, true]);
		expect(items[1].json).toEqual({
			error: expect.stringMatching(/is empty$/),
			message: expect.stringMatching(/^Fill in/),
		});
	});
}
