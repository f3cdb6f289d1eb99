import { systemClock } from '../../../../shared/run/clock';
import type { ItemContext } from '../../../operation/operation';
import type { Sender } from '../../../../shared/robot/deliver';

/** Who sends for an item: until its execution is cancelled. */
export const senderOf = ({ api, node }: ItemContext): Sender => ({
	api,
	clock: systemClock,
	signal: node.getExecutionCancelSignal(),
});
