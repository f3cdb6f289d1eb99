import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { storeFile } from '../../../shared/media/download';
import type { ItemContext, Operation } from '../../operation/operation';
import { FileItem } from '../../operation/operation';
import type { Page, PageStyle } from '../../../shared/paging/pages';
import { pages } from '../../../shared/paging/pages';
import type { ItemReader } from '../../../shared/params/params';
import { numberedPages, offsetPages, tokenPages } from '../../../shared/paging/styles';
import type { ApiCall } from '../../../shared/transport/api';
import { readBody } from './body';
import { fields } from './fields';
import { toQuery, toTarget } from './target';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an API request',
	description: "Call any DingTalk API with the credential's token",
	endpoints: [],
	fields,
	async run(context) {
		const { read } = context;
		const call = await toCall(context);
		if (read.choice('responseFormat') === 'file') return await requestFile(context, call);
		const pagination = readPagination(read);
		if (pagination) return await requestPages(context, call, pagination);
		return toItems(await context.api.request<unknown>(call));
	},
};

async function toCall(context: ItemContext): Promise<ApiCall> {
	const { api, read } = context;
	const { host, path, query } = toTarget(
		read.filled('path'),
		read.choice('host'),
		api.settings.bases,
	);
	const rows = read.rows('queryParameters', 'parameter');
	const added = toQuery(rows.map((row) => [row.text('name').trim(), row.exactText('value')]));
	return {
		method: read.choice<IHttpRequestMethods>('method'),
		host,
		path,
		query: { ...query, ...added },
		...(await readBody(context)),
		answer: 'json',
	};
}

const toItems = (body: unknown): IDataObject | IDataObject[] => {
	if (Array.isArray(body)) return body.map(toItem);
	return toItem(body);
};

const toItem = (value: unknown): IDataObject =>
	typeof value === 'object' && value !== null ? (value as IDataObject) : { value: value as string };

async function requestFile({ api, read, node }: ItemContext, call: ApiCall) {
	const field = read.filled('outputBinaryPropertyName');
	const outcome = await api.attempt({ ...call, answer: 'file' });
	if (!outcome.ok && outcome.failure.code === 'noFile') {
		throw new InputError(
			'Response',
			`is 'File', and the answer is none: ${outcome.failure.came}`,
			"Set 'Response' to JSON",
		);
	}
	if (!outcome.ok) throw api.toError(outcome.failure);
	const file = await storeFile(node, outcome.value, '', api);
	return new FileItem(field, file);
}

/** How pages are asked for, and where in an answer things are. */
interface Pagination {
	style: PageStyle;
	isInBody: boolean;
	itemsPath: string;
	nextPath: string;
	hasMorePath: string;
	limit: number;
}

function readPagination(read: ItemReader): Pagination | undefined {
	const style = read.choice('pagination');
	if (style === 'none') return undefined;
	return {
		style: styleOf(style, read.filled('pageParameter'), read.number('firstPage')),
		isInBody: read.choice('pagePlace') === 'body',
		itemsPath: read.text('itemsPath'),
		nextPath: read.text('nextPath'),
		hasMorePath: read.text('hasMorePath'),
		limit: read.limit(),
	};
}

async function requestPages(
	{ api }: ItemContext,
	call: ApiCall,
	pagination: Pagination,
): Promise<IDataObject[]> {
	const { isInBody } = pagination;
	if (isInBody && !isJsonObject(call.body)) {
		throw new InputError(
			'Page Parameter Is In',
			"is 'Body', and the body is no JSON object",
			"Set 'Body' to JSON and give an object",
		);
	}
	return await pages<IDataObject>(
		pagination.style,
		async (parameters) => {
			const answer = await api.request<unknown>({
				...call,
				...(isInBody
					? { body: { ...(call.body as IDataObject), ...parameters } }
					: { query: { ...call.query, ...parameters } }),
			});
			return toPage(answer, pagination);
		},
		pagination.limit,
	);
}

const isJsonObject = (body: unknown): boolean =>
	typeof body === 'object' &&
	body !== null &&
	!(Array.isArray(body) || body instanceof FormData || Buffer.isBuffer(body));

function styleOf(style: string, name: string, first: number): PageStyle {
	if (style === 'offset') return offsetPages(name, {}, first);
	// The first page's own token or cursor, where an API wants one, stands in the query or body.
	return style === 'token' ? tokenPages(name, undefined, {}) : numberedPages(name, first, {});
}

function toPage(
	answer: unknown,
	{ itemsPath, nextPath, hasMorePath }: Pagination,
): Page<IDataObject> {
	const list = valueAt(answer, itemsPath);
	if (list !== undefined && list !== null && !Array.isArray(list)) {
		throw new InputError(
			'Path to Items',
			`leads to no list: ${itemsPath}`,
			"Look at the answer with 'Pagination' set to None",
		);
	}
	// Some answers carry "true" as text.
	const hasMore = hasMorePath === '' ? undefined : String(valueAt(answer, hasMorePath)) === 'true';
	return {
		items: ((list ?? []) as unknown[]).map(toItem),
		next: valueAt(answer, nextPath) as string | undefined,
		...(hasMore === undefined ? {} : { hasMore }),
	};
}

/** The value at names joined by dots; undefined when a part is missing. The empty path is the value itself. */
function valueAt(value: unknown, dotted: string): unknown {
	const names = dotted.split('.').filter(Boolean);
	return names.reduce<unknown>((part, name) => (part as IDataObject | undefined)?.[name], value);
}
