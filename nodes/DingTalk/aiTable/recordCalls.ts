import type { IDataObject } from 'n8n-workflow';

import { incomplete } from '../../shared/errors/came';
import type { Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import type { DingTalkApi } from '../../shared/transport/api';
import type { Reply } from '../../shared/transport/reply';
import { path } from '../../shared/wire/path';
import type { WireRecord } from '../../shared/aiTable/record';
import { recordAnswer } from '../../shared/aiTable/record';
import type { Table } from '../../shared/aiTable/table';

/**
 * Adds records, as many as were given, or none.
 *
 * @param clientToken a UUID of version 4, by which DingTalk knows the call when it comes again
 * @returns their IDs, in their order
 * @see DingTalk docs "新增记录": POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records
 */
export async function insertRecords(
	api: DingTalkApi,
	{ operatorId, baseId, table }: Table,
	records: Array<{ fields: IDataObject }>,
	clientToken: string,
): Promise<Outcome<string[]>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/notable/bases/${baseId}/sheets/${table}/records`,
		answer: idsAnswer,
		query: { operatorId, clientToken },
		body: { records },
		repeatable: true,
	});
	return outcome.ok ? idsOf(outcome.value, records.length) : failed(outcome.failure);
}

/**
 * Changes columns of records; those that are not given stay as they are.
 *
 * @returns their IDs, in their order
 * @see DingTalk docs "更新多行记录": PUT /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records
 */
export async function updateRecords(
	api: DingTalkApi,
	{ operatorId, baseId, table }: Table,
	records: Array<{ id: string; fields: IDataObject }>,
): Promise<Outcome<string[]>> {
	const outcome = await api.attempt({
		method: 'PUT',
		host: 'api',
		path: path`/v1.0/notable/bases/${baseId}/sheets/${table}/records`,
		answer: idsAnswer,
		query: { operatorId },
		body: { records },
		repeatable: true,
	});
	return outcome.ok ? idsOf(outcome.value, records.length) : failed(outcome.failure);
}

/** What the answer to both is confirmed by. */
const idsAnswer = { value: 'objects', 'value[].id': 'id' } as const;

/** The IDs of an answer; a failure where they are not as many as were sent. */
function idsOf(reply: Reply, count: number): Outcome<string[]> {
	const { value } = reply.body as { value: Array<{ id: string }> };
	if (value.length === count) return success(value.map(({ id }) => String(id)));
	return failed(incomplete(`it confirms ${value.length} of ${count} records`));
}

/**
 * @see DingTalk docs "获取记录": GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/{recordId}
 * @throws NodeApiError when DingTalk refuses
 */
export const fetchRecord = async (
	api: DingTalkApi,
	{ operatorId, baseId, table }: Table,
	recordId: string,
): Promise<WireRecord> =>
	await api.request<WireRecord>({
		method: 'GET',
		host: 'api',
		path: path`/v1.0/notable/bases/${baseId}/sheets/${table}/records/${recordId}`,
		answer: recordAnswer(''),
		query: { operatorId },
	});
