import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import type { Directory } from '../../shared/contacts/resolve';
import { isBlank } from '../../shared/values/words';
import { columnIn, namesOf, noColumn } from '../../shared/aiTable/columns';
import type { MappedInput } from '../fields/mapped';
import type { ItemContext } from '../operation/operation';
import type { ItemFile } from './attachments';
import { openFiles } from './attachments';
import type { Draft } from '../../shared/aiTable/columnKinds';
import { kindOf, namesNothing, obstacleIn, wireOf } from '../../shared/aiTable/columnKinds';
import type { TitledLink } from './linkTitles';
import type { Column } from '../../shared/aiTable/columns';

/** A column with its value. */
export interface Filled {
	column: Column;
	draft: Draft;
	/** It empties the column. */
	isBlank: boolean;
}

export interface ValueRules {
	/** Of dates without offset. */
	timeZone: string;
	/** Names that a select does not have become options of it. */
	takesNewOptions: boolean;
	linksByTitle: boolean;
	/** Nothing empties the column; else it is left as it is. */
	clearsEmpty: boolean;
}

/**
 * Checks the values of a record against the columns of its table.
 *
 * @throws InputError naming the column
 */
export function readValues(
	{ field, values, isLoose }: MappedInput,
	columns: readonly Column[],
	rules: ValueRules,
): Filled[] {
	const filled = new Map<Column, Filled>();
	for (const [key, value] of Object.entries(values)) {
		const isNone = isBlank(value) || (Array.isArray(value) && value.every(isBlank));
		if (isNone && !rules.clearsEmpty) continue;
		const column = columnIn(columns, key);
		const kind = column && kindOf(column);
		if (!column || !kind) {
			// A whole item holds more than the record.
			if (isLoose) continue;
			throw column ? notWritten(column) : noColumn(field, key, columns);
		}
		const read = isNone ? undefined : kind.read(value, { column, ...rules });
		if (read && !namesNothing(read)) filled.set(column, { column, draft: read, isBlank: false });
		else if (rules.clearsEmpty) {
			filled.set(column, { column, draft: { wire: kind.blank }, isBlank: true });
		}
	}
	if (filled.size > 0) return [...filled.values()];
	throw new InputError(
		field,
		'has no value for any column',
		isLoose
			? `The item's fields have to be called as the columns: ${namesOf(columns)}`
			: 'Fill in at least one column',
	);
}

/**
 * The values as calls take them, by the names of the columns, without files and titles; people are looked up.
 *
 * @throws InputError naming who does not exist
 */
export async function toWire(
	directory: Pick<Directory, 'unionIdOf'>,
	filled: readonly Filled[],
): Promise<IDataObject> {
	const fields: IDataObject = {};
	for (const { column, draft } of filled) {
		if ('files' in draft || 'titles' in draft) continue;
		fields[column.name] = (await wireOf(directory, draft)) as IDataObject;
	}
	return fields;
}

/** The links of a record whose titles are still to be looked up. */
export const titledLinksOf = (filled: readonly Filled[]): TitledLink[] =>
	filled.flatMap(({ column, draft }) =>
		'titles' in draft ? [{ column, titles: draft.titles }] : [],
	);

/** The files of a record, by the names of the columns. @throws InputError naming the column */
export async function filesOf(
	context: ItemContext,
	filled: readonly Filled[],
): Promise<Record<string, ItemFile[]>> {
	const files: Record<string, ItemFile[]> = {};
	for (const { column, draft } of filled) {
		if ('files' in draft) files[column.name] = await openFiles(context, column.name, draft.files);
	}
	return files;
}

const notWritten = (column: Column) =>
	new InputError(column.name, `cannot be written: ${obstacleIn(column)}`, 'Leave it out');
