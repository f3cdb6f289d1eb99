import type { IDataObject, INode } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import nock from 'nock';

import { takenAnswers } from '../../../../nodes/DingTalk/sendAndWait/waiting/taken';
import { systemClock } from '../../../../nodes/shared/run/clock';
import { announceListener } from '../../../../nodes/shared/waiting/listening';
import type { Press } from '../../../../nodes/shared/waiting/press';
import { signPress } from '../../../../nodes/shared/waiting/press';
import { openTicket } from '../../../../nodes/shared/waiting/ticket';
import { opener } from '../../../helpers/answering.mts';
import { expectNoSecrets, postApi, refusal } from '../../../helpers/calls.mts';
import { API, appCredential, OAPI, runDingTalk } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';

const PATH = '/v1.0/card/instances/createAndDeliver';
const SECRET = 'secret-of-the-test';
const GROUP = { __rl: true, mode: 'id', value: 'cidGroup==' };
const form = {
	resource: 'message',
	operation: 'sendAndWait',
	target: 'people',
	people: { list: [{ ids: 'lina,bob' }] },
	message: '## Deploy?',
	responseType: 'approval',
	approvalOptions: {
		values: { approvalType: 'double', approveLabel: '同意', disapproveLabel: '拒绝' },
	},
	chatApproval: true,
	cardTemplateId: ' own.schema ',
	options: {},
};
const { expectRefused } = operationWith(form);

/** A card as it was sent. */
interface SentCard extends IDataObject {
	outTrackId: string;
	cardData: { cardParamMap: Record<string, string> };
}

afterEach(() => {
	jest.restoreAllMocks();
	takenAnswers.clear();
});

const delivered = (...spaceIds: string[]) =>
	spaceIds.map((spaceId) => ({
		spaceType: spaceId.startsWith('cid') ? 'IM_GROUP' : 'IM_ROBOT',
		spaceId,
		success: true,
		errorMsg: '',
	}));

async function ask(further: object = {}, deliverResults: object[] = delivered('lina', 'bob')) {
	let card = {} as SentCard;
	nock(API)
		.post(PATH)
		.reply(async (request: Request) => {
			card = (await request.json()) as SentCard;
			return [200, { success: true, result: { outTrackId: card.outTrackId, deliverResults } }];
		});
	const parameters = { ...form, ...further } as INode['parameters'];
	const result = await runDingTalk({ parameters, timeZone: 'Asia/Shanghai' });
	const { ticket } = card.cardData.cardParamMap;
	const url = openTicket(SECRET, card.outTrackId, ticket) ?? '';
	const open = opener(result.run, { name: 'DingTalk', parameters }, appCredential());
	const tell = async (press: object) => {
		const visited = await open(url, { method: 'POST', body: { press } });
		return { ...visited, reply: JSON.parse(visited.page) as IDataObject };
	};
	const press = async (userId: string, isApproved: boolean) =>
		await tell(signed({ userId, isApproved, at: systemClock.now() }));
	return { result, card, url, open, tell, press };
}

/** Takes the robot's messages. */
function takeMessages(): IDataObject[] {
	const sent: IDataObject[] = [];
	nock(API)
		.post(/oToMessages|groupMessages/)
		.times(5)
		.optionally()
		.reply(async (request: Request) => {
			sent.push((await request.json()) as IDataObject);
			return [
				200,
				{ processQueryKey: 'key1', invalidStaffIdList: [], flowControlledStaffIdList: [] },
			];
		});
	return sent;
}

/** Takes the change of a card that a link has answered. */
function takeChange({ refused = false } = {}) {
	const changes: IDataObject[] = [];
	nock(API)
		.put('/v1.0/card/instances')
		.optionally()
		.reply(async (request: Request) => {
			changes.push((await request.json()) as IDataObject);
			return refused
				? [400, refusal('param.cardNotExist')]
				: [200, { success: true, result: true }];
		});
	nock(OAPI)
		.post('/topapi/v2/user/get')
		.query(true)
		.optionally()
		.reply(200, { errcode: 0, result: { userid: 'bob', name: 'Bob Smith', dept_id_list: [1] } });
	/** It comes after the answer. */
	const change = async () => {
		for (let tries = 0; changes.length === 0 && tries < 500; tries++) await sleep(20);
		return changes;
	};
	return { changes, change };
}

