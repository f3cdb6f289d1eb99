import type { WireEvent } from '../shared/calendar/event';
import { eventAnswer } from '../shared/calendar/event';
import { momentOf } from '../shared/calendar/moment';
import type { Window } from '../shared/calendar/windows';
import { wireRange } from '../shared/calendar/windows';
import { pages } from '../shared/paging/pages';
import { tokenPages } from '../shared/paging/styles';
import type { DingTalkApi } from '../shared/transport/api';
import { path } from '../shared/wire/path';
import type { StartMemory } from './pollState';
import { ATTENDEES_READ } from './fingerprint';
import type { CalendarRef } from './readChanges';
import { HOUR_MS } from '../shared/run/durations';

/** What began while nobody looked is still reported within this time: polls may be further apart than the notice. */
const LATE_MS = HOUR_MS;

/** As of the list of events; the docs of the view name no maximum. */
const PAGE = { maxResults: 100, maxAttendees: ATTENDEES_READ } as const;

/** An occurrence that begins soon. */
export interface Start {
	event: WireEvent;
	start: number;
}

/**
 * Everything that takes place within a span, with each occurrence of what repeats.
 *
 * @throws NodeApiError when DingTalk refuses
 * @see DingTalk docs "查询日程视图": GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/eventsview
 */
export const readView = async (
	api: DingTalkApi,
	{ unionId, calendarId }: CalendarRef,
	window: Window,
	timeZone: string,
): Promise<WireEvent[]> => {
	const { from, until } = wireRange(window, timeZone);
	return await pages<WireEvent>(
		tokenPages('nextToken', undefined, { timeMin: from, timeMax: until, ...PAGE }),
		async (query) => {
			const { events = [], nextToken } = await api.request<{
				events?: WireEvent[];
				nextToken?: string | null;
			}>({
				method: 'GET',
				host: 'api',
				path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/eventsview`,
				answer: { events: 'objects', ...eventAnswer('events[].'), nextToken: 'text?' },
				query,
			});
			return { items: events, next: nextToken };
		},
		Number.POSITIVE_INFINITY,
	);
};

/** From when to when occurrences are of interest at a poll. */
export const windowAt = (memory: StartMemory, now: number, noticeMs: number) => ({
	from: Math.max(memory.checkedAt, now - LATE_MS),
	until: now + noticeMs,
});

/**
 * The occurrences that come into the time of notice, each once, and the memory after it. One that is moved
 * has another start, and is reported again before that.
 */
export function noteStarts(
	before: StartMemory,
	events: readonly WireEvent[],
	now: number,
	noticeMs: number,
	timeZone: string,
): { starts: Start[]; memory: StartMemory } {
	const { from, until } = windowAt(before, now, noticeMs);
	const starts: Start[] = [];
	const reported: Record<string, number> = {};
	// What has begun is not looked at again.
	for (const [key, start] of Object.entries(before.reported)) {
		if (start > now - LATE_MS) reported[key] = start;
	}
	for (const event of events) {
		const start = momentOf(event.start, timeZone);
		const key = `${event.id} ${start}`;
		const isDue = start > from && start <= until && event.status !== 'cancelled';
		if (!isDue || key in reported) continue;
		reported[key] = start;
		starts.push({ event, start });
	}
	starts.sort((a, b) => a.start - b.start);
	return { starts, memory: { checkedAt: now, reported } };
}
