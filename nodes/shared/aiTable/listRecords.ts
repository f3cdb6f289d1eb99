import type { IDataObject } from 'n8n-workflow';

import { pages } from '../paging/pages';
import { tokenPages } from '../paging/styles';
import type { DingTalkApi } from '../transport/api';
import { path } from '../wire/path';
import type { WireRecord } from './record';
import { recordAnswer } from './record';
import type { Table } from './table';

/**
 * Most records of one call. DingTalk's pages on writing name no limit: that of reading, which other gateways of
 * DingTalk have for writing too, is [unverified].
 */
export const MAX_RECORDS = 100;

/** Which records, and which of their columns. */
export interface RecordQuery {
	filter?: IDataObject;
	fieldIdOrNames?: string[];
}

/**
 * The records that a filter leaves, in pages, each once.
 *
 * @param keep filter for what DingTalk cannot filter itself
 * @see DingTalk docs "列出多行记录": POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/list
 * @throws NodeApiError when DingTalk refuses
 */
export async function listRecords(
	api: DingTalkApi,
	where: Table,
	query: RecordQuery,
	limit = Number.POSITIVE_INFINITY,
	keep: (record: WireRecord) => boolean = () => true,
): Promise<WireRecord[]> {
	const known = new Set<string>();
	return await pages<WireRecord>(
		tokenPages('nextToken', undefined, { maxResults: Math.min(limit, MAX_RECORDS) }),
		async (paging) => await fetchPage(api, where, { ...query, ...paging }),
		limit,
		// A table that changes while it is read may repeat one.
		(record) => !known.has(record.id) && known.add(record.id) && keep(record),
	);
}

async function fetchPage(
	api: DingTalkApi,
	{ operatorId, baseId, table }: Table,
	body: IDataObject,
) {
	const { records, hasMore, nextToken } = await api.request<{
		records: WireRecord[];
		hasMore?: boolean;
		nextToken?: string;
	}>({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/notable/bases/${baseId}/sheets/${table}/records/list`,
		answer: {
			records: 'objects',
			...recordAnswer('records[].'),
			hasMore: 'boolean',
			nextToken: 'text?',
		},
		query: { operatorId },
		body,
		repeatable: true,
	});
	return { items: records, hasMore, next: nextToken };
}
