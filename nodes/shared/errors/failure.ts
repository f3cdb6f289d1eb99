import { redactAll } from './redact';
import type { FailureKind } from './hints/kinds';

export type { FailureKind };

/** Code of an answer that ends before its JSON does. */
export const BROKEN_JSON = 'brokenJson';

/** One refused or failed call, free of secrets. */
export interface Failure {
	kind: FailureKind;
	/** DingTalk's own code (`errcode`, `sub_code` or `code`), or a network code such as ECONNREFUSED. */
	code: string;
	/** DingTalk's own text, redacted. */
	message: string;
	httpStatus?: number;
	requestId?: string;
	/** How long DingTalk asks to wait. */
	retryAfterMs?: number;
	/** Names of the missing permissions. */
	scopes?: string[];
	/** For an answer that is not DingTalk's or lacks something: what came, e.g. `HTTP 200, text/html, "Sign in"`. */
	came?: string;
	/** The code is of Node or n8n, not DingTalk's. */
	isThrown?: boolean;
	/** How often the call was made, or, where it is the exchange of the token that failed, the exchange. */
	attempts?: number;
	/** The access token could not be had: the call itself was never sent. */
	isBeforeCall?: boolean;
}

/** The same failure without the exact values given: DingTalk or a proxy may repeat a token where no pattern finds it. */
export const withoutSecrets = (failure: Failure, secrets: readonly string[]): Failure =>
	redactAll(failure, secrets);

/** A result that travels through retry, token and limiter as a value; only the edge throws. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export const success = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const failed = (failure: Failure): { ok: false; failure: Failure } => ({
	ok: false,
	failure,
});

/** The execution was cancelled; DingTalk said nothing. */
export const CANCELLED: Failure = { kind: 'cancelled', code: 'cancelled', message: '' };

/** Failures that every further call of the same kind would meet too. */
export const HOPELESS: ReadonlySet<FailureKind> = new Set<FailureKind>([
	'credential',
	'token',
	'scope',
	'ip',
	'robot',
	'quota',
	'banned',
	'tooLong',
	'unsafe',
	'foreign',
	'unreachable',
	'unmade',
	'cancelled',
]);

/** Refusals of what a call names; `other` is a code that no hint knows. */
const ABOUT_WHAT_IS_NAMED: ReadonlySet<FailureKind> = new Set<FailureKind>([
	'invalid',
	'notFound',
	'range',
	'other',
]);

/**
 * Whether one entry of those that a call names can be the cause, so that the others may do without it. Not
 * where DingTalk is busy, refuses the rate or cannot be reached: more calls would only make that worse.
 */
export const mayConcernOneEntry = ({ kind, httpStatus = 200, isBeforeCall }: Failure): boolean =>
	!isBeforeCall &&
	ABOUT_WHAT_IS_NAMED.has(kind) &&
	(kind !== 'other' || httpStatus === 200 || httpStatus === 400);

/** Whether DingTalk may have carried the call out all the same: doing it again might do it twice. */
export const mayHaveHappened = ({ kind, isBeforeCall }: Failure): boolean =>
	!isBeforeCall && (kind === 'connection' || kind === 'busy' || kind === 'foreign');
