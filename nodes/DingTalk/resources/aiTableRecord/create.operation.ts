import { optionsField } from '../../../shared/fields/collections';
import { failed, success } from '../../../shared/errors/failure';
import { itemKey, itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { path } from '../../../shared/wire/path';
import { recordFormFields } from '../../aiTable/recordForm';
import { baseLocator, tableLocator, tableOperatorOption } from '../../aiTable/table';
import type { Entry } from '../../operation/batched';
import { batched } from '../../operation/batched';
import type { Operation } from '../../operation/operation';
import type { Writing } from './writing';
import {
	idsAnswer,
	idsOf,
	MAX_RECORDS,
	mayConcernOne,
	newOptionsOption,
	readWriting,
	tableKey,
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
	],
	fields: [
		baseLocator,
		tableLocator,
		...recordFormFields,
		optionsField({ options: [newOptionsOption, tableOperatorOption] }),
	],
	...batched<Writing>({
		perCall: MAX_RECORDS,
		read: async (context) => await readWriting(context, false),
		keyOf: tableKey,
		mayConcernOne,
		async send(entries) {
			const left = entries.filter((entry) => !memoryFor(entry).has('recordId'));
			if (left.length > 0) {
				const outcome = await attemptInsert(left);
				if (!outcome.ok) return failed(outcome.failure);
				for (const [index, entry] of left.entries()) {
					memoryFor(entry).set('recordId', outcome.value[index]);
				}
			}
			return success(entries.map((entry) => ({ recordId: memoryFor(entry).get('recordId') })));
		},
	}),
};

/** What an item created, in whichever attempt of n8n. */
const memoryFor = ({ context: { node, itemIndex }, value }: Entry<Writing>) =>
	memoryOf<string>(itemRunOf(node, itemIndex), 'aiTableRecord', value);

async function attemptInsert(entries: ReadonlyArray<Entry<Writing>>) {
	const [{ context, value }] = entries;
	const { operatorId, baseId, table } = value.where;
	const records = entries.map(({ value: { fields } }) => ({ fields }));
	const outcome = await context.api.attempt({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/notable/bases/${baseId}/sheets/${table}/records`,
		answer: idsAnswer,
		query: { operatorId, clientToken: clientTokenOf(entries) },
		body: { records },
		repeatable: true,
	});
	return outcome.ok ? idsOf(outcome.value, records.length) : failed(outcome.failure);
}

/** The same for the same records in all attempts. DingTalk wants a UUID of version 4: random ones, as the first item's seed is. */
const clientTokenOf = (entries: ReadonlyArray<Entry<Writing>>): string => {
	const [{ context }] = entries;
	const key = itemKey(
		itemRunOf(context.node, context.itemIndex),
		entries.map(({ value }) => value),
	);
	return `${key.slice(0, 14)}4${key.slice(15)}`;
};
