import type { PushInfo, PushKind } from '../../sandbox/state/types.mts';
import type { StoredExecution } from '../../test/n8n/harness/executions.mts';

/** What n8n made of the pushes. */
export interface Verdict {
	pushed: Record<'message' | 'event', number>;
	acknowledged: number;
	/** Pushes that DingTalk does not repeat, by reason, and how many of them n8n had got all the same. */
	lost: Record<string, { count: number; started: number }>;
	/** Pushes that were sent more than once until they were acknowledged. */
	pushedAgain: number;
	executions: number;
	exactlyOnce: number;
	/** What must not be: acknowledged and not started, started twice, in the wrong lane, failed, unknown. */
	problems: string[];
}

/** A push, and the workflow it was meant for. */
export type Meant = Map<string, { workflowId: string; kind: PushKind }>;

/** Compares what the sandbox pushed with what n8n started. */
export function judge(
	meant: Meant,
	pushes: readonly PushInfo[],
	executions: Iterable<StoredExecution & { workflowId: string }>,
): Verdict {
	const problems: string[] = [];
	const starts = new Map<string, number>();
	let count = 0;
	for (const { id, status, error, items, workflowId } of executions) {
		count++;
		const [item, ...more] = items;
		const key = String(item?.messageId ?? item?.eventId);
		if (more.length > 0) problems.push(`execution ${id} has ${items.length} items`);
		if (status !== 'success') problems.push(`execution ${id} ended as ${status}: ${error}`);
		const push = meant.get(key);
		if (push === undefined) problems.push(`execution ${id} came of no push of ours: ${key}`);
		else if (push.workflowId !== workflowId) problems.push(`${key} started ${workflowId}`);
		starts.set(key, (starts.get(key) ?? 0) + 1);
	}
	const verdict: Verdict = {
		pushed: { message: 0, event: 0 },
		acknowledged: 0,
		lost: {},
		pushedAgain: 0,
		executions: count,
		exactlyOnce: 0,
		problems,
	};
	for (const push of pushes.filter(({ key }) => meant.has(key))) {
		tally(verdict, push, starts.get(push.key) ?? 0);
	}
	return verdict;
}

function tally(verdict: Verdict, push: PushInfo, started: number): void {
	const { kind, key, status, attempts, problem = 'unknown' } = push;
	verdict.pushed[kind === 'event' ? 'event' : 'message']++;
	if (attempts > 1) verdict.pushedAgain++;
	if (started === 1) verdict.exactlyOnce++;
	if (started > 1) verdict.problems.push(`${kind} ${key} started ${started} executions`);
	if (status === 'lost') {
		verdict.lost[problem] ??= { count: 0, started: 0 };
		verdict.lost[problem].count++;
		verdict.lost[problem].started += started;
		return;
	}
	if (status === 'acked') verdict.acknowledged++;
	else verdict.problems.push(`${kind} ${key} is still ${status}`);
	if (started === 0) verdict.problems.push(`${kind} ${key} is ${status} and started nothing`);
}
