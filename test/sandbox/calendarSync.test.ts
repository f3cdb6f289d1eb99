import {
	call,
	calendarOf,
	eventPath,
	hour,
	makeEvent,
	meeting,
	queryOf,
} from './calendarCalls.mts';
import { sandbox, signIn, useSandbox } from './started.mts';

useSandbox();

interface Listed {
	events: Array<{
		id: string;
		summary: string;
		status: string;
		seriesMasterId?: string;
		start: { dateTime: string };
	}>;
	nextToken: string | null;
	syncToken?: string;
	code?: string;
}

const list = async (
	query: Record<string, unknown> = {},
	userId = 'zhangwei',
	calendarId = 'primary',
) =>
	(await call('GET', `${calendarOf(userId, calendarId)}/events?${queryOf(query)}`))
		.body as unknown as Listed;
const summaries = ({ events }: Listed) => events.map(({ summary }) => summary);
const guests = (...userIds: string[]) => userIds.map((userId) => ({ id: `union-${userId}` }));
const make = async (summary: string, more: Record<string, unknown> = {}) =>
	(await makeEvent({ summary, ...more })).body.id as string;
const rename = async (id: string, summary: string) =>
	await call('PUT', eventPath(id), { id, summary });

describe('the list of events', () => {
	it('holds those that start in a span of at most a year', async () => {
		await make('early', hour('2027-01-01T10:00:00+08:00'));
		await make('late', hour('2027-06-01T10:00:00+08:00'));
		expect(summaries(await list())).toEqual(['early', 'late']);
		expect(
			summaries(await list({ timeMin: '2027-01-01T02:00:00Z', timeMax: '2027-05-01T00:00:00Z' })),
		).toEqual(['early']);
		expect(summaries(await list({ timeMin: '2027-01-01T02:00:01Z' }))).toEqual(['late']);
		const years = { timeMin: '2027-01-01T00:00:00Z', timeMax: '2028-01-03T00:00:00Z' };
		expect((await list(years)).code).toBe('invalidParameter');
		// A plus sign that was not encoded is a space.
		const path = `${calendarOf('zhangwei')}/events?timeMin=2027-01-01T00:00:00+08:00`;
		expect((await call('GET', path)).body.code).toBe('invalidParameter');
	});

	it('goes on page by page', async () => {
		for (let n = 0; n < 5; n++) await make(`event ${n}`, hour(`2027-03-0${n + 1}T10:00:00+08:00`));
		const first = await list({ maxResults: 2 });
		expect(first.syncToken).toBeUndefined();
		const second = await list({ maxResults: 2, nextToken: first.nextToken });
		const third = await list({ maxResults: 2, nextToken: second.nextToken });
		expect([...summaries(first), ...summaries(second), ...summaries(third)]).toEqual(
			[0, 1, 2, 3, 4].map((n) => `event ${n}`),
		);
		expect([third.nextToken, typeof third.syncToken]).toEqual([null, 'string']);
		expect((await list({ maxResults: 101 })).code).toBe('invalidParameter');
		expect((await list({ nextToken: 'nonsense' })).code).toBe('invalidParameter');
	});

	it('leaves out deleted ones unless asked for them', async () => {
		await make('stays');
		const id = await make('goes');
		await call('DELETE', eventPath(id));
		expect(summaries(await list())).toEqual(['stays']);
		const { events } = await list({ showDeleted: true });
		expect(events.map(({ summary, status }) => [summary, status]).sort()).toEqual([
			['goes', 'cancelled'],
			['stays', 'confirmed'],
		]);
	});

	it('has of a series what has begun, the view has all', async () => {
		const start = new Date(Math.floor(Date.now() / 1000) * 1000 + 60_000);
		const recurrence = {
			pattern: { type: 'daily', interval: 1 },
			range: { type: 'numbered', numberOfOccurrences: 10 },
		};
		const id = await make('daily', {
			...hour(start.toISOString().replace('.000', '')),
			recurrence,
		});
		expect((await list()).events).toHaveLength(1);
		sandbox.control.advanceClock(2.5 * 24 * 3_600_000);
		await signIn();
		const { events } = await list();
		expect(events.map(({ seriesMasterId }) => seriesMasterId)).toEqual([undefined, id, id]);
		await make('other', hour(start.toISOString().replace('.000', '')));
		expect((await list({ seriesMasterId: id })).events).toHaveLength(3);
		const view = await call(
			'GET',
			`${calendarOf('zhangwei')}/eventsview?${queryOf({ timeMin: start.toISOString() })}`,
		);
		expect(view.body.events).toHaveLength(11);
	});
});

