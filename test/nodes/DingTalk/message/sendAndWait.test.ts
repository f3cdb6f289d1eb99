import type { INode } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import nock from 'nock';

import { DingTalk } from '../../../../nodes/DingTalk/DingTalk.node';
import { opener } from '../../../helpers/answering.mts';
import { expectNoSecrets, itemsOf, NOTHING, postApi, refusal } from '../../../helpers/calls.mts';
import { appCredential, runDingTalk } from '../../../helpers/dingTalk.mts';
import { realTime } from '../../../helpers/quickTime.mts';
import { callByMcp } from '../../../helpers/tools.mts';
import type { Sent } from './question';

realTime();
import { accepted, answer, ask, at, dataOf, expectRefused, form, takeAll } from './question';

const TO_PEOPLE = '/v1.0/robot/oToMessages/batchSend';
const TO_GROUP = '/v1.0/robot/groupMessages/send';

describe('asking', () => {
	test('gives each person a card with links of their own, and waits', async () => {
		const { sent, result } = await ask();
		expect(sent.map(({ userIds, msgKey }) => [userIds, msgKey])).toEqual([
			[['lina'], 'sampleActionCard6'],
			[['bob'], 'sampleActionCard6'],
		]);
		const [{ param }] = sent;
		expect(param).toMatchObject({
			title: 'Deploy 1.4.2?',
			text: expect.stringMatching(/^## Deploy \*1\.4\.2\*\?/),
			buttonTitle1: 'Decline',
			buttonTitle2: '同意',
		});
		const urls = sent.flatMap((one) => [one.param.buttonUrl1, one.param.buttonUrl2]);
		const links = urls.map((url) => new URL(url));
		expect(new Set(links.map(({ origin, pathname }) => origin + pathname))).toEqual(
			new Set(['http://localhost:5678/webhook-waiting/1/2']),
		);
		expect(links.map(({ searchParams: of }) => [of.get('approved'), of.get('to')])).toEqual([
			['false', '0'],
			['true', '0'],
			['false', '1'],
			['true', '1'],
		]);
		for (const { searchParams } of links) expect(searchParams.get('signature')).toMatch(/^\w{64}$/);
		expect(result.run.waitTill).toEqual(WAIT_INDEFINITELY);
		expect(result.items[0].json).toMatchObject({ accepted: ['lina', 'bob'] });
	});

	test('shows no link in what the node puts out while it waits', async () => {
		const { result, link } = await ask();
		const signature = new URL(link()).searchParams.get('signature') ?? 'none';
		expect(JSON.stringify(result.items)).not.toContain(signature);
		expectNoSecrets(result);
	});

	test('sends one card to a group, with one button unless people can decline', async () => {
		const { sent, link } = await ask({
			target: 'group',
			openConversationId: { __rl: true, mode: 'id', value: 'cidGroup==' },
			approvalOptions: {},
			options: { title: ' Please look ', robotCode: 'dingother' },
		});
		expect(sent).toEqual([
			{
				robotCode: 'dingother',
				openConversationId: 'cidGroup==',
				msgKey: 'sampleActionCard',
				param: expect.objectContaining({ title: ' Please look ', singleTitle: 'Approve' }),
			},
		]);
		const { searchParams } = new URL(link());
		expect([searchParams.get('approved'), searchParams.get('to')]).toEqual(['true', null]);
	});

	test.each(['freeText', 'form'])('opens the page of a %s by one button', async (responseType) => {
		const { sent, link } = await ask({
			responseType,
			formFields: { values: [{ fieldLabel: 'Reason' }] },
			options: { messageButtonLabel: '答复' },
		});
		expect(sent[0].param.singleTitle).toBe('答复');
		expect(new URL(link()).searchParams.get('approved')).toBeNull();
	});

	test('waits as long as it is told', async () => {
		const limits = [
			[{ resumeAmount: 2, resumeUnit: 'minutes' }, 120_000],
			[{ resumeAmount: 1.5, resumeUnit: 'hours' }, 5_400_000],
			[{ limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'days' }, 86_400_000],
		] as const;
		for (const [values, ms] of limits) {
			const before = Date.now();
			const { result } = await ask({ options: { limitWaitTime: { values } } });
			const until = Date.parse(String(result.items[0].json.waitingUntil));
			expect(until).toBeGreaterThanOrEqual(before + ms);
			expect(until).toBeLessThan(Date.now() + ms);
		}
		const values = { limitType: 'atSpecifiedTime', maxDateAndTime: '2099-05-01T09:00:00' };
		const { result } = await ask({ options: { limitWaitTime: { values } } });
		expect(result.items[0].json.waitingUntil).toBe('2099-05-01T01:00:00.000Z');
	});

	test.each([
		[{ message: NOTHING }, /'Message' is empty/],
		[{ message: '界'.repeat(6_000) }, /'Message' makes a message of .* the limit is 15,000 bytes/],
		[{ people: {} }, /'People' is empty/],
		[
			{
				options: {
					limitWaitTime: { values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01' } },
				},
			},
			/'Max Date and Time' is over already/,
		],
		[
			{ options: { limitWaitTime: { values: { resumeAmount: 0, resumeUnit: 'days' } } } },
			/'Amount' is not a number from 0\.01/,
		],
	])('refuses %j before anything is sent', async (further, words) => {
		await expectRefused(further, words);
	});

	test('asks once: several items are refused, and told what to do', async () => {
		const { error } = await runDingTalk({
			parameters: form as INode['parameters'],
			input: itemsOf({}, {}),
		});
		expect(error?.message).toMatch(/waits for one answer, and the input has 2 items/);
		expect(error?.description).toMatch(/Loop Over Items.*Execute Once/);
	});
});

test('cannot wait inside the call of a tool', async () => {
	const caller = {
		node: new DingTalk(),
		parameters: form as INode['parameters'],
		credential: 'dingTalkAppApi',
		credentials: appCredential(),
	};
	const [said] = await callByMcp(caller, [{}]);
	expect(said).toMatch(/cannot wait inside the call of a tool/);
});

describe('people who do not get the question', () => {
	const missing = (userId: string) => (sent: Sent) =>
		sent.userIds?.[0] === userId ? { ...accepted, invalidStaffIdList: [userId] } : accepted;

	test('are in the answer; the others are waited for', async () => {
		const sent = takeAll(missing('bob'));
		const parameters = form as INode['parameters'];
		const { run } = await runDingTalk({ parameters });
		expect(run.status).toBe('waiting');
		const open = opener(run, { name: 'DingTalk', parameters });
		const visited = await open(sent[0].param.buttonUrl2, {
			method: 'POST',
			body: { answer: 'yes' },
		});
		expect(dataOf(visited)).toMatchObject({
			approved: true,
			missed: [{ userId: 'bob', status: 'invalid' }],
		});
	});

	test('end it where the option wants that, without waiting', async () => {
		takeAll(missing('bob'));
		const { run, error } = await runDingTalk({
			parameters: { ...form, options: { failOnMissed: true } } as INode['parameters'],
		});
		expect(run.status).toBe('error');
		expect(error?.message).toBe('1 of 2 people did not get the message');
	});

	test('end it when they are all', async () => {
		takeAll(() => refusal('staffId.notExisted'));
		const { run, error } = await runDingTalk({ parameters: form as INode['parameters'] });
		expect(run.status).toBe('error');
		expect(error?.message).toBe('DingTalk knows no such user');
	});

	test('are asked no further once the app lacks the permission', async () => {
		const crowd = Array.from({ length: 40 }, (_, index) => `p${index}`).join();
		const sent = takeAll(() => refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'));
		await runDingTalk({
			parameters: { ...form, people: { list: [{ ids: crowd }] } } as INode['parameters'],
		});
		nock.cleanAll();
		expect(sent.length).toBeLessThanOrEqual(10);
	});

	test('with Retry On Fail nobody is asked twice, and the first links still answer', async () => {
		let isDown = true;
		const sent = takeAll(({ userIds }) => {
			const isRefused = isDown && userIds?.[0] === 'bob';
			if (isRefused) isDown = false;
			return isRefused ? refusal('staffId.notExisted') : accepted;
		});
		const parameters = { ...form, options: { failOnMissed: true } } as INode['parameters'];
		const { run } = await runDingTalk({
			parameters,
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(run.status).toBe('waiting');
		expect(sent.map(({ userIds }) => userIds?.[0])).toEqual(['lina', 'bob', 'bob']);
		const open = opener(run, { name: 'DingTalk', parameters });
		const visited = await open(sent[0].param.buttonUrl2, {
			method: 'POST',
			body: { answer: 'yes' },
		});
		expect(dataOf(visited)).toMatchObject({ approved: true, responder: { id: 'lina' } });
	});
});

test('a refusal of the group ends it', async () => {
	postApi(TO_GROUP, undefined, refusal('robot.not.in.group', 'not a member'), 400);
	const { run, error } = await runDingTalk({
		parameters: {
			...form,
			target: 'group',
			openConversationId: { __rl: true, mode: 'id', value: 'cidGroup==' },
		} as INode['parameters'],
	});
	expect(run.status).toBe('error');
	expect(error?.name).toBe('NodeApiError');
});

test('goes on after a failure when told so', async () => {
	postApi(TO_PEOPLE, undefined, refusal('staffId.notExisted'), 400);
	const { items, error } = await runDingTalk({
		parameters: { ...form, people: { list: [{ ids: 'lina' }] } } as INode['parameters'],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(error).toBeUndefined();
	expect(items[0]).toMatchObject({
		json: { error: expect.stringMatching(/DingTalk knows no such user/) },
		pairedItem: { item: 0 },
	});
});

describe('answering', () => {
	test('a page asks, and decides nothing', async () => {
		const asked = await ask();
		for (const url of [asked.link(), asked.declineLink()]) {
			const { status, page, items } = await asked.open(url);
			expect([status, items]).toEqual([200, undefined]);
			expect(page).toContain('<form method="post">');
		}
		for (const body of [
			undefined,
			{},
			{ answer: 'no' },
			{ answer: ['yes', 'yes'] },
			'answer=yes',
		]) {
			const { status, items } = await asked.open(asked.link(), { method: 'POST', body });
			expect([status, items]).toEqual([200, undefined]);
		}
	});

	test.each([
		['approved', true, '同意'],
		['declined', false, 'Decline'],
	])('its form decides: %s', async (_name, approved, label) => {
		const asked = await ask();
		at(Date.UTC(2026, 4, 1));
		const url = approved ? asked.link(1) : asked.declineLink(1);
		const visited = await answer(asked, url, { approved: String(!approved) });
		expect(visited.status).toBe(200);
		expect(visited.page).toContain(label);
		expect(visited.items).toEqual([
			{
				json: {
					data: {
						approved,
						respondedAt: '2026-05-01T00:00:00.000Z',
						responder: { id: 'bob', source: 'link' },
					},
				},
			},
		]);
	});

	test('the second answer is told what was answered, when, and by whose link', async () => {
		const asked = await ask();
		at(Date.UTC(2026, 4, 1));
		await answer(asked, asked.link(1));
		for (const visit of [{}, { method: 'POST', body: { answer: 'yes' } } as const]) {
			const { status, page, items } = await asked.open(asked.declineLink(), {
				headers: { 'accept-language': 'zh-CN' },
				...visit,
			});
			expect([status, items]).toEqual([409, undefined]);
			expect(page).toContain('该问题已有答复');
			expect(page).toContain('2026年5月1日 08:00 (Asia/Shanghai)');
			expect(page).toContain('答复内容：同意');
			expect(page).toContain('通过 bob 的链接答复');
		}
	});

	test('what n8n could not go on with leaves the question open', async () => {
		const asked = await ask();
		const body = { answer: 'yes' };
		await asked.open(asked.link(), { method: 'POST', body, statusOfN8n: 500 });
		expect((await answer(asked, asked.declineLink())).items).toHaveLength(1);
	});

	test('nobody can answer when the time is over, though n8n still waits', async () => {
		const values = { resumeAmount: 1, resumeUnit: 'hours' };
		const asked = await ask({ options: { limitWaitTime: { values } } });
		const until = Date.parse(String(asked.result.items[0].json.waitingUntil));
		at(until - 1);
		expect((await asked.open(asked.link())).page).toMatch(/Open until .*\(Asia\/Shanghai\)/);
		at(until);
		const visited = await answer(asked, asked.link());
		expect([visited.status, visited.items]).toEqual([410, undefined]);
		expect(visited.page).toContain('The time for an answer is over');
	});

	test('a link of an earlier question of the node answers nothing', async () => {
		const earlier = await ask();
		const asked = await ask();
		const visited = await answer(asked, earlier.link());
		expect([visited.status, visited.items]).toEqual([410, undefined]);
		expect(visited.page).toContain('This question is closed');
	});

	test('whatever the node is called', async () => {
		const name = 'Ask "}} {{ 1 }}\' \\ 你好';
		const sent = takeAll();
		const parameters = form as INode['parameters'];
		const { run } = await runDingTalk({ parameters });
		const context = run.data.executionData?.contextData ?? {};
		context[`node:${name}`] = context['node:DingTalk'];
		delete context['node:DingTalk'];
		const open = opener(run, { name, parameters });
		const visited = await open(sent[0].param.buttonUrl2, {
			method: 'POST',
			body: { answer: 'yes' },
		});
		expect(dataOf(visited)).toMatchObject({ approved: true });
	});
});
test('n8n finds what it needs of a node that waits', () => {
	const { webhooks, properties } = new DingTalk().description;
	expect(
		webhooks?.map(({ httpMethod, path, restartWebhook }) => [httpMethod, path, restartWebhook]),
	).toEqual([
		['GET', '={{ $nodeId }}', true],
		['POST', '={{ $nodeId }}', true],
	]);
	const offering = properties.filter(
		({ name, options = [] }) =>
			name === 'operation' && options.some((one) => 'value' in one && one.value === 'sendAndWait'),
	);
	expect(offering.map(({ displayOptions }) => displayOptions?.show?.resource)).toEqual([
		['message'],
	]);
});
