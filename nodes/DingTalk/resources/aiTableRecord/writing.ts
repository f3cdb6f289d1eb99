import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Failure, Outcome } from '../../../shared/errors/failure';
import { failed, success } from '../../../shared/errors/failure';
import { toJson } from '../../../shared/wire/json';
import type { Reply } from '../../../shared/transport/reply';
import { readRecordForm } from '../../aiTable/recordForm';
import type { Table } from '../../aiTable/table';
import { columnsOf, readTable, resolveTable } from '../../aiTable/table';
import { readValues, toWire } from '../../aiTable/values';
import type { ItemContext } from '../../operation/operation';

/**
 * Most records of one call. DingTalk's pages on writing name no limit: that of reading, which other gateways of
 * DingTalk have for writing too, is [unverified].
 */
export const MAX_RECORDS = 100;

export const recordIdField: INodeProperties = {
	displayName: 'Record ID',
	name: 'recordId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.recordId }}',
	description: 'The ID of the record (记录), as Create, Get and Get Many give it',
};

/** Of Create and Update. */
export const newOptionsOption: INodeProperties = {
	displayName: 'Add New Options',
	name: 'addNewOptions',
	type: 'boolean',
	default: false,
	description:
		'Whether names that a select column does not have yet become options of it, instead of being refused',
};

/** What a record is written with, and where. */
export interface Writing {
	where: Table;
	/** By the names of the columns. */
	fields: IDataObject;
}

/** Records of one table, in the name of one person, go together. */
export const tableKey = ({ where }: { where: Table }): string =>
	toJson([where.operatorId, where.baseId, where.table]);

/** @throws InputError naming the column; NodeApiError when DingTalk refuses */
export async function readWriting(context: ItemContext, clearsEmpty: boolean): Promise<Writing> {
	const { api, read, node, directory } = context;
	const input = readTable(context);
	const form = readRecordForm(context);
	const takesNewOptions = read.group('options').flag('addNewOptions');
	const where = await resolveTable(context, input);
	const rules = { timeZone: node.getTimezone(), takesNewOptions, clearsEmpty };
	const filled = readValues(form, await columnsOf(api, where), rules);
	return { where, fields: await toWire(directory, filled) };
}

/** What the answer to Create and Update is confirmed by. */
export const idsAnswer = { value: 'objects', 'value[].id': 'id' } as const;

/** The IDs of an answer; a failure where they are not as many as were sent. */
export function idsOf(reply: Reply, count: number): Outcome<string[]> {
	const { value } = reply.body as { value: Array<{ id: string }> };
	if (value.length === count) return success(value.map(({ id }) => String(id)));
	return failed({
		kind: 'foreign',
		code: 'recordCount',
		message: `DingTalk confirmed ${value.length} of ${count} records`,
	});
}

/** What DingTalk says of a record or its values, whatever it thinks of the others. */
const OF_ONE = ['invalidRequest.inputArgs.invalid', 'invalidRequest.resource.notFound'];

export const mayConcernOne = ({ code }: Failure): boolean => OF_ONE.includes(code);
