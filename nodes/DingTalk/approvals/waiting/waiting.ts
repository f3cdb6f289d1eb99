import type { IExecuteFunctions, INode, IWebhookFunctions } from 'n8n-workflow';

import { MINUTE_MS } from '../../../shared/run/durations';
import type { ApprovalDetails } from '../instanceItem';

/** What a wait for the result of an approval keeps; the same from its beginning to its end. */
export interface Waiting extends ApprovalDetails {
	/** Unix ms. */
	since: number;
	/** Unix ms after which it is not waited for any more; absent: for ever. */
	until?: number;
	/** Between two looks at the approval, ms. */
	longestPauseMs: number;
}

/** The operation that waits. */
export const WAIT_FOR_RESULT = 'waitForResult';

/** The parameter that only the node of the sub-execution has, which waits in place of the one that people see. */
export const WAITING_PARAMETER = 'waiting';

/** Whether this is the node of a sub-execution, which waits in place of the one that people see. */
export const isWaiting = ({ parameters }: INode): boolean =>
	parameters.operation === WAIT_FOR_RESULT && (parameters[WAITING_PARAMETER] ?? '') !== '';

/** n8n looks for waits that are over once a minute, and ends those of the next minute at their time. */
const SHORTEST_PAUSE_MS = MINUTE_MS;
/** Of the time that it has waited so far. */
const PART = 1 / 5;

/**
 * How long until the next look at the approval: the longer nothing happens, the longer. An approval of one hour is
 * asked for 18 times.
 *
 * @param calmMs how long nothing was heard of it
 */
export const pauseOf = ({ longestPauseMs }: Waiting, calmMs: number): number =>
	Math.min(Math.max(calmMs * PART, SHORTEST_PAUSE_MS), longestPauseMs);

/**
 * Where a node of a waiting execution is woken. Never show it: n8n's token is in it.
 */
export function wakeUrlOf(
	context: Pick<IExecuteFunctions | IWebhookFunctions, 'evaluateExpression' | 'getNode'>,
): string {
	const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	url.pathname += `/${encodeURIComponent(context.getNode().id)}`;
	return url.toString();
}