const signed = (press: Press, target = { executionId: '1', nodeId: '2' }) =>
	signPress(SECRET, target, press);

describe('asking', () => {
	test('sends people one card, with the address of the execution sealed', async () => {
		const { card, result, url } = await ask();
		expect(result.run.status).toBe('waiting');
		expect(card).toEqual({
			cardTemplateId: 'own.schema',
			outTrackId: expect.stringMatching(/^n8n-wait-[\w-]{36}$/),
			callbackType: 'STREAM',
			userIdType: 1,
			openSpaceId: 'dtv1.card//IM_ROBOT.lina;IM_ROBOT.bob',
			imRobotOpenSpaceModel: {
				supportForward: false,
				lastMessageI18n: expect.objectContaining({ ZH_CN: 'Deploy?', EN_US: 'Deploy?' }),
				notification: { alertContent: 'Deploy?' },
			},
			imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: 'dingtest' },
			cardData: {
				cardParamMap: {
					title: 'Deploy?',
					content: '## Deploy?',
					approveLabel: '同意',
					declineLabel: '拒绝',
					isOpen: 'true',
					hasDecline: 'true',
					outcome: '',
					hint: '',
					ticket: expect.stringMatching(/^s1\.[\w-]+$/),
				},
			},
		});
		expect(JSON.stringify(card)).not.toMatch(/webhook-waiting|signature/);
		expect(new URL(url).pathname).toBe('/webhook-waiting/1/2');
		expect(new URL(url).searchParams.get('approved')).toBeNull();
		expect(openTicket(SECRET, 'another card', card.cardData.cardParamMap.ticket)).toBeUndefined();
		expect(result.items[0].json).toMatchObject({ accepted: ['lina', 'bob'] });
		expectNoSecrets(result, new URL(url).searchParams.get('signature') ?? 'none');
	});

	test('sends a group one card', async () => {
		const group = { target: 'group', openConversationId: GROUP, approvalOptions: {} };
		const { card } = await ask(group, delivered('cidGroup=='));
		expect(card).toMatchObject({
			openSpaceId: 'dtv1.card//IM_GROUP.cidGroup==',
			imGroupOpenDeliverModel: { robotCode: 'dingtest' },
			cardData: { cardParamMap: { hasDecline: 'false', declineLabel: '' } },
		});
	});

	test('lets presses go to a callback route', async () => {
		const { card } = await ask({ callback: 'http', callbackRouteKey: ' approvals ' });
		expect(card).toMatchObject({ callbackType: 'HTTP', callbackRouteKey: 'approvals' });
	});

	test('waits for those who have it, and says who has not', async () => {
		const [lina] = delivered('lina');
		const bob = { spaceType: 'IM_ROBOT', spaceId: 'bob', success: false, errorMsg: 'no such user' };
		const { press } = await ask({}, [lina, bob]);
		const { items } = await press('lina', true);
		expect(items?.[0].json.data).toMatchObject({
			missed: [{ userId: 'bob', status: 'failed', reason: 'no such user' }],
		});
	});

	test('fails when nobody has it', async () => {
		const nobody = ['lina', 'bob'].map((spaceId) => ({
			spaceId,
			success: false,
			errorMsg: 'away',
		}));
		const { result } = await ask({}, nobody);
		expect(result.error?.message).toBe('The card got nowhere: person lina (away)');
		expect(result.error?.description).toMatch(/person lina \(away\); person bob \(away\)/);
	});

	test('fails when DingTalk does not say who has it', async () => {
		const { result } = await ask({}, []);
		expect(result.error?.message).toMatch(/^It is not known whether anybody has the card/);
	});

	test('fails when DingTalk refuses the card', async () => {
		postApi(PATH, undefined, refusal('param.templateNotExist'), 400);
		const { error } = await runDingTalk({ parameters: form as INode['parameters'] });
		expect(error).toMatchObject({ name: 'NodeApiError' });
		expect(error?.description).toContain('param.templateNotExist');
	});

	test.each([
		[{ cardTemplateId: ' ' }, /'Card Template ID' is empty/],
		[{ message: '界'.repeat(400) }, /'Message' is 1,200 bytes long; the limit is 1,024 bytes/],
		[{ people: {} }, /'People' is empty/],
		[{ callback: 'http', callbackRouteKey: ' ' }, /'Route Key' is empty/],
	])('refuses %j before anything is sent', async (further, words) => {
		await expectRefused(further, words);
	});
});

