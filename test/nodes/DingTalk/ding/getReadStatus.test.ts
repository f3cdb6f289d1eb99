import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/robot/ding/readStatuses/query';
const form = { resource: 'ding', operation: 'getReadStatus' };
const answerOf = (statuses: Record<string, unknown>) => ({
	success: true,
	result: {
		robotDingReadInfoList: Object.entries(statuses).map(([userId, readStatus]) => ({
			userId,
			readStatus,
		})),
	},
});
const plan = (openDingId: string, statuses: Record<string, unknown>) =>
	postApi(PATH, { robotCode: 'dingtest', openDingId }, answerOf(statuses));

test('says who has read the DINGs of a sending', async () => {
	plan('ding1', { lina: 'READ', bob: 'UNREAD' });
	plan('ding2', { alice: 'READ' });
	const { items } = await runDingTalk({ parameters: { ...form, openDingIds: 'ding1,ding2' } });
	expect(items).toEqual([
		{
			json: {
				read: ['lina', 'alice'],
				unread: ['bob'],
				recipients: [
					{ userId: 'lina', status: 'read', readStatus: 'READ', openDingId: 'ding1' },
					{ userId: 'bob', status: 'unread', readStatus: 'UNREAD', openDingId: 'ding1' },
					{ userId: 'alice', status: 'read', readStatus: 'READ', openDingId: 'ding2' },
				],
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('does not guess what another word means', async () => {
	plan('ding1', { lina: 'CONFIRMED', bob: false, alice: 1 });
	const { items } = await runDingTalk({ parameters: { ...form, openDingIds: 'ding1' } });
	expect(items[0].json).toMatchObject({
		read: ['alice'],
		unread: ['bob'],
		recipients: [{ userId: 'lina', status: 'unknown', readStatus: 'CONFIRMED' }, {}, {}],
	});
});

test('lists nobody when DingTalk does not', async () => {
	postApi(PATH, undefined, { success: true, result: { robotDingReadInfoList: [] } });
	const { items } = await runDingTalk({ parameters: { ...form, openDingIds: 'ding1' } });
	expect(items[0].json).toEqual({ read: [], unread: [], recipients: [] });
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, openDingIds: '={{ $json.id }}' },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			plan('a', { lina: 'READ' });
			const body = { robotCode: 'dingtest', openDingId: 'b' };
			postApi(PATH, body, refusal('invalidParameter.param.invalid'), 400);
			plan('c', { lina: 'UNREAD' });
		},
		/DingTalk finds the request faulty/,
	);
});

test('refuses no DING before anything is sent', async () => {
	const { message } = await refusedInput({ parameters: { ...form, openDingIds: NOTHING } });
	expect(message).toBe("'DING IDs' is empty");
});
