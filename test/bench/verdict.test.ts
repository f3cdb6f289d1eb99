import { judge } from '../../bench/chaos/verdict.mts';
import type { PushInfo } from '../../sandbox/state/types.mts';

const KILLED_AT = 1_700_000_000_000;
const KILL = { at: KILLED_AT, stored: 1, acknowledged: 0, awayMs: 20_000 };

const push = (kind: 'event' | 'message', more: Partial<PushInfo> = {}): PushInfo => ({
	...{ kind, key: 'k1', clientId: 'c', via: 'stream', messageId: 'm1', attempts: 1 },
	...{ status: 'acked', createdAt: KILLED_AT - 50, lastPushedAt: KILLED_AT - 50 },
	...more,
});
const execution = (status: string, createdAt: number) => ({
	...{ id: 1, status, createdAt, startedAt: 0, workflowId: 'w1' },
	items: [{ eventId: 'k1' }],
});

const verdictOf = (
	one: PushInfo,
	executions: Array<ReturnType<typeof execution>>,
	kills = [KILL],
) =>
	judge({
		meant: new Map([['k1', { workflowId: 'w1', kind: one.kind }]]),
		kills,
		pushes: [one],
		executions,
	});

test('an event that was acknowledged and started nothing is lost, at a kill too', () => {
	const { eventsLost, problems } = verdictOf(push('event'), []);
	expect([eventsLost, problems]).toEqual([1, ['event k1 is acked and started nothing']]);
});

test('a message that was acknowledged right before a kill is counted apart, any other is a problem', () => {
	expect(verdictOf(push('message'), [])).toMatchObject({ messagesCutOff: 1, problems: [] });
	const earlier = push('message', { lastPushedAt: KILLED_AT - 60_001 });
	const later = push('message', { lastPushedAt: KILLED_AT + 1 });
	for (const one of [earlier, later])
		expect(verdictOf(one, [])).toMatchObject({ messagesCutOff: 0, problems: [expect.any(String)] });
	expect(verdictOf(push('message'), [], []).problems).toHaveLength(1);
});

test('a crashed execution is one that a kill cut off, or a problem', () => {
	const cut = verdictOf(push('event'), [execution('crashed', KILLED_AT - 50)]);
	expect(cut).toMatchObject({ crashed: 1, exactlyOnce: 1, eventsLost: 0, problems: [] });
	const other = verdictOf(push('event'), [execution('crashed', KILLED_AT + 50)]);
	expect(other).toMatchObject({ crashed: 0, problems: [expect.stringMatching(/crashed/)] });
});

test('a push that started two executions is a problem, though one of them was cut off', () => {
	const both = [execution('crashed', KILLED_AT - 50), execution('success', KILLED_AT + 30_000)];
	expect(verdictOf(push('event'), both)).toMatchObject({
		doubled: 1,
		problems: ['event k1 started 2 executions'],
	});
});
