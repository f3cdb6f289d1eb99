import {
	call,
	calendarOf,
	eventPath,
	hour,
	makeEvent,
	meeting,
	queryOf,
} from './calendarCalls.mts';
import { client, sandbox, signIn, token, useSandbox } from './started.mts';

useSandbox();

type Body = Record<string, unknown>;

const guests = (...userIds: string[]) => userIds.map((userId) => ({ id: `union-${userId}` }));
const view = async (userId: string, timeMin: string, timeMax: string, more: Body = {}) =>
	(await call('GET', `${calendarOf(userId)}/eventsview?${queryOf({ timeMin, timeMax, ...more })}`))
		.body;
const startsOf = ({ events }: Awaited<ReturnType<typeof call>>['body']) =>
	(events as Array<{ start: { dateTime?: string; date?: string } }>).map(
		({ start }) => start.dateTime ?? start.date,
	);
const series = (pattern: Body, range: Body = { type: 'numbered', numberOfOccurrences: 3 }) => ({
	recurrence: { pattern: { interval: 1, ...pattern }, range },
});

describe('an event', () => {
	it('is made and read', async () => {
		const { status, body } = await makeEvent({
			description: 'bring numbers',
			attendees: [...guests('lina', 'bob'), { id: 'union-alice', isOptional: true }],
			location: { displayName: 'Kitchen' },
			onlineMeetingInfo: { type: 'dingtalk' },
			reminders: [{ method: 'dingtalk', minutes: 5 }],
			extra: { noPushNotification: 'true' },
			uiConfigs: [{ uiName: 'comment', uiStatus: 'hide' }],
			richTextDescription: { text: '<b>numbers</b>' },
		});
		expect(status).toBe(200);
		expect(body).toMatchObject({
			id: expect.stringMatching(/==$/),
			summary: 'Planning 排期会',
			start: { dateTime: '2027-03-01T10:00:00+08:00', timeZone: 'Asia/Shanghai' },
			end: { dateTime: '2027-03-01T11:00:00+08:00', timeZone: 'Asia/Shanghai' },
			isAllDay: false,
			organizer: {
				id: 'union-zhangwei',
				displayName: '张伟',
				self: true,
				responseStatus: 'accepted',
			},
			attendees: [
				{ id: 'union-lina', displayName: '李娜', responseStatus: 'needsAction', isOptional: false },
				{ id: 'union-bob' },
				{ id: 'union-alice', isOptional: true, self: false },
			],
			location: { displayName: 'Kitchen' },
			reminders: [{ method: 'dingtalk', minutes: '5' }],
			onlineMeetingInfo: { type: 'dingtalk', conferenceId: expect.any(String) },
			status: 'confirmed',
			extendedProperties: { sharedProperties: { belongCorpId: 'dingsandboxcorp' } },
		});
		const forBob = await call('GET', eventPath(body.id, 'bob'));
		expect(forBob.body.attendees[1]).toMatchObject({ id: 'union-bob', self: true });
		const fewer = await call('GET', `${eventPath(body.id)}?maxAttendees=1`);
		expect(fewer.body.attendees).toHaveLength(1);
	});

	it('reminds 15 minutes before, or never', async () => {
		expect((await makeEvent()).body.reminders).toEqual([{ method: 'dingtalk', minutes: '15' }]);
		expect((await makeEvent({ reminders: [] })).body.reminders).toEqual([]);
	});

	it('takes whole days, whose end is the day after', async () => {
		const days = { isAllDay: true, start: { date: '2027-03-01' }, end: { date: '2027-03-03' } };
		expect((await makeEvent(days)).body).toMatchObject(days);
		const seen = await view('zhangwei', '2027-03-02T23:00:00+08:00', '2027-03-04T00:00:00+08:00');
		expect(seen.events).toHaveLength(1);
		const after = await view('zhangwei', '2027-03-03T00:00:01+08:00', '2027-03-04T00:00:00+08:00');
		expect(after.events).toHaveLength(0);
	});

	it.each<[string, Body, string]>([
		['no summary', { summary: '' }, 'Event summary cannot be blank'],
		['no start', { start: undefined }, 'Event start time not set.'],
		['no end', { end: undefined }, 'Event end time not set.'],
		['a long summary', { summary: 'x'.repeat(2049) }, 'forwardErrorMessage'],
		['an end before the start', { end: hour('2027-03-01T08:00:00+08:00').end }, 'must be after'],
		['two zones', { end: hour(undefined, 'Asia/Tokyo').end }, 'same time zone'],
		[
			'no offset',
			{ start: { dateTime: '2027-03-01T10:00:00', timeZone: 'Asia/Shanghai' } },
			'offset',
		],
		['no zone', { start: { dateTime: '2027-03-01T10:00:00+08:00' } }, 'timeZone'],
		['an unknown zone', hour(undefined, 'Mars/Base'), 'timeZone'],
		['an offset for a zone', hour(undefined, '+08:00'), 'timeZone'],
		['times on a whole day', { isAllDay: true }, 'All day'],
		[
			'a whole day of no length',
			{ isAllDay: true, start: { date: '2027-03-01' }, end: { date: '2027-03-01' } },
			'must be after',
		],
		[
			'a day that is none',
			{ isAllDay: true, start: { date: '2027-02-30' }, end: { date: '2027-03-01' } },
			'date',
		],
		['a userId as guest', { attendees: [{ id: 'lina' }] }, 'unionId is invalid: lina'],
		['501 guests', { attendees: Array(501).fill({ id: 'union-lina' }) }, 'forwardErrorMessage'],
		['another meeting', { onlineMeetingInfo: { type: 'zoom' } }, 'forwardErrorMessage'],
		['a flag that is no text', { extra: { noPushNotification: true } }, 'forwardErrorMessage'],
		['an interval of 0', series({ type: 'daily', interval: 0 }), '[1, 365]'],
		[
			'100 times',
			series({ type: 'daily' }, { type: 'numbered', numberOfOccurrences: 100 }),
			'[1, 99]',
		],
		[
			'a numbered series without a number',
			series({ type: 'daily' }, { type: 'numbered' }),
			'[1, 99]',
		],
		['a series without its end', series({ type: 'daily' }, { type: 'endDate' }), 'endDate'],
		['a day in capitals', series({ type: 'weekly', daysOfWeek: 'Monday' }), 'daysOfWeek'],
		['no week of a month', series({ type: 'relativeMonthly', daysOfWeek: 'monday' }), 'index'],
	])('is refused with %s', async (_what, more, text) => {
		const { status, body } = await makeEvent(more);
		expect([status, body.code]).toEqual([400, 'invalidParameter']);
		expect(body.message).toContain(text);
	});

	it('is refused for a userId, another calendar, and without the scope', async () => {
		const wrong = await call(
			'POST',
			'/v1.0/calendar/users/lina/calendars/primary/events',
			meeting(),
		);
		expect(wrong).toMatchObject({ status: 400, body: { code: 'invalidParameter' } });
		const other = await call('POST', `${calendarOf('lina', 'nothing')}/events`, meeting());
		expect(other).toMatchObject({ status: 404, body: { code: 'itemNotFound' } });
		const holidays = await call('POST', `${calendarOf('lina', 'cal-holidays')}/events`, meeting());
		expect(holidays.body.code).toBe('permissionDeny');
		await signIn('bare');
		expect((await makeEvent()).status).toBe(403);
	});

	it('is made once for each client token within a day', async () => {
		const send = async (summary: string) =>
			await call('POST', `${calendarOf('zhangwei')}/events`, meeting({ summary }), {
				'x-client-token': 'run-1 item-0',
			});
		const first = await send('once');
		expect((await send('once')).body.id).toBe(first.body.id);
		expect(sandbox.control.state().events).toHaveLength(1);
		sandbox.control.advanceClock(25 * 3_600_000);
		await signIn();
		expect((await send('once')).body.id).not.toBe(first.body.id);
	});

	it('is made at most 100 times a day by one person', async () => {
		sandbox.control.limits({ callsPerSecond: Infinity });
		for (let n = 0; n < 100; n++) expect((await makeEvent()).status).toBe(200);
		expect(await makeEvent()).toMatchObject({
			status: 400,
			body: {
				code: 'flowLimit',
				message: 'current user can not create events exceed 100 per day',
			},
		});
		expect((await makeEvent({}, 'lina')).status).toBe(200);
		sandbox.control.advanceClock(24 * 3_600_000);
		await signIn();
		expect((await makeEvent()).status).toBe(200);
	});
});

