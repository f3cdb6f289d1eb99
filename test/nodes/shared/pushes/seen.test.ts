import fc from 'fast-check';

import type { SeenTimes } from '../../../../nodes/shared/pushes/seen';
import { createSeen } from '../../../../nodes/shared/pushes/seen';
import { instantClock } from '../../../helpers/fakeClock.mts';

it('takes a push once: not while it is handled, nor after', () => {
	const seen = createSeen({ clock: instantClock() });
	expect(seen.begin('a')).toBe('new');
	expect(seen.begin('a')).toBe('inWork');
	seen.done('a');
	expect(seen.begin('a')).toBe('handled');
	expect(seen.begin('b')).toBe('new');
});

it('takes a push again that was not handled, even when it had been marked', () => {
	const seen = createSeen({ clock: instantClock() });
	seen.begin('a');
	seen.release('a');
	expect(seen.begin('a')).toBe('new');
	seen.done('a');
	seen.release('a');
	expect(seen.begin('a')).toBe('new');
});

it('forgets after its life', () => {
	const clock = instantClock();
	const seen = createSeen({ clock, lifeMs: 1000 });
	seen.begin('a');
	seen.done('a');
	clock.advance(999);
	expect(seen.begin('a')).toBe('handled');
	clock.advance(1);
	expect(seen.begin('a')).toBe('new');
});

it('does not wait for ever for work that never ends', () => {
	const clock = instantClock();
	const seen = createSeen({ clock, lifeMs: 1000 });
	seen.begin('a');
	clock.advance(1000);
	expect(seen.begin('a')).toBe('new');
});

it('outlives a restart with the newest, and does not save what is under way', () => {
	const clock = instantClock();
	let stored: SeenTimes | undefined;
	const parts = {
		clock,
		load: () => stored,
		save: (times: SeenTimes) => {
			stored = JSON.parse(JSON.stringify(times));
		},
	};
	const first = createSeen(parts);
	// IDs that look like numbers, which objects keep in an order of their own.
	for (let id = 700; id > 0; id--) {
		clock.advance(1);
		first.begin(String(id));
		first.done(String(id));
	}
	first.begin('under way');
	expect(Object.keys(stored ?? {})).toHaveLength(200);
	const second = createSeen({ ...parts, limit: 100 });
	expect(second.begin('1')).toBe('handled');
	expect(second.begin('100')).toBe('handled');
	expect(second.begin('101')).toBe('new');
	expect(second.begin('under way')).toBe('new');
});

it('starts empty when nothing usable was saved', () => {
	const load = () => ({ a: 'yesterday' }) as never;
	expect(createSeen({ clock: instantClock(), load }).begin('a')).toBe('new');
});

type Step = { kind: 'begin' | 'done' | 'release' | 'wait'; id: string; ms: number };
const step: fc.Arbitrary<Step> = fc.record({
	kind: fc.constantFrom('begin', 'begin', 'begin', 'done', 'release', 'wait'),
	id: fc.constantFrom(...'abcdefghij'),
	ms: fc.integer({ min: 0, max: 400 }),
});

it('never takes an ID twice within its life, whatever happens (property)', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
			const clock = instantClock();
			const lifeMs = 1000;
			const seen = createSeen({ clock, lifeMs, limit: 10 });
			const takenAt = new Map<string, number>();
			for (const { kind, id, ms } of steps) {
				if (kind === 'wait') clock.advance(ms);
				if (kind === 'done' && takenAt.has(id)) {
					seen.done(id);
					takenAt.set(id, clock.now());
				}
				if (kind === 'release') {
					seen.release(id);
					takenAt.delete(id);
				}
				if (kind !== 'begin') continue;
				const isWithinLife = clock.now() < (takenAt.get(id) ?? -Infinity) + lifeMs;
				expect(seen.begin(id) === 'new').toBe(!isWithinLife);
				if (!isWithinLife) takenAt.set(id, clock.now());
			}
		}),
	);
});

it('remembers no more than its limit, and of those each one (property)', () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.string(), { maxLength: 60 }), (ids) => {
			let stored: SeenTimes = {};
			const limit = 20;
			const clock = instantClock();
			const save = (times: SeenTimes) => {
				stored = times;
			};
			const seen = createSeen({ clock, limit, save });
			for (const id of ids) {
				expect(seen.begin(id)).toBe('new');
				seen.done(id);
			}
			expect(Object.keys(stored)).toHaveLength(Math.min(limit, ids.length));
			for (const id of ids.slice(-limit)) expect(seen.begin(id)).toBe('handled');
			for (const id of ids.slice(0, -limit)) expect(seen.begin(id)).toBe('new');
		}),
	);
});
