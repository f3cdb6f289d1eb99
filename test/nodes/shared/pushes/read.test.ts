import { parseFrame } from '../../../../nodes/shared/pushes/frames';
import type { Frame } from '../../../../nodes/shared/pushes/frames';
import {
	pushOfFrame,
	pushOfHttpCard,
	pushOfHttpEvent,
	pushOfHttpMessage,
} from '../../../../nodes/shared/pushes/read';
import { FRAMES, messageOf } from './samples';

const frame = (of: object): Frame => parseFrame(JSON.stringify(of)) as Frame;

describe('Stream frames', () => {
	it('reads an event, by its header and not by its topic', () => {
		const expected = {
			kind: 'event',
			id: 'e1',
			eventType: 'chat_update_title',
			corpId: 'dingcorp',
			bornAt: 1_690_362_102_000,
			data: { chatId: 'chatx', title: 'new', openConversationId: 'cidx', operator: 'u1' },
		};
		expect(pushOfFrame(frame(FRAMES.event))).toEqual(expected);
		const headers = { ...FRAMES.event.headers, topic: 'dingTalk' };
		expect(pushOfFrame(frame({ ...FRAMES.event, headers }))).toEqual(expected);
	});

	it('names an event without an ID by its frame', () => {
		const headers = { ...FRAMES.event.headers, eventId: undefined, eventBornTime: undefined };
		expect(pushOfFrame(frame({ ...FRAMES.event, headers }))).toMatchObject({
			id: 'm3',
			bornAt: 1_690_362_102_194,
		});
	});

	it.each(['', ' '])('takes two events with the empty ID %j for two', (empty) => {
		const idOf = (headers: object, data = FRAMES.event.data) => {
			const named = { ...FRAMES.event.headers, eventId: empty, ...headers };
			return pushOfFrame(frame({ ...FRAMES.event, headers: named, data }))?.id;
		};
		expect(idOf({ messageId: 'm3' })).toBe('m3');
		expect(idOf({ messageId: 'm4' })).toBe('m4');
		const nameless = { messageId: empty };
		expect(idOf(nameless)).toBe(idOf(nameless));
		expect(idOf(nameless)).not.toBe(idOf(nameless, '{"chatId":"chaty"}'));
		expect(idOf(nameless)).not.toBe(idOf({ ...nameless, eventType: 'chat_quit' }));
		expect(idOf(nameless)).toMatch(/\w/);
	});

	it('reads a bot message', () => {
		expect(pushOfFrame(frame(FRAMES.message))).toMatchObject({
			kind: 'message',
			id: 'msgx',
			bornAt: 1_690_362_102_000,
			data: { conversationId: 'cidx', text: { content: ' hi' } },
		});
	});

	it('reads a card action, its JSON inside JSON, and long numbers digit for digit', () => {
		const push = pushOfFrame(frame(FRAMES.cardAction));
		expect(push).toMatchObject({ kind: 'cardAction', id: 'm5', corpId: 'dingcorp' });
		expect(push?.data.content).toEqual({
			cardPrivateData: {
				actionIds: ['agree'],
				params: { taskId: '12345678901234567890', note: 'ok' },
			},
		});
		expect(push?.data.extension).toEqual({ a: 1 });
	});

	it.each([
		['a ping', FRAMES.ping],
		['a topic of others', { ...FRAMES.message, headers: { topic: '/v1.0/graph/api/invoke' } }],
		['an event without a type', { ...FRAMES.event, headers: { topic: '*', messageId: 'm' } }],
		['broken JSON', { ...FRAMES.event, data: '{"chatId":' }],
		['a list', { ...FRAMES.event, data: '[1]' }],
		['no object', { ...FRAMES.message, data: 'null' }],
	])('takes %s for no push', (_name, of) => {
		expect(pushOfFrame(frame(of))).toBeUndefined();
	});
});

describe('HTTP', () => {
	it('reads the envelope of an event in any case', () => {
		const push = pushOfHttpEvent({
			EventType: 'user_add_org',
			UserId: ['u1'],
			CorpId: 'dingcorp',
			TimeStamp: '1614767836000',
			EventID: 'e1',
		});
		expect(push).toMatchObject({
			kind: 'event',
			id: 'e1',
			eventType: 'user_add_org',
			corpId: 'dingcorp',
			bornAt: 1_614_767_836_000,
		});
	});

	it('gives an event without an ID the same one when it comes again, and another one at another time', () => {
		const event = { EventType: 'user_add_org', UserId: ['u1'], TimeStamp: '1614767836000' };
		expect(pushOfHttpEvent({ ...event }).id).toBe(pushOfHttpEvent(event).id);
		expect(pushOfHttpEvent({ ...event, TimeStamp: '1614767836001' }).id).not.toBe(
			pushOfHttpEvent(event).id,
		);
	});

	it('takes ten digits for seconds', () => {
		const event = { EventType: 'check_in', EventTime: 1614767836 };
		expect(pushOfHttpEvent(event).bornAt).toBe(1_614_767_836_000);
		expect(pushOfHttpEvent({ EventType: 'check_in', EventTime: 'soon' }).bornAt).toBeUndefined();
	});

	it('reads a bot message as Stream brings it', () => {
		expect(pushOfHttpMessage(messageOf())).toMatchObject({
			kind: 'message',
			id: 'msg1',
			corpId: 'dingcorp',
			bornAt: 1_700_000_000_000,
		});
	});

	it('reads a card action, which nothing in it numbers', () => {
		const push = pushOfHttpCard(JSON.parse(FRAMES.cardAction.data), 'press-1');
		expect(push).toMatchObject({ kind: 'cardAction', id: 'press-1' });
		expect(push.data.content).toMatchObject({ cardPrivateData: { actionIds: ['agree'] } });
	});
});
