import type { INodeProperties } from 'n8n-workflow';

import { LIST } from '../params/several';

export type Named = Pick<INodeProperties, 'displayName' | 'name' | 'description'> &
	Partial<INodeProperties>;

/** What a field names several of. */
interface Kind {
	one: string;
	many: string;
	/** Key of the rows that have a picker. */
	key: string;
	picker: INodeProperties;
	ids: Pick<INodeProperties, 'placeholder' | 'description'>;
	/** What else a list of IDs asks. */
	more?: INodeProperties[];
}

/**
 * Any number of people, departments, groups, rooms or approval processes: rows with a picker, and rows with a list of
 * IDs (by commas or lines, as an array, by an expression, or from a language model), in any mix.
 */
export const several = (
	{ one, many, key, picker, ids, more = [] }: Kind,
	field: Named,
): INodeProperties => ({
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: `Add ${many}`,
	default: {},
	options: [
		{ displayName: one, name: key, values: [{ ...picker, displayName: one }] },
		{
			displayName: `${many} by IDs`,
			name: LIST,
			values: [{ displayName: 'IDs', name: 'ids', type: 'string', default: '', ...ids }, ...more],
		},
	],
	...field,
});
