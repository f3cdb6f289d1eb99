import type { IDataObject, INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';

import type { Clock } from '../shared/clock';
import { fingerprint } from '../shared/crypto/digest';
import type { Push } from '../shared/pushes/push';
import type { Seen, SeenTimes } from '../shared/pushes/seen';
import { createSeen, seenId, triggerParts } from '../shared/pushes/seen';
import { untilStored } from './untilStored';

/** The fourth parameter of `emit` is the key; older n8n versions have fewer. */
const EMIT_WITH_KEY = 4;

/** Whether this n8n starts no second execution for a key that it was given before. */
const knowsKeys = ({ emit }: Pick<ITriggerFunctions, 'emit'>): boolean =>
	emit.length >= EMIT_WITH_KEY;

/**
 * The pushes of a trigger that were handed over. An n8n that knows keys remembers them over a restart; for an
 * older one a list in static data does. Nowhere else: with it n8n writes the static data of the whole workflow,
 * as it was when the trigger started, over what the workflow's own nodes keep there.
 */
export function rememberPushes(
	context: Pick<ITriggerFunctions, 'emit' | 'getMode' | 'getWorkflowStaticData'>,
	clock: Clock,
): Seen {
	// A test run takes one push, and n8n stores nothing of it.
	const isRemembered = knowsKeys(context) || context.getMode() === 'manual';
	if (isRemembered) return createSeen({ clock });
	const stored = context.getWorkflowStaticData('node');
	return createSeen({
		clock,
		load: () => stored.seen as unknown as SeenTimes | undefined,
		save: (times) => {
			stored.seen = times as IDataObject;
		},
	});
}

/** The key under which n8n finds a second execution for the same push; unique among all triggers. */
export const deduplicationKey = (
	context: Pick<ITriggerFunctions, 'getWorkflow' | 'getNode'>,
	push: Push,
): string =>
	// Short enough for n8n's column, a varchar(255).
	`dingtalk:${fingerprint(...triggerParts(context), seenId(push))}`;

/** An execution that starts, or what n8n threw instead. */
export type Emitted = { ok: true; run: Promise<IRun | undefined> } | { ok: false; error: unknown };

/** What handing over needs beside the push. */
export interface HandOverParts {
	seen: Seen;
	clock: Clock;
	/** Aborts when the trigger is closed: nothing is started any more. */
	signal?: AbortSignal;
}

/**
 * Starts an execution for a push, once.
 *
 * @returns the run as it is when it ends; undefined when n8n knew the push already
 */
export function handOver(
	context: ITriggerFunctions,
	push: Push,
	items: INodeExecutionData[],
	{ seen, clock, signal }: HandOverParts,
): Emitted {
	const emit = () => emitOnce(context, push, items, seen);
	const first = emit();
	if (!first.ok || !knowsKeys(context)) return first;
	const run = untilStored(first.run, {
		emit,
		clock,
		signal,
		// The same push is not taken for handled while nobody knows whether it will be.
		onFailed: () => seen.resume(seenId(push)),
		onGivenUp: () => seen.release(seenId(push)),
	});
	// n8n has told of a run that failed to start; nobody may wait for it here.
	run.catch(() => {});
	return { ok: true, run };
}

/**
 * Emits, and remembers the push. The mark is set first and taken back if n8n throws: n8n stores
 * static data within `emit`, and only what changed before.
 */
function emitOnce(
	context: ITriggerFunctions,
	push: Push,
	items: INodeExecutionData[],
	seen: Seen,
): Emitted {
	const done = context.helpers.createDeferredPromise<IRun>();
	seen.done(seenId(push));
	try {
		context.emit([items], undefined, done, deduplicationKey(context, push));
	} catch (error) {
		seen.release(seenId(push));
		return { ok: false, error };
	}
	// n8n has told of a run that failed to start; nobody may wait for it here.
	done.promise.catch(() => {});
	return { ok: true, run: done.promise };
}
