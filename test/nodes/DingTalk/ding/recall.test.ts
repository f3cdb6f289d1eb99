import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/robot/ding/recall';
const form = { resource: 'ding', operation: 'recall' };
const plan = (openDingId: string) =>
	postApi(PATH, { robotCode: 'dingtest', openDingId }, { openDingId });
const planRefusal = (openDingId: string) =>
	postApi(PATH, { robotCode: 'dingtest', openDingId }, refusal('recall.ding.exception'), 400);

test('recalls all DINGs of a sending', async () => {
	plan('ding1==');
	plan('ding2==');
	const { items } = await runDingTalk({
		parameters: { ...form, openDingIds: '={{ $json.openDingIds }}' },
		input: itemsOf({ openDingIds: ['ding1==', 'ding2=='] }),
	});
	expect(items).toEqual([
		{ json: { recalled: ['ding1==', 'ding2=='], failed: [] }, pairedItem: { item: 0 } },
	]);
});

test('says which could not be recalled, and uses another robot', async () => {
	const robotCode = 'other';
	postApi(PATH, { robotCode, openDingId: 'a' }, refusal('recall.ding.exception'), 400);
	postApi(PATH, { robotCode, openDingId: 'b' }, { openDingId: 'b' });
	const { items } = await runDingTalk({
		parameters: { ...form, openDingIds: 'a, b', options: { robotCode } },
	});
	expect(items[0].json).toEqual({
		recalled: ['b'],
		failed: [
			{
				openDingId: 'a',
				message: 'DingTalk could not take the DING back',
				code: 'recall.ding.exception',
			},
		],
	});
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, openDingIds: '={{ $json.id }}' },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			plan('a');
			planRefusal('b');
			plan('c');
		},
		/DingTalk could not take the DING back/,
	);
});

test('refuses no DING before anything is sent', async () => {
	const { message } = await refusedInput({ parameters: { ...form, openDingIds: NOTHING } });
	expect(message).toBe("'DING IDs' is empty");
});
