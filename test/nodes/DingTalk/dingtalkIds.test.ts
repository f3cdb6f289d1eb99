/** DingTalk's own IDs of people, which triggers tell of outsiders: no call takes them, and no field lets one through. */
import type { INode } from 'n8n-workflow';

import { refusedInput } from '../../helpers/calls.mts';
import { appCredential, OAPI } from '../../helpers/dingTalk.mts';
import { runRobot } from '../../helpers/dingTalkRobot.mts';

const OUTSIDER = '$:LWCP_v1:$MDwa66wol79LFsAILOB8VA==';
const text = { messageType: 'text', text: 'hi' };
const CASES: Array<[string, object]> = [
	[
		'Message > Send to People, from the list',
		{
			resource: 'message',
			operation: 'send',
			target: 'people',
			people: { person: [{ user: { mode: 'id', value: OUTSIDER } }] },
			...text,
		},
	],
	[
		'Message > Send to People, by IDs',
		{
			resource: 'message',
			operation: 'send',
			target: 'people',
			people: { list: [{ ids: `lina, ${OUTSIDER}` }] },
			...text,
		},
	],
	[
		'Group > Add Members',
		{
			resource: 'conversation',
			operation: 'addMembers',
			chatId: 'chatphoenix',
			members: { list: [{ ids: [OUTSIDER] }] },
		},
	],
	[
		'User > Get',
		{ resource: 'user', operation: 'get', userId: { mode: 'unionId', value: OUTSIDER } },
	],
	['User > Resolve IDs', { resource: 'user', operation: 'resolveIds', ids: OUTSIDER }],
	[
		'DING > Send',
		{
			resource: 'ding',
			operation: 'send',
			people: { list: [{ ids: OUTSIDER, idType: 'any' }] },
			content: 'hi',
		},
	],
	[
		'Todo > Create, among its executors',
		{
			resource: 'todo',
			operation: 'create',
			subject: 'x',
			detailUrl: 'https://x.io',
			appUrl: 'https://x.io',
			ownerId: 'lina',
			executors: { list: [{ ids: OUTSIDER, idType: 'any' }] },
		},
	],
	['Todo > Get Many, of a person', { resource: 'todo', operation: 'getAll', userId: OUTSIDER }],
	[
		'Todo > Delete, as its Operator',
		{
			resource: 'todo',
			operation: 'delete',
			todoId: 't1',
			userId: 'union-lina',
			options: { operatorId: OUTSIDER },
		},
	],
];

it.each(CASES)('is refused with what to do instead: %s', async (_name, parameters) => {
	const { message, description } = await refusedInput({
		parameters: parameters as INode['parameters'],
		input: [{ json: {} }],
		credentials: appCredential({ operatorId: 'lina' }),
	});
	expect(message).toContain(`holds DingTalk's own ID of a person`);
	expect(message).toContain(OUTSIDER);
	expect(description).toMatch(/Message > Send to Reply/);
});

it('is no mention of a group robot', async () => {
	const { error } = await runRobot({
		parameters: { operation: 'sendText', text: 'hi', mentions: { userIds: OUTSIDER } },
		credential: { webhookToken: `${OAPI}/robot/send?access_token=t` },
	});
	expect(error?.message).toContain("'Mentions' holds DingTalk's own ID of a person");
});

it('is no Operator of the credential', async () => {
	const { message } = await refusedInput({
		parameters: { resource: 'todo', operation: 'getAll' } as INode['parameters'],
		input: [{ json: {} }],
		credentials: appCredential({ operatorId: OUTSIDER }),
	});
	expect(message).toContain("'Operator of the credential' holds DingTalk's own ID");
});
