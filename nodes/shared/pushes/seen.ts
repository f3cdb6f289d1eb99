import type { FunctionsBase } from 'n8n-workflow';

import type { Clock } from '../run/clock';
import type { Push } from './push';
import { DAY_MS } from '../run/durations';

/** What is known of a push: nothing, or that it is being handled and may still fail, or that it was handled. */
export type Standing = 'new' | 'inWork' | 'handled';

/** Remembers which pushes were handled, so that one that comes twice is handled once. */
export interface Seen {
	/** A push came. A new one is in work from now on, until `done` or `release`. */
	begin(id: string): Standing;
	/** It was handled: from now on it is a duplicate. */
	done(id: string): void;
	/** It was not handled after all, even where `done` said so before: it may come again. */
	release(id: string): void;
}

/** What a trigger knows a push by: a message and an event may have the same ID. */
export const seenId = ({ kind, id }: Push): string => `${kind}:${id}`;

/**
 * What tells a trigger from all others of this n8n. Within a workflow names are unique; IDs are not where a program
 * made it.
 */
export function triggerParts(context: Pick<FunctionsBase, 'getWorkflow' | 'getNode'>): string[] {
	const { id, name } = context.getNode();
	return [String(context.getWorkflow().id), id, name];
}

/** When each push was handled, Unix ms; fit for n8n's static data. */
export type SeenTimes = Record<string, number>;

export interface SeenParts {
	clock: Pick<Clock, 'now'>;
	/** What an earlier run of the trigger saved. */
	load?(): SeenTimes | undefined;
	/** Called after each change of what is worth keeping over a restart; a part of the newest only. */
	save?(times: SeenTimes): void;
	/** Most pushes to remember. */
	limit?: number;
	lifeMs?: number;
}

const LIMIT = 2000;
/** DingTalk pushes again within minutes; after a restart of n8n, what waited for it comes again as well. */
const LIFE_MS = DAY_MS;
/** n8n writes static data to its database with each execution, so less of it is kept there. */
const SAVED = 200;

/**
 * A bounded memory of pushes. It takes a push for handled only after `done`: marked any earlier, it would be
 * lost when the workflow could not be started.
 */
export function createSeen({
	clock,
	load,
	save,
	limit = LIMIT,
	lifeMs = LIFE_MS,
}: SeenParts): Seen {
	// Both in order of time, so that the oldest is the first.
	const working = new Map<string, number>();
	const handled = new Map(oldestFirst(load?.() ?? {}).slice(-limit));

	const forgetOld = (times: Map<string, number>) => {
		for (const [id, at] of times) {
			if (times.size <= limit && at + lifeMs > clock.now()) break;
			times.delete(id);
		}
	};
	const keep = () => save?.(Object.fromEntries([...handled].slice(-SAVED)));
	return {
		begin(id) {
			forgetOld(working);
			forgetOld(handled);
			if (working.has(id)) return 'inWork';
			if (handled.has(id)) return 'handled';
			working.set(id, clock.now());
			forgetOld(working);
			return 'new';
		},
		done(id) {
			working.delete(id);
			handled.delete(id);
			handled.set(id, clock.now());
			forgetOld(handled);
			keep();
		},
		release(id) {
			working.delete(id);
			if (handled.delete(id)) keep();
		},
	};
}

const oldestFirst = (times: SeenTimes): Array<[string, number]> =>
	Object.entries(times)
		.filter(([, at]) => typeof at === 'number')
		.sort(([, a], [, b]) => a - b);
