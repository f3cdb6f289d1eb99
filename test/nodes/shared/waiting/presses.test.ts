import nock from 'nock';

import type { PressesParts } from '../../../../nodes/shared/waiting/presses';
import { createPresses } from '../../../../nodes/shared/waiting/presses';
import type { CardAnswer } from '../../../../nodes/shared/pushes/card';
import type { Push } from '../../../../nodes/shared/pushes/push';
import type { DingTalkApi } from '../../../../nodes/shared/transport/api';
import { sealTicket } from '../../../../nodes/shared/waiting/ticket';
import { appCredential } from '../../../helpers/dingTalk.mts';
import { instantClock } from '../../../helpers/fakeClock.mts';
import { requestContext } from '../../../helpers/trigger.mts';

const SECRET = 'secret-of-the-app';
const ORIGIN = 'http://127.0.0.1:5678';
const PATH = '/webhook-waiting/7/n1?wait=w&signature=s';
const CARD = 'n8n-wait-0';
const RECORDED = {
	standing: 'recorded',
	label: '同意',
	at: Date.UTC(2026, 4, 1, 1),
	by: 'lina',
	timeZone: 'Asia/Shanghai',
};

let pushes = 0;
const pushOf = (params: object, actionIds = ['approve'], outTrackId = CARD): Push => ({
	kind: 'cardAction',
	id: `push-${++pushes}`,
	data: {
		outTrackId,
		userId: 'lina',
		userIdType: 1,
		content: { cardPrivateData: { actionIds, params: { ...params } } },
	},
});
const press = (...more: [string[]?]) =>
	pushOf({ ticket: sealTicket(SECRET, CARD, ORIGIN + PATH) }, ...more);

function hearing(
	user: object = { ok: true, value: { body: { result: { name: '李娜' } } } },
	update?: PressesParts['update'],
) {
	const updates: CardAnswer[] = [];
	const reports: Error[] = [];
	const presses = createPresses({
		context: {
			...requestContext(appCredential()),
			getNode: () => ({ name: 'Trigger', type: 'x', parameters: {} }),
			getInstanceBaseUrl: () => ORIGIN,
		} as unknown as PressesParts['context'],
		clock: instantClock(),
		signal: new AbortController().signal,
		api: { attempt: async () => await Promise.resolve(user) } as unknown as DingTalkApi,
		secret: async () => await Promise.resolve(SECRET),
		update: update ?? (async (_push, answer) => void updates.push(await Promise.resolve(answer))),
		report: (error) => void reports.push(error as Error),
	});
	return { presses, updates, reports };
}

const replied = (body: object, status = 200) =>
	nock(ORIGIN)
		.post(PATH)
		.reply(status, body as nock.Body);

test('a press that is taken shows everybody who decided what and when, and no button', async () => {
	replied(RECORDED);
	const { presses, updates } = hearing();
	const shown = await (await presses.take(press()))?.shown;
	expect(shown).toEqual({
		cardData: {
			cardParamMap: {
				isOpen: 'false',
				hasDecline: 'false',
				ticket: '',
				outcome: '同意 · 李娜 · 2026-05-01 09:00',
			},
		},
		cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
	});
	expect(updates).toEqual([shown]);
});

test('the userId stands for a name that the app may not see', async () => {
	replied(RECORDED);
	const { presses } = hearing({ ok: false, failure: { kind: 'scope', code: 'x', message: '' } });
	const shown = await (await presses.take(press()))?.shown;
	expect(shown?.cardData?.cardParamMap.outcome).toBe('同意 · lina · 2026-05-01 09:00');
});

test.each([
	[{ standing: 'notYou' }, /^您不在可决定的人员之列 · Only the people named/],
	[{ standing: 'answered' }, /^已有答复 · .* already$/],
	[{ ...RECORDED, standing: 'answered' }, /already: 同意 · 李娜 · 2026-05-01 09:00$/],
])('%j is said to the presser alone', async (reply, words) => {
	replied(reply);
	const { presses, updates } = hearing();
	const shown = await (await presses.take(press()))?.shown;
	expect(shown?.userPrivateData?.cardParamMap.hint).toMatch(words);
	expect(shown?.cardData).toBeUndefined();
	expect(updates).toEqual([]);
});

test.each([
	[{ standing: 'expired', at: 1 }, '已过期 · The time for an answer is over'],
	[{ standing: 'closed' }, '已结束 · This question is closed'],
])('%j closes the card for everybody', async (reply, outcome) => {
	replied(reply);
	const { presses, updates } = hearing();
	const shown = await (await presses.take(press()))?.shown;
	expect(shown?.cardData?.cardParamMap).toMatchObject({ isOpen: 'false', outcome });
	expect(updates).toHaveLength(1);
});

