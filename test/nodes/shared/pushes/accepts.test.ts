import type { IDataObject } from 'n8n-workflow';

import { APPROVAL_CHANGES } from '../../../../nodes/shared/pushes/approvalChanges';
import { accepts } from '../../../../nodes/shared/pushes/accepts';
import type { Push, PushKind } from '../../../../nodes/shared/pushes/push';
import { pushOfHttpCard, pushOfHttpEvent } from '../../../../nodes/shared/pushes/read';
import type { PushFilters } from '../../../../nodes/shared/pushes/settings';
import { FRAMES, message, ofType, settingsOf } from './samples';

const event = (EventType: string, data: IDataObject = {}): Push =>
	pushOfHttpEvent({ EventType, eventId: 'e1', ...data });
const card = (data: IDataObject = {}): Push =>
	pushOfHttpCard({ ...JSON.parse(FRAMES.cardAction.data), ...data }, 'press-1');
const oneToOne = { conversationType: '1', conversationId: 'cidOneToOne' };
const passes = (push: Push, filters: PushFilters) => accepts(push, settingsOf({}, filters));

it.each<PushKind>(['message', 'event', 'cardAction'])('wants %s only when it is chosen', (kind) => {
	const pushes = [message(), event('check_in'), card()];
	const taken = pushes.filter((push) => accepts(push, settingsOf({ kinds: new Set([kind]) })));
	expect(taken.map((push) => push.kind)).toEqual([kind]);
	expect(pushes.filter((push) => accepts(push, settingsOf()))).toHaveLength(3);
});

it('takes the chosen events, or all, also those of no catalogue', () => {
	const some = settingsOf({ events: new Set(['check_in']) });
	expect(accepts(event('check_in'), some)).toBe(true);
	expect(accepts(event('org_change'), some)).toBe(false);
	expect(accepts(event('brand_new_event'), settingsOf())).toBe(true);
});

it.each<[string, PushFilters, Push, Push]>([
	['message type', { messageTypes: new Set(['picture']) }, ofType('picture'), message()],
	[
		'message type unknown',
		{ messageTypes: new Set(['unknown']) },
		ofType('unknownMsgType'),
		ofType('file'),
	],
	['groups only', { conversationType: 'group' }, message(), message(oneToOne)],
	['one-to-one only', { conversationType: 'oneToOne' }, message(oneToOne), message()],
	[
		'conversation type as a number',
		{ conversationType: 'group' },
		message({ conversationType: 2 }),
		message({ conversationType: 1 }),
	],
	['group', { groups: new Set(['cidGroup==']) }, message(), message({ conversationId: 'other' })],
	[
		'person by user ID',
		{ people: new Set(['zhangwei']) },
		message(),
		message({ senderStaffId: 'x' }),
	],
	[
		'person by union ID',
		{ people: new Set(['union-zhangwei']) },
		message({ senderStaffId: undefined }),
		message({ senderUnionId: 'union-x' }),
	],
	['keyword', { keyword: 'robot' }, message({ text: { content: 'My ROBOT' } }), ofType('file')],
	['pattern', { pattern: /^你好/ }, message(), message({ text: { content: 'oh 你好' } })],
	[
		'heard words',
		{ keyword: '发票' },
		ofType('audio', { recognition: '请开发票' }),
		ofType('audio', { recognition: '你好' }),
	],
	[
		'rich text',
		{ keyword: 'one two' },
		ofType('richText', { richText: [{ text: 'One ' }, { type: 'picture' }, { text: 'two' }] }),
		ofType('richText', { richText: [{ type: 'picture', downloadCode: 'c' }] }),
	],
])('filters messages by %s', (_name, filters, wanted, unwanted) => {
	expect(passes(wanted, filters)).toBe(true);
	expect(passes(unwanted, filters)).toBe(false);
});

it('keeps a pattern with a memory from forgetting every second message', () => {
	const filters = { pattern: /robot/gy };
	const push = message({ text: { content: 'robot' } });
	expect([1, 2, 3].map(() => passes(push, filters))).toEqual([true, true, true]);
});

