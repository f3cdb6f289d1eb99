import { randomUUID } from 'node:crypto';
import type { World } from '../server/call.mts';
import { CORP_ID } from '../state/seed.mts';
import { TOPICS } from './frame.mts';

/** Which app hears of an event, and under which id. */
export interface RaiseOptions {
	/** @default the first app of the seed */
	clientId?: string;
	/** @default a new one */
	eventId?: string;
}

const newEventId = (): string => randomUUID().replaceAll('-', '');

/** Something happens: every subscription of the app hears of it. */
export function raiseEvent(
	{ store, gateway, callbacks }: World,
	eventType: string,
	data: object,
	options: RaiseOptions = {},
): { eventId: string } {
	const { clientId = 'dingsandboxapp', eventId = newEventId() } = options;
	if (!store.apps.has(clientId)) throw new TypeError(`No app has the Client ID "${clientId}"`);
	if (typeof eventType !== 'string' || eventType === '')
		throw new TypeError('Expected an eventType');
	if (typeof data !== 'object' || data === null || Array.isArray(data)) {
		throw new TypeError('Expected the data of the event as an object');
	}
	const bornAt = store.now();
	const event = {
		eventType,
		eventId,
		data: structuredClone(data) as Record<string, unknown>,
		bornAt,
	};
	const isPosted = callbacks.pushEvent(clientId, event);
	// With a subscription by HTTP nothing waits for a Stream client that may never come.
	if (isPosted && !gateway.listens(clientId, TOPICS.event)) return { eventId };
	gateway.push({
		kind: 'event',
		key: eventId,
		clientId,
		eventType,
		headers: {
			eventType,
			eventId,
			eventBornTime: String(bornAt),
			eventCorpId: CORP_ID,
			eventUnifiedAppId: `unified-${clientId}`,
		},
		data: event.data,
	});
	return { eventId };
}

/** Something a call brought about: every app that takes events hears of it. */
export function raiseForAll(world: World, eventType: string, data: object): void {
	const { store, gateway, callbacks } = world;
	const eventId = newEventId();
	for (const clientId of store.apps.keys()) {
		if (gateway.wantsEvents(clientId) || callbacks.wantsEvent(clientId, eventType)) {
			raiseEvent(world, eventType, data, { clientId, eventId });
		}
	}
}
