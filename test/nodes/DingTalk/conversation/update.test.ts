import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/v1.0/im/group/update';
const form = { resource: 'conversation', operation: 'update', chatId: 'chat1' };
const fortyOne = Array.from({ length: 41 }, (_, index) => `m${index}`).join(',');

test('sends every change under its name on the wire', async () => {
	postApi(
		PATH,
		{
			chatid: 'chat1',
			name: 'New',
			owner: 'o2',
			icon: '@lADPicon',
			add_useridlist: ['a1', 'a2'],
			del_useridlist: ['r1'],
			managementOptions: { chatBannedType: 1, searchable: 0 },
		},
		{ success: true },
	);
	const { items } = await runDingTalk({
		parameters: {
			...form,
			updateFields: {
				addMembers: { list: [{ ids: 'a1, a2' }] },
				icon: '@lADPicon',
				muteAll: true,
				name: 'New',
				ownerUserId: ' o2 ',
				removeMembers: { list: [{ ids: '={{ ["r1"] }}' }] },
				searchable: false,
			},
		},
	});
	expect(items).toEqual([{ json: { success: true, chatId: 'chat1' }, pairedItem: { item: 0 } }]);
});

test.each([false, 'false'])('fails when DingTalk answers success %j', async (success) => {
	postApi(PATH, { chatid: 'chat1', name: 'New' }, { success });
	const { error } = await runDingTalk({ parameters: { ...form, updateFields: { name: 'New' } } });
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toBe('DingTalk took the call, and answered that it did not do it');
});

test('keeps the order of changes to one group', async () => {
	const names: string[] = [];
	nock(API)
		.post(PATH, (body) => names.push(body.name) > 0)
		.times(10)
		.delay(2)
		.reply(200, { success: true });
	const wanted = Array.from({ length: 10 }, (_, index) => `name ${index}`);
	await runDingTalk({
		parameters: { ...form, updateFields: { name: '={{ $json.name }}' } },
		input: itemsOf(...wanted.map((name) => ({ name }))),
	});
	expect(names).toEqual(wanted);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, chatId: '={{ $json.id }}', updateFields: { name: 'x' } },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			postApi(PATH, (body) => body.chatid === 'a', { success: true });
			postApi(PATH, (body) => body.chatid === 'b', refusal('invalideChatId'), 400);
			postApi(PATH, (body) => body.chatid === 'c', { success: true });
		},
		/DingTalk knows no such conversation/,
	);
});

test.each<[string, object, RegExp]>([
	['no group', { chatId: NOTHING, updateFields: { name: 'x' } }, /'Group' is empty/],
	['nothing to change', { updateFields: {} }, /'Update Fields' is empty/],
	['an empty name', { updateFields: { name: ' ' } }, /'Name' is empty/],
	[
		'a long name',
		{ updateFields: { name: 'x'.repeat(21) } },
		/'Name' is 21 characters long; the limit is 20/,
	],
	[
		'41 people to add',
		{ updateFields: { addMembers: { list: [{ ids: fortyOne }] } } },
		/'Add Members' names 41 people; the limit is 40/,
	],
	[
		'41 people to remove',
		{ updateFields: { removeMembers: { list: [{ ids: fortyOne }] } } },
		/'Remove Members' names 41 people; the limit is 40/,
	],
	[
		'people as objects',
		{ updateFields: { addMembers: { list: [{ ids: '={{ $json }}' }] } } },
		/'Add Members > IDs 1' is an object/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