describe('who hears the presses', () => {
	const hintsOf = ({ result }: Awaited<ReturnType<typeof ask>>) =>
		(result.run.data.resultData.runData.DingTalk[0].hints ?? []).map(({ message }) => message);
	const app = `dingtest@${API}`;

	test('is not known where no trigger runs: a test run says so', async () => {
		expect(hintsOf(await ask())).toEqual([expect.stringMatching(/^Nobody seems to hear/)]);
	});

	test('is nobody where triggers run, but none of this app that takes card actions', async () => {
		const leave = announceListener(app, false);
		const hints = hintsOf(await ask());
		leave();
		expect(hints).toEqual([expect.stringMatching(/^Nobody hears .* Card Action/)]);
	});

	test('is somebody: nothing is said', async () => {
		const leave = announceListener(app, true);
		const hints = hintsOf(await ask());
		leave();
		expect(hints).toEqual([]);
	});

	test.each([{ callback: 'http', callbackRouteKey: 'approvals' }, { options: { linksToo: true } }])(
		'does not matter with %j',
		async (further) => {
			takeMessages();
			expect(hintsOf(await ask(further))).toEqual([]);
		},
	);
});

describe('with links too', () => {
	test('each person has a message as well, whose links answer; the card does so still', async () => {
		const sent = takeMessages();
		const { change } = takeChange();
		const { open, press } = await ask({ options: { linksToo: true } });
		expect(sent.map(({ userIds }) => userIds)).toEqual([['lina'], ['bob']]);
		const { buttonUrl2 } = JSON.parse(String(sent[1].msgParam)) as Record<string, string>;
		const { items } = await open(buttonUrl2, { method: 'POST', body: { answer: 'yes' } });
		expect(items?.[0].json.data).toMatchObject({
			approved: true,
			responder: { id: 'bob', source: 'link' },
		});
		expect((await press('lina', true)).reply).toMatchObject({ standing: 'answered', by: 'bob' });
		expect(await change()).toHaveLength(1);
	});

	describe('answered by one of them', () => {
		/** Answers by the link of the second person. @param statusOfN8n what n8n says then */
		async function answered({ statusOfN8n = 200, refused = false } = {}) {
			const sent = takeMessages();
			const { card, open } = await ask({ options: { linksToo: true } });
			const { changes, change } = takeChange({ refused });
			const { buttonUrl1 } = JSON.parse(String(sent[1].msgParam)) as Record<string, string>;
			const visit = { method: 'POST', body: { answer: 'yes' }, statusOfN8n } as const;
			const visited = await open(buttonUrl1, visit);
			if (statusOfN8n < 400) await change();
			else await sleep(100);
			return { card, changes, visited };
		}

		test('the card shows it at once, and its buttons are gone', async () => {
			const { card, changes } = await answered();
			expect(changes).toEqual([
				{
					outTrackId: card.outTrackId,
					cardData: {
						cardParamMap: {
							isOpen: 'false',
							hasDecline: 'false',
							outcome: expect.stringMatching(/^拒绝 · Bob Smith · \d{4}-\d\d-\d\d \d\d:\d\d$/),
						},
					},
					cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
					userIdType: 1,
				},
			]);
		});

		test('the card stays open where n8n goes on with another answer', async () => {
			expect((await answered({ statusOfN8n: 500 })).changes).toEqual([]);
		});

		test('the answer counts where the card cannot be changed', async () => {
			const { changes, visited } = await answered({ refused: true });
			expect(changes).toHaveLength(1);
			expect(visited.items?.[0].json.data).toMatchObject({ approved: false });
		});
	});

	test('in a group only those who may decide have links', async () => {
		const sent = takeMessages();
		await ask(
			{
				target: 'group',
				openConversationId: GROUP,
				approvers: { list: [{ ids: 'lina' }] },
				options: { linksToo: true },
			},
			delivered('cidGroup=='),
		);
		expect(sent).toEqual([expect.objectContaining({ userIds: ['lina'] })]);
	});

	test('in a group where anybody may decide, the group has them', async () => {
		const sent = takeMessages();
		await ask(
			{ target: 'group', openConversationId: GROUP, options: { linksToo: true } },
			delivered('cidGroup=='),
		);
		expect(sent).toEqual([expect.objectContaining({ openConversationId: 'cidGroup==' })]);
	});
});

