import type { FieldType, IDataObject } from 'n8n-workflow';

import { InputError } from '../errors/inputError';
import type { PersonRef } from '../params/personRef';
import { toJsonValue } from '../values/json';
import { arrayIn, toTexts } from '../values/list';
import { toText } from '../values/text';
import { isoIn, isoMoment, KEPT_YEARS, toTime } from '../values/time';
import { isBlank } from '../values/words';
import { unionIdsOf } from '../contacts/people';
import type { Directory } from '../contacts/resolve';
import { departmentIdsIn, idsIn, peopleIn } from '../contacts/named';
import { choiceIn, choicesIn } from '../values/choices';
import { toDecimal, withoutExponent } from '../values/decimal';
import type { FileRef } from './fileRefs';
import { fileRefsIn } from './fileRefs';
import type { Column } from './columns';

/** A checked value of a column; people and titles are still to be looked up, files to be uploaded. */
export type Draft =
	| { wire: unknown }
	| { people: PersonRef[] }
	| { files: FileRef[] }
	| { titles: string[] };

/** What a value is read by. */
export interface Reading {
	column: Column;
	/** Of dates without offset. */
	timeZone: string;
	/** Names that a select does not have yet are taken: DingTalk makes options of them. */
	takesNewOptions?: boolean;
	/** Links name records by their titles, not by their IDs. */
	linksByTitle?: boolean;
}

/** Operators of DingTalk's filters. */
export type Operator =
	| 'equal'
	| 'notEqual'
	| 'greater'
	| 'greaterEqual'
	| 'less'
	| 'lessEqual'
	| 'contain'
	| 'notContain'
	| 'empty'
	| 'notEmpty';

/** A type of column that calls can write. */
interface Kind {
	/** In words. */
	name: string;
	/** Which input n8n's form has for it: none that changes what is typed. */
	input: FieldType;
	/** What is not plain from the input. */
	hint?: string;
	/** Operators that filters take for it. */
	operators: readonly Operator[];
	/** What empties it; of those without a list or text the form is [unverified]. */
	blank: unknown;
	/** @throws InputError naming the column */
	read(value: unknown, reading: Reading): Draft;
	/** The entries of a filter's value, where they are not those of the value itself. */
	compare?(value: unknown, reading: Reading): Draft;
	/** A value that DingTalk gave, as a workflow would write it. */
	show(wire: unknown, timeZone: string): unknown;
}

const EITHER: readonly Operator[] = ['equal', 'notEqual', 'empty', 'notEmpty'];
const SOME: readonly Operator[] = [...EITHER, 'contain', 'notContain'];
const NUMBERS: readonly Operator[] = [...EITHER, 'greater', 'greaterEqual', 'less', 'lessEqual'];
/** DingTalk's page has no other comparison of dates. */
const DATES: readonly Operator[] = ['equal', 'greater', 'less', 'empty', 'notEmpty'];
/** Of these the page names no other operator that this project could confirm. */
const PRESENCE: readonly Operator[] = ['empty', 'notEmpty'];

const asIs = (wire: unknown): unknown => wire;
/** What each entry goes by; one that has no such ID, or is none, as it is. */
const idsShown = (wire: unknown, key: string): unknown =>
	Array.isArray(wire) ? wire.map((one: IDataObject | null) => one?.[key] ?? one) : wire;

const number: Omit<Kind, 'name'> = {
	input: 'number',
	operators: NUMBERS,
	blank: null,
	read: (value, { column }) => ({ wire: numberOf(toDecimal(column.name, value)) }),
	compare: (value, { column }) => ({ wire: [String(numberOf(toDecimal(column.name, value)))] }),
	show: (wire) => {
		const digits = typeof wire === 'string' ? numberOf(wire) : wire;
		const isNumber = withoutExponent(String(Number(digits))) === digits;
		return isNumber ? Number(digits) : digits;
	},
};

/**
 * DingTalk takes both; digits that a number would lose stay text, and so does what it would write with an exponent.
 * Zeros that say nothing are left out, so that the same number is the same text; what is no decimal stays what it is.
 */
