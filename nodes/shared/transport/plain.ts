import type { IDataObject } from 'n8n-workflow';

import { redact } from '../auth/redact';
import type { Outcome } from '../errors/failure';
import { failed } from '../errors/failure';
import { toJson } from './json';
import { networkFailure } from './network';
import type { CallContext, FullResponse, Reply } from './send';
import { FILE_TIMEOUT_MS, toOutcome } from './send';

/** GET without credentials, as a stream: for the temporary URLs that DingTalk hands out. */
export async function fetchPlain(
	context: CallContext,
	url: string,
	signal?: AbortSignal,
): Promise<Outcome<Reply>> {
	const secrets = secretsOf(url);
	try {
		const response = (await context.helpers.httpRequest({
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: FILE_TIMEOUT_MS,
			abortSignal: signal,
		})) as FullResponse;
		return redacted(await toOutcome(response, response.statusCode >= 400), secrets);
	} catch (error) {
		return failed(networkFailure(error, secrets));
	}
}

/**
 * POST of JSON without credentials, for the addresses that DingTalk hands out to answer a message. Never
 * show the URL: whoever has it can write into the conversation.
 */
export async function postPlain(
	context: CallContext,
	url: string,
	body: unknown,
	timeoutMs: number,
	signal?: AbortSignal,
): Promise<Outcome<Reply>> {
	const secrets = secretsOf(url);
	try {
		const response = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			body: toJson(body) as unknown as IDataObject,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: timeoutMs,
			abortSignal: signal,
		})) as FullResponse;
		return redacted(await toOutcome(response, false), secrets);
	} catch (error) {
		return failed(networkFailure(error, secrets));
	}
}

/** The URL repeated in part, as DingTalk or a proxy may do, gives the secret away too. */
const secretsOf = (url: string): string[] =>
	URL.canParse(url) ? [url, ...new URL(url).searchParams.values()] : [String(url)];

function redacted(outcome: Outcome<Reply>, secrets: readonly string[]): Outcome<Reply> {
	if (outcome.ok) return outcome;
	return failed({ ...outcome.failure, message: redact(outcome.failure.message, secrets) });
}
