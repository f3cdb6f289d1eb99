import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';

import type { Clock } from '../shared/clock';
import type { Push } from '../shared/pushes/push';
import type { Seen, SeenTimes } from '../shared/pushes/seen';
import { createSeen } from '../shared/pushes/seen';

/** n8n's column is a varchar(255). */
const MAX_KEY_CHARACTERS = 255;

/**
 * The pushes of a trigger that were handed over. The list in static data outlives a restart: n8n's own memory of
 * deduplication keys ends with the execution's row, which is gone at once where successful executions are not kept.
 */
export function rememberPushes(
	context: Pick<ITriggerFunctions, 'getWorkflowStaticData'>,
	clock: Clock,
): Seen {
	const stored = context.getWorkflowStaticData('node');
	return createSeen({
		clock,
		load: () => stored.seen as unknown as SeenTimes | undefined,
		save: (times) => {
			stored.seen = times as IDataObject;
		},
	});
}

/** The key under which n8n finds a second execution for the same push; unique among all workflows. */
export function deduplicationKey(
	context: Pick<ITriggerFunctions, 'getWorkflow' | 'getNode'>,
	push: Push,
): string {
	const parts = ['dingtalk', context.getWorkflow().id, context.getNode().id, push.kind, push.id];
	const key = parts.join(':');
	if (key.length <= MAX_KEY_CHARACTERS) return key;
	return `dingtalk:${createHash('sha256').update(key).digest('hex')}`;
}

/** An execution that starts, or what n8n threw instead. */
export type Emitted = { ok: true; run: Promise<IRun | undefined> } | { ok: false; error: unknown };

/**
 * Starts an execution, and remembers the push. The mark is set first and taken back if n8n throws: n8n stores
 * static data within `emit`, and only what changed before.
 *
 * @returns the run as it is when it ends; undefined when n8n knew the push already
 */
export function emitOnce(
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

/** A message and an event may have the same id. */
export const seenId = (push: Push): string => `${push.kind}:${push.id}`;
