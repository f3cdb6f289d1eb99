import {
	DAY,
	HOUR,
	MINUTE,
	START,
	changed,
	event,
	planView,
	planWhole,
	stopClock,
	triggerOn,
} from './calendar';

stopClock();

const planMonths = (events: Array<Record<string, unknown>>) =>
	planView(START - 30 * DAY, START + 30 * DAY, events);

test('shows the latest changes as a sample', async () => {
	const workflow = triggerOn(['updated']);
	planMonths([
		event('old', { made: START - 20 * DAY }),
		changed(event('latest'), START - HOUR),
		event('second', { made: START - 2 * DAY }),
		event('third', { made: START - 3 * DAY }),
	]);
	const items = await workflow.test();
	expect(items.map(({ json }) => [json.kind, json.eventId])).toEqual([
		['updated', 'latest'],
		['updated', 'second'],
		['updated', 'third'],
	]);
});

test('shows what begins next as a sample of Starting Soon', async () => {
	const workflow = triggerOn(['startingSoon']);
	planMonths([
		event('past', { at: START - HOUR }),
		event('later', { at: START + 2 * HOUR }),
		event('next', { at: START + 30 * MINUTE }),
	]);
	const items = await workflow.test();
	expect(items.map(({ json }) => [json.eventId, json.startsInMinutes])).toEqual([
		['next', 30],
		['later', 120],
	]);
});

test('leaves the memory of an active workflow alone', async () => {
	const workflow = triggerOn(['created']);
	planWhole([event('a')], 's1');
	await workflow.activate();
	const before = structuredClone(workflow.stored());
	planMonths([event('a')]);
	expect(await workflow.test()).toHaveLength(1);
	expect(workflow.stored()).toEqual(before);
	expect(workflow.runs).toEqual([]);
});

test('says what to do where the calendar is empty', async () => {
	const workflow = triggerOn(['created']);
	planMonths([]);
	await expect(workflow.test()).rejects.toMatchObject({
		message: 'There is no event to show',
		description: expect.stringContaining('Make one in DingTalk'),
	});
});
