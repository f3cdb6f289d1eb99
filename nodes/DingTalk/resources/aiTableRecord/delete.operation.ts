import { optionsField } from '../../../shared/fields/collections';
import { failed, success } from '../../../shared/errors/failure';
import { itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { path } from '../../../shared/wire/path';
import { MAX_RECORDS } from '../../../shared/aiTable/listRecords';
import type { Table } from '../../../shared/aiTable/table';
import {
	baseLocator,
	readTable,
	resolveTable,
	tableLocator,
	tableOperatorOption,
} from '../../../shared/aiTable/table';
import { columnsOf } from '../../../shared/aiTable/columns';
import type { Entry } from '../../operation/batched';
import { batched } from '../../operation/batched';
import type { Operation } from '../../operation/operation';
import { mayConcernOne, recordIdField, tableKey } from './writing';

interface Deletion {
	where: Table;
	recordId: string;
}

/** @see DingTalk docs "删除多行记录": POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/delete */
export const deleteRecord: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete an AI table record',
	description: 'Delete a record (记录) of an AI table by its ID; many items go into few calls',
	endpoints: [
		'POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/delete',
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields',
		'POST /v2.0/wiki/nodes/queryByUrl',
	],
	fields: [
		baseLocator,
		tableLocator,
		recordIdField,
		optionsField({ options: [tableOperatorOption] }),
	],
	...batched<Deletion>({
		perCall: MAX_RECORDS,
		async read(context) {
			const input = readTable(context);
			const recordId = context.read.id(recordIdField.name);
			const where = await resolveTable(context, input);
			// A table that is not there would look like records that are not, and each be tried alone.
			await columnsOf(context.api, where);
			return { where, recordId };
		},
		keyOf: tableKey,
		subjectOf: ({ recordId }) => recordId,
		mayConcernOne,
		async send(entries) {
			const left = entries.filter((entry) => !memoryFor(entry).has('deleted'));
			if (left.length > 0) {
				const outcome = await attemptDelete(left);
				if (!outcome.ok) return failed(outcome.failure);
				for (const entry of left) memoryFor(entry).set('deleted', true);
			}
			return success(entries.map(({ value: { recordId } }) => ({ recordId, deleted: true })));
		},
	}),
};

/** What an item deleted, in whichever attempt of n8n: DingTalk would not find it any more. */
const memoryFor = ({ context: { node, itemIndex }, value }: Entry<Deletion>) =>
	memoryOf<true>(itemRunOf(node, itemIndex), 'aiTableRecordDeletion', value);

async function attemptDelete(entries: ReadonlyArray<Entry<Deletion>>) {
	const [{ context, value }] = entries;
	const { operatorId, baseId, table } = value.where;
	return await context.api.attempt({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/notable/bases/${baseId}/sheets/${table}/records/delete`,
		answer: { success: 'true' },
		query: { operatorId },
		body: { recordIds: entries.map(({ value: { recordId } }) => recordId) },
	});
}
