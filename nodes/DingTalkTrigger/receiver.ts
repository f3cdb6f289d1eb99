import type { ITriggerFunctions } from 'n8n-workflow';

import type { Clock } from '../shared/run/clock';
import { accepts } from '../shared/pushes/accepts';
import type { PushContext } from '../shared/pushes/items';
import { toItems } from '../shared/pushes/items';
import type { Push } from '../shared/pushes/push';
import { quotaErrorOf } from '../shared/pushes/quota';
import type { Seen } from '../shared/pushes/seen';
import { seenId } from '../shared/pushes/seen';
import type { PushSettings } from '../shared/pushes/settings';
import type { Receiver, Verdict } from './stream/receivers';
import type { DingTalkApi } from '../shared/transport/api';
import type { Answers } from './answers';
import { deduplicationKey, handOver, isHeld } from './handOver';
import { createHold } from './hold';
import type { Presses } from '../shared/waiting/presses';
import type { Asked } from './underWay';
import { askedFor, isOverloaded } from './underWay';

export interface ReceiverParts {
	context: ITriggerFunctions;
	clock: Clock;
	/** Aborts when the trigger is closed. */
	signal: AbortSignal;
	settings: PushSettings;
	api: DingTalkApi;
	seal: PushContext['seal'];
	seen: Seen;
	answers: Answers;
	presses: Presses;
	/** Wakes executions that wait for what the push tells. Never throws. */
	wake(push: Push): Promise<void>;
	/** Records a failed execution. */
	report(error: unknown): void;
	/** An execution was started. */
	onEmitted(): void;
}

const TAKEN: Verdict = { taken: true };
const AGAIN: Verdict = { taken: false };

/** One trigger's way from a push to an execution: filter, duplicates, item, emit, answer. */
export function createReceiver(parts: ReceiverParts): Receiver {
	const { context, clock, signal, settings, api, seen, answers, presses, report } = parts;
	const hold = createHold(clock, signal);

	async function hand(push: Push): Promise<Verdict> {
		const items = await toItems(
			{ helpers: context.helpers, api, seal: parts.seal },
			push,
			settings,
		);
		const emitted = handOver(context, push, items, { seen, clock, signal });
		if (!emitted.ok) {
			report(emitted.error);
			return AGAIN;
		}
		parts.onEmitted();
		if (emitted.asked) return { taken: isStored(push, emitted.asked) };
		return { taken: true, response: await answers.give(push, emitted.run) };
	}

	/** An event is taken when n8n has its execution. Until that is known DingTalk pushes it again, and finds it here. */
	async function isStored(push: Push, asked: Asked): Promise<boolean> {
		const isKnown = await hold(asked);
		if (isKnown) seen.done(seenId(push));
		return isKnown;
	}

	async function takeNew(push: Push): Promise<Verdict> {
		if (!settings.kinds.has(push.kind)) return TAKEN;
		// Whatever the filters say of it: an execution waits for it by its ID.
		void parts.wake(push);
		const press = await presses.take(push);
		// It is the answer to a question, and starts nothing.
		if (press) return { taken: true, response: await answers.inTime(push, press.shown) };
		const quotaError = quotaErrorOf(push, context.getNode());
		if (!quotaError && !accepts(push, settings)) return TAKEN;
		if (isHeld(context, push)) {
			const asked = askedFor(deduplicationKey(context, push));
			if (asked) return { taken: isStored(push, asked) };
			if (isOverloaded()) return AGAIN;
		}
		const standing = seen.begin(seenId(push));
		// The first one may still fail: an acknowledgement would end DingTalk's attempts.
		if (standing === 'inWork') return AGAIN;
		if (standing === 'handled') return TAKEN;
		if (!quotaError) return await hand(push);
		seen.done(seenId(push));
		report(quotaError);
		return TAKEN;
	}

	return {
		async take(push) {
			try {
				return await takeNew(push);
			} catch (error) {
				// What cannot be made an item today cannot be made one in a minute.
				seen.done(seenId(push));
				report(error);
				return TAKEN;
			}
		},
	};
}
