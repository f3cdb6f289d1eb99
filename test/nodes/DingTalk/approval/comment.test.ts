import type nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { ID, planChange, withOperator } from './approvals';

const form = {
	resource: 'approval',
	operation: 'comment',
	processInstanceId: ID,
	text: 'The invoice follows 发票稍后补',
};
const run = async (parameters: object = {}) =>
	await runDingTalk({ parameters: { ...form, ...parameters }, credentials: withOperator() });
const body = { processInstanceId: ID, commentUserId: 'boss', text: form.text };
const plan = (sent: object, answer?: object, status?: number) =>
	planChange('processInstances/comments', sent as nock.RequestBodyMatcher, answer, status);

test("comments as the credential's Operator, or as somebody else", async () => {
	plan(body);
	expect((await run()).items).toEqual([
		{
			json: { processInstanceId: ID, userId: 'boss', commented: true },
			pairedItem: { item: 0 },
		},
	]);
	plan({ ...body, commentUserId: 'lina', file: { photos: ['https://a.example/1.png'] } });
	const options = { photos: 'https://a.example/1.png' };
	expect((await run({ userId: 'lina', options })).items[0].json.userId).toBe('lina');
});

test('says nothing twice when n8n tries the whole node again', async () => {
	plan({ ...body, text: 'a' });
	plan({ ...body, text: 'b' }, refusal('userNotExist'), 400);
	plan({ ...body, text: 'b' });
	const { items } = await runDingTalk({
		parameters: { ...form, text: '={{ $json.text }}' },
		input: itemsOf({ text: 'a' }, { text: 'b' }),
		credentials: withOperator(),
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	});
	expect(items).toHaveLength(2);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, text: '={{ $json.text }}' },
			input: itemsOf({ text: 'a' }, { text: 'b' }, { text: 'c' }),
			credentials: withOperator(),
		},
		() => {
			plan({ ...body, text: 'a' });
			plan({ ...body, text: 'b' }, refusal('aflowProcessInstNotExist'), 400);
			plan({ ...body, text: 'c' });
		},
		/DingTalk knows no such approval/,
	);
});

test.each<[string, object, RegExp]>([
	['no text', { text: NOTHING }, /'Text' is empty/],
	[
		'a long text',
		{ text: 'x'.repeat(1025) },
		/'Text' is 1,025 characters long; the limit is 1,024/,
	],
	['no approval', { processInstanceId: NOTHING }, /'Approval ID' is empty/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, ...parameters },
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});
