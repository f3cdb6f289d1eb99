import fc from 'fast-check';

import { toEvent } from '../../../../nodes/shared/calendar/event';
import { momentOf } from '../../../../nodes/shared/calendar/moment';
import { splitRange } from '../../../../nodes/shared/calendar/windows';

test('puts an event into our own words', () => {
	expect(
		toEvent({
			id: 'event1',
			status: 'confirmed',
			summary: 'Release review',
			description: 'What is left',
			isAllDay: false,
			start: { dateTime: '2026-05-01T01:00:00Z', timeZone: 'Asia/Shanghai' },
			end: { dateTime: '2026-05-01T02:00:00Z', timeZone: 'Asia/Shanghai' },
			organizer: { id: 'union-a', displayName: 'A', responseStatus: 'accepted', self: true },
			attendees: [
				{ id: 'union-b', displayName: 'B', responseStatus: 'needsAction', isOptional: true },
				{ id: 'union-c', responseStatus: 'declined' },
			],
			location: { displayName: 'Room 1' },
			meetingRooms: [{ roomId: 'r1', displayName: 'Bamboo', responseStatus: 'accepted' }],
			onlineMeetingInfo: { type: 'dingtalk', conferenceId: 'c1', url: 'dingtalk://meet' },
			recurrence: { pattern: { type: 'weekly', interval: 2 }, range: { type: 'noEnd' } },
			reminders: [{ method: 'dingtalk', minutes: '15' }],
			extendedProperties: { sharedProperties: {} },
		}),
	).toEqual({
		eventId: 'event1',
		status: 'confirmed',
		summary: 'Release review',
		description: 'What is left',
		allDay: false,
		start: '2026-05-01T09:00:00+08:00',
		end: '2026-05-01T10:00:00+08:00',
		organizer: { unionId: 'union-a', name: 'A' },
		attendees: [
			{ unionId: 'union-b', name: 'B', response: 'needsAction', isOptional: true },
			{ unionId: 'union-c', response: 'declined', isOptional: false },
		],
		location: 'Room 1',
		rooms: [{ roomId: 'r1', name: 'Bamboo', response: 'accepted' }],
		meetingUrl: 'dingtalk://meet',
	});
});

test('leaves out what is not there, and gives an all-day event its last day', () => {
	const event = toEvent({
		id: 'event2',
		status: 'cancelled',
		start: { date: '2024-02-28' },
		end: { date: '2024-03-01' },
		seriesMasterId: 'event1',
	});
	expect(event).toEqual({
		eventId: 'event2',
		status: 'cancelled',
		allDay: true,
		start: '2024-02-28',
		end: '2024-02-29',
		seriesMasterId: 'event1',
	});
});

test('claims nothing about the time of an event that comes without one', () => {
	expect(toEvent({ id: 'event3', status: 'cancelled' })).toEqual({
		eventId: 'event3',
		status: 'cancelled',
	});
});

test('takes null for absent', () => {
	const wire = JSON.parse(
		'{"id":"event4","start":{"date":null,"dateTime":"2026-05-01T01:00:00Z","timeZone":null},"end":null,"attendees":null,"organizer":null,"seriesMasterId":null}',
	) as Parameters<typeof toEvent>[0];
	expect(toEvent(wire)).toEqual({
		eventId: 'event4',
		allDay: false,
		start: '2026-05-01T01:00:00Z',
	});
});

test.each([
	[{ date: null, dateTime: '2026-05-01T09:00:00+08:00' }, Date.parse('2026-05-01T01:00:00Z')],
	[{ date: '2026-05-01', dateTime: null }, Date.parse('2026-04-30T16:00:00Z')],
	[{ date: null, dateTime: null }, Number.NaN],
	[{ dateTime: 'soon' }, Number.NaN],
	[null, Number.NaN],
	[undefined, Number.NaN],
])('reads when %p is', (time, expected) => {
	expect(momentOf(time as never, 'Asia/Shanghai')).toBe(expected);
});

test('splits a range of time into parts without gaps, none of them too long', () => {
	const DAY = 86_400_000;
	fc.assert(
		fc.property(fc.nat(4e12), fc.integer({ min: 1, max: 2e11 }), (from, length) => {
			const windows = splitRange({ from, until: from + length }, 365);
			expect(windows[0].from).toBe(from);
			expect(windows.at(-1)?.until).toBe(from + length);
			windows.forEach(({ from: start, until }, index) => {
				expect(until - start).toBeGreaterThan(0);
				expect(until - start).toBeLessThanOrEqual(365 * DAY);
				if (index > 0) expect(start).toBe(windows[index - 1].until);
			});
		}),
	);
});
