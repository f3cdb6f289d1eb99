import type { IDataObject } from 'n8n-workflow';

import type { Failure, FailureKind } from '../../../shared/errors/failure';
import { systemClock } from '../../../shared/run/clock';
import { runTriggersHere } from '../../../shared/waiting/listening';
import { awaitResult, post } from '../../../shared/waiting/results';
import type { ItemContext } from '../../operation/operation';
import type { WireInstance } from '../instance';
import { attemptInstance, isRunning, statusOf } from '../instance';
import { approvalItem } from '../instanceItem';
import { waitInSubExecution } from './subExecution';
import type { Waiting } from './waiting';
import { pauseOf, wakeUrlOf } from './waiting';

/** n8n may wake an execution a little before its time. */
const EARLY_MS = 1_000;

/** What passes: the next look may go well. */
const PASSING: ReadonlySet<FailureKind> = new Set<FailureKind>([
	'rateLimited',
	'quota',
	'banned',
	'busy',
	'foreign',
	'unreachable',
	'connection',
]);
const passes = ({ kind }: Failure): boolean => PASSING.has(kind);

/** In the context of the sub-execution's node, which n8n keeps with the execution: that it has begun to wait. */
const BEGUN = 'dingTalkApprovalWait';

/** In the item that a woken execution goes on with: when an event was heard, Unix ms. */
export const HEARD_AT = 'heardAt';

/**
 * Waits for the result of an approval, unless it is there already.
 *
 * @param started of an approval that was started just now, which is worth waiting for although DingTalk tells nothing
 * of it at the moment: what to put in front of a refusal that stays
 * @throws NodeApiError when DingTalk tells nothing of the approval
 */
export async function waitForResult(
	context: ItemContext,
	processInstanceId: string,
	waiting: Waiting,
	started?: string,
): Promise<IDataObject> {
	const { api, node } = context;
	const outcome = await attemptInstance(api, processInstanceId);
	if (outcome.ok && !isRunning(outcome.value)) {
		return await resultOf(context, processInstanceId, outcome.value, waiting);
	}
	if (!outcome.ok && (started === undefined || !passes(outcome.failure))) {
		throw api.toError(outcome.failure, { prefix: started });
	}
	return (await waitInSubExecution(node, processInstanceId, waiting)) ?? { processInstanceId };
}

/**
 * One round of the sub-execution: looks at the approval, and waits on while it is not decided. It begins with a wait,
 * as somebody has looked just before.
 *
 * @throws NodeApiError when DingTalk tells nothing of the approval any more
 */
export async function nextRound(
	context: ItemContext,
	processInstanceId: string,
	waiting: Waiting,
): Promise<IDataObject> {
	const { api, node, itemIndex } = context;
	const now = systemClock.now();
	const isOver = waiting.until !== undefined && now + EARLY_MS >= waiting.until;
	const kept = node.getContext('node');
	if (kept[BEGUN] === true) {
		const outcome = await attemptInstance(api, processInstanceId);
		if (outcome.ok && (isOver || !isRunning(outcome.value))) {
			return await resultOf(context, processInstanceId, outcome.value, waiting);
		}
		if (!outcome.ok && (isOver || !passes(outcome.failure))) throw api.toError(outcome.failure);
	}
	kept[BEGUN] = true;
	const heardAt = Number(node.getInputData()[itemIndex]?.json[HEARD_AT] ?? waiting.since);
	return await wait(context, processInstanceId, waiting, { now, heardAt });
}

/** Stops the execution until an event wakes it, or it is time to look again. */
async function wait(
	{ node }: ItemContext,
	processInstanceId: string,
	waiting: Waiting,
	{ now, heardAt }: { now: number; heardAt: number },
): Promise<IDataObject> {
	const wakeAt = Math.min(now + pauseOf(waiting, now - heardAt), waiting.until ?? Infinity);
	const url = wakeUrlOf(node);
	awaitResult(processInstanceId, url, wakeAt, now);
	await node.putExecutionToWait(new Date(wakeAt));
	if (!runTriggersHere()) void tellTriggers(node, url);
	return { processInstanceId, waitingUntil: new Date(wakeAt).toISOString() };
}

/**
 * Triggers may run in another process, as in n8n's queue mode: where n8n takes requests to this execution, it is told
 * that it waits, as soon as n8n has stored it. It is only for speed, so a failure is nobody's.
 */
async function tellTriggers(node: ItemContext['node'], url: string): Promise<void> {
	await post(
		{
			context: node,
			clock: systemClock,
			signal: new AbortController().signal,
			instanceUrl: node.getInstanceBaseUrl(),
		},
		url,
		{},
	).catch(() => {});
}

/** The approval as Get has it, and what became of it in one word; `timedOut` where nobody has decided. */
async function resultOf(
	{ directory }: ItemContext,
	processInstanceId: string,
	instance: WireInstance,
	details: Waiting,
): Promise<IDataObject> {
	const outcome = isRunning(instance) ? 'timedOut' : statusOf(instance);
	const item = await approvalItem(directory, processInstanceId, instance, details);
	return { outcome, ...item };
}
