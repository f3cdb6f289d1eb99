import type { IDataObject } from 'n8n-workflow';

import type { Failure, Outcome } from './errors/failure';
import { failed, HOPELESS, mayConcernOneEntry } from './errors/failure';
import { explain } from './errors/toNodeError';
import type { ApiCall, DingTalkApi } from './transport/api';
import type { Reply } from './transport/reply';

export interface BatchResult {
	/** Whom DingTalk accepted. */
	done: string[];
	/** Batches that DingTalk refused, with the reason. */
	failed: IDataObject[];
}

export interface BatchOptions {
	/** What the IDs of a refused batch are called. @default userIds */
	name?: string;
	/** Whether a refused batch is tried again ID by ID, where the reason may concern only one of them. */
	isDivisible?: boolean;
}

/** The call for one batch; doing it twice must do no harm. */
export type ToCall = (ids: string[]) => Omit<ApiCall, 'repeatable'>;

/**
 * Does something to any number of members, in calls of at most `perCall`, one after the other. Part of
 * them may be refused; it throws only when all are.
 */
export async function inBatches(
	api: DingTalkApi,
	ids: string[],
	perCall: number,
	toCall: ToCall,
	options: BatchOptions = {},
): Promise<BatchResult> {
	const { failure, ...result } = await attemptBatches(api, ids, perCall, toCall, options);
	if (failure && result.done.length === 0) throw api.toError(failure);
	return result;
}

/** Like `inBatches`, but it never throws: for what is only a part of the work. */
export async function attemptBatches(
	api: DingTalkApi,
	ids: string[],
	perCall: number,
	toCall: ToCall,
	{ name = 'userIds', isDivisible = false }: BatchOptions = {},
): Promise<BatchResult & { failure?: Failure }> {
	const result: BatchResult & { failure?: Failure } = { done: [], failed: [] };
	const waiting = chunksOf(ids, perCall);
	for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
		const isHopeless = result.failure && HOPELESS.has(result.failure.kind);
		const outcome: Outcome<Reply> =
			result.failure && isHopeless
				? failed(result.failure)
				: await api.attempt({ ...toCall(batch), repeatable: true });
		if (outcome.ok) {
			result.done.push(...batch);
			continue;
		}
		if (isDivisible && batch.length > 1 && mayConcernOneEntry(outcome.failure)) {
			waiting.unshift(...chunksOf(batch, 1));
			continue;
		}
		result.failure = outcome.failure;
		const { message } = explain(outcome.failure);
		result.failed.push({ [name]: batch, message, code: outcome.failure.code });
	}
	return result;
}

/** The same entries in lists of at most `size`. */
export const chunksOf = <T>(list: readonly T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
		list.slice(index * size, (index + 1) * size),
	);
