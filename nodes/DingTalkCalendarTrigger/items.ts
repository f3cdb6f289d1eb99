import type { INodeExecutionData } from 'n8n-workflow';

import type { WireEvent } from '../shared/calendar/event';
import { toEvent } from '../shared/calendar/event';
import type { TriggerKind } from './settings';

/** One occasion as an item: what it is, and the event. */
export const toItem = (
	kind: TriggerKind,
	event: WireEvent,
	isSimple: boolean,
	startsInMinutes?: number,
): INodeExecutionData => ({
	json: {
		kind,
		...(startsInMinutes === undefined ? {} : { startsInMinutes }),
		...(isSimple ? toEvent(event) : event),
	},
});