describe('changing an event', () => {
	it('is for its organizer, with PUT and the id in the body', async () => {
		const { id } = (await makeEvent({ attendees: guests('lina') })).body;
		const put = async (userId: string, body: Body) =>
			await call('PUT', eventPath(id, userId), body);
		const { body } = await put('zhangwei', { id, summary: 'Retro' });
		expect(body).toMatchObject({ id, summary: 'Retro', start: hour().start });
		expect((await put('lina', { id, summary: 'Mine' })).body.code).toBe('permissionDeny');
		expect((await put('bob', { id, summary: 'Mine' })).status).toBe(404);
		expect((await put('zhangwei', { summary: 'No id' })).body.message).toBe(
			'Event id summary cannot be blank',
		);
		expect((await put('zhangwei', { id: 'other', summary: 'x' })).body.code).toBe(
			'invalidParameter',
		);
		expect((await put('zhangwei', { id, end: hour('2027-02-01T08:00:00+08:00').end })).status).toBe(
			400,
		);
		// The API host knows no path for a method it does not have, and says so with HTTP 200.
		expect((await call('PATCH', eventPath(id), { id })).body.errcode).toBe(404);
	});

	it('deletes for all as organizer, for oneself as guest; nothing comes back', async () => {
		const { id } = (await makeEvent({ attendees: guests('lina', 'bob') })).body;
		const gone = await call('DELETE', eventPath(id, 'lina'));
		expect([gone.status, gone.bytes.length]).toEqual([200, 0]);
		expect((await call('GET', eventPath(id, 'lina'))).body.code).toBe('itemNotFound');
		expect((await call('GET', eventPath(id, 'bob'))).status).toBe(200);
		await call('DELETE', `${eventPath(id)}?pushNotification=true`);
		expect(await call('GET', eventPath(id, 'bob'))).toMatchObject({
			status: 404,
			body: { code: 'instanceNotExist' },
		});
		expect((await call('DELETE', eventPath(id))).status).toBe(404);
		expect((await call('GET', eventPath('nothing=='))).body.code).toBe('itemNotFound');
	});

	it('adds, removes and lists guests; adding and removing have empty answers', async () => {
		const { id } = (await makeEvent()).body;
		const path = `${eventPath(id)}/attendees`;
		const added = await call('POST', path, { attendeesToAdd: guests('lina', 'bob', 'lina') });
		expect([added.status, added.bytes.length]).toEqual([200, 0]);
		const listed = (await call('GET', path)).body;
		expect(listed).toMatchObject({ nextToken: null, attendees: guests('lina', 'bob') });
		const removed = await call('POST', `${path}/batchRemove`, {
			attendeesToRemove: guests('lina'),
		});
		expect([removed.status, removed.bytes.length]).toEqual([200, 0]);
		expect((await call('GET', path)).body.attendees).toMatchObject(guests('bob'));
		expect((await call('GET', `${path}?maxResults=501`)).body.code).toBe(
			'invalidParameter.maxResults',
		);
		expect((await call('POST', path, { attendeesToAdd: [{ id: 'lina' }] })).status).toBe(400);
		expect(
			(await call('POST', `${eventPath(id, 'bob')}/attendees`, { attendeesToAdd: guests('lina') }))
				.body.code,
		).toBe('permissionDeny');
	});

	it('takes 500 guests a call, and lists them in pages', async () => {
		const load = (from: number, count: number) =>
			guests(
				...Array.from({ length: count }, (_, n) => `load${String(from + n).padStart(4, '0')}`),
			);
		const { id } = (await makeEvent()).body;
		const path = `${eventPath(id)}/attendees`;
		expect((await call('POST', path, { attendeesToAdd: load(1, 501) })).status).toBe(400);
		await call('POST', path, { attendeesToAdd: load(1, 500) });
		await call('POST', path, { attendeesToAdd: load(501, 200) });
		const first = (await call('GET', `${path}?maxResults=500`)).body;
		const rest = (await call('GET', `${path}?${queryOf({ nextToken: first.nextToken })}`)).body;
		expect([first.attendees.length, rest.attendees.length, rest.nextToken]).toEqual([
			500,
			200,
			null,
		]);
		expect((await call('GET', eventPath(id))).body.attendees).toHaveLength(100);
		expect((await call('GET', `${eventPath(id)}?maxAttendees=500`)).body.attendees).toHaveLength(
			500,
		);
	});

	it('notes answers of guests', async () => {
		const { id } = (await makeEvent({ attendees: guests('lina') })).body;
		const respond = async (userId: string, responseStatus: string) =>
			await call('POST', `${eventPath(id, userId)}/respond`, { responseStatus });
		const done = await respond('lina', 'tentative');
		expect([done.status, done.bytes.length]).toEqual([200, 0]);
		expect((await call('GET', eventPath(id))).body.attendees[0].responseStatus).toBe('tentative');
		expect((await respond('lina', 'maybe')).status).toBe(400);
		expect((await respond('bob', 'accepted')).status).toBe(404);
		expect((await respond('zhangwei', 'accepted')).status).toBe(400);
	});
});

