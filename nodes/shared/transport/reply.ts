import type { IDataObject } from 'n8n-workflow';

import type { Came } from '../errors/came';
import { foreign, isHtml } from '../errors/came';
import { classify } from '../errors/classify';
import type { Answer } from '../errors/confirm';
import { isFile, settle, unconfirmed } from '../errors/confirm';
import type { Failure, Outcome } from '../errors/failure';
import { failed, success } from '../errors/failure';
import { tryParseJson } from '../wire/json';
import { discard, MAX_ANSWER_BYTES, readAll, readShort } from './readStream';

/** Of an answer that is not read: more than any title of a page is away from its beginning. */
const SHOWN_BYTES = 4096;

export interface Reply {
	/** Parsed JSON; for a file a Node stream, or a short one as Buffer. */
	body: unknown;
	headers: IDataObject;
	statusCode: number;
}

/** What n8n's request helpers return for `returnFullResponse` and `encoding: 'stream'`. */
export interface FullResponse {
	body: unknown;
	headers: IDataObject;
	statusCode: number;
}

/** What an answer has to be. */
export interface Expected {
	answer: Answer;
	/** Whether it is of the OAPI host, whose every answer carries `errcode`. */
	isOapi: boolean;
	/** Ends the reading. */
	signal?: AbortSignal;
}

/**
 * What an answer means, read to its end unless it is a file: a refusal is a failure, and success is only what
 * carries what DingTalk documents. The answers of all calls go through here.
 *
 * @throws Error when the connection breaks or `signal` aborts while it is read
 */
export async function toOutcome(
	response: FullResponse,
	{ answer, isOapi, signal }: Expected,
): Promise<Outcome<Reply>> {
	const { statusCode, headers } = response;
	if (signal?.aborted) discard(response.body);
	const isForFile = isFileWanted(answer) && statusCode >= 200 && statusCode < 300;
	const read = isForFile ? undefined : await readAll(response.body, signal);
	if (read?.isTooLong) return failed(tooLong(response, read.bytes));
	const body = read ? parse(read.bytes) : await fileIn(response, answer);
	const came: Came = { httpStatus: statusCode, headers, body };
	const failure = isFile(body) ? undefined : (classify(came) ?? unconfirmed(answer, came, isOapi));
	if (failure) return failed(failure);
	settle(answer, body);
	return success({ body: body === '' ? {} : body, headers, statusCode });
}

const tooLong = ({ statusCode: httpStatus, headers }: FullResponse, beginning: Buffer): Failure => {
	const body = beginning.subarray(0, SHOWN_BYTES).toString('utf8');
	const fault = `It is longer than ${MAX_ANSWER_BYTES / 1024 / 1024} MB, and was not read to its end`;
	return foreign({ httpStatus, headers, body }, fault);
};

/** Parsed JSON; text that is none, as it is. */
function parse(bytes: Buffer): unknown {
	const text = bytes.toString('utf8');
	if (text.trim() === '') return '';
	const value = tryParseJson(text);
	return value === undefined ? text : value;
}

/** The file, or what came in its place: JSON, a web page, or text where a medium is wanted. */
async function fileIn({ body, headers }: FullResponse, answer: Answer): Promise<unknown> {
	if (!isAnswerLike(headers)) return body;
	const bytes = await readShort(body);
	// Nothing as long as this is a refusal.
	if (bytes === undefined) return body;
	const value = parse(bytes);
	const isText = typeof value === 'string' && !isHtml(value) && answer !== 'media';
	// The bytes of a text, which need not be UTF-8.
	return isText ? bytes : value;
}

/** A file of text comes with a name; without one, it may be an answer, such as a refusal. */
function isAnswerLike(headers: IDataObject): boolean {
	const isNamed = /\battachment\b|\bfilename/i.test(String(headers['content-disposition'] ?? ''));
	return !isNamed && /\bjson\b|^text\//i.test(String(headers['content-type'] ?? ''));
}

export const isFileWanted = (answer: Answer): boolean => answer === 'file' || answer === 'media';
