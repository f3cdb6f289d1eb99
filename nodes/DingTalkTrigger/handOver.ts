import type { IDataObject, INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';

import type { Clock } from '../shared/run/clock';
import { fingerprint } from '../shared/crypto/digest';
import { isCancellation } from '../shared/errors/n8nError';
import type { Push } from '../shared/pushes/push';
import type { Seen, SeenTimes } from '../shared/pushes/seen';
import { createSeen, seenId, triggerParts } from '../shared/pushes/seen';
import { track } from './underWay';
import type { Emitted } from './untilStored';
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

/**
 * Whether a push is acknowledged only when it is known what became of its execution: an event, which DingTalk pushes
 * again until then. Not a bot message, which DingTalk sends once, nor a card action, which waits two seconds for its
 * answer, nor in a test run. Nor with an n8n that knows no keys: after a restart an event that was not acknowledged
 * would run a second time there.
 */
export const isHeld = (
	context: Pick<ITriggerFunctions, 'emit' | 'getMode'>,
	{ kind }: Push,
): boolean => kind === 'event' && knowsKeys(context) && context.getMode() !== 'manual';

/** What handing over needs beside the push. */
export interface HandOverParts {
	seen: Seen;
	clock: Clock;
	/** Aborts when the trigger is closed: nothing is started any more. */
	signal?: AbortSignal;
}

/**
 * Starts an execution for a push, once. The push is in work until it is known what became of the execution; for an
 * n8n that knows no keys it is handled at once.
 *
 * @returns the run as it is when it ends, undefined when n8n knew the push already; and of a push that is held, what
 * is known of it
 */
export function handOver(
	context: ITriggerFunctions,
	push: Push,
	items: INodeExecutionData[],
	parts: HandOverParts,
): Emitted {
	const { seen, clock, signal } = parts;
	const id = seenId(push);
	if (!knowsKeys(context)) return emitMarked(context, push, items, seen);
	const first = emitOnce(context, push, items);
	if (!first.ok) {
		seen.release(id);
		return first;
	}
	const asked = isHeld(context, push) ? track(deduplicationKey(context, push), clock) : undefined;
	asked?.begin();
	const run = untilStored(first.run, {
		emit() {
			asked?.begin();
			return emitOnce(context, push, items);
		},
		clock,
		signal,
		onRefused: () => asked?.refused(),
	});
	const settle = (known: 'stored' | 'failed') => {
		if (known === 'stored') seen.done(id);
		else seen.release(id);
		asked?.settle(known);
	};
	// n8n has told of a run that failed to start; nobody may wait for it here.
	run.then(
		() => settle('stored'),
		(error: unknown) => settle(isCancellation(error) ? 'stored' : 'failed'),
	);
	return { ok: true, run, asked };
}

/** Emits with a mark that is set first and taken back if n8n throws: it stores static data within `emit`. */
function emitMarked(
	context: ITriggerFunctions,
	push: Push,
	items: INodeExecutionData[],
	seen: Seen,
): Emitted {
	seen.done(seenId(push));
	const emitted = emitOnce(context, push, items);
	if (!emitted.ok) seen.release(seenId(push));
	return emitted;
}

function emitOnce(context: ITriggerFunctions, push: Push, items: INodeExecutionData[]): Emitted {
	const done = context.helpers.createDeferredPromise<IRun>();
	try {
		context.emit([items], undefined, done, deduplicationKey(context, push));
	} catch (error) {
		return { ok: false, error };
	}
	// n8n has told of a run that failed to start; nobody may wait for it here.
	done.promise.catch(() => {});
	return { ok: true, run: done.promise };
}
