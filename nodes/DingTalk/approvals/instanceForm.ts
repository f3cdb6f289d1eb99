import type { IDataObject } from 'n8n-workflow';

import { tryParseJson } from '../../shared/wire/json';
import { freeName } from '../fields/freeName';
import type { WireFile, WireFormValue } from './instance';

/** A value of a form as workflows can use it. */
type Value = IDataObject[string];

/** A field or a cell: both have a label, a text and a type. */
interface Cell {
	label: string;
	type: string;
	text: string;
	/** Read already: a JSON text of fields, an object of cells. */
	ext: unknown;
}

interface WireCell {
	label?: string;
	value?: string;
	componentType?: string;
	extendValue?: unknown;
}

/**
 * The form of an approval by its labels, with real types: numbers, lists, rows of tables as objects, people with
 * their userIds. What was not filled in is null; a table without rows is an empty list. Both ends of a range of dates
 * have their own label. A label that comes again gets a number.
 */
export function readForm(values: readonly WireFormValue[]): IDataObject {
	const form: IDataObject = {};
	for (const { name, value, extValue, componentType } of values) {
		const cell: Cell = {
			label: name ?? '',
			type: componentType ?? '',
			text: value ?? '',
			ext: extValue === undefined ? undefined : tryParseJson(extValue),
		};
		for (const [label, read] of labelled(cell)) form[freeName(form, label)] = read;
	}
	return form;
}

/** A field under its label; two for what has two labels, such as a range of dates. */
function labelled(cell: Cell): Array<[string, Value]> {
	const labels = listIn(cell.label);
	if (labels.length !== 2) return [[cell.label, valueOf(cell)]];
	const [first, second] = labels.map(String);
	const parts = listIn(cell.text) as Value[];
	if (cell.type === 'TimeAndLocationField') {
		const [time, longitude, latitude, address, accuracy] = parts;
		const place = parts.length === 0 ? null : { longitude, latitude, address, accuracy };
		return [
			[first, time ?? null],
			[second, place],
		];
	}
	return [
		[first, parts[0] ?? null],
		[second, parts[1] ?? null],
	];
}

/** DingTalk writes the text null where nothing was filled in. */
const isNothing = (text: string): boolean => text === '' || text === 'null';

function valueOf(cell: Cell): Value {
	const { type, text } = cell;
	if (type === 'TableField') return rowsIn(text);
	if (isNothing(text)) return null;
	switch (type) {
		case 'TextField':
		case 'TextareaField':
		case 'DDSelectField':
		case 'DDDateField':
		case 'PhoneField':
		case 'IdCardField':
		case 'AddressField':
			return text;
		case 'NumberField':
		case 'MoneyField':
		case 'CalculateField':
		case 'StarRatingField':
			return numberIn(text);
		case 'DDAttachment':
			return filesIn(text);
		case 'InnerContactField':
			return named(cell, ({ emplId, name }) => ({ userId: emplId, name }));
		case 'DepartmentField':
			return named(cell, ({ id, name }) => ({ departmentId: id, name }));
		case 'RelateField':
			return named(cell, ({ procInstId, title, businessId }) => ({
				processInstanceId: procInstId,
				title,
				businessId,
			}));
		default: {
			// Multiple choice, photos, and what only suites have: JSON where it is a list or an object.
			const parsed = /^[[{]/.test(text) ? tryParseJson(text) : undefined;
			return (parsed as Value | undefined) ?? text;
		}
	}
}

/** A number that loses no digits as one; else the text. Results of formulas have commas in them. */
function numberIn(text: string): number | string {
	const plain = text.replaceAll(',', '');
	const number = Number(plain);
	const isExact = Number.isFinite(number) && plain.replace(/\D/g, '').length <= 15;
	return plain.trim() !== '' && isExact ? number : text;
}

/**
 * People, departments and approvals: IDs stand beside the names, in a list or in the `list` of an object. Where
 * DingTalk gives none, the names as text. That departments and approvals look like people here is [unverified].
 */
function named({ text, ext }: Cell, toEntry: (entry: IDataObject) => IDataObject): Value {
	const { list = ext } = (ext ?? {}) as { list?: unknown };
	const entries = Array.isArray(list) ? (list as IDataObject[]) : [];
	return entries.length > 0 ? entries.map(toEntry) : text;
}

/** Files of the approval space; DingTalk gives sizes as numbers or as texts. */
export const filesIn = (text: string): IDataObject[] =>
	(listIn(text) as WireFile[]).filter(({ fileId }) => fileId !== undefined).map(toFile);

/** A file with IDs as text and its size as a number. */
export const toFile = ({
	fileId,
	fileName,
	fileSize,
	fileType,
	spaceId,
}: WireFile): IDataObject => ({
	fileId: String(fileId),
	fileName: fileName ?? '',
	fileSize: Number(fileSize ?? 0),
	fileType: fileType ?? '',
	spaceId: String(spaceId ?? ''),
});

/** The rows of a table. A table without any is answered as the list of its columns. */
function rowsIn(text: string): IDataObject[] {
	const rows = (listIn(text) as Array<{ rowValue?: WireCell[] }>).filter(({ rowValue }) =>
		Array.isArray(rowValue),
	);
	return rows.map(({ rowValue = [] }) => {
		const row: IDataObject = {};
		for (const { label = '', value = '', componentType = '', extendValue } of rowValue) {
			const cell = { label, type: componentType, text: String(value), ext: extendValue };
			for (const [name, read] of labelled(cell)) row[freeName(row, name)] = read;
		}
		return row;
	});
}

function listIn(text: string): unknown[] {
	const value = text.startsWith('[') ? tryParseJson(text) : undefined;
	return Array.isArray(value) ? value : [];
}
