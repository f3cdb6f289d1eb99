import { emitted } from '../../../harness/poll.mts';
import {
	DAY,
	HOUR,
	MINUTE,
	START,
	event,
	planChanges,
	planView,
	planWhole,
	setNow,
	stopClock,
	triggerOn,
} from './calendar';

stopClock();

const NOTICE = 10 * MINUTE;
const soon = () => triggerOn(['startingSoon'], { minutesBefore: 10 });
const seen = (workflow: ReturnType<typeof soon>) =>
	emitted(workflow).map(({ eventId, startsInMinutes }) => [eventId, startsInMinutes]);

/** Polls at some minute after the start; `since` is when the last poll was. */
async function pollAt(
	workflow: ReturnType<typeof soon>,
	minute: number,
	since: number,
	events: Array<Record<string, unknown>>,
	how: 'poll' | 'restart' = 'poll',
) {
	const now = START + minute * MINUTE;
	setNow(now);
	planView(Math.max(START + since * MINUTE, now - HOUR), now + NOTICE, events);
	await workflow[how]();
}

test('emits an event once, at the first poll within the time of notice', async () => {
	const workflow = soon();
	await workflow.activate();
	const meeting = event('a', { at: START + 15 * MINUTE });
	await pollAt(workflow, 4, 0, []);
	await pollAt(workflow, 5, 4, [meeting]);
	await pollAt(workflow, 6, 5, [meeting]);
	expect(workflow.runs).toHaveLength(1);
	expect(emitted(workflow)).toEqual([
		expect.objectContaining({ kind: 'startingSoon', startsInMinutes: 10, eventId: 'a' }),
	]);
});

test('emits nothing when it is turned on; what begins within the notice comes with the next poll', async () => {
	const workflow = soon();
	await workflow.activate();
	expect(workflow.runs).toEqual([]);
	await pollAt(workflow, 1, 0, [
		event('running', { at: START - 5 * MINUTE }),
		event('next', { at: START + 5 * MINUTE }),
	]);
	expect(seen(workflow)).toEqual([['next', 4]]);
});

test('follows an event that is moved: again before the new start', async () => {
	const workflow = soon();
	await workflow.activate();
	await pollAt(workflow, 5, 0, [event('a', { at: START + 10 * MINUTE })]);
	// Moved to later while its notice was out.
	await pollAt(workflow, 6, 5, []);
	await pollAt(workflow, 51, 6, [event('a', { at: START + 60 * MINUTE })]);
	await pollAt(workflow, 52, 51, [event('a', { at: START + 60 * MINUTE })]);
	expect(seen(workflow)).toEqual([
		['a', 5],
		['a', 9],
	]);
});

test('emits each occurrence of a series, also where all have one ID', async () => {
	const workflow = soon();
	await workflow.activate();
	await pollAt(workflow, 1, 0, [event('daily', { at: START + 5 * MINUTE })]);
	await pollAt(workflow, 1441, 1, [event('daily', { at: START + DAY + 5 * MINUTE })]);
	expect(seen(workflow)).toEqual([
		['daily', 4],
		['daily', 4],
	]);
});

test('says nothing of cancelled events', async () => {
	const workflow = soon();
	await workflow.activate();
	await pollAt(workflow, 1, 0, [event('a', { at: START + 5 * MINUTE, status: 'cancelled' })]);
	expect(workflow.runs).toEqual([]);
});

test('loses nothing between polls that are further apart than the notice', async () => {
	const workflow = soon();
	await workflow.activate();
	await pollAt(workflow, 30, 0, [event('a', { at: START + 12 * MINUTE })]);
	expect(seen(workflow)).toEqual([['a', -18]]);
	await pollAt(workflow, 60, 30, [event('b', { at: START + 65 * MINUTE })]);
	expect(seen(workflow)).toEqual([
		['a', -18],
		['b', 5],
	]);
});

test('after a stop, emits neither again nor what began more than an hour ago', async () => {
	const workflow = soon();
	await workflow.activate();
	const first = event('a', { at: START + 10 * MINUTE });
	await pollAt(workflow, 5, 0, [first]);
	await pollAt(workflow, 7, 5, [first], 'restart');
	expect(seen(workflow)).toEqual([['a', 5]]);
	const meanwhile = event('b', { at: START + 280 * MINUTE });
	const missed = event('c', { at: START + 100 * MINUTE });
	// n8n has stored the poll at minute 5.
	await pollAt(workflow, 300, 5, [missed, meanwhile], 'restart');
	expect(seen(workflow)).toEqual([
		['a', 5],
		['b', -20],
	]);
});

test('takes the midnight of the workflow for the start of an all-day event', async () => {
	const workflow = soon();
	await workflow.activate();
	// Midnight in Shanghai is 15 hours after the start.
	const holiday = { id: 'a', start: { date: '2026-05-07' }, end: { date: '2026-05-08' } };
	await pollAt(workflow, 895, 0, [holiday]);
	expect(emitted(workflow)).toEqual([
		{
			kind: 'startingSoon',
			startsInMinutes: 5,
			eventId: 'a',
			allDay: true,
			start: '2026-05-07',
			end: '2026-05-07',
		},
	]);
});

test('goes together with changes, in one execution', async () => {
	const workflow = triggerOn(['created', 'startingSoon'], { minutesBefore: 10 });
	planWhole([], 's1');
	await workflow.activate();
	const made = event('a', { at: START + 8 * MINUTE, made: START + 1000 });
	planChanges('s1', [made]);
	await pollAt(workflow, 1, 0, [made]);
	expect(workflow.runs).toHaveLength(1);
	expect(emitted(workflow).map(({ kind }) => kind)).toEqual(['created', 'startingSoon']);
});

test('a failed look at changes keeps no start back', async () => {
	const workflow = triggerOn(['created', 'startingSoon'], { minutesBefore: 10 });
	planWhole([], 's1');
	await workflow.activate();
	const meeting = event('a', { at: START + 8 * MINUTE });
	await pollAt(workflow, 1, 0, [meeting]);
	// Nothing was planned for the changes.
	expect(workflow.errors).toHaveLength(1);
	expect(workflow.runs).toEqual([]);
	planChanges('s1', []);
	await pollAt(workflow, 2, 0, [meeting]);
	expect(seen(workflow)).toEqual([['a', 6]]);
});
