import { DingTalkCalendarTrigger } from '../../../nodes/DingTalkCalendarTrigger/DingTalkCalendarTrigger.node';
import { systemClock } from '../../../nodes/shared/run/clock';
import { sandboxCredential } from '../../helpers/appSandbox.mts';
import { runDingTalk } from '../../helpers/dingTalk.mts';
import { movedClock } from '../../helpers/movedClock.mts';
import { emitted, pollingWorkflow } from '../../../harness/poll.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const world = movedClock();
const { pass } = world;

const trigger = (kinds: string[], further: object = {}) =>
	pollingWorkflow({
		type: new DingTalkCalendarTrigger(),
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			userId: { __rl: true, mode: 'id', value: 'lina' },
			triggerOn: kinds,
			...further,
		} as never,
		credentials: sandboxCredential(world.sandbox),
	});
const seen = (workflow: ReturnType<typeof trigger>) =>
	emitted(workflow).map(({ kind, summary }) => `${String(kind)} ${String(summary)}`);

/** What the DingTalk node makes of an event operation, acting as the organizer. */
async function act(operation: string, parameters: object): Promise<Record<string, unknown>> {
	const { items, error } = await runDingTalk({
		credentials: sandboxCredential(world.sandbox, { operatorId: 'zhangwei' }),
		parameters: { resource: 'calendarEvent', operation, ...parameters } as never,
	});
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items[0].json;
}

const iso = (ms: number) => new Date(ms).toISOString();
/** An event of zhangwei's to which lina is invited; `inMs` from now. */
const invite = async (summary: string, inMs: number, further: object = {}) =>
	String(
		(
			await act('create', {
				summary,
				start: iso(systemClock.now() + inMs),
				end: iso(systemClock.now() + inMs + HOUR),
				attendees: { list: [{ ids: 'lina', idType: 'userId' }] },
				...further,
			})
		).eventId,
	);

test('emits what people do with events: made, changed, cancelled; each once, and not what was there', async () => {
	const old = await invite('Old', DAY);
	const workflow = trigger(['created', 'updated', 'cancelled']);
	await workflow.activate();
	await workflow.poll();
	expect(workflow.runs).toEqual([]);

	pass(MINUTE);
	const made = await invite('New', 2 * DAY);
	await workflow.poll();
	pass(MINUTE);
	await act('update', { eventId: made, updateFields: { summary: 'Renamed' } });
	await workflow.poll();
	pass(MINUTE);
	await act('delete', { eventId: old });
	await workflow.poll();
	await workflow.poll();
	expect(workflow.errors).toEqual([]);
	expect(seen(workflow)).toEqual(['created New', 'updated Renamed', 'cancelled Old']);
});

test('emits what happened while n8n was off, once', async () => {
	const moved = await invite('Moved', DAY);
	const workflow = trigger(['created', 'updated', 'cancelled']);
	await workflow.activate();
	pass(HOUR);
	const gone = await invite('Gone', DAY);
	await workflow.poll();

	// n8n is off.
	pass(DAY);
	world.sandbox.control.moveEvent(moved, 'zhangwei', {
		start: systemClock.now() + 3 * DAY,
		end: systemClock.now() + 3 * DAY + HOUR,
	});
	world.sandbox.control.cancelEvent(gone, 'zhangwei');
	await invite('Fresh', 5 * DAY);
	pass(DAY);
	await workflow.restart();
	await workflow.poll();
	await workflow.restart();
	expect(workflow.errors).toEqual([]);
	expect(seen(workflow).sort()).toEqual([
		'cancelled Gone',
		'created Fresh',
		'created Gone',
		'updated Moved',
	]);
});

test('goes on with a whole read when the token is refused, without a double', async () => {
	const [kept, edited, gone] = [
		await invite('Kept', DAY),
		await invite('Edited', 2 * DAY),
		await invite('Gone', 3 * DAY),
	];
	const workflow = trigger(['created', 'updated', 'cancelled']);
	await workflow.activate();
	pass(HOUR);
	await act('update', { eventId: edited, updateFields: { summary: 'Edited well' } });
	await act('delete', { eventId: gone });
	await invite('Fresh', 4 * DAY);
	world.sandbox.control.addFault({
		match: { id: 'calendar.events.list' },
		times: 1,
		answer: { status: 400, body: { code: 'invalidParameter', message: 'syncToken expired' } },
	});
	await workflow.poll();
	await workflow.poll();
	expect(workflow.errors).toEqual([]);
	expect(seen(workflow).sort()).toEqual(['cancelled Gone', 'created Fresh', 'updated Edited well']);
	expect(kept).not.toBe(edited);
});

test('emits each occurrence that begins soon, also after a restart, and follows a move', async () => {
	const workflow = trigger(['startingSoon'], { minutesBefore: 15 });
	await workflow.activate();
	await invite('Daily', HOUR, {
		additionalFields: {
			recurrence: { rule: { repeat: 'daily', interval: 1, ends: 'afterCount', occurrences: 3 } },
		},
	});
	const once = await invite('Once', 2 * HOUR);
	pass(50 * MINUTE);
	await workflow.poll();
	await workflow.poll();
	expect(seen(workflow)).toEqual(['startingSoon Daily']);
	pass(DAY);
	await workflow.restart();
	// "Once" was yesterday.
	expect(seen(workflow)).toEqual(['startingSoon Daily', 'startingSoon Daily']);
	const start = systemClock.now() + HOUR;
	world.sandbox.control.moveEvent(once, 'zhangwei', { start, end: start + HOUR });
	await workflow.poll();
	pass(50 * MINUTE);
	await workflow.poll();
	await workflow.poll();
	expect(workflow.errors).toEqual([]);
	expect(seen(workflow).slice(2)).toEqual(['startingSoon Once']);
});

test('shows events of the calendar as a sample', async () => {
	await invite('Soon', HOUR);
	const items = await trigger(['startingSoon']).test();
	expect(items.map(({ json }) => [json.kind, json.summary, json.startsInMinutes])).toEqual([
		['startingSoon', 'Soon', 60],
	]);
});

test('watches a shared calendar by its ID', async () => {
	const workflow = trigger(['created'], { calendarId: 'cal-phoenix' });
	await workflow.activate();
	await act('create', {
		summary: 'Milestone',
		start: iso(systemClock.now() + DAY),
		end: iso(systemClock.now() + DAY + HOUR),
		options: { calendarId: 'cal-phoenix' },
	});
	await workflow.poll();
	expect(seen(workflow)).toEqual(['created Milestone']);
});
