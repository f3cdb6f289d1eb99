import type { TableField, TableRecord } from '../../state/aiTables.mts';

/** A condition that the contract has checked the shape of. */
export interface Condition {
	field: string;
	operator: string;
	value?: unknown[];
}

const EITHER = ['equal', 'notEqual', 'empty', 'notEmpty'];
const SOME = [...EITHER, 'contain', 'notContain'];
const NUMBERS = [...EITHER, 'greater', 'greaterEqual', 'less', 'lessEqual'];

/** DingTalk docs "条件查询配置". Of other types any operator is taken, and compares the texts [unverified]. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
	text: SOME,
	number: NUMBERS,
	// The page has numbers alone: that a currency is one of them is [unverified].
	currency: NUMBERS,
	singleSelect: SOME,
	multipleSelect: SOME,
	date: ['equal', 'greater', 'less', 'empty', 'notEmpty'],
	user: SOME,
	department: SOME,
};

const WITHOUT_VALUE = ['empty', 'notEmpty'];

/** Why a condition is none; undefined when it is one. */
export function problemOf({ operator, value }: Condition, field: TableField): string | undefined {
	const allowed = OPERATORS[field.type];
	if (allowed && !allowed.includes(operator)) {
		return `operator ${operator} is not supported by ${field.type}`;
	}
	const isMissing = !WITHOUT_VALUE.includes(operator) && !value?.length;
	return isMissing ? `value of ${field.name} is required` : undefined;
}

/** What an entry of a value, or of a filter, is compared by. */
function wordOf(entry: unknown): string {
	if (typeof entry !== 'object' || entry === null) return String(entry);
	const { name, unionId, deptId } = entry as Record<string, unknown>;
	return String(name ?? unionId ?? deptId ?? JSON.stringify(entry));
}

/** An option goes by its ID too. */
const namesOf = (entry: unknown): string[] => {
	const { id } = (entry ?? {}) as { id?: unknown };
	return typeof id === 'string' ? [wordOf(entry), id] : [wordOf(entry)];
};

/** A date without a time is a day in China's zone [unverified]. */
const numberOf = (entry: unknown): number =>
	typeof entry === 'string' && entry.includes('-') && !entry.startsWith('-')
		? Date.parse(entry.length === 10 ? `${entry}T00:00:00+08:00` : entry)
		: Number(entry);

const isEmpty = (value: unknown): boolean => {
	const list = (value as { linkedRecordIds?: unknown[] } | undefined)?.linkedRecordIds ?? value;
	return list === undefined || list === '' || (Array.isArray(list) && list.length === 0);
};

/** Whether a record fulfils a condition. */
export function fulfils(record: TableRecord, field: TableField, condition: Condition): boolean {
	const value = record.values[field.id];
	const { operator, value: wanted = [] } = condition;
	if (WITHOUT_VALUE.includes(operator)) return isEmpty(value) === (operator === 'empty');
	// That an empty column is unlike anything, and not less than anything, is [unverified].
	if (isEmpty(value)) return operator.startsWith('not');
	if (['number', 'currency', 'date'].includes(field.type)) {
		return comparesTo(numberOf(value), operator, numberOf(wanted[0]));
	}
	if (field.type === 'text') return matchesText(String(value), operator, String(wanted[0]));
	const own = [value].flat();
	const has = (entry: unknown) => own.some((one) => namesOf(one).includes(wordOf(entry)));
	switch (operator) {
		case 'contain':
			return wanted.some(has);
		case 'notContain':
			return !wanted.some(has);
		case 'equal':
			return own.length === wanted.length && wanted.every(has);
		default:
			return !(own.length === wanted.length && wanted.every(has));
	}
}

function matchesText(text: string, operator: string, wanted: string): boolean {
	if (operator.endsWith('qual')) return (text === wanted) === (operator === 'equal');
	return text.includes(wanted) === (operator === 'contain');
}

function comparesTo(number: number, operator: string, wanted: number): boolean {
	switch (operator) {
		case 'greater':
			return number > wanted;
		case 'greaterEqual':
			return number >= wanted;
		case 'less':
			return number < wanted;
		case 'lessEqual':
			return number <= wanted;
		default:
			return (number === wanted) === (operator === 'equal');
	}
}
