import type { Listener } from './listener';

/*
 * n8n calls a trigger's close function most of the time. It may also start a trigger that runs and forget the first
 * one's close function, or forget it where a workflow is deactivated while its trigger still connects.
 */

/** The listener of each trigger. */
const running = new Map<string, Listener>();

type Close = () => Promise<void>;

const forgotten = new FinalizationRegistry<Close>((close) => void close());

/** The listener is the trigger's only one from now on: one that ran before is closed. */
export async function takePlace(trigger: string, listener: Listener): Promise<void> {
	const previous = running.get(trigger);
	running.set(trigger, listener);
	await previous?.close();
}

/** Gives the place free, unless another listener has taken it. */
export function leavePlace(trigger: string, listener: Listener): void {
	if (running.get(trigger) === listener) running.delete(trigger);
}

/**
 * A close function that is also called when nobody can call it any more; else the trigger would run until n8n is
 * restarted.
 *
 * @param close must not lead to what it returns; may be called at any time, and again
 */
export function closeWhenForgotten(close: Close): Close {
	const closeFunction = async () => await close();
	forgotten.register(closeFunction, close);
	return closeFunction;
}
