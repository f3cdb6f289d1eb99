/** Forms out of descriptions: filled in so that they would be sent, with any one field visible and changed. */
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

export type Values = Record<string, unknown>;

/** A field somewhere in a form, with the fields that it is in, from the outside in. */
export interface Place {
	/** As people read it: `Options > Robot Code`. */
	name: string;
	field: INodeProperties;
	chain: Step[];
}

interface Step {
	field: INodeProperties;
	/** Of a fixed collection: which of its kinds of rows. */
	key?: string;
}

/** All fields of a form, those of collections and rows too. */
export const placesIn = (fields: readonly INodeProperties[], above: Step[] = []): Place[] =>
	fields
		.filter(({ type }) => type !== 'notice')
		.flatMap((field) => {
			const own = { field, name: nameOf([...above, { field }]), chain: [...above, { field }] };
			if (field.type === 'collection') {
				return [own, ...placesIn((field.options ?? []) as INodeProperties[], own.chain)];
			}
			if (field.type !== 'fixedCollection') return [own];
			const kinds = (field.options ?? []) as INodePropertyCollection[];
			return [
				own,
				...kinds.flatMap(({ name: key, values }) => placesIn(values, [...above, { field, key }])),
			];
		});

const nameOf = (chain: Step[]): string =>
	chain.map(({ field, key }) => field.displayName + (key ? ` (${key})` : '')).join(' > ');

/** What a form is filled with, where the types alone do not tell what would be taken. */
export interface Filling {
	sample(field: INodeProperties): unknown;
	/** The last word on a form, before the field of the place gets the value asked for;
	 * `scope` is what that is in. */
	adjust(values: Values, place: Place, scope: Values): void;
}

/**
 * A form in which the field of the place is visible and all fields hold what would be taken.
 *
 * @param value what the field itself holds; nothing for a sample
 */
export function formWith(
	fields: readonly INodeProperties[],
	place: Place,
	filling: Filling,
	...value: [unknown?]
): Values {
	const { chain } = place;
	const values: Values = {};
	for (const field of fields)
		if (field.type !== 'notice') values[field.name] = plain(field, filling);
	let scope = values;
	let scopeFields = fields;
	for (const { field, key } of chain.slice(0, -1)) {
		reveal(field, { fields, values }, { fields: scopeFields, values: scope });
		const inner: Values =
			key === undefined ? collectionOf(field, filling) : rowOf(field, key, filling);
		const isMany = field.typeOptions?.multipleValues === true;
		scope[field.name] = key === undefined ? inner : { [key]: isMany ? [inner] : inner };
		scopeFields = key === undefined ? (field.options as INodeProperties[]) : valuesOf(field, key);
		scope = inner;
	}
	const { field } = place;
	reveal(field, { fields, values }, { fields: scopeFields, values: scope });
	scope[field.name] = filled(field, filling);
	filling.adjust(values, place, scope);
	if (value.length > 0) [scope[field.name]] = value;
	return values;
}

const collectionOf = (field: INodeProperties, filling: Filling): Values => ({
	...(filling.sample(field) as Values | undefined),
});

const valuesOf = (field: INodeProperties, key: string): INodeProperties[] =>
	((field.options ?? []) as INodePropertyCollection[])
		.filter(({ name }) => name === key)
		.flatMap(({ values }) => values);

const rowOf = (field: INodeProperties, key: string, filling: Filling): Values =>
	Object.fromEntries(
		valuesOf(field, key).map((inner) => [inner.name, plain(inner, filling)] as const),
	);

interface Scope {
	fields: readonly INodeProperties[];
	values: Values;
}

/** Sets what decides about a field so that it shows, and what decides about that. */
function reveal(field: INodeProperties, root: Scope, own: Scope): void {
	const scopeOf = (key: string) => (key.startsWith('/') ? root : own);
	for (const [key, allowed] of Object.entries(field.displayOptions?.show ?? {})) {
		decide(
			key.replace('/', ''),
			(value) => (allowed as unknown[]).includes(value),
			scopeOf(key),
			root,
		);
	}
	for (const [key, forbidden] of Object.entries(field.displayOptions?.hide ?? {})) {
		decide(
			key.replace('/', ''),
			(value) => !(forbidden as unknown[]).includes(value),
			scopeOf(key),
			root,
		);
	}
}

function decide(
	name: string,
	isRight: (value: unknown) => boolean,
	scope: Scope,
	root: Scope,
): void {
	const definitions = scope.fields.filter((field) => field.name === name);
	const current = scope.values[name];
	const isMulti = definitions.some(({ type }) => type === 'multiOptions');
	if (isMulti ? (current as unknown[]).some(isRight) : isRight(current)) {
		// Several definitions, for different states of the form, may offer different values.
		const offering = definitions.filter((field) => isMulti || choicesOf(field).includes(current));
		if (offering.length === 0 || offering.some((field) => isShown(field, scope))) return;
		return reveal(offering[0], root, scope);
	}
	const byState = definitions.sort((a, b) => Number(isShown(b, scope)) - Number(isShown(a, scope)));
	for (const field of byState) {
		const right = choicesOf(field).find(isRight);
		if (right === undefined) continue;
		scope.values[name] = isMulti ? [...(current as unknown[]), right] : right;
		return reveal(field, root, scope);
	}
	throw new Error(`Nothing that '${name}' offers shows the field`);
}

const choicesOf = (field: INodeProperties): unknown[] =>
	field.type === 'boolean'
		? [true, false]
		: ((field.options ?? []) as INodePropertyOptions[]).map(({ value }) => value);

const isShown = ({ displayOptions }: INodeProperties, { values }: Scope): boolean =>
	Object.entries(displayOptions?.show ?? {}).every(([key, allowed]) =>
		(allowed as unknown[]).includes(values[key.replace('/', '')]),
	);

/** A value that would be taken; what need not be filled in stays empty. */
function plain(field: INodeProperties, filling: Filling): unknown {
	const isOptional = field.type === 'fixedCollection' && !field.required;
	return isOptional ? (filling.sample(field) ?? {}) : filled(field, filling);
}

function filled(field: INodeProperties, filling: Filling): unknown {
	const sample = filling.sample(field);
	if (sample !== undefined) return sample;
	switch (field.type) {
		case 'collection':
			return {};
		case 'fixedCollection': {
			const [{ name }] = (field.options ?? []) as INodePropertyCollection[];
			const row = rowOf(field, name, filling);
			return { [name]: field.typeOptions?.multipleValues ? [row] : row };
		}
		case 'options':
			return field.default === '' ? choicesOf(field)[0] : field.default;
		case 'multiOptions':
			return (field.default as unknown[]).length > 0 ? field.default : [choicesOf(field)[0]];
		case 'resourceLocator': {
			const isById = field.modes?.some(({ name }) => name === 'id');
			return { __rl: true, mode: isById ? 'id' : field.modes?.[0].name, value: 'lina' };
		}
		case 'dateTime':
			return '2026-05-01T09:00:00';
		case 'json':
			return '{}';
		case 'string':
			return 'x';
		default:
			return field.default;
	}
}
