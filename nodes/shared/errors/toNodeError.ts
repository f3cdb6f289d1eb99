import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { redact } from './redact';
import type { Failure, FailureKind } from './failure';
import { BROKEN_JSON } from './failure';
import { findHint } from './hints';
import { MINUTE_MS } from '../run/durations';

/** Words for failures that no DingTalk code describes. */
const FALLBACKS: Partial<Record<FailureKind, { title: string; cure: string }>> = {
	banned: {
		title: 'DingTalk blocks the address n8n calls from',
		cure: 'An address that makes more than 10,000 calls within 20 seconds is blocked for about 5 minutes, for every API. Wait, and spread the calls',
	},
	unreachable: {
		title: 'DingTalk could not be reached',
		cure: "Check the base URLs in the credential, n8n's network access and its proxy settings. Nothing was sent",
	},
	connection: {
		title: 'The connection to DingTalk broke before the answer came',
		cure: 'DingTalk may or may not have carried the call out. If it was to send or change something, look before doing it again',
	},
	unmade: {
		title: 'No request can be made of this address or this input',
		cure: 'Check the base URLs in the credential: http:// or https://, the host, and no blanks. Nothing was sent',
	},
	cancelled: {
		title: 'The execution was cancelled',
		cure: 'Nothing more was sent. Whether a call under way was carried out is not known',
	},
	busy: {
		title: 'DingTalk was too busy to answer',
		cure: 'Try again later. Look whether the call took effect before sending it again',
	},
};

const FOREIGN = {
	title: 'The answer did not come from DingTalk, or is not the documented one',
	cure: "A proxy, a sign-in page of the network, or another server answered in its place. Check the base URLs in the credential and n8n's proxy settings. If the call was to send or change something, look whether it did before doing it again",
};
const TRY_LATER =
	"Try again later, and check n8n's proxy settings if it happens often. If the call was to send or change something, look whether it did before doing it again";
const ON_THE_WAY = {
	title: 'DingTalk, or a server on the way to it, could not answer',
	cure: TRY_LATER,
};
const TOO_MANY = {
	title: 'DingTalk, or a server on the way to it, takes no more calls for now',
	cure: 'Nothing was done. Spread the calls, or try again later',
};
const CUT_OFF = {
	title: 'The answer was cut off, by DingTalk or by a server on the way to it',
	cure: TRY_LATER,
};

const BEFORE_CALL =
	"It was the exchange of the access token that failed, so nothing was sent. Check 'API Base URL' in the credential and n8n's proxy settings, or try again later";

const LEGACY = {
	title: 'DingTalk has closed this API to new apps',
	cure: 'Only apps that had the permission before may call it. In place of work records use the resource Todo; in place of legacy messages send to a person or group by the app robot',
};

/** What an error says besides. */
export interface ErrorWords {
	/** DingTalk gives the permission to no new app. */
	legacy?: boolean;
	/** What did not work, before why. */
	prefix?: string;
	/** What more there is to know, at the end. */
	note?: string;
}

/** What the user reads: what happened, what to do, and DingTalk's own words with code and request id. */
export function explain(failure: Failure, options: { legacy?: boolean } = {}) {
	const hint = hintOf(failure, options);
	const title = hint?.title ?? untold(failure);
	return {
		message: `${title}${detailOf(failure)}`,
		description: [cureFor(failure, hint), triesOf(failure), originOf(failure)]
			.filter(Boolean)
			.join('. '),
	};
}

const untold = ({ code, isThrown }: Failure): string =>
	isThrown
		? `The call failed with ${code}, which DingTalk did not say`
		: `DingTalk refused the call with code ${code}`;

const NEVER_SENT = 'Nothing was sent';

function cureFor(failure: Failure, hint?: { cure: string }): string | undefined {
	const { kind, isBeforeCall, attempts } = failure;
	if (kind === 'cancelled' && attempts === 0) return NEVER_SENT;
	return isBeforeCall && kind !== 'credential' ? BEFORE_CALL : hint?.cure;
}

/** Of these one may wonder whether they were tried again. */
const PERHAPS_REPEATED: ReadonlySet<FailureKind> = new Set<FailureKind>([
	'rateLimited',
	'quota',
	'busy',
	'connection',
]);

/** What was done, not what is usually done: it depends on the call, on how long it took and on what was answered. */
function triesOf({ kind, attempts = 0, isBeforeCall }: Failure): string {
	const what = isBeforeCall ? 'The exchange' : 'The call';
	if (attempts > 1) return `${what} was tried ${attempts} times`;
	return attempts === 1 && PERHAPS_REPEATED.has(kind) ? `${what} was not repeated` : '';
}

function hintOf(failure: Failure, options: { legacy?: boolean }) {
	if (options.legacy && failure.kind === 'scope') return LEGACY;
	// What is not DingTalk's has no code of DingTalk's either.
	if (failure.came !== undefined) return hintForCame(failure);
	return findHint(failure.code, failure.message) ?? FALLBACKS[failure.kind];
}

function hintForCame({ kind, code }: Failure) {
	if (kind === 'foreign') return FOREIGN;
	if (kind === 'rateLimited') return TOO_MANY;
	return code === BROKEN_JSON ? CUT_OFF : ON_THE_WAY;
}

/** Who says so, in which words. */
function originOf({ kind, code, message, requestId, came, isThrown }: Failure): string {
	// What came is described in the title.
	if (came !== undefined) return message && `(${message})`;
	if (kind === 'cancelled') return '';
	const isNetwork = isThrown || kind === 'unreachable' || kind === 'connection';
	const words = [
		`${isNetwork ? 'network error' : 'DingTalk code'} ${code}`,
		message && `"${message}"`,
		requestId && `request id ${requestId}`,
	];
	return `(${words.filter(Boolean).join(', ')})`;
}

/** What of a failure is worth a place in the message itself. */
function detailOf({ kind, scopes = [], retryAfterMs, came }: Failure): string {
	if (came) return `: ${came}`;
	if (kind === 'scope' && scopes.length > 0) return `: ${scopes.join(', ')}`;
	if (kind !== 'banned' || !retryAfterMs) return '';
	const minutes = Math.ceil(retryAfterMs / MINUTE_MS);
	return `: wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

/**
 * The n8n error for a failure: message, cure, code and request id, without any secret.
 * It is built fresh: an error that n8n made may hold the request with its token.
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	options: ErrorWords & { itemIndex?: number } = {},
): NodeApiError {
	const { prefix, note } = options;
	const explained = explain(failure, options);
	const message = prefix ? `${prefix}: ${explained.message}` : explained.message;
	const description = [explained.description, note].filter(Boolean).join('. ');
	const { kind, code, requestId, httpStatus } = failure;
	const response: JsonObject = { kind, code, message: redact(failure.message) };
	if (requestId) response.requestId = requestId;
	if (httpStatus) response.httpStatus = httpStatus;
	const error = new NodeApiError(node, response, {
		message,
		description,
		httpCode: code,
		itemIndex: options.itemIndex,
	});
	// n8n replaces messages that contain words such as ECONNREFUSED; ours says more.
	error.message = message;
	error.context.dingTalk = response;
	return error;
}
