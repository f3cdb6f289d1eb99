import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { toIds } from '../values/list';
import { isDate } from '../values/words';
import type { FormReader } from './params';
import type { PersonIdKind, PersonRef } from './personRef';
import { kindOfMode, refuseDingtalkIds } from './personRef';

/** In a field for several: key of the rows that have a list of IDs. */
export const LIST = 'list';

/** A field for several (`fields/several.ts`) as it was filled in. */
export interface Filled {
	definition: INodeProperties | undefined;
	/** As the user sees it. */
	label: string;
	value: unknown;
	rows(key: string): FormReader[];
}

/** People by pickers and by lists of IDs, each once, pickers first; userIds where an expression gives IDs alone. */
export function readPeople(field: Filled): PersonRef[] {
	const people = readAnybody(field);
	const ids = people.map(({ value }) => value);
	refuseDingtalkIds(field.label, ids);
	return people;
}

/** The same, DingTalk's own IDs of people included, which outsiders have alone. */
export function readAnybody(field: Filled): PersonRef[] {
	const { label } = field;
	const { rows, list, plain } = entriesOf(field);
	return distinct([
		...plain.map((value): PersonRef => ({ by: 'userId', value, field: label })),
		...rows.map(({ row, name }): PersonRef => {
			const { mode, value } = row.locator(name);
			return { by: kindOfMode(mode), value, field: row.label(name) };
		}),
		...list.flatMap((row) => {
			const by = row.choice<PersonIdKind>('idType');
			return row.idsOfAnybody('ids').map((value): PersonRef => ({ by, value, field: label }));
		}),
	]);
}

/** The IDs of a field for what goes by one kind of ID, each once, pickers first. */
export function readSeveral(field: Filled): string[] {
	const { rows, list, plain } = entriesOf(field);
	return [
		...new Set([
			...plain,
			...rows.map(({ row, name }) => row.id(name)),
			...list.flatMap((row) => row.ids('ids')),
		]),
	];
}

/** What was filled in: rows of either kind, or IDs that an expression gives in place of both. */
function entriesOf({ definition, label, value, rows }: Filled) {
	const isIds = typeof value !== 'object' || Array.isArray(value) || isDate(value);
	if (isIds) return { rows: [], list: [], plain: toIds(value, label) };
	const kinds = (definition?.options ?? []) as INodePropertyCollection[];
	const picked = kinds
		.filter(({ name }) => name !== LIST)
		.flatMap(({ name: key, values: [{ name }] }) => rows(key).map((row) => ({ row, name })));
	return { rows: picked, list: rows(LIST), plain: [] };
}

const distinct = (people: PersonRef[]): PersonRef[] => [
	...new Map(people.map((one) => [`${one.by} ${one.value}`, one])).values(),
];
