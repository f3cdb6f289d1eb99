import type { WireEvent } from '../shared/calendar/event';
import { fingerprint } from '../shared/crypto/digest';

/** Most attendees that DingTalk lists for an event. */
export const ATTENDEES_READ = 100;

/** Changes with whatever people see of an event. The order within lists does not count. */
export const printOf = (event: WireEvent): string =>
	fingerprint(
		canonical({
			updateTime: event.updateTime,
			summary: event.summary,
			description: event.description,
			start: event.start,
			end: event.end,
			isAllDay: event.isAllDay,
			recurrence: event.recurrence,
			// Of very many people DingTalk gives some, and not always the same.
			attendees: (event.attendees?.length ?? 0) < ATTENDEES_READ ? event.attendees : undefined,
			organizer: event.organizer?.id,
			location: event.location,
			meetingRooms: event.meetingRooms,
			meetingUrl: event.onlineMeetingInfo?.url,
		}),
	).slice(0, 16);

function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
	const entries = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
	return `{${entries
		.map(([key, part]) => `${key}:${canonical(part)}`)
		.sort()
		.join()}}`;
}
