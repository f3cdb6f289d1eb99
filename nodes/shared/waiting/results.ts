import type { FunctionsBase } from 'n8n-workflow';

import { eventDataOf } from '../pushes/eventData';
import { textAt } from '../pushes/payload';
import type { Push } from '../pushes/push';
import type { Outcome } from '../errors/failure';
import { Expiring } from '../run/expiring';
import { postPlain } from '../transport/plain';
import type { Reply } from '../transport/reply';
import type { ReachParts } from './reach';
import { BUSY_WAITS_MS, reach, TIMEOUT_MS } from './reach';

/**
 * The executions that wait for the result of an approval, as far as this process knows: their addresses, by the
 * approval. Each tells itself anew whenever it begins to wait, so that a process that was started meanwhile knows it
 * soon; one that is not here finds the result by itself, only later.
 */
const waiting = new Expiring<ReadonlySet<string>>(10_000);

/** Of `bpms_instance_change`: nothing comes after them. */
const ENDS: ReadonlySet<string | undefined> = new Set(['finish', 'terminate', 'delete']);

/** What wakes an execution. */
export const WAKE = { wake: true } as const;

/**
 * An execution waits from now on.
 *
 * @param url where it is woken
 * @param untilMs when it wakes by itself, Unix ms
 */
export function awaitResult(
	processInstanceId: string,
	url: string,
	untilMs: number,
	nowMs: number,
): void {
	const known = waiting.get(processInstanceId, nowMs) ?? [];
	waiting.set(processInstanceId, new Set([...known, url]), untilMs, nowMs);
}

/** What hears of an approval: a trigger. */
export interface HearingParts extends ReachParts {
	logger: FunctionsBase['logger'];
}

/**
 * Wakes the executions that wait for an approval which an event tells the end of; they ask DingTalk for the result
 * themselves, so an event that is forged or comes twice does no harm. Never throws: whoever is not reached wakes by
 * itself.
 */
export async function wakeForResult(parts: HearingParts, push: Push): Promise<void> {
	const processInstanceId = endedApprovalOf(push);
	if (processInstanceId === undefined) return;
	const urls = waiting.get(processInstanceId, parts.clock.now()) ?? [];
	waiting.delete(processInstanceId);
	for (const url of urls) {
		const outcome = await post(parts, url, WAKE);
		if (outcome.ok) continue;
		const { came, code } = outcome.failure;
		parts.logger.warn(
			`An execution that waits for the approval ${processInstanceId} could not be woken, and looks by itself later: ${came ?? code}`,
		);
	}
}

function endedApprovalOf(push: Push): string | undefined {
	if (push.kind !== 'event' || push.eventType !== 'bpms_instance_change') return undefined;
	const data = eventDataOf(push);
	return ENDS.has(textAt(data, 'type')) ? textAt(data, 'processInstanceId') : undefined;
}

/** Posts to an execution that waits, or is about to. */
export const post = async (
	parts: ReachParts,
	url: string,
	body: unknown,
): Promise<Outcome<Reply>> =>
	await reach(parts, url, async (address) => await postAt(parts, address, body));

async function postAt(
	parts: ReachParts,
	url: string,
	body: unknown,
	[waitMs, ...later]: readonly number[] = BUSY_WAITS_MS,
): Promise<Outcome<Reply>> {
	const { context, clock, signal } = parts;
	const outcome = await postPlain(context, {
		...{ url, body, timeoutMs: TIMEOUT_MS, isOapi: false, signal },
		answer: { standing: 'text' },
	});
	const isBusy = !outcome.ok && outcome.failure.httpStatus === 409;
	if (!isBusy || waitMs === undefined || signal.aborted) return outcome;
	await clock.sleep(waitMs, signal);
	return await postAt(parts, url, body, later);
}
