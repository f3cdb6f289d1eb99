import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Answer } from '../errors/confirm';
import type { Outcome } from '../errors/failure';
import { failed, success, withoutSecrets } from '../errors/failure';
import { toJson } from '../wire/json';
import type { Expected, FullResponse, Reply } from './reply';
import { toOutcome } from './reply';
import type { CallContext } from './callContext';
import { discard, watchProgress } from './readStream';
import { withinTime } from './withinTime';

/** For one attempt at an upload, or until a download begins. */
export const FILE_TIMEOUT_MS = 300_000;
const MAX_REDIRECTS = 5;

/** What an n8n context needs for calls without credentials. */
export interface PlainContext {
	helpers: Pick<CallContext['helpers'], 'httpRequest'>;
}

/**
 * GET without credentials, as a stream: for the temporary URLs that DingTalk hands out.
 *
 * @param headers what DingTalk signed for the URL, where the proof is not in the URL itself; sent there alone
 */
export async function fetchPlain(
	context: PlainContext,
	url: string,
	signal?: AbortSignal,
	headers: Record<string, string> = {},
): Promise<Outcome<Reply>> {
	const hidden = [...secretsOf(url), ...Object.values(headers).map(String)];
	const outcome = await withinTime(
		FILE_TIMEOUT_MS,
		async (signal, giveUp) => await fetchFile(context, { url, headers }, { signal, giveUp }),
		{ signal, secrets: () => hidden },
	);
	return outcome.ok ? outcome : failed(withoutSecrets(outcome.failure, hidden));
}

/** What ends the request of a file. */
type Ends = Required<Pick<Expected, 'signal' | 'giveUp'>>;

async function fetchFile(
	context: PlainContext,
	address: { url: string; headers?: Record<string, string> },
	ends: Ends,
	hops = 0,
): Promise<Outcome<Reply>> {
	const { url } = address;
	const response = await request(context, address, ends.signal);
	if (isRedirect(response)) return await followToFile(context, url, response, ends, hops);
	const { statusCode, headers, body } = response;
	// Whatever such an address holds is the file, also JSON or a web page.
	if (statusCode >= 200 && statusCode < 300) {
		watchProgress(body, ends.giveUp);
		return success({ body, headers, statusCode });
	}
	return await toOutcome(response, {
		answer: 'file',
		isOapi: false,
		secrets: secretsOf(url),
		...ends,
	});
}

export const isRedirect = ({ statusCode, headers }: FullResponse): boolean =>
	statusCode >= 300 && statusCode < 400 && String(headers.location ?? '') !== '';

/**
 * The file that a redirect of a download points to, fetched without credentials, over HTTPS only.
 *
 * @param from the address that answered with the redirect
 */
export async function followToFile(
	context: PlainContext,
	from: string,
	response: FullResponse,
	ends: Ends,
	hops = 0,
): Promise<Outcome<Reply>> {
	const location = String(response.headers.location);
	const target = URL.canParse(location, from) ? new URL(location, from) : undefined;
	if (target?.protocol !== 'https:' || hops >= MAX_REDIRECTS) {
		const secrets = [...secretsOf(from), ...secretsOf(location)];
		return await toOutcome(response, { answer: 'file', isOapi: false, secrets, ...ends });
	}
	discard(response.body);
	const outcome = await fetchFile(context, { url: target.toString() }, ends, hops + 1);
	return outcome.ok ? outcome : failed(withoutSecrets(outcome.failure, secretsOf(target.href)));
}

/** A POST that carries its own proof of who calls, in its URL or body. */
export interface PlainPost {
	url: string;
	body: unknown;
	/** For the whole call, its answer included. */
	timeoutMs: number;
	answer: Answer;
	isOapi: boolean;
	/** What no text of a failure may repeat, beside the URL and its parameters. */
	secrets?: readonly string[];
	signal?: AbortSignal;
}

/**
 * POST of JSON without n8n's authentication: for the token and the Stream gateway, and for the addresses that DingTalk
 * hands out to answer a message. Never show such a URL: whoever has it can write into the conversation.
 */
export async function postPlain(
	context: PlainContext,
	{ url, body, timeoutMs, answer, isOapi, secrets = [], signal }: PlainPost,
): Promise<Outcome<Reply>> {
	const hidden = [...secretsOf(url), ...secrets];
	const options: IHttpRequestOptions = {
		method: 'POST',
		url,
		// Without it the Stream gateway answers in XML.
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		body: toJson(body) as unknown as IDataObject,
		timeout: timeoutMs,
	};
	const outcome = await withinTime(
		timeoutMs,
		async (ending) =>
			await toOutcome(await request(context, options, ending), {
				answer,
				isOapi,
				secrets: hidden,
				signal: ending,
			}),
		{ signal, secrets: () => hidden },
	);
	return outcome.ok ? outcome : failed(withoutSecrets(outcome.failure, hidden));
}

/** A file for an address that DingTalk signed. */
export interface PlainPut {
	url: string;
	/** Exactly those that were signed; they carry the proof of who uploads. */
	headers: Record<string, string>;
	/** Where the signature covers one; otherwise none is sent. */
	contentType?: string;
	bytes: number;
	/** The file from its beginning: a Node stream, or all of it. Asked for in each attempt. */
	open(): Promise<unknown>;
	signal?: AbortSignal;
}

/**
 * PUT of a file without credentials: to the storage address that DingTalk hands out for an upload. A Content-Type is sent
 * only where it is a part of what was signed. What the storage answers proves nothing: the call that makes a file of it
 * tells whether it is there.
 */
export async function putPlain(
	context: PlainContext,
	{ url, headers, contentType, bytes, open, signal }: PlainPut,
): Promise<Outcome<Reply>> {
	const hidden = [...secretsOf(url), ...Object.values(headers).map(String)];
	const outcome = await withinTime(
		FILE_TIMEOUT_MS,
		async (ending) => {
			const options: IHttpRequestOptions = {
				method: 'PUT',
				url,
				// Left out by `false`; otherwise n8n's client puts one of its own.
				headers: {
					...headers,
					'Content-Type': contentType ?? false,
					'Content-Length': String(bytes),
				},
				body: (await open()) as Buffer,
			};
			const response = await request(context, options, ending);
			const { statusCode, headers: answered, body } = response;
			if (statusCode >= 200 && statusCode < 300) {
				discard(body);
				return success({ body: '', headers: answered, statusCode });
			}
			return await toOutcome(response, {
				answer: 'nothing',
				isOapi: false,
				secrets: hidden,
				signal: ending,
			});
		},
		{ signal, secrets: () => hidden },
	);
	return outcome.ok ? outcome : failed(withoutSecrets(outcome.failure, hidden));
}

async function request(
	context: PlainContext,
	options: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<FullResponse> {
	return (await context.helpers.httpRequest({
		timeout: FILE_TIMEOUT_MS,
		...options,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		abortSignal: signal,
	})) as FullResponse;
}

/** The URL repeated in part, as DingTalk or a proxy may do, gives the secret away too. */
const secretsOf = (url: string): string[] =>
	URL.canParse(url) ? [url, ...new URL(url).searchParams.values()] : [String(url)];
