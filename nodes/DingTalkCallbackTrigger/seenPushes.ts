import type { IWebhookFunctions } from 'n8n-workflow';

import type { Clock } from '../shared/clock';
import type { Seen, SeenTimes } from '../shared/pushes/seen';
import { createSeen } from '../shared/pushes/seen';
import { SIGNED_TIME_WINDOW_MS } from './freshness';

/** What was signed once is fresh so long before and after its time: nothing is taken twice in all of it. */
const MEMORY_MS = 2 * SIGNED_TIME_WINDOW_MS;
const MEMORY_LIMIT = 10_000;
/** DingTalk pushes again after 10 s and 30 s; n8n writes this list with each push, so it is kept short. */
const STORED_MS = 120_000;
const STORED_LIMIT = 200;

/** The pushes of one trigger that came before. */
export interface SeenPushes extends Seen {
	/** The execution is about to start; n8n stores this as soon as it has stored the execution. */
	store(id: string): void;
}

// By workflow, node and mode, since n8n makes a new context for each request.
const inThisProcess = new Map<string, Seen>();

/**
 * Two memories: that of this process, and the node's static data for n8n's other processes and its next start.
 * n8n saves static data only when it could store the execution. Of two requests in the same moment the later one
 * wins there; within a process both are known all the same.
 */
export function seenPushesOf(context: IWebhookFunctions, clock: Clock): SeenPushes {
	const key = [context.getWorkflow().id, context.getNode().id, context.getMode()].join('/');
	const inMemory =
		inThisProcess.get(key) ?? createSeen({ clock, limit: MEMORY_LIMIT, lifeMs: MEMORY_MS });
	inThisProcess.set(key, inMemory);
	const staticData = context.getWorkflowStaticData('node');
	const stored = createSeen({
		clock,
		limit: STORED_LIMIT,
		lifeMs: STORED_MS,
		load: () => staticData.seen as SeenTimes | undefined,
		save: (times) => {
			staticData.seen = times;
		},
	});
	return {
		...inMemory,
		begin: (id) => stored.begin(id) && inMemory.begin(id),
		store: (id) => stored.done(id),
	};
}

/** Forgets what this process knows, as a restart would. For tests. */
export const forgetPushes = (): void => inThisProcess.clear();
