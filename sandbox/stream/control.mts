import { callbackProblem } from '../callback/problem.mts';
import { pressCard } from '../people/pressCard.mts';
import type { World } from '../server/call.mts';
import type {
	CardAnswered,
	CardPress,
	ConnectionInfo,
	HttpCallback,
	PushInfo,
	StreamFault,
	StreamSettings,
} from '../state/types.mts';
import type { RaiseOptions } from './events.mts';
import { raiseEvent } from './events.mts';
import { settingsProblem } from './settings.mts';

/** The part of the control that is about pushes. */
export interface StreamControl {
	/** Something happens in the organisation: pushed to the app over Stream or by HTTP. */
	raiseEvent(eventType: string, data: object, options?: RaiseOptions): { eventId: string };
	/** A person presses a button of a card; tells what the app answered in its two seconds. */
	pressCard(outTrackId: string, press: CardPress): Promise<CardAnswered>;
	/** Stream connections that stand, oldest first. */
	connections(): ConnectionInfo[];
	/** Every push since the start or the last `clearPushes`, oldest first; `last` leaves older ones out. */
	pushes(last?: number): PushInfo[];
	/** Forgets all pushes and gives up those on their way. */
	clearPushes(): void;
	/**
	 * What the developer console holds for an app that takes pushes by HTTP; replaces what it held
	 * before. The event subscription is saved once its address has answered `check_url`: wait for it.
	 */
	setHttpCallback(callback: HttpCallback): Promise<{ saved: boolean; problem?: string }>;
	/** A fault of Stream. */
	streamFault(fault: StreamFault): void;
	/** Drops the faults that wait for what they hit; `clearFaults` does it too. */
	clearStreamFaults(): void;
	/** Times of pings, redelivery, draining and HTTP retries, in real ms. */
	streamSettings(changes: Partial<StreamSettings>): void;
}

/** The control of pushes. */
export function createStreamControl(world: World): StreamControl {
	const { gateway, callbacks, ledger, store } = world;
	return {
		raiseEvent: (eventType, data, options) => raiseEvent(world, eventType, data, options),
		pressCard: async (outTrackId, press) => await pressCard(world, outTrackId, press),
		connections: () => gateway.list(),
		pushes: (last) => ledger.list(last),
		clearPushes() {
			gateway.clearPushes();
			callbacks.clearPushes();
			ledger.clear();
			store.changed();
		},
		async setHttpCallback(callback) {
			const wrong = callbackProblem(store, callback);
			if (wrong) throw new TypeError(wrong);
			const problem = await callbacks.save(callback);
			return problem ? { saved: false, problem } : { saved: true };
		},
		streamFault: (fault) => gateway.addFault(fault),
		clearStreamFaults() {
			gateway.faults.clear();
			store.changed();
		},
		streamSettings(changes) {
			const problem = settingsProblem(changes as Record<string, unknown>);
			if (problem) throw new TypeError(problem);
			gateway.setTimes(changes);
		},
	};
}
