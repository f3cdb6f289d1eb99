import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { tryParseJson } from '../shared/wire/json';
import type { Refusal } from './refusal';
import { refusal } from './refusal';

/** Far more than DingTalk's longest push; n8n itself takes 16 MB unless told otherwise. */
const MAX_BODY_BYTES = 1024 * 1024;

/** One HTTP request, as far as the checks need it. */
export interface PushRequest {
	/** Big whole numbers are texts, digit for digit. */
	body: IDataObject;
	/** A header, or '' when it is missing; of one that comes twice Node makes 'a, b', which is no signature. */
	header(name: string): string;
	/** A query parameter, or '' when it is missing or comes twice. */
	query(name: string): string;
}

/** What n8n adds to Node's request. */
interface RawRequest {
	rawBody?: Buffer;
	readRawBody?(): Promise<void>;
}

/** Reads the request; n8n has read its bytes already, unless it did not know the content type. */
export async function readRequest(
	context: Pick<IWebhookFunctions, 'getRequestObject' | 'getHeaderData' | 'getQueryData'>,
): Promise<PushRequest | Refusal> {
	const headers = context.getHeaderData();
	if (Number(headers['content-length']) > MAX_BODY_BYTES) return refusal(413, 'tooLarge');
	const bytes = await readBytes(context.getRequestObject() as RawRequest);
	if (bytes === undefined) return refusal(400, 'notJson');
	if (bytes.length > MAX_BODY_BYTES) return refusal(413, 'tooLarge');
	const body = tryParseJson(bytes.toString('utf8').replace(/^\uFEFF/, ''));
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		return refusal(400, 'notJson');
	const query = context.getQueryData() as IDataObject;
	return {
		body: body as IDataObject,
		header: (name) => oneText(headers[name]),
		query: (name) => oneText(query[name]),
	};
}

async function readBytes(request: RawRequest): Promise<Buffer | undefined> {
	try {
		if (!request.rawBody) await request.readRawBody?.();
		return request.rawBody;
	} catch {
		// A form with files, which n8n has read already, or a sender who broke off: no push of DingTalk's. An error
		// would make a failed execution, and anybody can send this.
		return undefined;
	}
}

const oneText = (value: unknown) => (typeof value === 'string' ? value : '');
