import type { IDataObject } from 'n8n-workflow';

import { botAnswer, cardAnswer } from '../../../../nodes/shared/pushes/answers';
import { deliverAnswer } from '../../../../nodes/DingTalkTrigger/deliverAnswer';
import { updateCardLater } from '../../../../nodes/shared/pushes/cardUpdate';
import { lacksRunData } from '../../../../nodes/shared/pushes/lastItem';
import type { RobotBody } from '../../../../nodes/shared/messages/robotBody';
import type { Push } from '../../../../nodes/shared/pushes/push';
import { pushOfHttpCard } from '../../../../nodes/shared/pushes/read';
import { everythingIn } from '../../../helpers/everythingIn.mts';
import { instantClock } from '../../../helpers/fakeClock.mts';
import type { FakeApi } from './fakeApi';
import { answered, fakeApi, node, refused } from './fakeApi';
import { FRAMES, message, runOf, runOfQueueMode, SESSION, WEBHOOK } from './samples';

const lastNode = { answer: 'lastNode', answerText: '', adaptMarkdown: true } as const;
const textBody = (content: string) => ({ msgtype: 'text', text: { content } });

describe('the answer to a message', () => {
	it('is the fixed text', () => {
		expect(botAnswer({ ...lastNode, answer: 'text', answerText: 'Got it' })).toEqual(
			textBody('Got it'),
		);
	});

	it('is none when none is wanted, or nothing has run yet', () => {
		expect(
			botAnswer({ ...lastNode, answer: 'none', answerText: 'x' }, runOf([{ text: 'x' }])),
		).toBeUndefined();
		expect(botAnswer(lastNode)).toBeUndefined();
	});

	it.each<[string, IDataObject, object]>([
		['text', { text: ' hello ' }, textBody('hello')],
		['output, as AI Agents have it', { output: 'hello' }, textBody('hello')],
		['a number', { text: 42 }, textBody('42')],
		['text before output', { output: 'b', text: 'a' }, textBody('a')],
		['output where text is empty', { output: 'b', text: '' }, textBody('b')],
		[
			'markdown with a title',
			{ markdown: '**hi**', title: 'T', text: 'a' },
			{ msgtype: 'markdown', markdown: { title: 'T', text: '**hi**' } },
		],
		[
			'markdown, titled by its first words',
			{ markdown: '## Order *12*\n\nis there' },
			{ msgtype: 'markdown', markdown: { title: 'Order 12', text: '## Order *12*\n\nis there' } },
		],
		[
			'markdown that has no words for a title',
			{ markdown: '---' },
			{ msgtype: 'markdown', markdown: { title: 'Message', text: '---' } },
		],
		[
			'markdown as DingTalk draws it',
			{ markdown: 'Done:\n- [x] a<br>b\n\nline\nline' },
			{
				msgtype: 'markdown',
				markdown: { title: 'Done:', text: 'Done:  \n- ☑ a  \n  b\n\nline  \nline' },
			},
		],
	])('is the last node`s %s', (_name, item, body) => {
		expect(botAnswer(lastNode, runOf([item, { text: 'of the second' }]))).toEqual(body);
	});

	it('is the markdown as it was written where that is wanted', () => {
		const run = runOf([{ markdown: 'a\nb', title: 'T' }]);
		expect(botAnswer({ ...lastNode, adaptMarkdown: false }, run)).toEqual({
			msgtype: 'markdown',
			markdown: { title: 'T', text: 'a\nb' },
		});
	});

	it.each<[string, ReturnType<typeof runOf>]>([
		['an empty text', runOf([{ text: '' }])],
		['no item', runOf([])],
		['a run that failed', runOf([{ text: 'x' }], { status: 'error', finished: false })],
		['a run that waits', runOf([{ text: 'x' }], { status: 'waiting', finished: false })],
		['a run of queue mode', runOfQueueMode()],
	])('is none after %s', (_name, run) => {
		expect(botAnswer(lastNode, run)).toBeUndefined();
	});

	it('reads runs of older n8n versions, which have no status', () => {
		const old = { status: undefined as never };
		expect(botAnswer(lastNode, runOf([{ text: 'x' }], old))).toEqual(textBody('x'));
		expect(
			botAnswer(lastNode, runOf([{ text: 'x' }], { ...old, finished: false })),
		).toBeUndefined();
	});

	it('says what is missing when the last node has no words', () => {
		expect(() => botAnswer(lastNode, runOf([{ id: 7 }]))).toThrow(
			"'Answer' finds no 'text', 'output' or 'markdown' in the last node's item",
		);
	});
});

it('tells queue mode, where results stay with the worker, from everything else', () => {
	expect(lacksRunData(runOfQueueMode())).toBe(true);
	expect(lacksRunData(runOf([{ text: 'x' }]))).toBe(false);
	expect(lacksRunData(runOf([], { status: 'error' }))).toBe(false);
});

