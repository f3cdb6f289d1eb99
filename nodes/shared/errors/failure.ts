import { redactAll } from '../auth/redact';

/** Why a call did not succeed; decides whether it is repeated and what the user is told. */
export type FailureKind =
	| 'credential' // Client ID or secret wrong
	| 'token' // access token refused or expired
	| 'scope' // the app lacks a permission
	| 'ip' // caller's address not allowed
	| 'range' // person or department outside the app's visible range
	| 'notFound'
	| 'robot' // robot disabled, removed, not in the group, or its security settings refuse
	| 'invalid' // DingTalk found the request faulty
	| 'tooLong'
	| 'unsafe' // content rejected
	| 'rateLimited' // refused now, may be accepted later
	| 'quota' // monthly quota spent; never repeated
	| 'banned' // the address is blocked for minutes
	| 'busy' // DingTalk could not say whether it did anything
	| 'foreign' // the answer is none that DingTalk gives to this call: outcome unknown
	| 'unknownApi'
	| 'unreachable' // never connected: nothing was done
	| 'connection' // connection lost or timed out: outcome unknown
	| 'unmade' // no request could be made of it: nothing was sent
	| 'cancelled'
	| 'other';

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
	/** For an answer that is not DingTalk's: what came, e.g. `HTTP 200, text/html, "Sign in"`. */
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

/** Whether DingTalk may have carried the call out all the same: doing it again might do it twice. */
export const mayHaveHappened = ({ kind, isBeforeCall }: Failure): boolean =>
	!isBeforeCall && (kind === 'connection' || kind === 'busy' || kind === 'foreign');
