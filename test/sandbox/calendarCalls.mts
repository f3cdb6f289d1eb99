import { client, sandbox, token } from './started.mts';

type Body = Record<string, unknown>;

/** The path of somebody's own calendar. */
export const calendarOf = (userId: string, calendarId = 'primary'): string =>
	`/v1.0/calendar/users/union-${userId}/calendars/${calendarId}`;

/** A call with the test's token; `path` may have a query. */
export async function call(method: string, path: string, body?: Body, headers: Body = {}) {
	return await client.call(sandbox.apiUrl + path, {
		method,
		headers: {
			...(body ? { 'content-type': 'application/json' } : {}),
			'x-acs-dingtalk-access-token': token,
			...(headers as Record<string, string>),
		},
		body: body && JSON.stringify(body),
	});
}

/** A timed hour in China, on 1 March 2027 at ten unless told otherwise. */
export function hour(start = '2027-03-01T10:00:00+08:00', timeZone = 'Asia/Shanghai'): Body {
	const end = new Date(Date.parse(start) + 3_600_000).toISOString().replace('.000', '');
	return { start: { dateTime: start, timeZone }, end: { dateTime: end, timeZone } };
}

/** The body of a new event. */
export const meeting = (more: Body = {}): Body => ({
	summary: 'Planning 排期会',
	...hour(),
	...more,
});

/** Makes an event of zhangwei's, or of somebody else's. */
export async function makeEvent(more: Body = {}, userId = 'zhangwei') {
	return await call('POST', `${calendarOf(userId)}/events`, meeting(more));
}

/** The path of an event. */
export const eventPath = (eventId: string, userId = 'zhangwei'): string =>
	`${calendarOf(userId)}/events/${encodeURIComponent(eventId)}`;

/** A query text of what is given. */
export const queryOf = (fields: Record<string, unknown>): string =>
	new URLSearchParams(
		Object.entries(fields)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name, String(value)]),
	).toString();