describe('delivery', () => {
	const clock = instantClock();
	const answer = async (api: FakeApi, ...rest: [Push, RobotBody]) =>
		await deliverAnswer({ api, clock, node }, ...rest);
	const body = { msgtype: 'text', text: { content: 'hello' } };

	it('goes through the session webhook', async () => {
		const api = fakeApi();
		await answer(api, message(), body);
		expect(api.posts).toEqual([{ url: WEBHOOK, body }]);
		expect(api.calls).toEqual([]);
	});

	it('falls back to the robot that got the message, in a group', async () => {
		const api = fakeApi({ post: () => refused('300001') });
		await answer(api, message(), body);
		expect(api.posts).toHaveLength(1);
		expect(api.calls).toEqual([
			{
				method: 'POST',
				host: 'api',
				path: '/v1.0/robot/groupMessages/send',
				answer: { processQueryKey: 'text' },
				body: {
					robotCode: 'dingrobot',
					openConversationId: 'cidGroup==',
					msgKey: 'sampleText',
					msgParam: '{"content":"hello"}',
				},
			},
		]);
	});

	it.each([
		['without a session webhook', { sessionWebhook: undefined }],
		['with one of a foreign host', { sessionWebhook: 'https://evil.example/x' }],
	])('writes to the person %s', async (_name, data) => {
		const api = fakeApi();
		const push = message({ conversationType: '1', robotCode: undefined, ...data });
		const markdown = { msgtype: 'markdown', markdown: { title: 'T', text: 'M' } };
		await answer(api, push, markdown);
		expect(api.posts).toEqual([]);
		expect(api.calls.map(({ path, body: sent }) => [path, sent])).toEqual([
			[
				'/v1.0/robot/oToMessages/batchSend',
				{
					robotCode: 'ding-of-the-credential',
					userIds: ['zhangwei'],
					msgKey: 'sampleMarkdown',
					msgParam: '{"title":"T","text":"M"}',
				},
			],
		]);
	});

	it('goes by the robot at once where the session is over by the clock', async () => {
		const api = fakeApi();
		await answer(api, message({ sessionWebhookExpiredTime: 1_699_999_999_999 }), body);
		expect(api.posts).toEqual([]);
		expect(api.calls.map(({ path }) => path)).toEqual(['/v1.0/robot/groupMessages/send']);
	});

	it('goes to DingTalk`s own host beside a gateway', async () => {
		const api = fakeApi();
		api.settings.bases.oapi = 'https://gateway.example/oapi';
		await answer(api, message(), body);
		expect(api.posts).toEqual([{ url: WEBHOOK, body }]);
	});

	const oneToOne = { conversationType: '1', sessionWebhook: undefined };

	it.each(['invalidStaffIdList', 'flowControlledStaffIdList'])(
		'raises that the robot`s answer did not arrive: %s',
		async (list) => {
			const api = fakeApi({ call: () => answered({ processQueryKey: 'k', [list]: ['zhangwei'] }) });
			await expect(answer(api, message(oneToOne), body)).rejects.toThrow(
				/The reply did not reach zhangwei: (invalid|throttled)/,
			);
		},
	);

	it('tries again while DingTalk throttles the person', async () => {
		let calls = 0;
		const throttled = { processQueryKey: 'k0', flowControlledStaffIdList: ['zhangwei'] };
		const api = fakeApi({
			call: () => answered(++calls < 3 ? throttled : { processQueryKey: 'k1' }),
		});
		await answer(api, message(oneToOne), body);
		expect(api.calls).toHaveLength(3);
	});

	it('never writes to an outsider by an ID that no call takes', async () => {
		const api = fakeApi();
		const push = message({ ...oneToOne, senderStaffId: '$:LWCP_v1:$abc==' });
		await expect(answer(api, push, body)).rejects.toThrow('can no longer be answered');
		expect(api.calls).toEqual([]);
	});

	it('says so when nobody can be reached', async () => {
		const push = message({ conversationType: '1', senderStaffId: '', sessionWebhook: '' });
		await expect(answer(fakeApi(), push, body)).rejects.toThrow(
			'The message can no longer be answered',
		);
	});

	it('does not take a refused message for a session that is over', async () => {
		const api = fakeApi({ post: () => refused('300001', 'invalid') });
		await expect(answer(api, message(), body)).rejects.toMatchObject({ httpCode: '300001' });
		expect(api.calls).toEqual([]);
	});

	it.each(['430104', 'ECONNRESET'])('does not write twice after %s', async (code) => {
		const api = fakeApi({ post: () => refused(code, 'connection') });
		const error = await answer(api, message(), body).catch((caught: unknown) => caught);
		expect((error as Error).name).toBe('NodeApiError');
		expect(everythingIn(error)).not.toContain(SESSION);
		expect(api.calls).toEqual([]);
	});

	it('raises the robot`s refusal', async () => {
		const api = fakeApi({ post: () => refused('300001'), call: () => refused('bot.stopped') });
		await expect(answer(api, message(), body)).rejects.toMatchObject({
			httpCode: 'bot.stopped',
		});
	});

	it('sends none of a text that takes more than 20 parts', async () => {
		const api = fakeApi();
		const content = 'word '.repeat(90_000);
		await expect(answer(api, message(), { msgtype: 'text', text: { content } })).rejects.toThrow(
			"'Message' takes at least 23 parts; the limit is 20",
		);
		expect(api.posts).toEqual([]);
	});

	it('splits a long text, and does not begin anew when the session ends in between', async () => {
		const long = textBody(`${'字'.repeat(5000)}\n\n${'z'.repeat(9000)}`);
		const api = fakeApi();
		await answer(api, message(), long);
		const texts = api.posts.map(
			(post) => (post.body as { text: { content: string } }).text.content,
		);
		expect(texts.map((text) => text.slice(0, 6))).toEqual(['(1/2)\n', '(2/2)\n']);
		const ending = fakeApi({
			post: (_body, index) => (index === 0 ? answered({ errcode: 0 }) : refused('300001')),
		});
		await expect(answer(ending, message(), long)).rejects.toThrow();
		expect(ending.calls).toEqual([]);
	});
});

