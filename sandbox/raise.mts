import type { Store } from './state/store.mts';

/** Something DingTalk tells the apps that subscribed to it. */
export interface RaisedEvent {
	eventType: string;
	data: Record<string, unknown>;
}

/** Hands an event to whoever delivers events to apps. */
export function raise(store: Store, eventType: string, data: RaisedEvent['data']): void {
	store.emit('raised', { eventType, data } satisfies RaisedEvent);
}
