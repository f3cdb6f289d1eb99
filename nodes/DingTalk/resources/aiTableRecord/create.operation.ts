import { optionsField } from '../../../shared/fields/collections';
import { sorted } from '../../../shared/fields/sorted';
import { success } from '../../../shared/errors/failure';
import { itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { RESOURCE_CALL } from '../../aiTable/attachments';
import { insertRecords } from '../../aiTable/recordCalls';
import { MAX_RECORDS } from '../../../shared/aiTable/listRecords';
import { recordFormFields } from '../../aiTable/recordForm';
import { baseLocator, tableLocator, tableOperatorOption } from '../../../shared/aiTable/table';
import type { Entry } from '../../operation/batched';
import { batched } from '../../operation/batched';
import type { Operation } from '../../operation/operation';
import type { Writing } from './writing';
import {
	clientTokenOf,
	linksByOption,
	mayConcernOne,
	missingIn,
	newOptionsOption,
	readBackOption,
	readWriting,
	tableKey,
	withLinks,
	withUploads,
} from './writing';

/**
 * Items go into calls of 100 records, each with a key by which DingTalk knows it when it comes again; what it took is
 * remembered, so that n8n's Retry On Fail creates nothing twice.
 *
 * @see DingTalk docs "新增记录": POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records
 */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an AI table record',
	description:
		'Add a record (记录) to an AI table, each column checked by its type; many items go into few calls',
	endpoints: [
		'POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records',
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields',
		'POST /v2.0/wiki/nodes/queryByUrl',
		RESOURCE_CALL,
		'POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/list',
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/{recordId}',
	],
	fields: [
		baseLocator,
		tableLocator,
		...recordFormFields('add'),
		optionsField({
			options: sorted([newOptionsOption, linksByOption, readBackOption, tableOperatorOption]),
		}),
	],
	...batched<Writing>({
		perCall: MAX_RECORDS,
		read: async (context) => await readWriting(context, { clearsEmpty: false }),
		keyOf: tableKey,
		prepare: async (entry) => await withUploads(entry),
		arrange: withLinks,
		check: missingIn,
		mayConcernOne,
		async send(entries) {
			const left = entries.filter((entry) => !memoryFor(entry).has('recordId'));
			if (left.length > 0) {
				const [{ context, value }] = left;
				const records = left.map(({ value: { fields } }) => ({ fields }));
				const token = clientTokenOf(left);
				const outcome = await insertRecords(context.api, value.where, records, token);
				if (!outcome.ok) return outcome;
				for (const [index, entry] of left.entries()) {
					memoryFor(entry).set('recordId', outcome.value[index]);
				}
			}
			return success(entries.map((entry) => ({ recordId: memoryFor(entry).get('recordId') })));
		},
	}),
};

/** What an item created, in whichever attempt of n8n. */
const memoryFor = ({ context: { node, itemIndex }, value: { where, fields } }: Entry<Writing>) =>
	memoryOf<string>(itemRunOf(node, itemIndex), 'aiTableRecord', where, fields);
