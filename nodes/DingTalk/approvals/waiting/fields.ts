import type { INodeProperties } from 'n8n-workflow';

import { systemClock } from '../../../shared/run/clock';
import { MINUTE_MS } from '../../../shared/run/durations';
import type { FormReader } from '../../../shared/params/params';
import { limitWaitTimeOption, readUntil } from '../../fields/limitWaitTime';
import { tryParseJson } from '../../../shared/wire/json';
import type { ApprovalDetails } from '../instanceItem';
import type { Waiting } from './waiting';
import { WAITING_PARAMETER } from './waiting';

const MOST_MINUTES = 24 * 60;

const longestPauseOption: INodeProperties = {
	displayName: 'Longest Pause (Minutes)',
	name: 'longestPause',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_MINUTES },
	default: 60,
	description:
		'How long to let pass at most between two looks at the approval, each of which is a call. Looks begin every minute and become rarer. They matter where no trigger hears of approvals: an event ends the wait at once.',
};

/** How to wait; read with `readWaiting`. */
export const waitOptions: INodeProperties[] = [
	limitWaitTimeOption(
		"How long to wait for the result. When the time is over, the outcome is 'timedOut', and the approval goes on in DingTalk. Without a limit it waits until the approval has ended.",
	),
	longestPauseOption,
];

/** n8n takes parameters out of a node that its form does not have. */
export const waitingField: INodeProperties = {
	displayName: 'Waiting',
	name: WAITING_PARAMETER,
	type: 'hidden',
	default: '',
};

/** Of a sub-execution's node; undefined for the node that people see. */
export const readBegun = (read: FormReader): Waiting | undefined =>
	tryParseJson(read.text(WAITING_PARAMETER)) as Waiting | undefined;

/** @throws InputError for a time that is over, or no time */
export function readWaiting(options: FormReader, details: ApprovalDetails): Waiting {
	const since = systemClock.now();
	return {
		...details,
		since,
		until: readUntil(options, since),
		longestPauseMs:
			options.number(longestPauseOption.name, { min: 1, max: MOST_MINUTES }) * MINUTE_MS,
	};
}
