import type {
	IAllExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IDataObject,
} from 'n8n-workflow';

import { attachedToken } from '../auth/attach';
import { redact } from '../auth/redact';
import { classify } from '../errors/classify';
import type { Outcome } from '../errors/failure';
import { failed, success } from '../errors/failure';
import type { BaseUrls, Host } from './hosts';
import { toJson, tryParseJson } from './json';
import { networkFailure } from './network';
import { readShort, readText } from './stream';

export const CREDENTIAL = 'dingTalkApi';
/** For one attempt at an upload or download. */
export const FILE_TIMEOUT_MS = 300_000;

/** The n8n contexts that can call DingTalk. */
export type CallContext = Pick<IAllExecuteFunctions, 'helpers' | 'getCredentials' | 'getNode'>;

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
	/** `stream`: a file is expected; DingTalk may still answer with a JSON refusal. */
	expect?: 'json' | 'stream';
	timeoutMs: number;
}

export interface Reply {
	/** Parsed JSON, text, or for `expect: 'stream'` a Node stream; a short text file comes as a Buffer. */
	body: unknown;
	headers: IDataObject;
	statusCode: number;
}

export interface FullResponse {
	body: unknown;
	headers: IDataObject;
	statusCode: number;
}

/**
 * The only call of DingTalk's hosts. When DingTalk refuses the token, it is renewed and the call sent
 * once more: the refusal proves that nothing was done.
 */
export async function send(
	context: CallContext,
	bases: BaseUrls,
	call: HttpCall,
): Promise<Outcome<Reply>> {
	const options = requestOptions(bases, call);
	const outcome = await exchangeOnce(context, options);
	if (outcome.ok || outcome.failure.kind !== 'token') return outcome;
	// After HTTP 401 n8n has renewed the token and sent the call again already.
	if (outcome.failure.httpStatus === 401) return outcome;
	return await resendWithNewToken(context, requestOptions(bases, call), attachedToken(options));
}

async function resendWithNewToken(
	context: CallContext,
	options: IHttpRequestOptions,
	refused: string,
) {
	const stored = await context.getCredentials(CREDENTIAL);
	const details = context.getNode().credentials?.[CREDENTIAL];
	// Another call may have renewed it in the meantime; only the refused token is declared expired.
	const isStale = stored.accessToken === refused;
	return await exchangeOnce(context, options, {
		credentialsDecrypted: {
			id: details?.id ?? '',
			name: details?.name ?? '',
			type: CREDENTIAL,
			data: isStale ? { ...stored, expiresAt: 0 } : stored,
		},
	});
}

async function exchangeOnce(
	context: CallContext,
	options: IHttpRequestOptions,
	additional?: Parameters<CallContext['helpers']['httpRequestWithAuthentication']>[2],
): Promise<Outcome<Reply>> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			CREDENTIAL,
			options,
			additional,
		)) as FullResponse;
		const outcome = await toOutcome(response, options.encoding === 'stream');
		if (outcome.ok) return outcome;
		// DingTalk's text may repeat the token bare, where no pattern finds it.
		const message = redact(outcome.failure.message, [attachedToken(options)]);
		return failed({ ...outcome.failure, message });
	} catch (error) {
		return failed(networkFailure(error, [attachedToken(options)]));
	}
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
			Accept: call.expect === 'stream' ? '*/*' : 'application/json',
			...(contentType ? { 'Content-Type': contentType } : {}),
		},
		...(body === undefined ? {} : { body }),
		// Text, not n8n's parsed JSON: that rounds 64-bit ids.
		encoding: call.expect === 'stream' ? 'stream' : 'text',
		returnFullResponse: true,
		// 401 stays an error: n8n answers it by renewing the token.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		// Never carry the token header to wherever a redirect points.
		disableFollowRedirect: call.host === 'api',
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

/** What an answer means; a refusal instead of the file that was asked for is read and told. */
export async function toOutcome(
	response: FullResponse,
	isStream: boolean,
): Promise<Outcome<Reply>> {
	const { statusCode, headers } = response;
	let body = response.body;
	let file: unknown;
	if (isStream && statusCode >= 400) body = await readText(body);
	else if (isStream && !isFile(headers)) {
		file = await readShort(body);
		// Nothing as long as this is a refusal.
		if (file === undefined) return success({ body, headers, statusCode });
		body = String(file);
	}
	if (typeof body === 'string') body = body === '' ? {} : (tryParseJson(body) ?? body);
	const failure = isReadable(body) ? undefined : classify(statusCode, body);
	if (failure) return failed(failure);
	// The bytes of a text, which need not be UTF-8.
	if (file !== undefined && typeof body === 'string') body = file;
	return success({ body, headers, statusCode });
}

/** A text file comes with a name; without one, text may be an answer, such as a refusal. */
function isFile(headers: IDataObject): boolean {
	if (/\battachment\b|\bfilename/i.test(String(headers['content-disposition'] ?? ''))) return true;
	return !/\bjson\b|^text\//i.test(String(headers['content-type'] ?? ''));
}

const isReadable = (body: unknown): boolean =>
	typeof (body as { pipe?: unknown } | undefined)?.pipe === 'function';
