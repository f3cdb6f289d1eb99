import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { API, TOKEN, runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'workRecord', operation: 'count', userId: '={{ $json.id }}' };
const plan = (userId: string, answer: Record<string, unknown>, status = 200) =>
	nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
		.get('/v1.0/workrecord/counts')
		.query({ userId })
		.reply(status, answer);

test("counts a person's open records", async () => {
	plan('u1', { undoCount: 7 });
	const { items } = await runDingTalk({ parameters: form, input: itemsOf({ id: 'u1' }) });
	expect(items).toEqual([{ json: { userId: 'u1', openCount: 7 }, pairedItem: { item: 0 } }]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{ parameters: form, input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }) },
		() => {
			plan('a', { undoCount: 1 });
			plan('b', refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'), 403);
			plan('c', { undoCount: 0 });
		},
		/DingTalk has closed this API to new apps/,
	);
});

test('refuses an empty person before anything is sent', async () => {
	const { message } = await refusedInput({ parameters: { ...form, userId: NOTHING } });
	expect(message).toBe("'User' is empty");
});
