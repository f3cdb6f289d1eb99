import type { PushKind } from '../shared/pushes/push';
import { TOPICS } from '../shared/pushes/frames';
import type { Subscription } from './stream/gateway';

/** What a connection asks for: only what the trigger wants, so that DingTalk sends nothing else its way. */
export const subscriptionsFor = (kinds: ReadonlySet<PushKind>): Subscription[] =>
	[...kinds].map((kind) => ({
		type: kind === 'event' ? 'EVENT' : 'CALLBACK',
		topic: TOPICS[kind],
	}));
