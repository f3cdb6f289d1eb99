import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { redact } from './redact';
import type { Failure, FailureKind } from './failure';
import { BROKEN_JSON } from './failure';
import { findHint } from './hints';

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
		cure: 'DingTalk may or may not have carried the call out, so it was not repeated. Look before sending it again',
	},
	cancelled: { title: 'The execution was cancelled', cure: 'Nothing more was sent' },
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

/** What the user reads: what happened, what to do, and DingTalk's own words with code and request id. */
export function explain(failure: Failure, options: { legacy?: boolean } = {}) {
	const hint = hintFor(failure, options);
	const title = hint?.title ?? `DingTalk refused the call with code ${failure.code}`;
	return {
		message: `${title}${detailOf(failure)}`,
		description: `${hint ? `${hint.cure}. ` : ''}(${originOf(failure)})`,
	};
}

function hintFor(failure: Failure, options: { legacy?: boolean }) {
	const hint = hintOf(failure, options);
	if (!failure.isBeforeCall || !hint || failure.kind === 'credential') return hint;
	return { ...hint, cure: BEFORE_CALL };
}

function hintOf(failure: Failure, options: { legacy?: boolean }) {
	if (options.legacy && failure.kind === 'scope') return LEGACY;
	// What is not DingTalk's has no code of DingTalk's either.
	if (failure.came !== undefined) return hintForCame(failure);
	return findHint(failure.code, failure.message) ?? FALLBACKS[failure.kind];
}

function hintForCame({ kind, code }: Failure) {
	if (kind === 'foreign') return FOREIGN;
	return code === BROKEN_JSON ? CUT_OFF : ON_THE_WAY;
}

/** Who says so, in which words. */
function originOf({ kind, code, message, requestId, came }: Failure): string {
	// What came is described in the title.
	if (came !== undefined) return message;
	const isNetwork = kind === 'unreachable' || kind === 'connection';
	return [
		`${isNetwork ? 'network error' : 'DingTalk code'} ${code}`,
		message && `"${message}"`,
		requestId && `request id ${requestId}`,
	]
		.filter(Boolean)
		.join(', ');
}

/** What of a failure is worth a place in the message itself. */
function detailOf({ kind, scopes = [], retryAfterMs, came }: Failure): string {
	if (came) return `: ${came}`;
	if (kind === 'scope' && scopes.length > 0) return `: ${scopes.join(', ')}`;
	if (kind !== 'banned' || !retryAfterMs) return '';
	const minutes = Math.ceil(retryAfterMs / 60_000);
	return `: wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

/**
 * The n8n error for a failure: message, cure, code and request id, without any secret.
 * It is built fresh: an error that n8n made may hold the request with its token.
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	options: { itemIndex?: number; legacy?: boolean; prefix?: string } = {},
): NodeApiError {
	const { message, description } = explain(failure, options);
	const { kind, code, requestId, httpStatus } = failure;
	const response: JsonObject = { kind, code, message: redact(failure.message) };
	if (requestId) response.requestId = requestId;
	if (httpStatus) response.httpStatus = httpStatus;
	const error = new NodeApiError(node, response, {
		message: options.prefix ? `${options.prefix}: ${message}` : message,
		description,
		httpCode: code,
		itemIndex: options.itemIndex,
	});
	// n8n replaces messages that contain words such as ECONNREFUSED; ours says more.
	error.message = options.prefix ? `${options.prefix}: ${message}` : message;
	error.context.dingTalk = response;
	return error;
}
