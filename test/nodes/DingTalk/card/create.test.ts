import nock from 'nock';

import { expectNoSecrets, itemsOf, planApi, refusal } from '../../../helpers/calls.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';
import { fakeTime } from '../../../helpers/fakeTime.mts';
import { operationWith } from '../../../helpers/operation.mts';
import {
	created,
	GROUP,
	GROUP_CARD,
	groupCardBody,
	locatorOf,
	placed,
	refusedPlace,
} from './cards';

const CALL = 'POST /v1.0/card/instances/createAndDeliver';
const DELIVER = 'POST /v1.0/card/instances/deliver';
const { run, jsonOf, expectRefused, expectOneFails } = operationWith(GROUP_CARD);

afterEach(() => jest.restoreAllMocks());

const toPeople = (ids: string, further: object = {}) => ({
	target: 'people',
	people: { list: [{ ids }] },
	...further,
});
const peopleBody = (spaces: string, further: object = {}) => {
	const { imGroupOpenSpaceModel, imGroupOpenDeliverModel, ...body } = groupCardBody();
	return {
		...body,
		imRobotOpenSpaceModel: imGroupOpenSpaceModel,
		openSpaceId: `dtv1.card//${spaces}`,
		imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', ...imGroupOpenDeliverModel },
		...further,
	};
};

test('delivers a card to a group', async () => {
	planApi(CALL, groupCardBody(), created(placed(GROUP)));
	expect(await jsonOf()).toEqual({
		outTrackId: 'card-1',
		delivered: [{ spaceType: 'IM_GROUP', spaceId: GROUP, carrierId: `carrier of ${GROUP}` }],
		failed: [],
	});
});

test('turns all values into texts, and sends everything that was filled in', async () => {
	planApi(
		CALL,
		groupCardBody({
			cardData: {
				cardParamMap: { title: 'A', count: '3', isOpen: 'true', rows: '[{"a":1}]', none: '' },
			},
			privateData: { bob: { cardParamMap: { isOpen: 'false' } } },
			callbackType: 'HTTP',
			callbackRouteKey: 'approvals',
			imGroupOpenSpaceModel: {
				supportForward: true,
				lastMessageI18n: Object.fromEntries(
					['ZH_CN', 'ZH_TW', 'EN_US', 'JA_JP', 'VI_VN', 'TH_TH'].map((one) => [one, 'Decide']),
				),
				notification: { alertContent: 'Decide now' },
			},
			imGroupOpenDeliverModel: {
				robotCode: 'other',
				atUserIds: { '@ALL': '@ALL' },
				recipients: ['lina'],
			},
		}),
		created(placed(GROUP)),
	);
	await jsonOf({
		variablesBy: 'json',
		variablesJson: { title: 'A', count: 3, isOpen: true, rows: [{ a: 1 }], none: null },
		privateVariables: { private: [{ user: locatorOf('bob'), values: '{"isOpen": false}' }] },
		callback: 'http',
		callbackRouteKey: 'approvals',
		summary: 'Decide',
		options: {
			outTrackId: 'card-1',
			isForwardable: true,
			mentionsEveryone: true,
			notification: 'Decide now',
			robotCode: 'other',
			visibleTo: { list: [{ ids: 'lina' }] },
		},
	});
});

test('makes an ID of its own, another for each item', async () => {
	const ids: string[] = [];
	nock(API)
		.post('/v1.0/card/instances/createAndDeliver')
		.times(2)
		.reply(async (request: Request) => {
			ids.push(((await request.json()) as { outTrackId: string }).outTrackId);
			return [200, created(placed(GROUP))];
		});
	const { items } = await runDingTalk({
		parameters: { ...GROUP_CARD, options: {} },
		input: itemsOf({}, {}),
	});
	expect(new Set(ids).size).toBe(2);
	expect(items.map(({ json }) => json.outTrackId).sort()).toEqual(ids.sort());
});

test('goes on top of a group for a while, for some of its members', async () => {
	const clock = fakeTime();
	const startedAt = clock.now();
	const body = {
		...groupCardBody(),
		imGroupOpenSpaceModel: undefined,
		imGroupOpenDeliverModel: undefined,
	};
	let expiredTimeMillis = 0;
	planApi(
		CALL,
		(sent: { topOpenDeliverModel: { expiredTimeMillis: number } }) => {
			({ expiredTimeMillis } = sent.topOpenDeliverModel);
			expect(sent).toEqual({
				...body,
				topOpenSpaceModel: { spaceType: 'ONE_BOX' },
				openSpaceId: `dtv1.card//ONE_BOX.${GROUP}`,
				topOpenDeliverModel: { expiredTimeMillis, userIds: ['lina'] },
			});
			return true;
		},
		created(placed(GROUP, 'ONE_BOX')),
	);
	await jsonOf({
		target: 'topBox',
		showForHours: 1.5,
		options: { outTrackId: 'card-1', visibleTo: { list: [{ ids: 'lina' }] } },
	});
	expect(expiredTimeMillis - startedAt).toBeGreaterThanOrEqual(1.5 * 3_600_000);
	expect(expiredTimeMillis - startedAt).toBeLessThan(1.6 * 3_600_000);
});

