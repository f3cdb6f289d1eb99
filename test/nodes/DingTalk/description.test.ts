import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { DingTalk } from '../../../nodes/DingTalk/DingTalk.node';
import { RESOURCES, findOperation } from '../../../nodes/DingTalk/registry';

const { description } = new DingTalk();
const { properties } = description;

type Entry = { path: string; property: INodeProperties };

/** Every field, those inside collections too. */
const fieldsOf = (list: INodeProperties[], above = ''): Entry[] =>
	list.flatMap((property) => {
		const path = `${above}${property.name}`;
		const inner = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return fieldsOf(option.values, `${path} > ${option.name} > `);
			return 'displayName' in option ? fieldsOf([option], `${path} > `) : [];
		});
		return [{ path, property }, ...inner];
	});
const all = fieldsOf(properties);
const choices = all.filter(
	({ property }) => property.type === 'options' || property.type === 'multiOptions',
);
const optionsOf = ({ options }: INodeProperties) => (options ?? []) as INodePropertyOptions[];
const operationFields = properties.filter(({ name }) => name === 'operation');
const operations = RESOURCES.flatMap((resource) =>
	resource.operations.map((operation) => ({
		resource,
		operation,
		key: `${resource.value}/${operation.value}`,
	})),
);

const byName = (a: string, b: string) => a.localeCompare(b, 'en', { sensitivity: 'base' });
const unsorted = (names: string[]) => names.join(', ') !== [...names].sort(byName).join(', ');
const duplicates = (names: string[]) =>
	names.filter((name, index) => names.indexOf(name) !== index);
const pathsOf = (entries: Entry[]) => entries.map(({ path }) => path);

test('lists the options of every dropdown by name', () => {
	const wrong = choices.filter(({ property }) =>
		unsorted(optionsOf(property).map(({ name }) => name)),
	);
	expect(pathsOf(wrong)).toEqual([]);
});

test('lists the entries of every collection by name', () => {
	const wrong = all.filter(
		({ property }) =>
			property.type === 'collection' &&
			unsorted((property.options as INodeProperties[]).map(({ displayName }) => displayName)),
	);
	expect(pathsOf(wrong)).toEqual([]);
});

test('gives every dropdown a default that is one of its options, and no option twice', () => {
	const wrong = choices.filter(({ property }) => {
		const values = optionsOf(property).map(({ value }) => value);
		const defaults = Array.isArray(property.default) ? property.default : [property.default];
		return (
			duplicates(values.map(String)).length > 0 ||
			!defaults.every((value) => values.includes(value as string))
		);
	});
	expect(pathsOf(wrong)).toEqual([]);
});

test('gives every operation name, value, action and description', () => {
	expect(operationFields).toHaveLength(RESOURCES.length);
	for (const { name, value, action, description: text } of operationFields.flatMap(optionsOf)) {
		expect(name).toMatch(/^[A-Z]/);
		expect(value).toMatch(/^[a-z][A-Za-z]+$/);
		// Sentence case: capitals begin the sentence, or stand in names and abbreviations.
		expect(action).toMatch(
			/^[A-Z][a-z]+( [a-z]+| AI| an? API| [a-z]+ IDs?| QR| IDs?| DING| DingTalk)+( request| code)?$/,
		);
		expect(text).toMatch(/^[A-Z].*[^.]$/s);
	}
});

test('gives no two operations the same action or key', () => {
	expect(duplicates(operationFields.flatMap(optionsOf).map(({ action }) => action ?? ''))).toEqual(
		[],
	);
	expect(duplicates(operations.map(({ key }) => key))).toEqual([]);
	expect(
		operations.filter(
			({ resource, operation }) => findOperation(resource.value, operation.value) !== operation,
		),
	).toEqual([]);
});

test('lists the resources by name', () => {
	expect(unsorted(RESOURCES.map(({ name }) => name))).toBe(false);
});

test('describes every field except notices, hidden ones, collections and the two dropdowns on top', () => {
	const wrong = all.filter(
		({ path, property }) =>
			!['notice', 'collection', 'hidden'].includes(property.type) &&
			!['resource', 'operation'].includes(path) &&
			!property.description,
	);
	expect(pathsOf(wrong)).toEqual([]);
});

test('begins the description of every flag with Whether', () => {
	const wrong = all.filter(
		({ property }) => property.type === 'boolean' && !/^Whether /.test(property.description ?? ''),
	);
	expect(pathsOf(wrong)).toEqual([]);
});

test('words Return All and Limit as all of n8n does', () => {
	for (const { property } of all.filter(({ property: { name } }) => name === 'returnAll')) {
		expect(property).toMatchObject({
			displayName: 'Return All',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		});
	}
	for (const { property } of all.filter(({ property: { name } }) => name === 'limit')) {
		expect(property).toMatchObject({
			displayName: 'Limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
		});
	}
});

