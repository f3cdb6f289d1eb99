import type { IWebhookFunctions } from 'n8n-workflow';

import type { Clock } from '../shared/clock';
import type { Seen, SeenTimes } from '../shared/pushes/seen';
import { createSeen, triggerParts } from '../shared/pushes/seen';
import { EVENT_WINDOW_MS, SIGNED_TIME_WINDOW_MS } from './freshness';

/** What was signed once is fresh so long before and after its time: nothing is taken twice in all of it. */
const MEMORY_MS = 2 * SIGNED_TIME_WINDOW_MS;
const MEMORY_LIMIT = 10_000;
/** The same for events, which alone are pushed again; n8n writes this list with each push, so it is kept short. */
const STORED_MS = 2 * EVENT_WINDOW_MS;
const STORED_LIMIT = 200;

/** The pushes of one trigger that came before. */
export interface SeenPushes {
	/** Whether a push came before. A new one is in work from now on, until `done` or `release`. */
	begin(id: string): 'new' | 'inWork' | 'handled';
	/** DingTalk has its answer: from now on it is a duplicate. */
	done(id: string): void;
	/** It was not handled after all: it may come again. */
	release(id: string): void;
	/** The execution is about to start; n8n stores this as soon as it has stored the execution. */
	store(id: string): void;
}

interface Memory {
	seen: Seen;
	inWork: Set<string>;
}

// By trigger and mode, since n8n makes a new context for each request.
const inThisProcess = new Map<string, Memory>();

/**
 * Two memories: that of this process, and the node's static data for n8n's other processes and its next start.
 * n8n saves static data only when it could store the execution. Of two requests in the same moment the later one
 * wins there; within a process both are known all the same.
 */
export function seenPushesOf(context: IWebhookFunctions, clock: Clock): SeenPushes {
	const { seen, inWork } = memoryOf(context, clock);
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
		begin(id) {
			if (inWork.has(id)) return 'inWork';
			if (!stored.begin(id) || !seen.begin(id)) return 'handled';
			inWork.add(id);
			return 'new';
		},
		done(id) {
			inWork.delete(id);
			seen.done(id);
		},
		release(id) {
			inWork.delete(id);
			seen.release(id);
		},
		store: (id) => stored.done(id),
	};
}

function memoryOf(context: IWebhookFunctions, clock: Clock): Memory {
	const key = [...triggerParts(context), context.getMode()].join('/');
	const memory = inThisProcess.get(key) ?? {
		seen: createSeen({ clock, limit: MEMORY_LIMIT, lifeMs: MEMORY_MS }),
		inWork: new Set(),
	};
	inThisProcess.set(key, memory);
	return memory;
}

/** Forgets what this process knows, as a restart would. For tests. */
export const forgetPushes = (): void => inThisProcess.clear();
