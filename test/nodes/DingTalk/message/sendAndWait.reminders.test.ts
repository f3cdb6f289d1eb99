import type { IDataObject, INode } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import nock from 'nock';

import { takenAnswers } from '../../../../nodes/DingTalk/sendAndWait/waiting/taken';
import { systemClock } from '../../../../nodes/shared/run/clock';
import { signPress } from '../../../../nodes/shared/waiting/press';
import { openTicket } from '../../../../nodes/shared/waiting/ticket';
import { opener } from '../../../helpers/answering.mts';
import { API, appCredential } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';
import type { WaitLoop } from '../../../helpers/waitLoop.mts';
import { startLoop } from '../../../helpers/waitLoop.mts';

const HOUR = 3_600_000;
const SECRET = 'secret-of-the-test';
const GROUP = { __rl: true, mode: 'id', value: 'cidGroup==' };
const limit = (hours: number) => ({
	limitWaitTime: { values: { resumeAmount: hours, resumeUnit: 'hours' } },
});
const reminders = (...values: object[]) => ({ reminders: { values } });
const ESCALATING = {
	...limit(8),
	...reminders(
		{ after: 1, afterUnit: 'hours' },
		{ after: 4, afterUnit: 'hours', text: ' 请决定 ', others: { list: [{ ids: 'boss,lina' }] } },
	),
};
const form = {
	resource: 'message',
	operation: 'sendAndWait',
	target: 'people',
	people: { list: [{ ids: 'lina,bob' }] },
	message: '## Expense of *12,000*',
	responseType: 'approval',
	approvalOptions: { values: { approvalType: 'double' } },
	options: ESCALATING,
};
const { expectRefused } = operationWith(form);
const inChat = { chatApproval: true, cardTemplateId: 'own.schema' };

/** A call that was made. */
interface Call {
	path: string;
	body: IDataObject;
	/** Of a robot's message. */
	to?: string;
	param: Record<string, string>;
}

/** Days that have passed: for the pacing of calls, which all tests share, time never goes back. */
let days = 0;
let start: number;
let calls: Call[];
let failing: RegExp | undefined;
/** Whom DingTalk does not know. */
let unknown: string[];

const answers: Record<string, (body: IDataObject) => object> = {
	'/v1.0/robot/oToMessages/batchSend': () => ({
		processQueryKey: 'key1',
		invalidStaffIdList: unknown,
		flowControlledStaffIdList: [],
	}),
	'/v1.0/robot/groupMessages/send': () => ({ processQueryKey: 'key1' }),
	'/v1.0/card/instances/createAndDeliver': (body) => ({
		success: true,
		result: { outTrackId: body.outTrackId, deliverResults: placesOf(body) },
	}),
	'/v1.0/card/instances/deliver': (body) => ({ success: true, result: placesOf(body) }),
	'/v1.0/card/instances': () => ({ success: true, result: true }),
};
const placesOf = ({ openSpaceId }: IDataObject) =>
	String(openSpaceId)
		.replace('dtv1.card//', '')
		.split(';')
		.map((place) => place.split('.'))
		.map(([spaceType, spaceId]) => ({ spaceType, spaceId, success: true, errorMsg: '' }));

