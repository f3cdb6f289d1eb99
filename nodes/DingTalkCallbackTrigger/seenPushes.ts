import type { IWebhookFunctions } from 'n8n-workflow';

import type { Clock } from '../shared/run/clock';
import { Expiring } from '../shared/run/expiring';
import type { Seen } from '../shared/pushes/seen';
import { createSeen, triggerParts } from '../shared/pushes/seen';
import { SIGNED_TIME_WINDOW_MS } from './freshness';

/** What was signed once is fresh so long before and after its time: nothing is taken twice in all of it. */
const MEMORY_MS = 2 * SIGNED_TIME_WINDOW_MS;
const MEMORY_LIMIT = 10_000;

// By trigger and mode, since n8n makes a new context for each request.
const inThisProcess = new Expiring<Seen>(10_000);

/**
 * The pushes of one trigger that came before, as far as this process has seen them. Never in the node's static data:
 * n8n loads it with the request and saves it, the whole workflow's, after the answer, over whatever executions have
 * written meanwhile. Only reading it would make n8n save it.
 */
export function seenPushesOf(context: IWebhookFunctions, clock: Clock): Seen {
	const key = [...triggerParts(context), context.getMode()].join('/');
	const make = () => createSeen({ clock, limit: MEMORY_LIMIT, lifeMs: MEMORY_MS });
	// It lives longer than what it remembers, so that a trigger at rest is forgotten as a whole.
	return inThisProcess.use(key, make, MEMORY_MS, clock.now());
}

/** Forgets what this process knows, as a restart would. For tests. */
export const forgetPushes = (): void => inThisProcess.clear();

/** How many triggers have a memory. For tests. */
export const rememberedTriggers = (): number => inThisProcess.size;