function numberOf(digits: string): number | string {
	const [, sign, given, decimals = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(digits) ?? [];
	if (given === undefined) return digits;
	const whole = given.replace(/^0+(?=\d)/, '');
	const fraction = decimals.replace(/(?<!0)0+$/, '');
	const plain = fraction === '' ? whole : `${whole}.${fraction}`;
	const signed = plain === '0' ? plain : `${sign}${plain}`;
	return String(Number(signed)) === signed ? Number(signed) : signed;
}

const link: Omit<Kind, 'name'> = {
	input: 'string',
	hint: 'record IDs',
	operators: PRESENCE,
	blank: { linkedRecordIds: [] },
	read: (value, { column, timeZone, linksByTitle }) => {
		const given = typeof value === 'object' && value !== null && 'linkedRecordIds' in value;
		if (linksByTitle && !given) return { titles: titlesIn(column, value, timeZone) };
		const linkedRecordIds = idsIn(column.name, given ? value.linkedRecordIds : value, [
			'recordId',
			'id',
		]);
		assertOne(column, linkedRecordIds.length, 'record');
		return { wire: { linkedRecordIds } };
	},
	show: (wire) =>
		typeof wire === 'object' && wire !== null && 'linkedRecordIds' in wire
			? wire.linkedRecordIds
			: wire,
};

/** A title may hold a comma: that of a single link, and those of a list, are taken whole. */
function titlesIn(column: Column, value: unknown, timeZone: string): string[] {
	const { name, isSingle } = column;
	const list = typeof value === 'string' ? (arrayIn(value) ?? value) : value;
	const titles =
		isSingle || Array.isArray(list)
			? [list]
					.flat()
					.map((entry: unknown) => toText(name, entry, timeZone))
					.filter((title) => !isBlank(title))
			: toTexts(name, list, timeZone);
	assertOne(column, titles.length, 'record');
	if (column.linkedTable !== undefined) return titles;
	throw new InputError(
		name,
		'is a link, and DingTalk does not say to which table',
		"Give record IDs, and set 'Linked Records By' to Record ID",
	);
}

const fixOf = (takesNewOptions = false) =>
	takesNewOptions ? undefined : "To add a new option to the column, switch on 'Add New Options'";

/** @see DingTalk docs "记录值格式" (values), "条件查询配置" (operators) */
const KINDS: Readonly<Record<string, Kind>> = {
	text: {
		name: 'Text',
		input: 'string',
		operators: SOME,
		blank: '',
		read: (value, { column, timeZone }) => ({ wire: toText(column.name, value, timeZone) }),
		show: asIs,
	},
	number: { name: 'Number', ...number },
	// As a number in n8n's form an amount would lose its last zeros, which is all the same to DingTalk.
	currency: { name: 'Currency', ...number },
	singleSelect: {
		name: 'Single select',
		input: 'options',
		operators: SOME,
		blank: null,
		read: (value, { column, timeZone, takesNewOptions }) => ({
			wire: choiceIn(column.name, nameIn(value), {
				options: column.options,
				timeZone,
				takesOthers: takesNewOptions,
				otherwise: fixOf(takesNewOptions),
			}),
		}),
		compare: (value, { column, timeZone }) => ({
			wire: choicesIn(column.name, value, { options: column.options, timeZone }),
		}),
		show: nameIn,
	},
	multipleSelect: {
		name: 'Multiple select',
		input: 'string',
		hint: 'by commas',
		operators: SOME,
		blank: [],
		read: (value, { column, timeZone, takesNewOptions }) => ({
			wire: choicesIn(column.name, Array.isArray(value) ? value.map(nameIn) : value, {
				options: column.options,
				timeZone,
				takesOthers: takesNewOptions,
				otherwise: fixOf(takesNewOptions),
			}),
		}),
		show: (wire) => (Array.isArray(wire) ? wire.map(nameIn) : wire),
	},
	date: {
		name: 'Date',
		input: 'dateTime',
		operators: DATES,
		blank: null,
		read: (value, { column, timeZone }) => ({
			wire: toTime(column.name, value, timeZone, KEPT_YEARS),
		}),
		show: dateShown,
	},
	user: {
		name: 'People',
		input: 'string',
		hint: 'any IDs',
		operators: SOME,
		blank: [],
		read: (value, { column }) => {
			const people = peopleIn(column.name, value);
			assertOne(column, people.length, 'person');
			return { people };
		},
		show: (wire) => idsShown(wire, 'unionId'),
	},
	department: {
		name: 'Departments',
		input: 'string',
		hint: 'IDs',
		operators: SOME,
		blank: [],
		read: (value, { column }) => {
			const ids = departmentIdsIn(column.name, value);
			assertOne(column, ids.length, 'department');
			return { wire: ids.map((deptId) => ({ deptId })) };
		},
		show: (wire) => idsShown(wire, 'deptId'),
	},
	url: {
		name: 'Link',
		input: 'string',
		hint: 'address, or {text, link}',
		operators: PRESENCE,
		blank: null,
		read: (value, { column, timeZone }) => ({ wire: urlOf(column.name, value, timeZone) }),
		show: asIs,
	},
	attachment: {
		name: 'Attachment',
		input: 'string',
		hint: 'binary fields',
		operators: PRESENCE,
		blank: [],
		read: (value, { column }) => ({ files: fileRefsIn(column.name, value) }),
		show: asIs,
	},
	unidirectionalLink: { name: 'One-way link', ...link },
	bidirectionalLink: { name: 'Two-way link', ...link },
};

/** What DingTalk gives of an option is its ID and name; its name is what it takes. */
function nameIn(value: unknown): unknown {
	const isOption = typeof value === 'object' && value !== null && 'name' in value;
	return isOption ? value.name : value;
}

/** Of 1970 and before too; that DingTalk tells and takes such dates as times below 0 is [unverified]. */
function dateShown(wire: unknown, timeZone: string): unknown {
	const isEarly = typeof wire === 'number' && wire <= 0 && wire >= Date.UTC(KEPT_YEARS.from, 0, 1);
	return isEarly ? isoIn(wire, timeZone) : (isoMoment(wire, timeZone) ?? wire);
}

function urlOf(field: string, value: unknown, timeZone: string): { text: string; link: string } {
	const isJson = typeof value === 'string' && value.trim().startsWith('{');
	const given = isJson ? toJsonValue(field, value) : value;
	const isPair = typeof given === 'object' && given !== null && 'link' in given;
	const pair: { link: unknown; text?: unknown } = isPair ? given : { link: given };
	const address = toText(field, pair.link, timeZone).trim();
	if (!/^[a-z][a-z\d+.-]*:\S+$/i.test(address)) {
		throw new InputError(
			field,
			`is no address: ${address.slice(0, 60)}`,
			'Give an address such as https://example.com, or an object such as {"text": "Example", "link": "https://example.com"}',
		);
	}
	return { text: isBlank(pair.text) ? address : toText(field, pair.text, timeZone), link: address };
}

function assertOne({ name, isSingle }: Column, count: number, what: string): void {
	if (!isSingle || count <= 1) return;
	throw new InputError(
		name,
		`names ${count}, and the column takes one ${what}`,
		'Give one, or let the column take several in its settings',
	);
}

/** How a column is written; undefined where DingTalk documents no value, or it is not to be written. */
export const kindOf = ({ type }: Pick<Column, 'type'>): Kind | undefined =>
	Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;

/** Why a column cannot be written. */
export const obstacleIn = ({ type }: Column): string =>
	`DingTalk documents no value for columns of the type ${type}`;

/** Whether it names what may not exist, and DingTalk may then leave out without a word. */
export const isPassedOver = ({ type }: Pick<Column, 'type'>): boolean =>
	['user', 'department', 'unidirectionalLink', 'bidirectionalLink'].includes(type);

/** Whether a record can be found by what it holds there. */
export const isMatchable = (column: Pick<Column, 'type'>): boolean =>
	kindOf(column) !== undefined && column.type !== 'attachment';

/** Whether a value turned out to name nothing: a list of blanks, or commas alone. */
export function namesNothing(draft: Draft): boolean {
	const [named]: unknown[] = Object.values(draft);
	const isLink = typeof named === 'object' && named !== null && 'linkedRecordIds' in named;
	const list = isLink ? named.linkedRecordIds : named;
	return Array.isArray(list) && list.length === 0;
}

/** What a call takes for a checked value; people are looked up. @throws InputError naming who does not exist */
export const wireOf = async (
	directory: Pick<Directory, 'unionIdOf'>,
	draft: Exclude<Draft, { files: unknown } | { titles: unknown }>,
): Promise<unknown> =>
	'people' in draft
		? (await unionIdsOf(directory, draft.people)).map((unionId) => ({ unionId }))
		: draft.wire;
