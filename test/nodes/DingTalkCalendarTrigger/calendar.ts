/** A calendar as DingTalk's API shows it, planned call by call. */
import nock from 'nock';

import { DingTalkCalendarTrigger } from '../../../nodes/DingTalkCalendarTrigger/DingTalkCalendarTrigger.node';
import { systemClock } from '../../../nodes/shared/run/clock';
import { API, TOKEN, appCredential } from '../../helpers/dingTalk.mts';
import { pollingWorkflow } from '../../../harness/poll.mts';

export const EVENTS = '/v1.0/calendar/users/union-lina/calendars/primary/events';
export const VIEW = `${EVENTS}view`;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** When the trigger is turned on: Wednesday, 6 May 2026, 9:00 in Shanghai. */
export const START = Date.UTC(2026, 4, 6, 1);

let now = START;
/** Time that the trigger spent waiting since then. */
let waited = 0;

/** Moves the clock that the trigger looks at. */
export const setNow = (ms: number) => {
	now = ms;
	waited = 0;
};

/** Stops the trigger's clock at `START`; when it waits, the clock moves and no time passes. */
export function stopClock(): void {
	beforeEach(() => {
		setNow(START);
		jest.spyOn(systemClock, 'now').mockImplementation(() => now + waited);
		jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
			waited += ms;
		});
	});
	afterEach(() => jest.restoreAllMocks());
}

type Json = Record<string, unknown>;

/** An event of half an hour, made a day before the trigger was turned on. */
export const event = (id: string, further: Json & { at?: number; made?: number } = {}): Json => {
	const { at = START + 3 * HOUR, made = START - DAY, ...fields } = further;
	return {
		id,
		summary: `Event ${id}`,
		status: 'confirmed',
		start: { dateTime: new Date(at).toISOString(), timeZone: 'Asia/Shanghai' },
		end: { dateTime: new Date(at + HOUR / 2).toISOString(), timeZone: 'Asia/Shanghai' },
		createTime: new Date(made).toISOString(),
		updateTime: new Date(made).toISOString(),
		...fields,
	};
};

/** The same event, changed at some time. */
export const changed = (before: Json, at: number, further: Json = {}): Json => ({
	...before,
	updateTime: new Date(at).toISOString(),
	...further,
});

const get = (path: string, query: Json, status: number, answer: Json) =>
	nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
		.get(path)
		.query((sent) => isAsked(sent, query))
		.reply(status, answer);

/** As DingTalk's documents write times: with an offset, in whole seconds, and never with a Z. */
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;

/** Exactly these parameters; times to the second, for the trigger may have waited for its turn. */
function isAsked(sent: Json, wanted: Json): boolean {
	const names = Object.keys(wanted);
	return (
		names.length === Object.keys(sent).length &&
		names.every((name) =>
			name.startsWith('time')
				? WITH_OFFSET.test(String(sent[name])) &&
					Math.abs(Date.parse(String(sent[name])) - Date.parse(String(wanted[name]))) <= 1000
				: String(sent[name]) === String(wanted[name]),
		)
	);
}

const PAGE = { maxResults: 100, maxAttendees: 100 };

/** Plans a read of all there is from a week before now on. */
export const planWhole = (events: Json[], syncToken?: string, further: Json = {}) =>
	get(EVENTS, { timeMin: new Date(now - 7 * DAY).toISOString(), showDeleted: true, ...PAGE }, 200, {
		events,
		nextToken: null,
		syncToken,
		...further,
	});

/** Plans a read of what changed since a token. */
export const planChanges = (token: string, events: Json[], next = token) =>
	get(EVENTS, { syncToken: token, showDeleted: true, ...PAGE }, 200, {
		events,
		nextToken: null,
		syncToken: next,
	});

/** Plans the refusal of a token. */
export const planRefusedToken = (token: string, status = 400, code = 'invalidParameter') =>
	get(EVENTS, { syncToken: token, showDeleted: true, ...PAGE }, status, {
		code,
		message: 'syncToken invalid',
		requestid: 'req-1',
	});

/** Plans the second page of a read. */
export const planPage = (query: Json, answer: Json) =>
	get(EVENTS, { showDeleted: true, ...PAGE, ...query }, 200, answer);

/** Plans a look at one event. */
export const planEvent = (id: string, answer: Json | undefined) =>
	get(
		`${EVENTS}/${id}`,
		{ maxAttendees: 100 },
		answer ? 200 : 404,
		answer ?? { code: 'instanceNotExist', message: 'instance not exist', requestid: 'req-1' },
	);

/** Plans a look at what takes place from `from` to `until`. */
export const planView = (from: number, until: number, events: Json[]) =>
	get(
		VIEW,
		{ timeMin: new Date(from).toISOString(), timeMax: new Date(until).toISOString(), ...PAGE },
		200,
		{ events, nextToken: null },
	);

let apps = 0;

/** An app of its own: turns are given by app, and each test turns the clock back. */
function freshApp() {
	const clientId = `dingtest${++apps}`;
	return appCredential({ clientId, issuedFor: `${clientId}@${API}` });
}

/** The trigger on Lina's main calendar. */
export const triggerOn = (kinds: string[], further: Json = {}) =>
	pollingWorkflow({
		type: new DingTalkCalendarTrigger(),
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			userId: { __rl: true, mode: 'unionId', value: 'union-lina' },
			triggerOn: kinds,
			...further,
		} as never,
		credentials: freshApp(),
	});
