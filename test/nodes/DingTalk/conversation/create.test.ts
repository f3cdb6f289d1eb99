import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/im/group/create';
const form = {
	resource: 'conversation',
	operation: 'create',
	name: 'Phoenix 凤凰',
	ownerUserId: 'o1',
	members: { list: [{ ids: 'u1,u2' }] },
};
const answer = { openConversationId: 'cid1==', chatid: 'chat1', conversationTag: 2 };
const result = { openConversationId: 'cid1==', chatId: 'chat1', conversationTag: 2 };

test('creates a group with its owner among the members', async () => {
	postApi(PATH, { name: 'Phoenix 凤凰', owner: 'o1', useridlist: ['o1', 'u1', 'u2'] }, answer);
	const { items } = await runDingTalk({ parameters: form });
	expect(items).toEqual([{ json: result, pairedItem: { item: 0 } }]);
});

test('sends icon and settings as the API spells them, off as 0', async () => {
	postApi(
		PATH,
		{
			name: 'Phoenix 凤凰',
			owner: 'o1',
			useridlist: ['o1', 'u1'],
			icon: '@lADPicon',
			managementOptions: {
				validationType: 1,
				chatBannedType: 0,
				managementType: 1,
				mentionAllAuthority: 0,
				searchable: 1,
				showHistoryType: 1,
			},
		},
		answer,
	);
	const { items } = await runDingTalk({
		parameters: {
			...form,
			members: { list: [{ ids: '={{ ["u1", "o1"] }}' }] },
			additionalFields: {
				approveJoining: true,
				icon: '@lADPicon',
				muteAll: false,
				ownerManages: true,
				ownerMentionsAll: false,
				searchable: true,
				showHistory: true,
			},
		},
	});
	expect(items[0].json).toEqual(result);
});

test('takes a name of 20 characters, emoji counted once, and 40 members', async () => {
	postApi(PATH, (body) => body.useridlist.length === 40, answer);
	const ids = Array.from({ length: 39 }, (_, index) => `m${index}`).join(';');
	const members = { list: [{ ids }] };
	await runDingTalk({ parameters: { ...form, name: '👋'.repeat(20), members } });
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, name: '={{ $json.name }}' },
			input: itemsOf({ name: 'a' }, { name: 'b' }, { name: 'c' }),
		},
		() => {
			postApi(PATH, (body) => body.name === 'a', answer);
			postApi(PATH, (body) => body.name === 'b', refusal('permession.checkFailed'), 400);
			postApi(PATH, (body) => body.name === 'c', answer);
		},
		/A person or department is outside the app's visible range/,
	);
});

test.each<[string, object, RegExp]>([
	['no name', { name: NOTHING }, /'Name' is empty/],
	[
		'a name of 21 characters',
		{ name: '字'.repeat(21) },
		/'Name' is 21 characters long; the limit is 20/,
	],
	['no owner', { ownerUserId: NOTHING }, /'Owner' is empty/],
	['no members', { members: { list: [{ ids: NOTHING }] } }, /'Members' is empty/],
	[
		'members as objects',
		{ members: { list: [{ ids: '={{ [{}] }}' }] } },
		/'Members > IDs 1' is an object/,
	],
	[
		'41 people',
		{
			members: { list: [{ ids: Array.from({ length: 40 }, (_, index) => `m${index}`).join(',') }] },
		},
		/'Members' names 41 people with the owner; the limit is 40/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
