import type { INode } from 'n8n-workflow';
import nock from 'nock';

import {
	expectFailureHandling,
	itemsOf,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { API, TOKEN, runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'message', operation: 'getReadStatus' };
const people = { ...form, target: 'people' };
const group = {
	...form,
	target: 'group',
	openConversationId: { __rl: true, mode: 'id', value: 'cidGroup==' },
};
const KEY = 'a+b/c==';

const getStatus = (processQueryKey: string) =>
	nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
		.get('/v1.0/robot/oToMessages/readStatus')
		.query({ robotCode: 'dingtest', processQueryKey });
const readBy = (userId: string, readTimestamp = 0) => ({
	userId,
	name: userId.toUpperCase(),
	readStatus: readTimestamp ? 'READ' : 'UNREAD',
	readTimestamp,
});

test('asks for each message to people, and says who has read it and when', async () => {
	getStatus(KEY).reply(200, {
		sendStatus: 'SUCCESS',
		messageReadInfoList: [readBy('u1', 1_700_000_000_000), readBy('u2')],
	});
	getStatus('k2').reply(200, { sendStatus: 'RECALLED', messageReadInfoList: [readBy('u2')] });
	getStatus('k3').reply(400, refusal('processQueryKey.expireTime'));
	const { items } = await runDingTalk({
		parameters: { ...people, processQueryKeys: `${KEY}, k2, k3` },
	});
	expect(items).toEqual([
		{
			json: {
				read: ['u1'],
				unread: ['u2'],
				messages: [
					{ processQueryKey: KEY, sendStatus: 'success' },
					{ processQueryKey: 'k2', sendStatus: 'recalled' },
				],
				failed: [
					{
						processQueryKey: 'k3',
						message: 'DingTalk cannot find the message any more',
						code: 'processQueryKey.expireTime',
					},
				],
				recipients: [
					{
						userId: 'u1',
						name: 'U1',
						status: 'read',
						readAt: '2023-11-14T22:13:20.000Z',
						processQueryKey: KEY,
					},
					{ userId: 'u2', name: 'U2', status: 'unread', processQueryKey: KEY },
					{ userId: 'u2', name: 'U2', status: 'unread', processQueryKey: 'k2' },
				],
			},
			pairedItem: { item: 0 },
		},
	]);
});

const page = (nextToken?: string) => ({
	robotCode: 'dingtest',
	openConversationId: 'cidGroup==',
	processQueryKey: KEY,
	maxResults: 200,
	...(nextToken ? { nextToken } : {}),
});

test('pages through the readers of a group message', async () => {
	const QUERY = '/v1.0/robot/groupMessages/query';
	const first = Array.from({ length: 200 }, (_, index) => `u${index}`);
	const answers = () => {
		postApi(QUERY, page(), {
			sendStatus: 'SUCCESS',
			readUserIds: first,
			hasMore: true,
			nextToken: 't2',
		});
		return postApi(QUERY, page('t2'), {
			sendStatus: 'SUCCESS',
			readUserIds: ['u200'],
			hasMore: false,
		});
	};
	answers();
	const all = await runDingTalk({
		parameters: { ...group, processQueryKeys: KEY, returnAll: true },
	});
	expect(all.items[0].json.read).toEqual([...first, 'u200']);
	answers();
	const some = await runDingTalk({ parameters: { ...group, processQueryKeys: KEY, limit: 3 } });
	expect(some.items[0].json).toMatchObject({
		read: ['u0', 'u1', 'u2'],
		messages: [{ processQueryKey: KEY, sendStatus: 'success' }],
	});
	nock.cleanAll();
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...people, processQueryKeys: '={{ $json.key }}' },
			input: itemsOf({ key: 'a' }, { key: 'b' }, { key: 'c' }),
		},
		() => {
			getStatus('a').reply(200, { sendStatus: 'SUCCESS' });
			getStatus('b').reply(400, refusal('invalid.processQueryKey'));
			getStatus('c').reply(200, { sendStatus: 'SUCCESS' });
		},
		/DingTalk cannot find the message any more/,
	);
});

test('refuses to ask for nothing', async () => {
	const { message } = await refusedInput({
		parameters: { ...people, processQueryKeys: '={{ "" }}' } as INode['parameters'],
	});
	expect(message).toMatch(/'Process Query Keys' is empty/);
});
