import type { PushInfo, PushKind } from '../../sandbox/state/types.mts';
import type { StoredExecution } from '../../harness/n8n/executions.mts';
import type { Kill } from './kill.mts';

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
	/** Executions that n8n was killed in; it lists them as crashed. */
	crashed: number;
	/** Messages that were acknowledged in the minute before a kill and started nothing: DingTalk sends them once. */
	messagesCutOff: number;
	/** Events that were acknowledged and started nothing, and pushes that started more than one execution. */
	eventsLost: number;
	doubled: number;
	/** What must not be: acknowledged and not started, started twice, in the wrong lane, failed, unknown. */
	problems: string[];
}

/** A push, and the workflow it was meant for. */
export type Meant = Map<string, { workflowId: string; kind: PushKind }>;

/** What is compared. */
export interface Evidence {
	meant: Meant;
	kills: readonly Kill[];
	pushes: readonly PushInfo[];
	executions: Iterable<StoredExecution & { workflowId: string }>;
}

/** What n8n has begun or been given so long before a kill may not have come to its end, or into its database. */
const CUT_OFF_MS = 60_000;

const isShortlyBefore = (at: number, kills: readonly Kill[]): boolean =>
	kills.some((kill) => at <= kill.at && at > kill.at - CUT_OFF_MS);

/** Whether n8n may have been killed between the acknowledgement of a message and the storing of its execution. */
export const mayBeCutOff = ({ kind, lastPushedAt = 0 }: PushInfo, kills: readonly Kill[]) =>
	kind === 'message' && isShortlyBefore(lastPushedAt, kills);

/** Compares what the sandbox pushed with what n8n started. */
export function judge({ meant, kills, pushes, executions }: Evidence): Verdict {
	const verdict: Verdict = {
		pushed: { message: 0, event: 0 },
		...{ acknowledged: 0, lost: {}, pushedAgain: 0, executions: 0, exactlyOnce: 0 },
		...{ crashed: 0, messagesCutOff: 0, eventsLost: 0, doubled: 0 },
		problems: [],
	};
	const starts = new Map<string, number>();
	for (const execution of executions) {
		const key = keyOf(execution);
		starts.set(key, (starts.get(key) ?? 0) + 1);
		tallyExecution(verdict, execution, meant.get(key), kills);
	}
	for (const push of pushes.filter(({ key }) => meant.has(key))) {
		tally(verdict, push, starts.get(push.key) ?? 0, kills);
	}
	return verdict;
}

const keyOf = ({ items: [item] }: StoredExecution): string =>
	String(item?.messageId ?? item?.eventId);

function tallyExecution(
	verdict: Verdict,
	execution: StoredExecution & { workflowId: string },
	push: { workflowId: string } | undefined,
	kills: readonly Kill[],
): void {
	const { problems } = verdict;
	const { id, status, error, items, createdAt, workflowId } = execution;
	verdict.executions++;
	if (items.length > 1) problems.push(`execution ${id} has ${items.length} items`);
	if (status === 'crashed' && isShortlyBefore(createdAt, kills)) verdict.crashed++;
	else if (status !== 'success') {
		const stored = new Date(createdAt).toISOString();
		problems.push(`execution ${id}, stored ${stored}, ended as ${status}: ${error}`);
	}
	if (push === undefined) problems.push(`execution ${id} came of no push: ${keyOf(execution)}`);
	else if (push.workflowId !== workflowId)
		problems.push(`${keyOf(execution)} started ${workflowId}`);
}

function tally(verdict: Verdict, push: PushInfo, started: number, kills: readonly Kill[]): void {
	const { kind, key, status, attempts, problem = 'unknown' } = push;
	verdict.pushed[kind === 'event' ? 'event' : 'message']++;
	if (attempts > 1) verdict.pushedAgain++;
	if (started === 1) verdict.exactlyOnce++;
	if (started > 1) {
		verdict.doubled++;
		verdict.problems.push(`${kind} ${key} started ${started} executions`);
	}
	if (status === 'lost') {
		verdict.lost[problem] ??= { count: 0, started: 0 };
		verdict.lost[problem].count++;
		verdict.lost[problem].started += started;
		return;
	}
	if (status === 'acked') verdict.acknowledged++;
	else verdict.problems.push(`${kind} ${key} is still ${status}`);
	if (started > 0) return;
	if (mayBeCutOff(push, kills)) {
		verdict.messagesCutOff++;
		return;
	}
	if (kind === 'event') verdict.eventsLost++;
	verdict.problems.push(`${kind} ${key} is ${status} and started nothing`);
}