test('an execution that is gone closes the card, and leaves what stands on it', async () => {
	replied({ code: 404, message: 'The execution "7" does not exist.' }, 404);
	const { presses, updates } = hearing();
	const shown = await (await presses.take(press()))?.shown;
	expect(shown?.cardData?.cardParamMap).toEqual({
		isOpen: 'false',
		hasDecline: 'false',
		ticket: '',
	});
	expect(shown?.userPrivateData?.cardParamMap.hint).toBe('已结束 · This question is closed');
	expect(updates).toEqual([shown]);
});

test('where n8n is out of reach the presser is told, and a failed execution says so', async () => {
	replied({}, 502);
	const { presses, reports, updates } = hearing();
	const shown = await (await presses.take(press()))?.shown;
	expect(shown?.userPrivateData?.cardParamMap.hint).toMatch(/could not be reached/);
	expect(updates).toEqual([]);
	expect(reports[0].message).toMatch(/could not be told to the execution that waits/);
	expect(JSON.stringify(reports[0])).not.toContain('signature=s');
});

test('a press that comes twice is told once, and shown twice: DingTalk takes what comes first', async () => {
	replied(RECORDED);
	const { presses, updates } = hearing();
	const push = press();
	const works = await Promise.all([presses.take(push), presses.take(push)]);
	const [first, second] = await Promise.all(works.map(async (work) => await work?.shown));
	expect(first).toMatchObject({ cardData: { cardParamMap: { isOpen: 'false' } } });
	expect(second).toBe(first);
	expect(updates).toHaveLength(1);
});

test('a press that comes to several triggers of the app is told once', async () => {
	replied(RECORDED);
	const [first, second] = [hearing(), hearing()];
	const push = press();
	const works = [await first.presses.take(push), await second.presses.take(push)];
	expect(await works[0]?.shown).toBeDefined();
	expect(works[1]).toBeDefined();
	expect(await works[1]?.shown).toBeUndefined();
});

test.each([
	['is of a card of theirs', pushOf({}, ['approve'], 'card-1')],
	['is of a card with a ticket of its own kind', pushOf({ ticket: 'T-42' }, ['approve'], 'card-1')],
	['is of another button', press(['later'])],
	['is no press', { kind: 'event', id: 'e1', data: {} } satisfies Push],
])('what %s is left to workflows', async (_name, push) => {
	expect(await hearing().presses.take(push)).toBeUndefined();
});

describe('a press of a card that waits, which leads nowhere', () => {
	const OF_OURS = 'n8n-wait-1';
	test.each([
		['without a ticket', {}, /came without its ticket/, /callback parameter 'ticket'/],
		[
			'with a ticket of another secret',
			{ ticket: sealTicket('other', OF_OURS, ORIGIN + PATH) },
			/does not open/,
			/Client Secret was changed/,
		],
		[
			'with the ticket of another card',
			{ ticket: sealTicket(SECRET, CARD, ORIGIN + PATH) },
			/does not open/,
			/Ask again/,
		],
	])('is said to the presser and in a failed execution: %s', async (_name, params, title, cure) => {
		const { presses, reports, updates } = hearing();
		const shown = await (await presses.take(pushOf(params, ['agree'], OF_OURS)))?.shown;
		expect(shown?.userPrivateData?.cardParamMap.hint).toMatch(/此卡片无法做出决定/);
		expect(updates).toEqual([]);
		expect(reports).toHaveLength(1);
		expect(reports[0].message).toMatch(title);
		expect(String((reports[0] as Error & { description: string }).description)).toMatch(cure);
	});

	test('is no fault a moment after the card was closed', async () => {
		replied(RECORDED);
		const { presses, reports } = hearing();
		const ticket = sealTicket(SECRET, 'n8n-wait-2', ORIGIN + PATH);
		await (
			await presses.take(pushOf({ ticket }, ['approve'], 'n8n-wait-2'))
		)?.shown;
		const late = await presses.take(pushOf({ ticket: '' }, ['approve'], 'n8n-wait-2'));
		expect((await late?.shown)?.userPrivateData?.cardParamMap.hint).toMatch(/^已结束/);
		expect(reports).toEqual([]);
	});
});

test('a card that could not be updated shows the presser what became of it all the same', async () => {
	replied(RECORDED);
	const { presses, reports } = hearing(
		undefined,
		async () => await Promise.reject(new Error('no update')),
	);
	const shown = await (await presses.take(press()))?.shown;
	expect(shown?.cardData?.cardParamMap.outcome).toMatch(/^同意/);
	expect(reports.map(({ message }) => message)).toEqual(['no update']);
});
