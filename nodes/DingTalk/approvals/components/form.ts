import type { IBinaryKeyData } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { toRows } from '../../../shared/values/object';
import { isBlank } from '../../../shared/values/words';
import type { Component, Draft, Filled, Reading } from './component';
import { isSuite, kindOf, obstacleIn, RANGE } from './kinds';

/** By field ID, or by label where no two fields share it. */
export type FormValues = Readonly<Record<string, unknown>>;

export interface FormRules {
	/** Of dates without offset. */
	timeZone: string;
	/** The item's files. */
	held: IBinaryKeyData;
	/** Values that belong to no field, or to one that DingTalk fills in, are left out instead of refused. */
	isLoose?: boolean;
	/** The field of a table's row; @default the label */
	fieldOf?(label: string): string;
}

/** What the labels of a field with two of them stand for. */
export const PARTS: Readonly<Record<string, readonly [string, string]>> = {
	[RANGE]: ['start', 'end'],
	TimeAndLocationField: ['time', 'place'],
};

/** The key of a part, where the whole goes by the ID. */
export const partKey = (id: string, part: string): string => `${id}:${part}`;

/**
 * Checks all values of a form against its schema, in the order of the schema.
 *
 * @param form what the values as a whole are called, for faults
 * @throws InputError naming the field by its label
 */
export function readForm(
	form: string,
	components: readonly Component[],
	values: FormValues,
	rules: FormRules,
): Filled[] {
	const places = placesOf(components);
	const given = new Map<Component, unknown>();
	for (const [key, value] of Object.entries(values)) {
		if (isEmpty(value)) continue;
		const found = places.get(key.trim()) ?? [];
		if (found.length !== 1) {
			if (rules.isLoose && found.length === 0) continue;
			throw found.length === 0 ? noField(form, key, components) : ambiguous(form, key, found);
		}
		const [{ component, part }] = found;
		given.set(component, part ? withPart(given.get(component), part, value) : value);
	}
	return components.flatMap((component) => {
		const value = given.get(component);
		const field = rules.fieldOf?.(component.label) ?? component.label;
		const reading = { component, field, timeZone: rules.timeZone, held: rules.held };
		const isFillable = assertFillable(reading, value, rules);
		if (!isFillable || value === undefined) return [];
		return [{ component, field, draft: limited(field, readValue(value, reading, rules)) }];
	});
}

/** @param rules of the form, which hold for the rows of a table too */
function readValue(value: unknown, reading: Reading, rules: FormRules): Draft {
	const { component, field } = reading;
	const kind = kindOf(component);
	if (kind) return kind.read(value, reading);
	const rows = toRows(field, value, 'rows', ['rows']);
	if (rows.length === 0) throw emptyField(field);
	return {
		kind: 'rows',
		rows: rows.map((row, index) =>
			readForm(field, component.children, row, {
				...rules,
				fieldOf: (label) => `${field} > ${label} ${index + 1}`,
			}),
		),
	};
}

interface Place {
	component: Component;
	/** Of those with two labels. */
	part?: string;
}

/** What each name may mean: IDs first, as a label may read like anything. */
function placesOf(components: readonly Component[]): Map<string, Place[]> {
	const byId = new Map<string, Place[]>();
	const byLabel = new Map<string, Place[]>();
	const add = (places: Map<string, Place[]>, key: string, place: Place) => {
		const others = places.get(key) ?? [];
		if (!others.some(({ component }) => component === place.component)) {
			places.set(key, [...others, place]);
		}
	};
	for (const component of components) {
		const { id, label, labels, name, type } = component;
		const parts = PARTS[type] ?? [];
		add(byId, id, { component });
		for (const key of [label, name]) add(byLabel, key.trim(), { component });
		for (const [index, part] of parts.entries()) {
			add(byId, partKey(id, part), { component, part });
			if (labels.length > 1) add(byLabel, labels[index].trim(), { component, part });
		}
	}
	return new Map([...byLabel, ...byId]);
}

const withPart = (known: unknown, part: string, value: unknown): unknown => ({
	...(typeof known === 'object' && known !== null && !Array.isArray(known) ? known : {}),
	[part]: value,
});

const isEmpty = (value: unknown): boolean =>
	isBlank(value) || (Array.isArray(value) && value.every(isBlank));

/** @throws InputError where calls cannot fill in what is needed or given, and where something needed is empty */
function assertFillable(
	{ component, field }: Reading,
	value: unknown,
	{ isLoose }: FormRules,
): boolean {
	const isNeeded = component.isRequired && !component.isHidden;
	const obstacle = obstacleIn(component);
	if (!obstacle) {
		if (isNeeded && value === undefined) throw emptyField(field);
		return true;
	}
	const isMissed = obstacle.isAutomatic ? value !== undefined : isNeeded || value !== undefined;
	if (!isMissed || (isLoose && !(isNeeded && !obstacle.isAutomatic))) return false;
	throw new InputError(
		field,
		`cannot be filled in by a workflow: ${obstacle.why} (${component.type})`,
		isNeeded && !obstacle.isAutomatic
			? 'Make it optional in the settings of the process, or let a person start this approval in DingTalk'
			: 'Leave it out',
	);
}

/**
 * Refuses processes that no call can start.
 *
 * @param field the process as the form calls it
 * @throws InputError naming the suite
 */
export function assertStartable(
	field: string,
	name: string,
	components: readonly Component[],
): void {
	const suite = components.find(isSuite);
	if (!suite) return;
	throw new InputError(
		field,
		`is '${name}', which is made of a suite (套件: ${suite.label || suite.type}), and DingTalk lets no app start those of attendance, HR, finance, legal and travel`,
		'Let a person start it in DingTalk, or make a process of plain fields for the workflow',
	);
}

/** DingTalk docs "发起审批实例": most characters of a value. */
export const MAX_VALUE_CHARS = 65_535;

function limited(field: string, draft: Draft): Draft {
	if (draft.kind === 'text') assertLength(field, draft.text);
	return draft;
}

/** @throws InputError when DingTalk would refuse it for its length */
export function assertLength(field: string, value: string): void {
	if (value.length <= MAX_VALUE_CHARS) return;
	throw new InputError(
		field,
		`takes ${value.length} characters; the limit is ${MAX_VALUE_CHARS}`,
		'Shorten it, or attach it as a file',
	);
}

const emptyField = (field: string) =>
	new InputError(field, 'is empty, and the form needs it', `Fill in '${field}'`);

const noField = (form: string, key: string, components: readonly Component[]) =>
	new InputError(
		form,
		`has a value for '${key.slice(0, 60)}', and this process has no such field`,
		`Its fields: ${components
			.map(({ label }) => label)
			.filter((label) => label !== '')
			.join(', ')}. In n8n's form, refresh the list of fields`,
	);

const ambiguous = (form: string, key: string, found: readonly Place[]) =>
	new InputError(
		form,
		`has a value for '${key.slice(0, 60)}', which is the label of ${found.length} fields`,
		`Name the field by its ID: ${found.map(({ component }) => component.id).join(', ')}`,
	);
