import type {
	IAllExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IDataObject,
} from 'n8n-workflow';

import { attachedToken } from './attach';
import type { Answer } from '../errors/confirm';
import type { Outcome } from '../errors/failure';
import { CANCELLED, failed, withoutSecrets } from '../errors/failure';
import type { BaseUrls, Host } from '../wire/hosts';
import { toJson } from '../wire/json';
import { followToFile, isRedirect } from './plain';
import type { CallContext } from './callContext';
import type { FullResponse, Reply } from './reply';
import { isFileWanted, toOutcome } from './reply';
import { endBy, withinTime } from './withinTime';

export const CREDENTIAL = 'dingTalkAppApi';

export interface HttpCall {
	method: IHttpRequestMethods;
	host: Host;
	/** With ids encoded; starts with a slash. */
	path: string;
	query?: IDataObject;
	headers?: Record<string, string>;
	/** JSON value (bigint allowed), ready-made `FormData`, or bytes. */
	body?: unknown;
	contentType?: string;
	/** What no text of a failure may repeat, beside the token. */
	secrets?: readonly string[];
	/** What the answer must carry; DingTalk may still answer with a JSON refusal in place of a `file`. */
	answer: Answer;
	/** For the whole call, its answer included; a file's bytes are read later. */
	timeoutMs: number;
}

/** How a call is made beside what it says. */
export interface Sending {
	signal?: AbortSignal;
	/** Waits until one more call may leave: what DingTalk refused for its token counts there as well. */
	nextTurn(): Promise<void>;
}

/**
 * The only call of DingTalk's hosts. When DingTalk refuses the token, it is renewed and the call sent
 * once more, in its turn: the refusal proves that nothing was done.
 */
export async function send(
	context: CallContext,
	bases: BaseUrls,
	call: HttpCall,
	{ signal, nextTurn }: Sending,
): Promise<Outcome<Reply>> {
	const exchange: Exchange = { context, call, signal };
	const options = requestOptions(bases, call);
	const outcome = await exchangeOnce(exchange, options);
	if (outcome.ok || outcome.failure.kind !== 'token') return outcome;
	// After HTTP 401 n8n has renewed the token and sent the call again already.
	if (outcome.failure.httpStatus === 401) return outcome;
	await nextTurn();
	if (signal?.aborted) return failed(CANCELLED);
	return await resendWithNewToken(exchange, requestOptions(bases, call), attachedToken(options));
}

interface Exchange {
	context: CallContext;
	call: HttpCall;
	signal?: AbortSignal;
}

async function resendWithNewToken(
	exchange: Exchange,
	options: IHttpRequestOptions,
	refused: string,
) {
	const { context, call } = exchange;
	const stored = await context.getCredentials(CREDENTIAL);
	const details = context.getNode().credentials?.[CREDENTIAL];
	// Another call may have renewed it in the meantime; only the refused token is declared expired.
	const isStale = stored.accessToken === refused;
	// The refusal of the new one may name the old one.
	const hiding = { ...exchange, call: { ...call, secrets: [...(call.secrets ?? []), refused] } };
	return await exchangeOnce(hiding, options, {
		credentialsDecrypted: {
			id: details?.id ?? '',
			name: details?.name ?? '',
			type: CREDENTIAL,
			data: isStale ? { ...stored, expiresAt: 0 } : stored,
		},
	});
}

async function exchangeOnce(
	{ context, call, signal }: Exchange,
	options: IHttpRequestOptions,
	additional?: Parameters<CallContext['helpers']['httpRequestWithAuthentication']>[2],
): Promise<Outcome<Reply>> {
	const secrets = () => [attachedToken(options), ...(call.secrets ?? [])];
	const outcome = await withinTime(
		call.timeoutMs,
		async (ending, giveUp) => {
			endBy(options, ending);
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context as IAllExecuteFunctions,
				CREDENTIAL,
				options,
				additional,
			)) as FullResponse;
			const isElsewhere = isFileWanted(call.answer) && isRedirect(response);
			if (isElsewhere)
				return await followToFile(context, options.url, response, { signal: ending, giveUp });
			return await toOutcome(response, {
				answer: call.answer,
				isOapi: call.host === 'oapi',
				secrets: secrets(),
				signal: ending,
				giveUp,
			});
		},
		{ signal, secrets },
	);
	if (outcome.ok) return outcome;
	const { failure } = outcome;
	// No token on it: the time went by while there was none to be had.
	const isBeforeCall =
		failure.isBeforeCall || (failure.kind === 'connection' && secrets()[0] === '');
	return failed(withoutSecrets(isBeforeCall ? { ...failure, isBeforeCall } : failure, secrets()));
}

function requestOptions(bases: BaseUrls, call: HttpCall): IHttpRequestOptions {
	const { body, contentType } = wireBody(call);
	return {
		method: call.method,
		url: `${bases[call.host]}${call.path}`,
		qs: { ...call.query },
		arrayFormat: 'repeat',
		headers: {
			...call.headers,
			Accept: isFileWanted(call.answer) ? '*/*' : 'application/json',
			...(contentType ? { 'Content-Type': contentType } : {}),
		},
		...(body === undefined ? {} : { body }),
		// Read here, up to a limit and without rounding 64-bit ids, as n8n's own parser does.
		encoding: 'stream',
		returnFullResponse: true,
		// 401 stays an error: n8n answers it by renewing the token.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		// Never carry token and body to wherever a redirect points.
		disableFollowRedirect: true,
		timeout: call.timeoutMs,
	};
}

function wireBody(call: HttpCall): { body?: IHttpRequestOptions['body']; contentType?: string } {
	if (call.body === undefined) return {};
	if (call.body instanceof FormData) return { body: call.body };
	if (Buffer.isBuffer(call.body) || typeof call.body === 'string') {
		return { body: call.body as Buffer, contentType: call.contentType };
	}
	return { body: toJson(call.body) as unknown as IDataObject, contentType: 'application/json' };
}