describe('a sync token', () => {
	it('tells what changed since, and only that', async () => {
		const old = await make('old');
		const gone = await make('gone');
		const { syncToken } = await list();
		const nothing = await list({ syncToken });
		expect([nothing.events, nothing.nextToken]).toEqual([[], null]);
		await make('new');
		await rename(old, 'changed');
		await call('DELETE', eventPath(gone));
		const changes = await list({ syncToken });
		expect(changes.events.map(({ summary, status }) => [summary, status])).toEqual([
			['new', 'confirmed'],
			['changed', 'confirmed'],
			['gone', 'cancelled'],
		]);
		expect((await list({ syncToken: changes.syncToken })).events).toEqual([]);
		// The old token still tells the same: who lost an answer asks again.
		expect((await list({ syncToken })).events).toHaveLength(3);
	});

	it('is not given with timeMax, nor before the last page', async () => {
		await make('one');
		await make('two');
		expect((await list({ timeMax: '2028-01-01T00:00:00Z' })).syncToken).toBeUndefined();
		expect((await list({ timeMin: '2027-01-01T00:00:00Z' })).syncToken).toEqual(expect.any(String));
		expect((await list({ maxResults: 1 })).syncToken).toBeUndefined();
	});

	it('loses nothing that changes between two pages', async () => {
		for (let n = 0; n < 3; n++) await make(`event ${n}`, hour(`2027-03-0${n + 1}T10:00:00+08:00`));
		const first = await list({ maxResults: 2 });
		await rename(first.events[0].id, 'changed meanwhile');
		const last = await list({ maxResults: 2, nextToken: first.nextToken });
		expect(summaries(await list({ syncToken: last.syncToken }))).toEqual(['changed meanwhile']);
	});

	it('gives changes in pages too', async () => {
		const { syncToken } = await list();
		for (let n = 0; n < 3; n++) await make(`event ${n}`);
		const first = await list({ syncToken, maxResults: 2 });
		expect([summaries(first), first.syncToken]).toEqual([['event 0', 'event 1'], undefined]);
		await make('event 3');
		const second = await list({ syncToken, maxResults: 2, nextToken: first.nextToken });
		expect(summaries(second)).toEqual(['event 2']);
		expect(summaries(await list({ syncToken: second.syncToken }))).toEqual(['event 3']);
	});

	it('tells a guest of invitations, of being taken off and of cancelling', async () => {
		const { syncToken } = await list({}, 'lina');
		const id = await make('party', { attendees: guests('lina') });
		await make('without her');
		const invited = await list({ syncToken }, 'lina');
		expect(summaries(invited)).toEqual(['party']);
		await call('POST', `${eventPath(id)}/attendees/batchRemove`, {
			attendeesToRemove: guests('lina'),
		});
		const off = await list({ syncToken: invited.syncToken }, 'lina');
		expect(off.events).toMatchObject([{ id, status: 'cancelled' }]);
		await rename(id, 'party without lina');
		expect((await list({ syncToken: off.syncToken }, 'lina')).events).toEqual([]);
		expect(summaries(await list({}, 'lina'))).toEqual([]);
	});

	it('tells of one changed instance, and of a series as a whole', async () => {
		const recurrence = {
			pattern: { type: 'daily', interval: 1 },
			range: { type: 'numbered', numberOfOccurrences: 3 },
		};
		const id = await make('daily', { recurrence });
		const { syncToken } = await list();
		const span = { timeMin: '2027-01-01T00:00:00Z', timeMax: '2027-12-01T00:00:00Z' };
		const view = await call('GET', `${calendarOf('zhangwei')}/eventsview?${queryOf(span)}`);
		const second = view.body.events[1].id as string;
		await call('DELETE', eventPath(second));
		const changes = await list({ syncToken });
		expect(changes.events).toMatchObject([{ id: second, seriesMasterId: id, status: 'cancelled' }]);
		await rename(id, 'renamed');
		expect(summaries(await list({ syncToken: changes.syncToken }))).toEqual(['renamed']);
	});

	it('tells what people do in DingTalk', async () => {
		const start = Date.parse('2027-03-01T10:00:00+08:00');
		const { syncToken } = await list({}, 'lina');
		const { eventId } = sandbox.control.makeEvent('lina', {
			summary: 'Lunch',
			start,
			end: start + 1000,
		});
		const made = await list({ syncToken }, 'lina');
		expect(summaries(made)).toEqual(['Lunch']);
		sandbox.control.moveEvent(eventId, 'lina', { start: start + 60_000, end: start + 120_000 });
		const moved = await list({ syncToken: made.syncToken }, 'lina');
		expect(moved.events[0].start.dateTime).toBe('2027-03-01T10:01:00+08:00');
		sandbox.control.cancelEvent(eventId, 'lina');
		expect((await list({ syncToken: moved.syncToken }, 'lina')).events[0].status).toBe('cancelled');
	});

	it("is one person's, one calendar's, and of this sandbox's time", async () => {
		await make('one');
		const { syncToken } = await list();
		expect((await list({ syncToken }, 'lina')).code).toBe('invalidParameter');
		expect((await list({ syncToken }, 'zhangwei', 'cal-phoenix')).code).toBe('invalidParameter');
		expect((await list({ syncToken: 'nonsense' })).code).toBe('invalidParameter');
		sandbox.control.reset();
		await signIn();
		expect((await list({ syncToken })).code).toBe('invalidParameter');
	});

	it('works on a shared calendar', async () => {
		const { syncToken } = await list({}, 'alice', 'cal-phoenix');
		await call(
			'POST',
			`${calendarOf('lina', 'cal-phoenix')}/events`,
			meeting({ summary: 'Milestone' }),
		);
		expect(summaries(await list({ syncToken }, 'alice', 'cal-phoenix'))).toEqual(['Milestone']);
		expect(summaries(await list({}, 'alice'))).toEqual([]);
	});
});
