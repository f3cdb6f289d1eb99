import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors/inputError';
import type { Directory } from '../contacts/resolve';
import type { FormReader } from '../params/params';
import { isBlank } from '../values/words';
import type { Operator } from './columnKinds';
import { kindOf, namesNothing, wireOf } from './columnKinds';
import type { Column } from './columns';
import { columnLocator } from './table';
import { columnIn, noColumn } from './columns';

const WITHOUT_VALUE: readonly Operator[] = ['empty', 'notEmpty'];

/** In the words of the form. */
const OPERATORS: ReadonlyArray<{ name: string; value: Operator }> = [
	{ name: 'Contains', value: 'contain' },
	{ name: 'Does Not Contain', value: 'notContain' },
	{ name: 'Equals', value: 'equal' },
	{ name: 'Greater or Equal', value: 'greaterEqual' },
	{ name: 'Greater, or Later', value: 'greater' },
	{ name: 'Is Empty', value: 'empty' },
	{ name: 'Is Not Empty', value: 'notEmpty' },
	{ name: 'Less or Equal', value: 'lessEqual' },
	{ name: 'Less, or Earlier', value: 'less' },
	{ name: 'Not Equal', value: 'notEqual' },
];

const nameOf = (operator: Operator): string =>
	OPERATORS.find(({ value }) => value === operator)?.name ?? operator;

/** Which records are wanted; read with `readConditions`. */
export const conditionFields: INodeProperties[] = [
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Condition',
		default: {},
		description:
			'Which records to list; all of the table without any. DingTalk does the filtering.',
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						...columnLocator,
						description: 'The column to look at: chosen from the list, or by its name or ID',
					},
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: [...OPERATORS],
						default: 'equal',
						description:
							'How it is compared. Texts, selects, people and departments take Equals, Contains and their opposites; numbers Equals, Greater and Less; dates Equals, Later and Earlier.',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						displayOptions: { hide: { operator: [...WITHOUT_VALUE] } },
						placeholder: 'e.g. High',
						description:
							'What it is compared with. For selects, people and departments several by commas, or a list by an expression: Contains then means any of them.',
					},
				],
			},
		],
	},
	{
		displayName: 'Match',
		name: 'match',
		type: 'options',
		options: [
			{ name: 'All Conditions', value: 'and' },
			{ name: 'Any Condition', value: 'or' },
		],
		default: 'and',
		description: 'Whether a record has to fulfil all conditions or any of them',
	},
];

/** A condition as the form has it. */
interface Condition {
	/** Name or ID. */
	column: string;
	operator: Operator;
	value: string | string[];
	/** What the form calls its fields, for faults. */
	labels: { column: string; operator: string; value: string };
}

export interface Conditions {
	combination: 'and' | 'or';
	conditions: Condition[];
}

/** @throws InputError where a condition has no column, or nothing to compare with */
export function readConditions(read: FormReader): Conditions {
	const conditions = read.rows('conditions', 'condition').map((row): Condition => {
		const labels = {
			column: row.label('column'),
			operator: row.label('operator'),
			value: row.label('value'),
		};
		const column = row.id('column');
		const operator = row.choice<Operator>('operator');
		const value = WITHOUT_VALUE.includes(operator) ? '' : row.textOrList('value');
		if ([value].flat().every(isBlank) && !WITHOUT_VALUE.includes(operator)) {
			throw nothingToCompare(labels.value);
		}
		return { column, operator, value, labels };
	});
	return { combination: read.choice<'and' | 'or'>('match'), conditions };
}

const nothingToCompare = (field: string) =>
	new InputError(
		field,
		'is empty',
		"Give what to compare with, or choose 'Is Empty' as the operator",
	);

/**
 * The `filter` of a call; undefined without conditions. A date is compared as the moment that it is; whether DingTalk
 * takes `equal` for the whole day is [unverified].
 *
 * @see DingTalk docs "列出多行记录", and "条件查询配置" for what each type of column takes
 * @throws InputError for columns that the table does not have, and for what DingTalk cannot compare
 */
export async function toFilter(
	directory: Pick<Directory, 'unionIdOf'>,
	{ combination, conditions }: Conditions,
	columns: readonly Column[],
	timeZone: string,
): Promise<IDataObject | undefined> {
	if (conditions.length === 0) return undefined;
	const wire: IDataObject[] = [];
	for (const condition of conditions) {
		const { operator, labels } = condition;
		const column = columnIn(columns, condition.column);
		if (!column) throw noColumn(labels.column, condition.column, columns);
		assertOperator(condition, column);
		const value = WITHOUT_VALUE.includes(operator)
			? undefined
			: await valueOf(directory, condition, column, timeZone);
		wire.push({ field: column.name, operator, ...(value ? { value } : {}) });
	}
	return { combination, conditions: wire };
}

function assertOperator({ operator, labels }: Condition, column: Column): void {
	const kind = kindOf(column);
	if (!kind || kind.operators.includes(operator)) return;
	throw new InputError(
		labels.operator,
		`is '${nameOf(operator)}', which DingTalk does not take for '${column.name}' (${kind.name})`,
		`Choose one of: ${kind.operators.map(nameOf).join(', ')}`,
	);
}

/** Of types that DingTalk does not document it is sent as it is. */
async function valueOf(
	directory: Pick<Directory, 'unionIdOf'>,
	{ value, labels }: Condition,
	column: Column,
	timeZone: string,
): Promise<unknown[]> {
	const kind = kindOf(column);
	if (!kind) return [value].flat();
	// Several may be looked for, even where a record has one.
	const reading = { column: { ...column, isSingle: false }, timeZone };
	const draft = (kind.compare ?? kind.read)(value, reading);
	if (namesNothing(draft)) throw nothingToCompare(labels.value);
	// Attachments and links have no condition with a value.
	return 'files' in draft || 'titles' in draft
		? [value].flat()
		: [await wireOf(directory, draft)].flat();
}
