import type { INode } from 'n8n-workflow';

import { postApi, postOapi, refusedInput } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { KINDS, paramOf, type KindCase } from './messageKinds';

const send = { resource: 'message', operation: 'send' };
const group = { __rl: true, mode: 'id', value: 'cidGroup==' };
const parametersOf = (target: object, kind: KindCase) =>
	({ ...send, ...target, ...kind.parameters }) as INode['parameters'];
const namesOf = (kinds: KindCase[]) => kinds.map((kind) => [kind.name, kind] as const);

describe('Message > Send by the app robot', () => {
	const kinds = KINDS.filter(({ robot }) => robot);

	test.each(namesOf(kinds))('sends %s to people', async (_name, kind) => {
		const { msgKey } = kind.robot!;
		postApi(
			'/v1.0/robot/oToMessages/batchSend',
			{ robotCode: 'dingtest', userIds: ['u1'], msgKey, msgParam: paramOf(kind) },
			{ processQueryKey: 'key1' },
		);
		const { items, error } = await runDingTalk({
			parameters: parametersOf({ target: 'people', people: { list: [{ ids: 'u1' }] } }, kind),
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ processQueryKeys: ['key1'], accepted: ['u1'] });
	});

	test.each(namesOf(kinds))('sends %s to a group', async (_name, kind) => {
		const { msgKey } = kind.robot!;
		postApi(
			'/v1.0/robot/groupMessages/send',
			{
				robotCode: 'dingtest',
				openConversationId: 'cidGroup==',
				msgKey,
				msgParam: paramOf(kind),
			},
			{ processQueryKey: 'key1' },
		);
		const { items, error } = await runDingTalk({
			parameters: parametersOf({ target: 'group', openConversationId: group }, kind),
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({ processQueryKey: 'key1', openConversationId: 'cidGroup==' });
	});
});

describe('Message > Send to a legacy conversation', () => {
	const target = { target: 'legacyConversation', senderUserId: 'u1', cid: 'cidPicked' };

	test.each(namesOf(KINDS.filter(({ msg }) => msg)))('sends %s', async (_name, kind) => {
		postOapi(
			'/message/send_to_conversation',
			{ sender: 'u1', cid: 'cidPicked', msg: kind.msg } as never,
			{ errcode: 0, errmsg: 'ok', receiver: 'u1|u2' },
		);
		const { items, error } = await runDingTalk({ parameters: parametersOf(target, kind) });
		expect(error).toBeUndefined();
		expect(items[0]).toEqual({ json: { receivers: ['u1', 'u2'] }, pairedItem: { item: 0 } });
	});

	test.each(namesOf(KINDS.filter(({ msg, robot }) => !msg && !robot?.param)))(
		'refuses %s, which this target does not show',
		async (_name, kind) => {
			const { message } = await refusedInput({ parameters: parametersOf(target, kind) });
			expect(message).toMatch(
				/'Picture URL' is empty|'Image' is not a media ID|is a video, which this target does not show/,
			);
		},
	);
});
