import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import { itemsOf } from '../../helpers/calls.mts';
import { answerLookups } from '../../helpers/contacts.mts';
import { API, appCredential, OAPI, runDingTalk } from '../../helpers/dingTalk.mts';
import { OPERATOR } from './todo/todos';

/** How long DingTalk takes for a call that changes something. */
const BUSY_MS = 150;
const MOBILE = '13800000001';

/** Answers slowly, and says of each call whether it came while another one was under way. */
function slowly(host: string, path: RegExp, answer: IDataObject): boolean[] {
	const calls: boolean[] = [];
	let busyUntil = 0;
	nock(host)
		.persist()
		.post((uri) => path.test(uri))
		.delay(BUSY_MS)
		.reply(200, () => {
			// Called when the request has come.
			calls.push(Date.now() < busyUntil);
			busyUntil = Date.now() + BUSY_MS;
			return answer;
		});
	return calls;
}

async function runItems(parameters: object, ...items: IDataObject[]): Promise<void> {
	const { error } = await runDingTalk({
		parameters: parameters as never,
		credentials: appCredential({ agentId: '1', operatorId: OPERATOR }),
		input: itemsOf(...items),
	});
	expect(error).toBeUndefined();
}

const person = { __rl: true, mode: '={{ $json.mode }}', value: '={{ $json.id }}' };

/** Each names the same person twice, by different IDs, in a node whose ID type is an expression. */
const TO_PEOPLE = {
	resource: 'message',
	operation: 'send',
	target: 'people',
	people: { list: [{ ids: '={{ $json.id }}', idType: '={{ $json.type }}' }] },
	messageType: 'text',
	text: 'hi',
};
const SENT = { processQueryKey: 'k', invalidStaffIdList: [], flowControlledStaffIdList: [] };

test('a person gets messages in order, whichever ID of theirs an item names', async () => {
	answerLookups({ [MOBILE]: 'u1' });
	const calls = slowly(API, /batchSend/, SENT);
	await runItems(
		TO_PEOPLE,
		{ type: 'userId', id: 'u1' },
		{ type: 'mobile', id: MOBILE },
		{ type: 'any', id: 'u1' },
		{ type: 'unionId', id: 'union-u1' },
	);
	expect(calls).toEqual([false, false, false, false]);
});

test('strangers do not wait for each other, though the ID type is Any', async () => {
	answerLookups({ [MOBILE]: 'u1', 13800000002: 'u2', 13800000003: 'u3' });
	const calls = slowly(API, /batchSend/, SENT);
	await runItems(
		TO_PEOPLE,
		{ type: 'any', id: MOBILE },
		{ type: 'any', id: 'u2' },
		{ type: 'any', id: 'u3' },
	);
	expect(calls).toEqual([false, true, true]);
});

test('DINGs, work notifications and todos keep the order for a person as well', async () => {
	answerLookups({ [MOBILE]: 'u1' });
	const items = [
		{ type: 'userId', id: 'u1' },
		{ type: 'mobile', id: MOBILE },
	];
	const ding = slowly(API, /ding\/send/, { openDingId: 'd1' });
	await runItems({ ...TO_PEOPLE, resource: 'ding', remindType: 'app', content: 'look' }, ...items);
	expect(ding).toEqual([false, false]);

	const notification = slowly(OAPI, /asyncsend_v2/, { errcode: 0, task_id: 1 });
	await runItems(
		{ ...TO_PEOPLE, target: 'workNotification', recipientsBy: 'people', waitForResult: false },
		...items,
	);
	expect(notification).toEqual([false, false]);

	const todo = slowly(API, /tasks/, { id: 't1' });
	await runItems(
		{
			resource: 'todo',
			operation: 'create',
			subject: 'Sign',
			executors: { person: [{ user: person }] },
			detailUrl: 'https://example.com/1',
		},
		{ mode: 'id', id: 'u1' },
		{ mode: 'unionId', id: 'union-u1' },
	);
	expect(todo).toEqual([false, false]);
});

test('a group gets messages in order, by its chat ID and by its open conversation ID', async () => {
	nock(API)
		.post('/v1.0/im/chat/chat1/convertToOpenConversationId')
		.reply(200, { openConversationId: 'cid1==' });
	const calls = slowly(API, /groupMessages/, { processQueryKey: 'k' });
	await runItems(
		{
			resource: 'message',
			operation: 'send',
			target: 'group',
			openConversationId: { __rl: true, mode: '={{ $json.mode }}', value: '={{ $json.id }}' },
			messageType: 'text',
			text: 'hi',
		},
		{ mode: 'id', id: 'cid1==' },
		{ mode: 'chatId', id: 'chat1' },
	);
	expect(calls).toEqual([false, false]);
});

test('work records of a person keep their order', async () => {
	answerLookups({ [MOBILE]: 'u1' });
	const calls = slowly(OAPI, /workrecord\/update/, { errcode: 0, result: true });
	await runItems(
		{ resource: 'workRecord', operation: 'complete', userId: person, recordId: 'r1' },
		{ mode: 'id', id: 'u1' },
		{ mode: 'mobile', id: MOBILE },
	);
	expect(calls).toEqual([false, false]);
});

test('members of a group change in order, by its chat ID and by its open conversation ID', async () => {
	nock(API)
		.post('/v1.0/im/chat/chat1/convertToOpenConversationId')
		.reply(200, { openConversationId: 'cid1==' });
	const calls = slowly(API, /member\/add/, { success: true });
	await runItems(
		{
			resource: 'conversation',
			operation: 'addMembers',
			kind: 'scene',
			chatId: { __rl: true, mode: '={{ $json.mode }}', value: '={{ $json.id }}' },
			members: { list: [{ ids: 'u1' }] },
		},
		{ mode: 'id', id: 'cid1==' },
		{ mode: 'chatId', id: 'chat1' },
	);
	expect(calls).toEqual([false, false]);
});
