import fc from 'fast-check';

import type { EventRead } from '../../../nodes/DingTalkCalendarTrigger/changes';
import {
	goneEvent,
	missingFrom,
	noteChanges,
	rememberAll,
} from '../../../nodes/DingTalkCalendarTrigger/changes';
import type { ChangeMemory } from '../../../nodes/DingTalkCalendarTrigger/pollState';
import type { WireEvent } from '../../../nodes/shared/calendar/event';
import { DAY, MINUTE, START } from './calendar';
import { runsOf } from '../../helpers/whole.mts';

const ZONE = 'Asia/Shanghai';

const ACTS = ['make', 'edit', 'cancel'] as const;
const ANSWERS = ['changes', 'changesAgain', 'whole', 'wholeWithoutDeleted'] as const;
type Act = (typeof ACTS)[number];
type Answer = (typeof ANSWERS)[number];

/** What people do, what n8n does, and how DingTalk answers, in any order. */
type Step = { does: Act; who: number } | { does: 'poll'; answer: Answer } | { does: 'restart' };

const act = fc.record({ does: fc.constantFrom(...ACTS), who: fc.nat({ max: 3 }) });
const poll = fc.record({ does: fc.constant('poll' as const), answer: fc.constantFrom(...ANSWERS) });
const restart = fc.record({ does: fc.constant('restart' as const) });
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{ weight: 5, arbitrary: act },
		{ weight: 4, arbitrary: poll },
		{ weight: 1, arbitrary: restart },
	),
	{ minLength: 5, maxLength: 40 },
);

type States = Map<string, string | undefined>;

/** DingTalk's side: events with the number of the change that touched them last. */
class Calendar {
	readonly events = new Map<string, WireEvent & { change: number }>();

	change = 0;

	now = START;

	act(does: Act, id: string): void {
		const before = this.events.get(id);
		const isLive = before !== undefined && before.status !== 'cancelled';
		this.now += MINUTE;
		if (does === 'make' ? before : !isLive) return;
		const at = new Date(this.now).toISOString();
		this.events.set(id, {
			id,
			start: { dateTime: new Date(START + DAY).toISOString(), timeZone: ZONE },
			end: { dateTime: new Date(START + 2 * DAY).toISOString(), timeZone: ZONE },
			createTime: before?.createTime ?? at,
			summary: `${id} as of ${at}`,
			status: does === 'cancel' ? 'cancelled' : 'confirmed',
			updateTime: at,
			change: ++this.change,
		});
	}

	/** As a whole, or what changed since the token; an answer that comes again goes back behind it. */
	answer(how: Answer, token: number): EventRead {
		const isWhole = how === 'whole' || how === 'wholeWithoutDeleted';
		const since = isWhole ? 0 : Math.max(0, how === 'changesAgain' ? token - 2 : token);
		const events = [...this.events.values()]
			.filter(({ change }) => change > since)
			.filter(({ status }) => how !== 'wholeWithoutDeleted' || status !== 'cancelled');
		return { events, isWhole, syncToken: String(this.change) };
	}

	/** What there is, by ID; what is deleted has no state. */
	states(): States {
		return new Map(
			[...this.events.values()].map(({ id, status, summary }) => [
				id,
				status === 'cancelled' ? undefined : summary,
			]),
		);
	}
}

/** What a poll must tell, from what there was at the last one, and what there is. */
const differences = (before: States, after: States): string[] =>
	[...after].flatMap(([id, state]) => {
		const known = before.get(id);
		if (state === known) return [];
		if (state === undefined) return [`cancelled ${id}`];
		return [known === undefined ? `created ${id}` : `updated ${id}`];
	});

test('tells each difference once, whatever people do, DingTalk answers and n8n forgets', () => {
	let count = 0;
	fc.assert(
		fc.property(steps, (list) => {
			const calendar = new Calendar();
			calendar.act('make', 'e0');
			let memory = rememberAll(calendar.answer('whole', 0), calendar.now, ZONE);
			let seen: States = calendar.states();
			// n8n stores a poll only when it emits something.
			let stored = { memory, seen };
			for (const step of list) {
				calendar.now += MINUTE;
				if (step.does === 'restart') {
					({ memory, seen } = stored);
					continue;
				}
				if (step.does !== 'poll') {
					calendar.act(step.does, `e${step.who}`);
					continue;
				}
				const read = calendar.answer(step.answer, Number(memory.syncToken));
				const gone = missingFrom(memory, read, calendar.now).map((id) =>
					goneEvent(id, memory.events[id]),
				);
				const events = [...read.events, ...gone];
				const found = noteChanges(memory, { ...read, events }, calendar.now, ZONE);
				const states = calendar.states();
				const told = found.changes
					// Of what was made and deleted since, DingTalk may say nothing.
					.filter(({ kind, event: { id } }) => kind !== 'cancelled' || seen.has(id))
					.map(({ kind, event: { id } }) => `${kind} ${id}`);
				expect(told.sort()).toEqual(differences(seen, states).sort());
				count += told.length;
				const listed = new Set(events.map(({ id }) => id));
				seen = new Map([...states].filter(([id]) => seen.has(id) || listed.has(id)));
				memory = JSON.parse(JSON.stringify(found.memory)) as ChangeMemory;
				if (found.changes.length > 0) stored = { memory, seen };
			}
		}),
		{ numRuns: runsOf(500) },
	);
	expect(count).toBeGreaterThan(runsOf(500));
});
