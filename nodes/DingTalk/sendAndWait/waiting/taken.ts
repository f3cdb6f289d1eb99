import { Expiring } from '../../../shared/run/expiring';
import { MINUTE_MS } from '../../../shared/run/durations';

/** An answer that was given. */
export interface Taken {
	/** Unix ms. */
	at: number;
	/** What it was, in the words of its button; absent for a form. */
	label?: string;
	/** userId of whose link it was; absent where a group has one link for all. */
	by?: string;
}

/** Longer than n8n takes to go on with an execution; from then on n8n itself answers for it. */
const KEPT_MS = 10 * MINUTE_MS;

/**
 * The answers that this process took a moment ago, by the ID of their question: of two that come at once, n8n
 * would give the second an error.
 */
export const takenAnswers = new Expiring<Taken>();

/** Keeps an answer. */
export const take = (id: string, answer: Taken): void =>
	takenAnswers.set(id, answer, answer.at + KEPT_MS, answer.at);