describe('a series', () => {
	const first = '2027-01-29T09:00:00+08:00';

	it.each<[string, Body, Body, string[]]>([
		['every second day', { type: 'daily', interval: 2 }, {}, ['01-29', '01-31', '02-02']],
		[
			'on days of a week',
			{ type: 'weekly', daysOfWeek: 'friday,monday' },
			{},
			['01-29', '02-01', '02-05'],
		],
		[
			'every second week, whose first day is Sunday',
			{ type: 'weekly', interval: 2, daysOfWeek: 'friday,sunday' },
			{},
			['01-29', '02-07', '02-12'],
		],
		[
			'every second week, whose first day is Monday',
			{ type: 'weekly', interval: 2, daysOfWeek: 'friday,sunday', firstDayOfWeek: 'monday' },
			{},
			['01-29', '01-31', '02-12'],
		],
		[
			'on a day of the month, where it exists',
			{ type: 'absoluteMonthly' },
			{},
			['01-29', '03-29', '04-29'],
		],
		[
			'on the last Friday',
			{ type: 'relativeMonthly', index: 'last', daysOfWeek: 'friday' },
			{},
			['01-29', '02-26', '03-26'],
		],
		[
			'on the second Tuesday, after its first day',
			{ type: 'relativeMonthly', index: 'second', daysOfWeek: 'tuesday' },
			{},
			['01-29', '02-09', '03-09'],
		],
		[
			'up to a day',
			{ type: 'daily' },
			{ type: 'endDate', endDate: '2027-01-31' },
			['01-29', '01-30', '01-31'],
		],
		[
			'up to a moment',
			{ type: 'daily' },
			{ type: 'endDate', endDate: '2027-01-31T08:59:59+08:00' },
			['01-29', '01-30'],
		],
	])('takes place %s', async (_what, pattern, range, days) => {
		const rule = series(pattern, { type: 'numbered', numberOfOccurrences: 3, ...range });
		expect((await makeEvent({ ...hour(first), ...rule })).status).toBe(200);
		const seen = await view('zhangwei', '2027-01-01T00:00:00+08:00', '2027-12-31T00:00:00+08:00');
		expect(startsOf(seen)).toEqual(days.map((day) => `2027-${day}T09:00:00+08:00`));
	});

	it('takes place on 29 February every four years', async () => {
		await makeEvent({
			...hour('2028-02-29T09:00:00+08:00'),
			...series({ type: 'absoluteYearly' }, { type: 'noEnd' }),
		});
		const year = async (n: number) =>
			(await view('zhangwei', `${n}-01-01T00:00:00Z`, `${n}-12-31T00:00:00Z`)).events
				.length as number;
		expect([await year(2028), await year(2029), await year(2032)]).toEqual([1, 0, 1]);
	});

	it('keeps the time of the clock when the clocks change', async () => {
		// In New York they go forward on 14 March 2027 and back on 7 November.
		await makeEvent({
			...hour('2027-03-12T09:00:00-05:00', 'America/New_York'),
			...series({ type: 'daily' }, { type: 'noEnd' }),
		});
		const spring = await view('zhangwei', '2027-03-13T00:00:00-05:00', '2027-03-15T20:00:00-04:00');
		expect(startsOf(spring)).toEqual([
			'2027-03-13T09:00:00-05:00',
			'2027-03-14T09:00:00-04:00',
			'2027-03-15T09:00:00-04:00',
		]);
		const autumn = await view('zhangwei', '2027-11-06T00:00:00-04:00', '2027-11-07T20:00:00-05:00');
		expect(startsOf(autumn)).toEqual(['2027-11-06T09:00:00-04:00', '2027-11-07T09:00:00-05:00']);
	});

	it('takes a time the clocks skip an hour later, and one they show twice the first time', async () => {
		const daily = series({ type: 'daily' });
		await makeEvent({ ...hour('2027-03-13T02:30:00-05:00', 'America/New_York'), ...daily });
		await makeEvent({ ...hour('2027-11-06T01:30:00-04:00', 'America/New_York'), ...daily }, 'lina');
		const skipped = await view(
			'zhangwei',
			'2027-03-14T00:00:00-05:00',
			'2027-03-15T00:00:00-04:00',
		);
		expect(startsOf(skipped)).toEqual(['2027-03-14T03:30:00-04:00']);
		const twice = await view('lina', '2027-11-07T00:00:00-04:00', '2027-11-08T00:00:00-05:00');
		expect(startsOf(twice)).toEqual(['2027-11-07T01:30:00-04:00']);
	});

	it('lets one instance be moved, answered or cancelled', async () => {
		const { id } = (
			await makeEvent({
				...hour(first),
				...series({ type: 'daily' }),
				attendees: guests('lina'),
			})
		).body;
		const span = ['2027-01-01T00:00:00Z', '2027-12-31T00:00:00Z'] as const;
		const { events } = await view('zhangwei', ...span);
		expect(events[1]).toMatchObject({
			seriesMasterId: id,
			originStart: { dateTime: '2027-01-30T01:00:00Z' },
		});
		const [one, two, three] = events.map((event: { id: string }) => event.id) as string[];
		const times = hour('2027-02-20T15:00:00+08:00');
		expect((await call('PUT', eventPath(two), { id: two, ...times })).status).toBe(200);
		await call('DELETE', eventPath(three));
		await call('POST', `${eventPath(one, 'lina')}/respond`, { responseStatus: 'accepted' });
		const after = await view('lina', ...span);
		expect(startsOf(after)).toEqual(['2027-01-29T09:00:00+08:00', '2027-02-20T15:00:00+08:00']);
		expect(after.events[0].attendees[0].responseStatus).toBe('accepted');
		expect((await call('GET', eventPath(id, 'lina'))).body.attendees[0].responseStatus).toBe(
			'needsAction',
		);
		const instances = await call('GET', `${eventPath(id)}/instances`);
		expect(startsOf(instances.body)).toEqual(startsOf(after));
		expect((await call('GET', eventPath(`${id}_1`))).status).toBe(404);
	});
});