test('goes where a message to the robot came from', async () => {
	planApi(CALL, groupCardBody(), created(placed(GROUP)));
	const message = { conversationId: GROUP, conversationType: '2', senderStaffId: 'lina' };
	await jsonOf({ target: 'reply', replyTo: message });
	planApi(CALL, peopleBody('IM_ROBOT.lina'), created(placed('lina', 'IM_ROBOT')));
	const alone = { ...message, conversationType: '1' };
	expect(await jsonOf({ target: 'reply', replyTo: alone })).toMatchObject({
		delivered: [{ spaceId: 'lina' }],
	});
	await expectRefused(
		{ target: 'reply', replyTo: { ...alone, senderStaffId: undefined } },
		/'Message' has no 'senderStaffId'/,
	);
});

describe('a failure of one place, inside HTTP 200', () => {
	const results = [
		placed('lina', 'IM_ROBOT'),
		refusedPlace('bob', 'spaceId is illegal', 'IM_ROBOT'),
	];

	test('is told, beside those who have the card', async () => {
		planApi(CALL, peopleBody('IM_ROBOT.lina;IM_ROBOT.bob'), created(...results));
		expect(await jsonOf(toPeople('lina,bob'))).toEqual({
			outTrackId: 'card-1',
			delivered: [{ spaceType: 'IM_ROBOT', spaceId: 'lina', carrierId: 'carrier of lina' }],
			failed: [{ spaceType: 'IM_ROBOT', spaceId: 'bob', reason: 'spaceId is illegal' }],
		});
	});

	test('ends the item where nobody has it, and names the place', async () => {
		planApi(CALL, groupCardBody(), created(refusedPlace(GROUP, 'spaceId is illegal')));
		const { error } = await run();
		expect(error?.message).toBe(`The card got nowhere: group ${GROUP} (spaceId is illegal)`);
		expect(error?.description).toContain("app's robot is in the group");
	});

	test('ends it where somebody is missed, if so wished; the retry delivers to those only', async () => {
		fakeTime();
		const strict = toPeople('lina,bob', {
			options: { outTrackId: 'card-1', failOnMissed: true },
		});
		planApi(CALL, peopleBody('IM_ROBOT.lina;IM_ROBOT.bob'), created(...results));
		planApi(
			DELIVER,
			{
				outTrackId: 'card-1',
				openSpaceId: 'dtv1.card//IM_ROBOT.bob',
				imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: 'dingtest' },
				userIdType: 1,
			},
			{ success: true, result: [placed('bob', 'IM_ROBOT')] },
		);
		const { items, error } = await runDingTalk({
			parameters: { ...GROUP_CARD, ...strict },
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ delivered: [{ spaceId: 'lina' }, { spaceId: 'bob' }] });
	});

	test('a place that the answer forgets may have the card', async () => {
		planApi(CALL, peopleBody('IM_ROBOT.lina;IM_ROBOT.bob'), created(results[0]));
		expect(await jsonOf(toPeople('lina,bob'))).toMatchObject({
			unknown: [{ spaceId: 'bob', reason: 'DingTalk did not say what became of it' }],
		});
	});
});

test('is not made twice where the answer was lost', async () => {
	fakeTime();
	nock(API)
		.post('/v1.0/card/instances/createAndDeliver')
		.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	const { error } = await runDingTalk({
		parameters: GROUP_CARD,
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error?.message).toMatch(/^It is not known whether the card was delivered/);
	expect(error?.description).toContain('not delivered again');
});

test('explains what DingTalk refuses, without a secret', async () => {
	planApi(CALL, groupCardBody(), refusal('param.templateUnpublished'), 400);
	const result = await run();
	expect(result.error?.message).toBe('The card template is not published');
	expect(result.error?.description).toContain('param.templateUnpublished');
	expectNoSecrets(result);
});

test('one of several items fails', async () => {
	await expectOneFails(
		{ options: { outTrackId: '={{ $json.id }}' } },
		() => {
			for (const id of ['a', 'c']) {
				planApi(CALL, groupCardBody({ outTrackId: id }), created(placed(GROUP)));
			}
			planApi(CALL, groupCardBody({ outTrackId: 'b' }), refusal('param.cardAlreadyExist'), 400);
		},
		/There is a card with this ID already/,
	);
});

test.each<[string, object, RegExp]>([
	[
		'a value over 1 KB',
		{ variables: { variable: [{ name: 'title', value: '长'.repeat(342) }] } },
		/'Variables' has 1,026 bytes for 'title'; the limit is 1,024 bytes/,
	],
	[
		'a name over 100 bytes',
		{ variables: { variable: [{ name: 'n'.repeat(101), value: 'x' }] } },
		/'Variables' has a variable whose name is longer than 100 bytes/,
	],
	[
		'a variable without a name',
		{ variables: { variable: [{ name: '', value: 'x' }] } },
		/'Variables > Name 1' is empty/,
	],
	['variables that are a list', { variablesBy: 'json', variablesJson: [1] }, /is no JSON object/],
	[
		'private values over 1 KB',
		{
			privateVariables: {
				private: [{ user: locatorOf('bob'), values: { a: 'x'.repeat(1025) } }],
			},
		},
		/Private Variables > Variables \(JSON\) 1.* 1,025 bytes/,
	],
	['an ID over 64 characters', { options: { outTrackId: 'x'.repeat(65) } }, /'Card ID' is 65/],
	['nobody', { target: 'people', people: {} }, /'People' is empty/],
	['no time on top', { target: 'topBox', showForHours: 0 }, /'Show For \(Hours\)'/],
])('refuses %s before anything is sent', async (_, parameters, message) => {
	await expectRefused(parameters, message);
});
