import type { Clock } from '../../shared/run/clock';
import type { Push } from '../../shared/pushes/push';

/** What became of a push at one trigger. */
export interface Verdict {
	/**
	 * False when it could not be handed over, and DingTalk shall push it again. Of an event it may take its time;
	 * never rejects.
	 */
	taken: boolean | Promise<boolean>;
	/** Of a card action: what the card shall show. */
	response?: unknown;
}

/** A trigger as the pushes see it. */
export interface Receiver {
	/** Never throws. */
	take(push: Push): Promise<Verdict>;
}

/** n8n starts one trigger after the other; a pause as long as this means that all of an app are there. */
const SETTLE_MS = 30_000;

/** The triggers of one app in this process. */
export interface Siblings {
	readonly receivers: readonly Receiver[];
	/**
	 * Whether all that want a push are there to take it. While n8n starts, the first trigger's connection gets what has
	 * waited for all of them; and one that is published anew is away for a moment.
	 */
	readonly isComplete: boolean;
}

interface App {
	receivers: Map<string, Receiver>;
	/** When a trigger came or went last, Unix ms. */
	changedAt: number;
}

/**
 * DingTalk gives each push to one connection of an app, chosen by chance. So triggers of one app hand all their
 * pushes to each other: two workflows, or a test run beside the active one, do not take each other's. That
 * ends with the process: another n8n with the same app takes its share. Who leaves is forgotten.
 */
const apps = new Map<string, App>();

/** What joins, and where. */
export interface Membership {
	/** Client ID and base URL. */
	app: string;
	/** A second receiver of the same trigger takes the place of the first. */
	trigger: string;
	/** A test run comes and goes beside the others; nobody waits for it. */
	isTest?: boolean;
}

/**
 * Lets a trigger receive what comes over any connection of its app.
 *
 * @returns a function to leave; it does nothing when another one took the place
 */
export function join(
	{ app: id, trigger, isTest = false }: Membership,
	receiver: Receiver,
	clock: Pick<Clock, 'now'>,
): () => void {
	const app = apps.get(id) ?? { receivers: new Map<string, Receiver>(), changedAt: -Infinity };
	const changed = () => {
		if (!isTest) app.changedAt = clock.now();
	};
	apps.set(id, app);
	app.receivers.set(trigger, receiver);
	changed();
	return () => {
		if (app.receivers.get(trigger) !== receiver) return;
		app.receivers.delete(trigger);
		changed();
		if (app.receivers.size === 0 && apps.get(id) === app) apps.delete(id);
	};
}

/** All triggers of an app in this process, as they are now. */
export function siblingsOf(id: string, clock: Pick<Clock, 'now'>): Siblings {
	const app = apps.get(id);
	if (!app) return { receivers: [], isComplete: true };
	return {
		receivers: [...app.receivers.values()],
		isComplete: clock.now() - app.changedAt >= SETTLE_MS,
	};
}

/** As if no trigger had come or gone for long. For tests. */
export function settleAll(): void {
	for (const app of apps.values()) app.changedAt = -Infinity;
}