describe('calendars', () => {
	it('are listed one level deeper than elsewhere', async () => {
		const { body } = await call('GET', '/v1.0/calendar/users/union-lina/calendars');
		expect(body.response.calendars).toMatchObject([
			{ id: 'primary', type: 'primary', privilege: 'owner', timeZone: 'Asia/Shanghai', eTag: '1' },
			{ id: 'cal-phoenix', type: 'shared', privilege: 'writer' },
			{ id: 'cal-holidays', type: 'subscribed', privilege: 'reader' },
		]);
		expect((await call('GET', '/v1.0/calendar/users/lina/calendars')).body.code).toBe(
			'paramIllegal',
		);
	});

	it('that are shared show their events to their people only', async () => {
		const shared = calendarOf('lina', 'cal-phoenix');
		const { id } = (await call('POST', `${shared}/events`, meeting())).body;
		const of = (userId: string) =>
			`${calendarOf(userId, 'cal-phoenix')}/events/${encodeURIComponent(id)}`;
		expect((await call('GET', of('alice'))).status).toBe(200);
		expect((await call('GET', of('bob'))).status).toBe(404);
		expect((await call('GET', eventPath(id, 'lina'))).status).toBe(404);
	});
});

describe('free and busy', () => {
	const ask = async (
		userIds: string[],
		startTime = '2027-03-01T00:00:00+08:00',
		endTime = '2027-03-02T00:00:00+08:00',
	) =>
		await call('POST', '/v1.0/calendar/users/union-zhangwei/querySchedule', {
			userIds,
			startTime,
			endTime,
		});

	it('tells when people are busy, and who is unknown', async () => {
		const { id } = (await makeEvent({ attendees: guests('lina', 'bob', 'alice') })).body;
		await call('POST', `${eventPath(id, 'bob')}/respond`, { responseStatus: 'declined' });
		await call('POST', `${eventPath(id, 'lina')}/respond`, { responseStatus: 'accepted' });
		await makeEvent(
			{ isAllDay: true, start: { date: '2027-03-01' }, end: { date: '2027-03-02' } },
			'bob',
		);
		const { body } = await ask([
			'union-zhangwei',
			'union-lina',
			'union-alice',
			'union-bob',
			'lina',
		]);
		const busy = (status: string) => ({
			status,
			...hour(),
			end: { dateTime: '2027-03-01T11:00:00+08:00', timeZone: 'Asia/Shanghai' },
		});
		expect(body.scheduleInformation).toEqual([
			{ userId: 'union-zhangwei', scheduleItems: [busy('BUSY')] },
			{ userId: 'union-lina', scheduleItems: [busy('BUSY')] },
			{ userId: 'union-alice', scheduleItems: [busy('TENTATIVE')] },
			{
				userId: 'union-bob',
				scheduleItems: [
					{
						status: 'BUSY',
						start: { date: '2027-03-01', timeZone: 'UTC' },
						end: { date: '2027-03-02', timeZone: 'UTC' },
					},
				],
			},
			{ userId: 'lina', error: expect.any(String), scheduleItems: [] },
		]);
	});

	it('is asked for 20 people and a span', async () => {
		expect((await ask(Array(20).fill('union-lina'))).status).toBe(200);
		expect((await ask(Array(21).fill('union-lina'))).body).toMatchObject({
			code: 'paramIllegal',
			message: 'PARAM ILLEGAL',
		});
		expect((await ask([])).status).toBe(400);
		expect((await ask(['union-lina'], '2027-03-01')).status).toBe(400);
		expect((await ask(['union-lina'], '2027-03-03T00:00:00Z')).status).toBe(400);
	});
});

