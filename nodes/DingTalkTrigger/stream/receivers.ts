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

/**
 * DingTalk gives each push to one connection of an app, chosen by chance. So triggers of one app hand all their
 * pushes to each other: two workflows, or a test run beside the active one, do not take each other's. That
 * ends with the process: another n8n with the same app takes its share. Who leaves is forgotten.
 */
const receivers = new Map<string, Map<string, Receiver>>();

/**
 * Lets a trigger receive what comes over any connection of its app.
 *
 * @param app Client ID and base URL
 * @param trigger a second receiver of the same trigger takes the place of the first
 * @returns a function to leave; it does nothing when another one took the place
 */
export function join(app: string, trigger: string, receiver: Receiver): () => void {
	const siblings = receivers.get(app) ?? new Map<string, Receiver>();
	receivers.set(app, siblings.set(trigger, receiver));
	return () => {
		if (siblings.get(trigger) === receiver) siblings.delete(trigger);
		if (siblings.size === 0 && receivers.get(app) === siblings) receivers.delete(app);
	};
}

/** All triggers of an app in this process. */
export const receiversOf = (app: string): Receiver[] => [...(receivers.get(app)?.values() ?? [])];