beforeEach(() => {
	calls = [];
	days++;
	start = Date.now() + days * 24 * HOUR;
	failing = undefined;
	unknown = [];
	at(0);
	const reply = async (request: Request) => {
		const body = (await request.json()) as IDataObject;
		const path = new URL(request.url).pathname;
		const param = JSON.parse(String(body.msgParam ?? '{}')) as Call['param'];
		calls.push({ path, body, param, to: (body.userIds as string[] | undefined)?.join() });
		if (failing?.test(path)) return [400, { code: 'staffId.notExisted', message: 'no' }] as const;
		return [200, answers[path](body)] as const;
	};
	const api = nock(API);
	api
		.post(/^\/v1\.0\//)
		.times(50)
		.optionally()
		.reply(reply);
	api
		.put(/^\/v1\.0\//)
		.times(50)
		.optionally()
		.reply(reply);
});
afterEach(() => {
	jest.restoreAllMocks();
	takenAnswers.clear();
});

/** So many hours after the question. */
const at = (hours: number) => {
	jest.restoreAllMocks();
	const aheadMs = (days * 24 + hours) * HOUR;
	jest.spyOn(systemClock, 'now').mockImplementation(() => Date.now() + aheadMs);
};
const ask = async (further: object = {}, ...more: [Parameters<typeof startLoop>[1]?]) =>
	await startLoop({ ...form, ...further } as INode['parameters'], ...more);
/** The time of a wait is over, so many hours after the question. @returns the calls that were made then */
async function wake(loop: WaitLoop, hours: number): Promise<Call[]> {
	const before = calls.length;
	at(hours);
	await loop.goOn();
	expect(loop.run.data.resultData.error).toBeUndefined();
	return calls.slice(before);
}
/** Whole hours after the question. */
const wakesAfter = ({ run }: WaitLoop) => Math.floor((Number(run.waitTill) - start) / HOUR);
const linkOf = ({ param }: Call) => param.buttonUrl2 ?? param.singleURL;
const parameters = form as INode['parameters'];
const answerBy = async ({ run }: WaitLoop, url: string) =>
	await opener(run, { name: 'DingTalk', parameters })(url, {
		method: 'POST',
		body: { answer: 'yes' },
	});
const pressBy = async ({ run }: WaitLoop, card: IDataObject, userId: string) => {
	const { ticket } = (card.cardData as { cardParamMap: Record<string, string> }).cardParamMap;
	const url = openTicket(SECRET, String(card.outTrackId), ticket) ?? '';
	const press = { userId, isApproved: true, at: systemClock.now() };
	const target = { executionId: '1', nodeId: '2' };
	return await opener(
		run,
		{ name: 'DingTalk', parameters },
		appCredential(),
	)(url, {
		method: 'POST',
		body: { press: signPress(SECRET, target, press) },
	});
};

describe('by link', () => {
	test('it waits until the first reminder only', async () => {
		const loop = await ask();
		expect(calls.map(({ to }) => to)).toEqual(['lina', 'bob']);
		expect([loop.run.status, wakesAfter(loop)]).toEqual(['waiting', 1]);
	});

	test('nobody has answered: the same people are reminded, by the links of the first round', async () => {
		const loop = await ask();
		const [first] = calls;
		const reminded = await wake(loop, 1);
		expect(reminded.map(({ to }) => to)).toEqual(['lina', 'bob']);
		expect(reminded[0].param.title).toBe('⏰ Expense of 12,000');
		expect(reminded[0].param.text).toMatch(/^\*\*⏰ 提醒：.*still needed\*\*\n\n## Expense/);
		expect(linkOf(reminded[0])).toBe(linkOf(first));
		expect(wakesAfter(loop)).toBe(4);
	});

	test('others are asked too, in words of their own, with links of their own', async () => {
		const loop = await ask();
		await wake(loop, 1);
		const asked = await wake(loop, 4);
		expect(asked.map(({ to }) => to)).toEqual(['lina', 'bob', 'boss']);
		expect(asked[2].param.text).toMatch(/^\*\*⏰ 请决定\*\*/);
		expect(wakesAfter(loop)).toBe(8);
		const { items } = await answerBy(loop, linkOf(asked[2]));
		expect(items?.[0].json.data).toMatchObject({
			approved: true,
			timedOut: false,
			responder: { id: 'boss', source: 'link' },
		});
	});

	test('a link of the first round answers in a later one', async () => {
		const loop = await ask();
		const [, first] = calls;
		await wake(loop, 1);
		const { items } = await answerBy(loop, linkOf(first));
		expect(items?.[0].json.data).toMatchObject({ responder: { id: 'bob' } });
	});

	test('pages say until when the question is open, in all rounds', async () => {
		const loop = await ask();
		const open = opener(loop.run, { name: 'DingTalk', parameters });
		expect((await open(linkOf(calls[0]))).page).toMatch(/Open until /);
		// n8n is about to wake it for a reminder.
		at(1.01);
		expect((await open(linkOf(calls[0]))).status).toBe(200);
	});

	test('at the end the output tells it apart from an answer, and nothing answers any more', async () => {
		const loop = await ask();
		const [first] = calls;
		await wake(loop, 1);
		await wake(loop, 4);
		expect(await wake(loop, 8)).toEqual([]);
		expect(loop.run.status).toBe('success');
		expect(loop.outcome()?.json).toEqual({
			data: { approved: null, timedOut: true, reminders: 2 },
		});
		expect((await answerBy(loop, linkOf(first))).status).toBe(410);
	});

	test('without a limit it waits after the last reminder until somebody answers', async () => {
		const loop = await ask({ options: reminders({ after: 30, afterUnit: 'minutes' }) });
		await wake(loop, 0.5);
		expect(loop.run.waitTill).toEqual(WAIT_INDEFINITELY);
	});

	test('n8n was away meanwhile: people get one message for all that is due', async () => {
		const loop = await ask();
		const asked = await wake(loop, 5);
		expect(asked.map(({ to }) => to)).toEqual(['lina', 'bob', 'boss']);
		expect(asked[0].param.text).toMatch(/请决定/);
		expect(wakesAfter(loop)).toBe(8);
	});

	test('n8n was away until the end: nobody is reminded', async () => {
		const loop = await ask();
		expect(await wake(loop, 9)).toEqual([]);
		expect(loop.outcome()?.json.data).toMatchObject({ timedOut: true, reminders: 0 });
	});

	test('n8n wakes it a moment early: it is reminded all the same', async () => {
		const loop = await ask();
		expect(await wake(loop, 1 - 900 / HOUR)).toHaveLength(2);
	});

	test('a group is reminded as a whole; others get links of their own', async () => {
		const loop = await ask({ target: 'group', openConversationId: GROUP });
		const [first] = calls;
		const [reminded] = await wake(loop, 1);
		expect(reminded.body.openConversationId).toBe('cidGroup==');
		expect(linkOf(reminded)).toBe(linkOf(first));
		const asked = await wake(loop, 4);
		expect(asked.map(({ to }) => to)).toEqual(['boss', 'lina', undefined]);
		const { items } = await answerBy(loop, linkOf(asked[0]));
		expect(items?.[0].json.data).toMatchObject({ responder: { id: 'boss' } });
	});

	test('what DingTalk refuses of a reminder ends nothing, and is told in the end', async () => {
		const loop = await ask();
		failing = /batchSend/;
		await wake(loop, 1);
		expect(wakesAfter(loop)).toBe(4);
		await wake(loop, 8);
		const { missed } = loop.outcome()?.json.data as { missed: IDataObject[] };
		expect(missed.map(({ userId, status, reminder }) => [userId, status, reminder])).toEqual([
			['lina', 'failed', 1],
			['bob', 'failed', 1],
		]);
	});

	test('who did not get the question and gets a reminder is not missed', async () => {
		unknown = ['bob'];
		const loop = await ask();
		unknown = [];
		await wake(loop, 1);
		await wake(loop, 8);
		expect(loop.outcome()?.json.data).not.toHaveProperty('missed');
	});

	test('a form that nobody filled in has no fields in the output', async () => {
		const loop = await ask({ responseType: 'freeText' });
		await wake(loop, 8);
		expect(loop.outcome()?.json.data).toEqual({ timedOut: true, reminders: 0 });
	});
});

describe('by card', () => {
	const [, LATER] = ESCALATING.reminders.values;
	const ONCE = { ...limit(8), ...reminders(LATER) };

	test('people are pointed to the card; whoever is new gets it, and may decide', async () => {
		const loop = await ask({ ...inChat, options: ONCE });
		const [{ body: card }] = calls;
		expect(wakesAfter(loop)).toBe(4);
		expect((await pressBy(loop, card, 'boss')).items).toBeUndefined();
		const asked = await wake(loop, 4);
		expect(asked.map(({ path, to }) => [path, to])).toEqual([
			['/v1.0/robot/oToMessages/batchSend', 'lina,bob'],
			['/v1.0/card/instances/deliver', undefined],
		]);
		expect(asked[0].param.text).toBe('**⏰ 请决定**\n\nExpense of 12,000');
		expect(asked[1].body).toMatchObject({
			outTrackId: card.outTrackId,
			openSpaceId: 'dtv1.card//IM_ROBOT.boss',
		});
		const { items } = await pressBy(loop, card, 'boss');
		expect(items?.[0].json.data).toMatchObject({
			timedOut: false,
			responder: { id: 'boss', source: 'card' },
		});
	});

	test('the card of a group may go to people later', async () => {
		const loop = await ask({
			...inChat,
			target: 'group',
			openConversationId: GROUP,
			approvers: { list: [{ ids: 'lina' }] },
			options: ONCE,
		});
		const [{ body: card }] = calls;
		expect(card).toHaveProperty('imRobotOpenSpaceModel');
		const asked = await wake(loop, 4);
		expect(asked.map(({ path }) => path)).toEqual([
			'/v1.0/robot/groupMessages/send',
			'/v1.0/card/instances/deliver',
		]);
		expect((await pressBy(loop, card, 'bob')).items).toBeUndefined();
		expect((await pressBy(loop, card, 'boss')).items).toHaveLength(1);
	});

	test('at the end the card says so, to all', async () => {
		const loop = await ask({ ...inChat, options: ONCE });
		await wake(loop, 4);
		const [update, ...more] = await wake(loop, 8);
		expect(more).toEqual([]);
		expect(update.body).toMatchObject({
			outTrackId: calls[0].body.outTrackId,
			cardData: {
				cardParamMap: {
					isOpen: 'false',
					hasDecline: 'false',
					outcome: '已过期 · The time for an answer is over',
				},
			},
			cardUpdateOptions: { updateCardDataByKey: true },
		});
		expect(loop.outcome()?.json.data).toEqual({ approved: null, timedOut: true, reminders: 1 });
	});

	test('a card that cannot be told so is a hint', async () => {
		const loop = await ask({ ...inChat, options: ONCE });
		failing = /instances$/;
		await wake(loop, 8);
		const [task] = loop.run.data.resultData.runData.DingTalk.slice(-1);
		expect(JSON.stringify(task.hints)).toMatch(/could not be told that the time is over/);
		expect(loop.outcome()?.json.data).toMatchObject({ timedOut: true });
	});

	test('who cannot have the card is missed', async () => {
		const loop = await ask({ ...inChat, options: ONCE });
		failing = /deliver$/;
		await wake(loop, 4);
		failing = undefined;
		await wake(loop, 8);
		expect(loop.outcome()?.json.data).toMatchObject({
			missed: [{ userId: 'boss', status: 'failed', reminder: 1 }],
		});
	});
});

describe('a new question', () => {
	test('is asked after one that was answered, not a reminder of that', async () => {
		const loop = await ask({}, [{ json: { amount: 1 } }]);
		const { items } = await answerBy(loop, linkOf(calls[1]));
		// As n8n does with an answer: it stands in the place of the input.
		const [entry] = loop.run.data.executionData?.nodeExecutionStack ?? [];
		entry.data.main = [items ?? []];
		await loop.goOn();
		expect(loop.outcome()?.json.data).toMatchObject({ approved: true, timedOut: false });
	});

	test('is asked where the execution is another one: a retry, whose old links are dead', async () => {
		const loop = await ask();
		const before = calls.length;
		at(1);
		await loop.goOn('2');
		const asked = calls.slice(before);
		expect(asked.map(({ to }) => to)).toEqual(['lina', 'bob']);
		expect(asked[0].param.text).not.toMatch(/⏰/);
		expect(linkOf(asked[0])).toMatch(/webhook-waiting\/2\//);
	});
});

describe('is refused before anything is sent', () => {
	const refused = (...values: object[]) => ({ options: { ...limit(8), ...reminders(...values) } });
	test.each([
		['a reminder at the end', refused({ after: 8 }), /'Reminders > After 1' is not before the end/],
		['two at once', refused({ after: 2 }, { after: 2 }), /'Reminders > After 2' is not later/],
		['no time', refused({ after: 0 }), /'Reminders > After 1' is not a number from 0\.01/],
		['a long text', refused({ text: '界'.repeat(400) }), /'Reminders > Text 1' is 1,200 bytes/],
		[
			'a message that is too long with it',
			{ message: '界'.repeat(4_600), ...refused({ text: '界'.repeat(300) }) },
			/'Message' makes a message of/,
		],
	])('%s', async (_name, further, words) => {
		await expectRefused(further, words);
		expect(calls).toEqual([]);
	});

	test('an input that has what the answer is told by', async () => {
		const { run } = await ask({}, [{ json: { data: { timedOut: false } } }]);
		expect(run.data.resultData.error?.message).toMatch(/the input has a field 'data'/);
		expect(calls).toEqual([]);
	});
});
