import { ENDPOINTS } from '../../sandbox/contract/load.mts';
import type { Foreign } from './foreign.mts';
import type { Result, Row } from './row.mts';

/** What an item became. */
export type Outcome =
	| 'error'
	/** Nobody got it for sure, and the output says so of everybody. */
	| 'unknown'
	/** Done, and the output says what part of it was not. */
	| 'told'
	| 'done';

export interface Verdict {
	outcome: Outcome;
	/** Why this must not be; empty when all is well. */
	problems: string[];
}

const ACCIDENTS =
	/\bundefined\b|\[object \w+\]|is not a function|is not iterable|Cannot read|Cannot convert|Spread syntax|Unexpected token|at position \d|Invalid time value|\bNaN\b/;
const NOT_DINGTALK = /did not come from DingTalk|a server on the way to it/;
/** Fields that say that something was done. */
const DONE_FIELDS = ['accepted', 'queued', 'taskIds', 'recalled', 'added', 'removed', 'muted'];

/** What in a result nobody meant to write, or may see. */
function accidentsIn(text: string, secrets: string[]): string[] {
	const accident = ACCIDENTS.exec(text)?.[0];
	return [
		...(accident ? [`it holds "${accident}"`] : []),
		...(secrets.some((secret) => text.includes(secret)) ? ['it holds a secret'] : []),
	];
}

/** What must not be after an answer of which a part has another shape: it may be a part that nobody reads. */
export function judgeShape(result: Result, secrets: string[]): string[] {
	const text = textOf(result);
	return accidentsIn(text, secrets).map((problem) => `${problem}: ${text.slice(0, 600)}`);
}

/** What became of a call that got a foreign answer, and what is wrong with it. */
export function judge(row: Row, foreign: Foreign, result: Result, secrets: string[]): Verdict {
	const outcome = outcomeOf(result);
	if (row.excepted?.answers.includes(foreign.name)) return { outcome, problems: [] };
	const text = textOf(result);
	const problems = accidentsIn(text, secrets);
	const wanted = expectation(row, foreign);
	if (!wanted.outcomes.includes(outcome)) {
		problems.push(`it is ${outcome} where it should be ${wanted.outcomes.join(' or ')}`);
	}
	if (wanted.isTold && outcome !== 'done') {
		if (!NOT_DINGTALK.test(text)) problems.push('it does not say that DingTalk did not answer');
		const says = row.says ?? foreign.says;
		if (!says.test(text)) problems.push(`it does not say ${says.source}`);
	}
	return { outcome, problems: problems.map((problem) => `${problem}: ${text.slice(0, 600)}`) };
}

interface Expectation {
	outcomes: Outcome[];
	/** Whether what came has to be described. */
	isTold: boolean;
}

/** Empty answers where the documents promise one, and whatever else a row takes on purpose. */
function expectation({ answer, endpoint, tolerated }: Row, { name }: Foreign): Expectation {
	if (answer === 'nothing' && (name === 'empty' || name === '{}')) return untold('done');
	if (answer === 'json' || answer === 'jsonPages') {
		const isTyped = name === 'wrong types' || name === 'wrong leaves';
		// Where a list is wanted, its path leads to none.
		if (isTyped) return untold(answer === 'json' ? 'done' : 'error');
		if (!isOapi(endpoint) && ANY_JSON.includes(name)) return untold('done');
	}
	if (answer === 'anyFile' && name !== 'HTML 502' && name !== 'redirect') return untold('done');
	// A list that nobody reads does no harm.
	if (name === 'odd entries') return untold('error', 'unknown', 'told', 'done');
	if (tolerated) {
		return { outcomes: [tolerated.outcome], isTold: tolerated.outcome === 'told' };
	}
	return { outcomes: ['error', 'unknown'], isTold: true };
}

const untold = (...outcomes: Outcome[]): Expectation => ({ outcomes, isTold: false });

/** What API Request takes of the API host. */
const ANY_JSON = ['empty', '{}', '{"foo":1}', '[]'];
const isOapi = (endpoint: string): boolean =>
	ENDPOINTS.find(({ id }) => id === endpoint)?.host === 'oapi';

function outcomeOf({ output, error }: Result): Outcome {
	if (error) return 'error';
	const [item] = [output].flat() as Array<{ json?: Record<string, unknown> } | undefined>;
	if (isUnknownThroughout(item?.json ?? {})) return 'unknown';
	return NOT_DINGTALK.test(JSON.stringify(output)) ? 'told' : 'done';
}

function isUnknownThroughout(json: Record<string, unknown>): boolean {
	const listed = (name: string) => (json[name] ?? []) as Array<{ status?: string }>;
	const isDone = DONE_FIELDS.some((name) => listed(name).length > 0);
	const isAllUnknown = listed('recipients').every(({ status }) => status === 'unknown');
	return 'recipients' in json && !isDone && isAllUnknown && listed('failed').length > 0;
}

const textOf = ({ output, error }: Result): string =>
	[error?.message, error?.description, ...wordsIn(output)].filter(Boolean).join(' | ');

/** All names, texts and numbers in a value. */
function wordsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(wordsIn);
	if (value === undefined || value === null) return [];
	if (typeof value !== 'object') return [String(value)];
	return Object.entries(value).flatMap(([name, field]) => [name, ...wordsIn(field)]);
}
