import type { Listener } from './listener';

// By trigger. n8n may start a trigger that is running, and forget the first one's close function.
const running = new Map<string, Listener>();

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