test('shows every field for one resource, and for operations of it', () => {
	const wrong = properties.filter(({ name, displayOptions }) => {
		const { resource, operation } = displayOptions?.show ?? {};
		if (name === 'resource') return displayOptions !== undefined;
		return resource?.length !== 1 || (name !== 'operation' && !operation?.length);
	});
	expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('what several operations ask for alike stands once', () => {
	const bases = properties.filter(
		({ name, displayOptions }) =>
			name === 'baseId' && displayOptions?.show?.resource?.[0] === 'aiTableRecord',
	);
	const { operations: all } = RESOURCES.find(({ value }) => value === 'aiTableRecord') ?? {};
	expect(bases.map(({ displayOptions }) => displayOptions?.show?.operation)).toEqual([
		all?.map(({ value }) => value),
	]);
});

/** The fields for which an operation is named, in the order of the form. */
const fieldsFor = (resource: string, operation: string) =>
	properties.filter(
		({ displayOptions: { show } = {} }) =>
			show?.resource?.[0] === resource && show.operation?.includes(operation),
	);

test.each(operations)('shows the fields of $key in its order', ({ resource, operation }) => {
	const shown = fieldsFor(resource.value, operation.value).map((field) => {
		const show = omit(field.displayOptions?.show ?? {}, ['resource', 'operation']);
		return { ...field, displayOptions: { ...field.displayOptions, show } };
	});
	expect(shown).toEqual(
		operation.fields.map((field) => ({
			...field,
			displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show } },
		})),
	);
});

const omit = (object: object, names: string[]) =>
	Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** Every form that can be reached: each value of each dropdown and switch that shows and decides. */
function formsOf(fields: INodeProperties[]): Array<Record<string, unknown>> {
	const deciding = new Set(
		fields.flatMap(({ displayOptions: { show = {}, hide = {} } = {} }) => [
			...Object.keys(show),
			...Object.keys(hide),
		]),
	);
	return fields
		.filter(({ name }) => deciding.has(name))
		.reduce<Array<Record<string, unknown>>>(
			(forms, field) =>
				forms.flatMap((form) => {
					if (!isShown(field, form)) return [form];
					const values =
						field.type === 'boolean' ? [true, false] : optionsOf(field).map(({ value }) => value);
					return values.map((value) => ({ ...form, [field.name]: value }));
				}),
			[{}],
		);
}

const isShown = (field: INodeProperties, form: object) =>
	NodeHelpers.displayParameter(form as never, field, { typeVersion: 1 }, description);

test.each(operations)(
	'shows no label and no parameter twice in any form of $key',
	({ resource, operation }) => {
		const fields = fieldsFor(resource.value, operation.value);
		expect(fields).toHaveLength(operation.fields.length);
		for (const form of formsOf(operation.fields)) {
			const values = { resource: resource.value, operation: operation.value, ...form };
			const visible = fields.filter((field) => isShown(field, values));
			expect(duplicates(visible.map(({ displayName }) => displayName))).toEqual([]);
			expect(duplicates(visible.map(({ name }) => name))).toEqual([]);
		}
	},
);

test.each(operations)('gives every option of $key a way to be shown', ({ operation }) => {
	const forms = formsOf(operation.fields);
	const hidden = operation.fields.filter((field) => !forms.some((form) => isShown(field, form)));
	expect(hidden.map(({ name }) => name)).toEqual([]);
});

test('names fixed collections by what they hold', () => {
	const wrong = all
		.filter(({ property }) => property.type === 'fixedCollection')
		.filter(({ property }) =>
			(property.options as INodePropertyCollection[]).some(
				({ displayName }) => !/^[A-Z]/.test(displayName),
			),
		);
	expect(pathsOf(wrong)).toEqual([]);
});

/** The kinds of rows of a field for several of something. */
const rowsOf = ({ options = [] }: INodeProperties) => options as INodePropertyCollection[];
const severalBy = (key: string) =>
	all.filter(
		({ property }) =>
			property.type === 'fixedCollection' && rowsOf(property).some(({ name }) => name === key),
	);

test.each([
	['person', 12],
	['department', 1],
])('names several by the same field everywhere: %s', (key, least) => {
	const fields = severalBy(key);
	expect(fields.length).toBeGreaterThanOrEqual(least);
	const shapes = fields.map(({ property }) => {
		const { typeOptions, placeholder, default: initial } = property;
		return JSON.stringify({ typeOptions, placeholder, initial, rows: rowsOf(property) });
	});
	expect(new Set(shapes).size).toBe(1);
	expect(rowsOf(fields[0].property).map(({ name }) => name)).toEqual([key, 'list']);
});

test('has no other field for the IDs of several people', () => {
	const lists = all.filter(
		({ path, property }) =>
			property.type === 'string' &&
			/(user|member|admin|people|person|attendee|executor)\w*ids$/i.test(property.name) &&
			// What a mention names stands in the text as well.
			!path.startsWith('mentions >'),
	);
	expect(pathsOf(lists)).toEqual([]);
});
