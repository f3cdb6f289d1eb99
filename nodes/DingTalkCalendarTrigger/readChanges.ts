import type { IDataObject } from 'n8n-workflow';

import type { WireEvent } from '../shared/calendar/event';
import { eventAnswer } from '../shared/calendar/event';
import type { Failure, Outcome } from '../shared/errors/failure';
import { success } from '../shared/errors/failure';
import { CONCURRENT_LOOKUPS, runInOrder } from '../shared/run/runInOrder';
import { isoIn } from '../shared/values/time';
import type { DingTalkApi } from '../shared/transport/api';
import { path } from '../shared/wire/path';
import type { EventRead } from './changes';
import { PAST_MS } from './changes';
import { ATTENDEES_READ } from './fingerprint';

/** DingTalk docs "查询日程列表": maxResults and maxAttendees at most 100. */
const PAGE = { maxResults: 100, maxAttendees: ATTENDEES_READ } as const;
/** So that a list that never ends cannot keep a poll for ever. */
const MAX_PAGES = 200;

/** Whose calendar is read. */
export interface CalendarRef {
	unionId: string;
	calendarId: string;
}

interface EventPage {
	events?: WireEvent[];
	nextToken?: string | null;
	syncToken?: string;
}

/**
 * What changed since the sync token was given; all there is from a week ago on without one, or when
 * DingTalk no longer knows it.
 *
 * @throws NodeApiError when DingTalk refuses
 * @see DingTalk docs "查询日程列表": GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events
 */
export async function readChanges(
	api: DingTalkApi,
	calendar: CalendarRef,
	syncToken: string | undefined,
	{ now, timeZone }: { now: number; timeZone: string },
): Promise<EventRead> {
	if (syncToken) {
		const changed = await readPages(api, calendar, { syncToken });
		if (changed.ok) return { syncToken, ...changed.value, isWhole: false };
		if (!isAboutToken(changed.failure)) throw api.toError(changed.failure);
	}
	// Without timeMax: with it DingTalk gives no sync token.
	const whole = await readPages(api, calendar, { timeMin: isoIn(now - PAST_MS, timeZone) });
	if (!whole.ok) throw api.toError(whole.failure);
	return { ...whole.value, isWhole: true };
}

async function readPages(
	api: DingTalkApi,
	{ unionId, calendarId }: CalendarRef,
	query: IDataObject,
): Promise<Outcome<Pick<EventRead, 'events' | 'syncToken'>>> {
	const events: WireEvent[] = [];
	let nextToken: string | null | undefined;
	let syncToken: string | undefined;
	for (let count = 0; count < MAX_PAGES; count++) {
		const outcome = await api.attempt({
			method: 'GET',
			host: 'api',
			path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events`,
			answer: {
				events: 'objects',
				...eventAnswer('events[].'),
				nextToken: 'text?',
				syncToken: 'text?',
			},
			query: { ...query, showDeleted: true, ...PAGE, ...(nextToken ? { nextToken } : {}) },
		});
		if (!outcome.ok) return outcome;
		const page = outcome.value.body as EventPage;
		events.push(...(page.events ?? []));
		// It comes with the last page.
		syncToken = page.syncToken || syncToken;
		if (!page.nextToken || page.nextToken === nextToken) break;
		nextToken = page.nextToken;
	}
	return success({ events, ...(syncToken ? { syncToken } : {}) });
}

/** DingTalk names no code for a token that is too old: any fault it finds with the request may mean it. */
const isAboutToken = ({ kind, httpStatus = 0 }: Failure) =>
	[400, 404, 410].includes(httpStatus) && ['invalid', 'notFound', 'other'].includes(kind);

/**
 * Looks for events that a whole read no longer lists.
 *
 * @returns those that are there all the same; the others are gone
 * @throws NodeApiError when DingTalk refuses for another reason
 * @see DingTalk docs "查询单个日程详情": GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}
 */
export async function lookUp(
	api: DingTalkApi,
	{ unionId, calendarId }: CalendarRef,
	eventIds: readonly string[],
): Promise<WireEvent[]> {
	const found = await runInOrder(eventIds, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		run: async (eventId) => {
			const outcome = await api.attempt({
				method: 'GET',
				host: 'api',
				path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events/${eventId}`,
				answer: eventAnswer(),
				query: { maxAttendees: ATTENDEES_READ },
			});
			if (outcome.ok) return outcome.value.body as WireEvent;
			if (outcome.failure.httpStatus === 404 || outcome.failure.kind === 'notFound') {
				return undefined;
			}
			throw api.toError(outcome.failure);
		},
	});
	return found.filter((event) => event !== undefined);
}
