import type { IExecuteFunctions } from 'n8n-workflow';

import { fingerprint } from '../../../shared/crypto/digest';
import { toJson } from '../../../shared/wire/json';
import type { Reminder, Rounds, Wait } from './wait';
import { keptWait } from './wait';

/** n8n may wake an execution a little before its time. */
const EARLY_MS = 1_000;

/** The first round of a question that the workflow leads back to as long as nobody has answered. */
export const firstRound = (
	node: IExecuteFunctions,
	itemIndex: number,
	more: Omit<Rounds, 'execution' | 'input' | 'sent'>,
): Rounds => ({
	execution: node.getExecutionId(),
	input: inputOf(node, itemIndex),
	sent: 0,
	...more,
});

/**
 * The question of an earlier round that is still open: asked in this execution, for this very item, and not answered.
 * n8n hands the input on unchanged when a wait is over, and an answer in its place.
 */
export function openQuestion(
	node: IExecuteFunctions,
	itemIndex: number,
): (Wait & { rounds: Rounds }) | undefined {
	const wait = keptWait(node);
	const { rounds } = wait ?? {};
	if (!wait || !rounds) return undefined;
	const isOurs =
		rounds.execution === node.getExecutionId() && rounds.input === inputOf(node, itemIndex);
	return isOurs && !wasAnswered(node, itemIndex) ? { ...wait, rounds } : undefined;
}

const inputOf = (node: IExecuteFunctions, itemIndex: number): string =>
	fingerprint(toJson(node.getInputData()[itemIndex]?.json ?? {}));

/** Whether the node's last run put out an answer; no input of a question with reminders has `data`. */
function wasAnswered(node: IExecuteFunctions, itemIndex: number): boolean {
	const { name } = node.getNode();
	try {
		const { $node: runs } = node.getWorkflowDataProxy(itemIndex) as {
			$node: Record<string, { json: Record<string, unknown> }>;
		};
		return runs[name].json.data !== undefined;
	} catch {
		// It has put out nothing.
		return false;
	}
}

/** What a round has to do. */
export type Due = 'giveUp' | Reminder[];

/** @returns the reminders that are due and were not sent; several where n8n was away meanwhile */
export function dueOf({ until, rounds }: Wait & { rounds: Rounds }, nowMs: number): Due {
	const time = nowMs + EARLY_MS;
	if (until !== undefined && time >= until) return 'giveUp';
	return rounds.reminders.slice(rounds.sent).filter(({ at }) => time >= at);
}
