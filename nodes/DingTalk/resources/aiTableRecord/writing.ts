import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import type { Failure } from '../../../shared/errors/failure';
import { itemKey, itemRunOf } from '../../../shared/itemKey';
import { toJson } from '../../../shared/wire/json';
import type { ItemFile } from '../../aiTable/attachments';
import { uploadFiles, withKept } from '../../aiTable/attachments';
import { isMatchable, isPassedOver } from '../../../shared/aiTable/columnKinds';
import type { TitledLink } from '../../aiTable/linkTitles';
import { findTitles } from '../../aiTable/linkTitles';
import { matchKeyOf } from '../../aiTable/matching';
import { fetchRecord } from '../../aiTable/recordCalls';
import type { RecordMode } from '../../aiTable/recordForm';
import { readRecordForm } from '../../aiTable/recordForm';
import type { Table } from '../../../shared/aiTable/table';
import type { Column } from '../../../shared/aiTable/columns';
import { readTable, resolveTable } from '../../../shared/aiTable/table';
import { columnsOf, columnIn, noColumn } from '../../../shared/aiTable/columns';
import { filesOf, readValues, titledLinksOf, toWire } from '../../aiTable/values';
import type { Arranged, Entry } from '../../operation/batched';
import type { ItemContext, ItemResult } from '../../operation/operation';

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

/** What becomes of the attachments of a record that is there. */
export const attachmentsOption: INodeProperties = {
	displayName: 'Attachments',
	name: 'attachments',
	type: 'options',
	options: [
		{ name: 'Add to What Is There', value: 'add' },
		{ name: 'Replace What Is There', value: 'replace' },
	],
	default: 'replace',
	description: 'What becomes of the files that a record has already in the columns that get some',
};

/** How a link names the records of the other table. */
export const linksByOption: INodeProperties = {
	displayName: 'Linked Records By',
	name: 'linksBy',
	type: 'options',
	options: [
		{ name: 'Record ID', value: 'id' },
		{
			name: 'Title',
			value: 'title',
			description: 'What stands in the first column of the linked table, letter by letter',
		},
	],
	default: 'id',
	description: 'What the values of link columns are; titles are looked for once for all items',
};

/** Reads a record after it was written. */
export const readBackOption: INodeProperties = {
	displayName: 'Read Back People and Links',
	name: 'readBack',
	type: 'boolean',
	default: false,
	description:
		'Whether to read each record after it was written, and fail where people, departments or linked records are not in it: DingTalk passes over some without a word. One more call for each record.',
};

/** What a record is written with, and where. */
export interface Writing {
	where: Table;
	/** By the names of the columns. */
	fields: IDataObject;
	/** Empties columns, which only a record that is there can have. */
	blanks: IDataObject;
	/** Of attachment columns, by their names; uploaded, they are among the fields. */
	files: Record<string, ItemFile[]>;
	/** Their attachments stay beside the new ones. */
	addsFiles: boolean;
	/** Links by titles, which are still to be looked up; then they are among the fields. */
	titledLinks: TitledLink[];
	/** Columns to read after the write; none unless that is wanted. */
	readBack: Column[];
}

/** Records of one table, in the name of one person, go together. */
export const tableKey = ({ where }: { where: Table }): string =>
	toJson([where.operatorId, where.baseId, where.table]);

/** What a record is written with, and by what it is found. */
export interface Matching extends Writing {
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
	const options = read.group('options');
	const takesNewOptions = options.flag('addNewOptions');
	const linksByTitle = options.choiceIfAny(linksByOption.name) === 'title';
	const readsBack = options.flag(readBackOption.name);
	const addsFiles = options.choiceIfAny('attachments') === 'add';
	const where = await resolveTable(context, input);
	const rules = { timeZone: node.getTimezone(), takesNewOptions, linksByTitle, clearsEmpty };
	const columns = await columnsOf(api, where);
	const matchOn = form.matchOn.map((key) => {
		const column = columnIn(columns, key);
		if (!column) throw noColumn(form.field, key, columns);
		if (isMatchable(column)) return column;
		throw new InputError(
			form.field,
			`matches on '${column.name}', and records cannot be found by a column of its type (${column.type})`,
			'Match on another column',
		);
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
	const files = await filesOf(context, filled);
	const readBack = readsBack ? columns.filter(isPassedOver) : [];
	return {
		...{ where, fields, blanks, files, addsFiles, readBack, matchOn },
		titledLinks: titledLinksOf(filled),
		field: form.field,
	};
}

/** Looks up what links name by titles, once for all items of a table; a title that is not there fails its item. */
export async function withLinks<T extends Writing>(
	entries: ReadonlyArray<Entry<T>>,
): Promise<Arranged<T>> {
	const [{ context, value }] = entries;
	const links = entries.flatMap((entry) => entry.value.titledLinks);
	if (links.length === 0) return { entries: [...entries], refused: [] };
	const finder = await findTitles(context.api, value.where, links, context.node.getTimezone());
	const arranged: Arranged<T> = { entries: [], refused: [] };
	for (const entry of entries) {
		try {
			const fields = { ...entry.value.fields };
			for (const link of entry.value.titledLinks) fields[link.column.name] = finder.linksOf(link);
			arranged.entries.push({ ...entry, value: { ...entry.value, fields, titledLinks: [] } });
		} catch (error) {
			arranged.refused.push({ context: entry.context, error });
		}
	}
	return arranged;
}

/**
 * What a record is to hold, its files uploaded, and those that stay beside them.
 *
 * @param recordId absent for a new one
 * @throws NodeApiError when DingTalk refuses; InputError for an attachment that cannot be kept
 */
export async function withUploads<T extends Writing>(
	{ context: { api }, value }: Entry<T>,
	recordId?: string,
): Promise<T> {
	const { where, files, addsFiles } = value;
	const columns = Object.keys(files);
	const fields = { ...value.fields };
	for (const name of columns) fields[name] = await uploadFiles(where, files[name]);
	if (!addsFiles || columns.length === 0 || recordId === undefined) return { ...value, fields };
	return { ...value, fields: withKept(fields, columns, await fetchRecord(api, where, recordId)) };
}

/**
 * The error of a record that DingTalk confirmed and wrote a part of, such as without people whom it does not know
 * (reported of dingtalk-mcp, #8).
 *
 * @throws NodeApiError when DingTalk refuses to read it
 */
export async function missingIn(
	{ context: { api }, value: { where, fields, readBack } }: Entry<Writing>,
	result: ItemResult,
): Promise<Error | undefined> {
	const written = readBack.filter(({ name }) => fields[name] !== undefined);
	if (written.length === 0) return undefined;
	const { recordId } = result as { recordId: string };
	const record = await fetchRecord(api, where, recordId);
	const missing = written.filter(
		(column) => matchKeyOf([column], record.fields) !== matchKeyOf([column], fields),
	);
	if (missing.length === 0) return undefined;
	const names = missing.map(({ name }) => `'${name}'`).join(', ');
	return api.toError(
		{ kind: 'other', code: 'notWritten', message: '' },
		{
			prefix: `The record ${recordId} lacks ${names}`,
		},
	);
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