describe('people on the page', () => {
	it('make, answer, move and cancel events, through the control and its REST twin', async () => {
		const post = async (path: string, body: Body) =>
			await client.api('POST', `/_sandbox/${path}`, body);
		const start = Date.parse('2027-03-01T10:00:00+08:00');
		const end = start + 3_600_000;
		const draft = { userId: 'zhangwei', summary: 'Lunch', start, end, attendeeUserIds: ['lina'] };
		const { eventId } = (await post('calendar/events', draft)).body;
		await post('calendar/respond', { eventId, userId: 'lina', responseStatus: 'declined' });
		await post('calendar/move', { eventId, userId: 'zhangwei', start: start + 1000, end });
		const span = { from: start - 1, to: end };
		const { body } = await post('calendar/agenda', { userId: 'lina', ...span });
		expect(body).toMatchObject([
			{
				eventId,
				summary: 'Lunch',
				start: start + 1000,
				responseStatus: 'declined',
				isOrganizer: false,
			},
		]);
		expect((await post('calendar/move', { eventId, userId: 'lina', start, end })).status).toBe(400);
		await post('calendar/cancel', { eventId, userId: 'lina' });
		expect(sandbox.control.agenda('lina', span.from, span.to)).toEqual([]);
		sandbox.control.cancelEvent(eventId as string, 'zhangwei');
		expect(
			(await client.api('GET', eventPath(eventId as string), undefined, token)).body.code,
		).toBe('instanceNotExist');
		expect((await post('calendar/events', { userId: 'zhangwei', summary: 'No time' })).status).toBe(
			400,
		);
	});
});
