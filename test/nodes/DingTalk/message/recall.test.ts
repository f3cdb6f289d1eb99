import type { INode } from 'n8n-workflow';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'message', operation: 'recall' };
const people = { ...form, target: 'people' };
const group = {
	...form,
	target: 'group',
	openConversationId: { __rl: true, mode: 'id', value: ' cidGroup== ' },
};
const PEOPLE_PATH = '/v1.0/robot/otoMessages/batchRecall';

test('recalls messages to people and says which could not be recalled', async () => {
	postApi(
		PEOPLE_PATH,
		{ robotCode: 'dingtest', processQueryKeys: ['k1', 'k2'] },
		{ successResult: ['k1'], failedResult: { k2: 'robot.processQueryKey.expired' } },
	);
	const { items } = await runDingTalk({ parameters: { ...people, processQueryKeys: 'k1, k2' } });
	expect(items).toEqual([
		{
			json: {
				recalled: ['k1'],
				failed: [
					{
						processQueryKey: 'k2',
						message: 'DingTalk cannot find the message any more',
						code: 'robot.processQueryKey.expired',
					},
				],
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('recalls messages to a group, with keys as an array and another robot', async () => {
	postApi(
		'/v1.0/robot/groupMessages/recall',
		{ robotCode: 'other', openConversationId: 'cidGroup==', processQueryKeys: ['k1'] },
		{ successResult: ['k1'], failedResult: {} },
	);
	const { items } = await runDingTalk({
		parameters: {
			...group,
			processQueryKeys: '={{ $json.keys }}',
			options: { robotCode: 'other' },
		},
		input: itemsOf({ keys: ['k1', 'k1'] }),
	});
	expect(items[0].json).toEqual({ recalled: ['k1'], failed: [] });
});

test('recalls more than 20 messages in several calls, and keeps what one of them refuses apart', async () => {
	const keys = Array.from({ length: 45 }, (_, index) => `k${index + 1}`);
	const batch = (from: number, to: number) => ({
		robotCode: 'dingtest',
		processQueryKeys: keys.slice(from, to),
	});
	postApi(PEOPLE_PATH, batch(0, 20), { successResult: keys.slice(0, 20), failedResult: {} });
	postApi(PEOPLE_PATH, batch(20, 40), refusal('robot.processQueryKey.expired'), 400);
	postApi(PEOPLE_PATH, batch(40, 45), { successResult: keys.slice(40), failedResult: {} });
	const { items } = await runDingTalk({
		parameters: { ...people, processQueryKeys: keys.join(',') },
	});
	expect(items[0].json.recalled).toEqual([...keys.slice(0, 20), ...keys.slice(40)]);
	expect(items[0].json.failed).toEqual(
		keys.slice(20, 40).map((processQueryKey) => ({
			processQueryKey,
			message: 'DingTalk cannot find the message any more',
			code: 'robot.processQueryKey.expired',
		})),
	);
});

test('fails when none of the messages was taken back, and says why of each', async () => {
	postApi(PEOPLE_PATH, undefined, {
		successResult: [],
		failedResult: { k1: 'robot.processQueryKey.expired', k2: '已过期' },
	});
	const { items, error } = await runDingTalk({
		parameters: { ...people, processQueryKeys: 'k1, k2' },
	});
	expect(items).toEqual([]);
	expect(error).toMatchObject({
		name: 'NodeOperationError',
		message: 'Nothing was recalled. k1: DingTalk cannot find the message any more',
		description: 'k1: DingTalk cannot find the message any more; k2: 已过期',
		context: { itemIndex: 0 },
	});
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...people, processQueryKeys: '={{ $json.key }}' },
			input: itemsOf({ key: 'a' }, { key: 'b' }, { key: 'c' }),
		},
		() => {
			postApi(PEOPLE_PATH, (body) => body.processQueryKeys[0] === 'a', { successResult: ['a'] });
			postApi(
				PEOPLE_PATH,
				(body) => body.processQueryKeys[0] === 'b',
				refusal('robot.processQueryKey.expired'),
				400,
			);
			postApi(PEOPLE_PATH, (body) => body.processQueryKeys[0] === 'c', { successResult: ['c'] });
		},
		/DingTalk cannot find the message any more/,
	);
});

test.each<[string, object, RegExp]>([
	['no key', { ...people, processQueryKeys: NOTHING }, /'Process Query Keys' is empty/],
	[
		'no group',
		{
			...group,
			openConversationId: { __rl: true, mode: 'id', value: NOTHING },
			processQueryKeys: 'k',
		},
		/'Group' is empty/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: parameters as INode['parameters'] });
	expect(message).toMatch(wanted);
});