it('wants all filters to agree', () => {
	const filters: PushFilters = {
		messageTypes: new Set(['text', 'picture']),
		conversationType: 'group',
		groups: new Set(['cidGroup==']),
		people: new Set(['zhangwei', 'lina']),
		keyword: 'robot',
		pattern: /\brobot\b/,
	};
	expect(passes(message(), filters)).toBe(true);
	const spoiled = [
		{ msgtype: 'audio', content: { recognition: 'robot' } },
		oneToOne,
		{ conversationId: 'other' },
		{ senderStaffId: 'bob', senderUnionId: 'union-bob' },
		{ text: { content: 'hello' } },
		{ text: { content: 'robots' } },
	];
	expect(spoiled.filter((data) => passes(message(data), filters))).toEqual([]);
});

it('filters approvals by process code, in any case, and leaves other events alone', () => {
	const filters = { processCodes: new Set(['PROC-1']) };
	expect(passes(event('bpms_instance_change', { ProcessCode: 'PROC-1' }), filters)).toBe(true);
	expect(passes(event('bpms_instance_change', { processCode: 'PROC-2' }), filters)).toBe(false);
	expect(passes(event('check_in', { staffId: 'u1' }), filters)).toBe(true);
});

it.each([
	['bpms_instance_change', { type: 'start' }, 'Approval: Started'],
	['bpms_instance_change', { type: 'finish', result: 'agree' }, 'Approval: Approved'],
	['bpms_instance_change', { type: 'finish', result: 'refuse' }, 'Approval: Refused'],
	['bpms_instance_change', { type: 'terminate', result: 'refuse' }, 'Approval: Withdrawn'],
	['bpms_instance_change', { type: 'delete' }, 'Approval: Deleted'],
	['bpms_task_change', { type: 'start', result: '' }, 'Task: Waits for a Decision'],
	['bpms_task_change', { type: 'finish', result: 'agree' }, 'Task: Approved'],
	['bpms_task_change', { type: 'finish', result: 'refuse' }, 'Task: Refused'],
	['bpms_task_change', { type: 'finish', result: 'redirect' }, 'Task: Handed Over'],
	['bpms_task_change', { type: 'cancel' }, 'Task: Cancelled'],
])('filters approvals by what happened: %s %j is "%s"', (eventType, data, name) => {
	const taken = APPROVAL_CHANGES.filter(({ value }) =>
		passes(event(eventType, data), { approvalChanges: new Set([value]) }),
	);
	expect(taken.map((change) => change.name)).toEqual([name]);
});

it('leaves events of other things alone when it filters approvals; unknown changes are none of the chosen', () => {
	const filters = { approvalChanges: new Set(['instance finish agree']) };
	expect(passes(event('check_in', { type: 'finish' }), filters)).toBe(true);
	expect(passes(event('bpms_instance_change', { Type: 'finish', Result: 'agree' }), filters)).toBe(
		true,
	);
	expect(passes(event('bpms_instance_change', { type: 'finish' }), filters)).toBe(false);
});

it('filters events of groups by group, and leaves other events alone', () => {
	const filters = { groups: new Set(['cidGroup==']) };
	expect(passes(event('chat_quit', { openConversationId: 'cidGroup==' }), filters)).toBe(true);
	expect(passes(event('chat_quit', { OpenConversationId: 'other' }), filters)).toBe(false);
	expect(passes(event('check_in', { staffId: 'u1' }), filters)).toBe(true);
});

it('filters card actions by presser and group', () => {
	expect(passes(card(), { people: new Set(['u1']) })).toBe(true);
	expect(passes(card(), { people: new Set(['u2']) })).toBe(false);
	expect(passes(card({ userIdType: 2 }), { people: new Set(['u1']) })).toBe(true);
	expect(passes(card(), { groups: new Set(['cidx']) })).toBe(true);
	expect(passes(card(), { groups: new Set(['other']) })).toBe(false);
	expect(passes(card({ spaceType: 'IM_ROBOT' }), { groups: new Set(['cidx']) })).toBe(false);
	// Over HTTP nobody says where the card is.
	expect(passes(card({ spaceType: undefined }), { groups: new Set(['other']) })).toBe(true);
});

it('applies what is about texts to messages only', () => {
	const filters: PushFilters = {
		keyword: 'x',
		pattern: /x/,
		messageTypes: new Set(['text']),
		conversationType: 'oneToOne',
	};
	expect(passes(card(), filters)).toBe(true);
	expect(passes(event('check_in'), filters)).toBe(true);
});
