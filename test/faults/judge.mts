import type { Result } from '../answers/row.mts';
import type { CallClass } from './classes.mts';
import type { Fault } from './faults.mts';

/** What the user sees. */
export type Outcome =
	| 'done'
	/** An error that says that nothing was sent, or that nothing was done. */
	| 'not sent'
	/** An error, or an output, that says that nobody knows. */
	| 'not known'
	/** Any other error. */
	| 'error'
	/** A trigger that goes on by itself. */
	| 'goes on';

export interface Tried {
	callClass: CallClass;
	fault: Fault;
	result: Result;
	requests: number;
	/** How often DingTalk did it. */
	done: number;
	/** What was asked for, aimed at or not. */
	paths: string[];
}

const NOT_SENT = /nothing was sent|nothing was done/i;
const NOT_KNOWN = /not known whether|may or may not|look whether it did|"status":"unknown"/i;
const MOST_REQUESTS = 7;

/** What the user sees of it, and what of it must not be. */
export function judge(tried: Tried): { outcome: Outcome; problems: string[] } {
	const { callClass, fault, result, requests, done, paths } = tried;
	const text = [result.error?.message, result.error?.description, JSON.stringify(result.output)]
		.filter(Boolean)
		.join(' | ');
	const outcome = outcomeOf(callClass, result, text);
	const problems: string[] = [];
	const isOnce = callClass.done !== undefined;
	if (done > 1) problems.push(`it was done ${done} times`);
	if (isOnce && outcome === 'done' && done !== 1) problems.push(`it was done ${done} times`);
	if (isOnce && outcome === 'not sent' && done > 0) problems.push('it was done all the same');
	if (isOnce && outcome === 'error' && done > 0)
		problems.push('it is told as refused, and was done');
	if (requests > MOST_REQUESTS && !callClass.isStanding) problems.push(`${requests} requests`);
	if (paths.includes('/redirected')) problems.push('a redirect was followed');
	if (typeof fault.does === 'string' && outcome === 'not known') {
		problems.push('nothing can have been sent');
	}
	if (text.includes('It does not end')) problems.push('it does not end');
	return { outcome, problems: problems.map((problem) => `${problem}: ${text.slice(0, 500)}`) };
}

function outcomeOf(callClass: CallClass, { error, output }: Result, text: string): Outcome {
	if (callClass.isStanding) return error ? 'error' : 'goes on';
	if (error === undefined && !/"status":"unknown"/.test(JSON.stringify(output))) return 'done';
	if (callClass.isHarmless) return 'error';
	if (NOT_SENT.test(text)) return 'not sent';
	return NOT_KNOWN.test(text) ? 'not known' : 'error';
}