describe('a press', () => {
	test.each([
		['同意', true],
		['拒绝', false],
	])('decides: %s', async (label, approved) => {
		const { press } = await ask();
		jest.spyOn(systemClock, 'now').mockReturnValue(Date.UTC(2026, 4, 1));
		const { status, reply, items } = await press('bob', approved);
		expect(status).toBe(200);
		expect(reply).toEqual({
			standing: 'recorded',
			label,
			at: Date.UTC(2026, 4, 1),
			by: 'bob',
			timeZone: 'Asia/Shanghai',
		});
		expect(items?.[0].json.data).toEqual({
			approved,
			respondedAt: '2026-05-01T00:00:00.000Z',
			responder: { id: 'bob', source: 'card' },
		});
	});

	test('of somebody who is not named decides nothing', async () => {
		const { press } = await ask();
		const { reply, items } = await press('zhangwei', true);
		expect([reply, items]).toEqual([{ standing: 'notYou' }, undefined]);
	});

	test('of anybody decides in a group where nobody is named', async () => {
		const { press } = await ask(
			{ target: 'group', openConversationId: GROUP },
			delivered('cidGroup=='),
		);
		expect((await press('zhangwei', true)).items).toHaveLength(1);
	});

	test('of those named alone decides in a group', async () => {
		const { press } = await ask(
			{ target: 'group', openConversationId: GROUP, approvers: { list: [{ ids: 'lina' }] } },
			delivered('cidGroup=='),
		);
		expect((await press('bob', true)).reply).toEqual({ standing: 'notYou' });
		expect((await press('lina', true)).reply).toMatchObject({ standing: 'recorded' });
	});

	test('that comes second is told of the first', async () => {
		const { press } = await ask();
		await press('lina', false);
		const { reply, items } = await press('bob', true);
		expect(reply).toMatchObject({ standing: 'answered', label: '拒绝', by: 'lina' });
		expect(items).toBeUndefined();
	});

	test('after the time is told so', async () => {
		const values = { resumeAmount: 1, resumeUnit: 'hours' };
		const { press, result } = await ask({ options: { limitWaitTime: { values } } });
		const until = Date.parse(String(result.items[0].json.waitingUntil));
		jest.spyOn(systemClock, 'now').mockReturnValue(until);
		expect((await press('lina', true)).reply).toMatchObject({ standing: 'expired', at: until });
	});

	const now = () => systemClock.now();
	const press = () => ({ userId: 'lina', isApproved: true, at: now() });
	test.each([
		['without a signature', () => ({ ...press(), signature: '' })],
		['by another person', () => ({ ...signed(press()), userId: 'bob' })],
		['for the other decision', () => ({ ...signed(press()), isApproved: false })],
		['at another time', () => ({ ...signed(press()), at: now() - 1_000 })],
		['of another execution', () => signed(press(), { executionId: '2', nodeId: '2' })],
		['of another node', () => signed(press(), { executionId: '1', nodeId: '1' })],
		['with another secret', () => signPress('other', { executionId: '1', nodeId: '2' }, press())],
		['that is old', () => signed({ ...press(), at: now() - 300_001 })],
	])('%s is refused', async (_name, forged) => {
		const { tell } = await ask();
		const { status, items } = await tell(forged());
		expect([status, items]).toEqual([403, undefined]);
	});

	test('is all that answers: neither the link nor its form does', async () => {
		const { open, url } = await ask();
		for (const visit of [{}, { method: 'POST', body: { answer: 'yes' } } as const]) {
			const { status, items } = await open(url, visit);
			expect([status, items]).toEqual([410, undefined]);
		}
	});
});
