import type { IDataObject } from 'n8n-workflow';

import type { Came } from '../errors/came';
import { cameWithout, foreign, isHtml } from '../errors/came';
import { classify } from '../errors/classify';
import type { Answer } from '../errors/confirm';
import { isFile, settle, unconfirmed } from '../errors/confirm';
import type { Failure, Outcome } from '../errors/failure';
import { failed, success } from '../errors/failure';
import { tryParseJson } from '../wire/json';
import { discard, MAX_ANSWER_BYTES, readAll, readShort, watchProgress } from './readStream';

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
	/** What a failure must not repeat, of which it tells only the beginning: half a token is one too many. */
	secrets?: readonly string[];
	/** Ends the reading. */
	signal?: AbortSignal;
	/** Ends the request while a file comes. */
	giveUp?: () => void;
}

/**
 * What an answer means, read to its end unless it is a file: a refusal is a failure, and success is only what
 * carries what DingTalk documents. The answers of all calls go through here.
 *
 * @throws Error when the connection breaks or `signal` aborts while it is read
 */
export async function toOutcome(
	response: FullResponse,
	{ answer, isOapi, secrets = [], signal, giveUp = () => {} }: Expected,
): Promise<Outcome<Reply>> {
	const { statusCode, headers } = response;
	if (signal?.aborted) discard(response.body);
	const isForFile = isFileWanted(answer) && statusCode >= 200 && statusCode < 300;
	const read = isForFile ? undefined : await readAll(response.body, signal);
	if (read?.isTooLong) return failed(tooLong(response, read.bytes, secrets));
	const body = read ? parse(read.bytes) : await fileIn(response, answer);
	const came: Came = { httpStatus: statusCode, headers, body };
	const judge = (seen: Came) => classify(seen) ?? unconfirmed(answer, seen, isOapi);
	const failure = isFile(body) ? undefined : judge(came);
	// What it is shows in what came; what is told of it, in what may be told.
	if (failure)
		return failed({ ...(judge(cameWithout(came, secrets)) ?? failure), kind: failure.kind });
	settle(answer, body);
	if (isFile(body)) watchProgress(body, giveUp);
	return success({ body: body === '' ? {} : body, headers, statusCode });
}

const tooLong = (
	{ statusCode: httpStatus, headers }: FullResponse,
	beginning: Buffer,
	secrets: readonly string[],
): Failure => {
	const body = beginning.subarray(0, SHOWN_BYTES).toString('utf8');
	const fault = `It is longer than ${MAX_ANSWER_BYTES / 1024 / 1024} MB, and was not read to its end`;
	return foreign(cameWithout({ httpStatus, headers, body }, secrets), fault);
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

/**
 * Whether an answer may be DingTalk's refusal, its block page or a page of something on the way, and not the file.
 *
 * The text cannot tell: a file may be JSON with an `errcode`, or a web page that speaks of block pages. How it is sent
 * tells: a file comes with a `Content-Disposition`, its name or `attachment`, or with what the store of the files
 * (Alibaba OSS) says of each object it keeps. A page that is to be seen in the place of a file has neither, as a browser
 * would save it instead of showing it. A web page counts as a file for any `Content-Disposition`; JSON needs a name, as
 * some servers write `inline` to all of it. A text without any of it stays a possible refusal, and a page without any
 * of it is never taken for a file. Source: RFC 6266; headers of OSS "GetObject". [unverified] which of them `/media/get`
 * sends today; its documentation of 2015 names `Content-Disposition`.
 */
function isAnswerLike(headers: IDataObject): boolean {
	const type = String(headers['content-type'] ?? '');
	if (!/\bjson\b|^text\//i.test(type)) return false;
	const disposition = String(headers['content-disposition'] ?? '');
	const isNamed = /\battachment\b|\bfilename/i.test(disposition);
	const isPage = /^text\/html\b/i.test(type) && disposition.trim() !== '';
	return !isNamed && !isPage && !STORED.some((name) => name in headers);
}

/** Headers of a stored object. */
const STORED = ['x-oss-object-type', 'x-oss-hash-crc64ecma', 'content-md5'];

export const isFileWanted = (answer: Answer): boolean => answer === 'file' || answer === 'media';