describe('the update of a card', () => {
	const options = { updateCardDataByKey: true, updatePrivateDataByKey: true };
	const data = (cardParamMap: IDataObject) => ({ cardParamMap });

	it.each<[string, IDataObject, object | undefined]>([
		[
			'an item`s fields, each as text',
			{ status: 'agreed', count: 3, done: true, none: null, list: [1, { a: 2 }] },
			{
				cardData: data({
					status: 'agreed',
					count: '3',
					done: 'true',
					none: '',
					list: '[1,{"a":2}]',
				}),
				cardUpdateOptions: options,
			},
		],
		[
			'card data and private data as plain objects',
			{ cardData: { status: 'agreed' }, userPrivateData: { mine: 1 }, other: 'ignored' },
			{
				cardData: data({ status: 'agreed' }),
				userPrivateData: data({ mine: '1' }),
				cardUpdateOptions: options,
			},
		],
		[
			'DingTalk`s own form',
			{
				cardData: data({ status: true }),
				cardUpdateOptions: { updateCardDataByKey: false },
			},
			{
				cardData: data({ status: 'true' }),
				cardUpdateOptions: { ...options, updateCardDataByKey: false },
			},
		],
		[
			'private data alone',
			{ userPrivateData: data({ mine: 'x' }) },
			{ userPrivateData: data({ mine: 'x' }), cardUpdateOptions: options },
		],
		[
			'dates as n8n shows them in the item, without quotes',
			{ cardData: { due: new Date(0) } },
			{ cardData: data({ due: '1970-01-01T00:00:00.000Z' }), cardUpdateOptions: options },
		],
		['nothing of an empty item', {}, undefined],
		['nothing of empty data', { cardData: {} }, undefined],
	])('is %s', (_name, item, wanted) => {
		expect(cardAnswer(runOf([item]))).toEqual(wanted);
	});

	it('is none when the workflow failed or put out nothing', () => {
		expect(cardAnswer(runOf([{ a: 1 }], { status: 'error' }))).toBeUndefined();
		expect(cardAnswer(runOf([]))).toBeUndefined();
		expect(cardAnswer(runOfQueueMode())).toBeUndefined();
	});

	const pressed = (more: object = {}) =>
		pushOfHttpCard({ ...JSON.parse(FRAMES.cardAction.data), ...more }, 'press-1');
	const answer = {
		cardData: { cardParamMap: { status: 'agreed' } },
		userPrivateData: { cardParamMap: { mine: '1' } },
		cardUpdateOptions: options,
	};

	it('comes later by the API, private data under the presser`s ID', async () => {
		const api = fakeApi({ call: () => answered({ success: true, result: true }) });
		await updateCardLater(api, pressed(), answer);
		expect(api.calls).toMatchObject([
			{
				method: 'PUT',
				host: 'api',
				path: '/v1.0/card/instances',
				body: {
					outTrackId: 'track1',
					cardData: answer.cardData,
					privateData: { u1: answer.userPrivateData },
					cardUpdateOptions: options,
				},
				repeatable: true,
			},
		]);
		expect(api.calls[0].body).not.toHaveProperty('userIdType');
	});

	it('says when the presser is known by union ID', async () => {
		const api = fakeApi();
		await updateCardLater(api, pressed({ userIdType: 2, userId: 'union-1' }), answer);
		expect(api.calls[0].body).toMatchObject({
			privateData: { 'union-1': answer.userPrivateData },
			userIdType: 2,
		});
	});

	it('raises DingTalk`s refusal', async () => {
		const api = fakeApi({ call: () => refused('param.cardNotExist') });
		await expect(updateCardLater(api, pressed(), answer)).rejects.toMatchObject({
			httpCode: 'param.cardNotExist',
		});
	});
});
