import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../shared/errors/failure';
import { itemKey, itemRunOf } from '../../../shared/itemKey';
import { toJson } from '../../../shared/wire/json';
import { kindOf } from '../../aiTable/columnKinds';
import type { RecordMode } from '../../aiTable/recordForm';
import { readRecordForm } from '../../aiTable/recordForm';
import type { Column, Table } from '../../aiTable/table';
import { columnsOf, readTable, resolveTable } from '../../aiTable/table';
import { columnIn, noColumn, notWritten, readValues, toWire } from '../../aiTable/values';
import type { Entry } from '../../operation/batched';
import type { ItemContext } from '../../operation/operation';

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

/** Of Update, and of Create or Update. */
export const emptyValuesOption: INodeProperties = {
	displayName: 'Empty Values',
	name: 'emptyValues',
	type: 'options',
	options: [
		{ name: 'Clear the Column', value: 'clear' },
		{ name: 'Leave the Column as It Is', value: 'keep' },
	],
	default: 'keep',
	description: 'What becomes of columns whose value is empty here',
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

/** What a record is written with, and by what it is found. */
export interface Matching extends Writing {
	/** Empties columns, which only a record that is there can have. */
	blanks: IDataObject;
	/** Empty where the form does not match. */
	matchOn: Column[];
	/** The field that holds the values, for faults. */
	field: string;
}

/** @throws InputError naming the column; NodeApiError when DingTalk refuses */
export async function readWriting(
	context: ItemContext,
	{ mode = 'add', clearsEmpty }: { mode?: RecordMode; clearsEmpty: boolean },
): Promise<Matching> {
	const { api, read, node, directory } = context;
	const input = readTable(context);
	const form = readRecordForm(context, mode);
	const takesNewOptions = read.group('options').flag('addNewOptions');
	const where = await resolveTable(context, input);
	const rules = { timeZone: node.getTimezone(), takesNewOptions, clearsEmpty };
	const columns = await columnsOf(api, where);
	const matchOn = form.matchOn.map((key) => {
		const column = columnIn(columns, key);
		if (column && kindOf(column)) return column;
		throw column ? notWritten(column) : noColumn(form.field, key, columns);
	});
	const filled = readValues(form, columns, rules);
	const fields = await toWire(
		directory,
		filled.filter(({ isBlank }) => !isBlank),
	);
	const blanks = await toWire(
		directory,
		filled.filter(({ isBlank }) => isBlank),
	);
	return { where, fields, blanks, matchOn, field: form.field };
}

/** The same for the same records in all attempts. DingTalk wants a UUID of version 4: random ones, as the first item's seed is. */
export function clientTokenOf(entries: ReadonlyArray<Entry<Writing>>): string {
	const [{ context }] = entries;
	const key = itemKey(
		itemRunOf(context.node, context.itemIndex),
		entries.map(({ value: { where, fields } }) => ({ where, fields })),
	);
	return `${key.slice(0, 14)}4${key.slice(15)}`;
}

/** What DingTalk says of a record or its values, whatever it thinks of the others. */
const OF_ONE = ['invalidRequest.inputArgs.invalid', 'invalidRequest.resource.notFound'];

export const mayConcernOne = ({ code }: Failure): boolean => OF_ONE.includes(code);
