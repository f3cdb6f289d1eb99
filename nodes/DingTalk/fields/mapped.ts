import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import type { ItemReader } from '../../shared/params/params';
import { toObject } from '../../shared/values/object';
import { shown } from '../../shared/values/words';

/** The names of the fields: whether it is JSON, the form that builds itself (a resource mapper), and the JSON. */
export interface MappedFields {
	/** A dropdown of `fields` and `json`. */
	specify: string;
	form: string;
	json: string;
	/** Beside the JSON, what the form has of its own: the columns to match on, by commas. */
	match?: string;
}

/** What such a form holds, before it is known what it may hold. */
export interface MappedInput {
	/** The field that holds the values, for faults. */
	field: string;
	values: IDataObject;
	/** They are a whole item, of which a part is meant. */
	isLoose: boolean;
	/** The columns to match on, by ID or name; none where the form does not match. */
	matchOn: string[];
}

interface MappedContext {
	read: ItemReader;
	node: Pick<IExecuteFunctions, 'getInputData'>;
	itemIndex: number;
}

/**
 * What n8n's form holds is read as a whole: n8n then leaves the values as they are, which it otherwise turns into
 * dates and numbers, with a loss.
 *
 * @throws InputError for what is no form
 */
export function readMapped(
	{ read, node, itemIndex }: MappedContext,
	names: MappedFields,
): MappedInput {
	if (read.choice(names.specify) === 'json') {
		const field = read.label(names.json);
		const matchOn = names.match ? needed(read.label(names.match), read.texts(names.match)) : [];
		return { field, values: toObject(field, read.json(names.json)), isLoose: false, matchOn };
	}
	const field = read.label(names.form);
	const mapper = toObject(field, read.payload(names.form));
	const chosen = [mapper.matchingColumns ?? []].flat().map(String);
	const matchOn = names.match ? needed(field, chosen) : [];
	switch (mapper.mappingMode) {
		case 'autoMapInputData': {
			const values = node.getInputData()[itemIndex]?.json ?? {};
			return { field, values, isLoose: true, matchOn };
		}
		case 'defineBelow':
			return { field, values: toObject(field, mapper.value), isLoose: false, matchOn };
		default:
			throw new InputError(
				field,
				`is ${shown(mapper)}, which is not what n8n's form gives`,
				`Fill in the fields below it, or set '${read.label(names.specify)}' to JSON`,
			);
	}
}

function needed(field: string, matchOn: string[]): string[] {
	if (matchOn.length > 0) return matchOn;
	throw new InputError(
		field,
		'has no columns to match on',
		'Choose at least one column that tells which one is meant',
	);
}
