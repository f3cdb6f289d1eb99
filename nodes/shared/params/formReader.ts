import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

import { openLocator, refuseDingtalkIds, toPersonRef } from './personRef';
import { InputError } from '../errors/inputError';
import type { Form, FormReader } from './params';
import { readAnybody, readPeople, readSeveral } from './several';
import { toTime } from '../values/time';
import { toChoice } from '../values/choice';
import { toFlag } from '../values/flag';
import { isRounded, toId } from '../values/id';
import { toExactJson, toJsonValue } from '../values/json';
import { toObject, toRows } from '../values/object';
import { toIds, toTexts } from '../values/list';
import { toNumber } from '../values/number';
import { toText } from '../values/text';
import { isBlank } from '../values/words';

/** What a form gives for a field that is hidden or was not added: n8n wants a value, any other could be the user's. */
export const NOT_GIVEN = '\u0000not given';

/** Reads the fields of a form, and those of its collections and rows in the same way. */
export function formReader(form: Form): FormReader {
	const { definition, label, given, raw, content } = accessTo(form);
	const zone = form.timeZone;
	const has = (name: string) => given(name) !== undefined;
	const isAdded = (name: string) => form.get(name) !== NOT_GIVEN;

	const text = (name: string) => toText(label(name), content(name), zone());
	// An expression that comes to nothing is no "off", and no default either.
	const flag = (name: string) =>
		isAdded(name) ? toFlag(label(name), given(name)) : raw(name) === true;
	const time: FormReader['time'] = (name, timeZone = zone()) =>
		toTime(label(name), raw(name), timeZone);
	const number: FormReader['number'] = (name, rule) => toNumber(label(name), raw(name), rule);
	const choice = <T extends string | number>(name: string) =>
		toChoice(label(name), text(name), valuesOf(form.fields, name)) as T;
	const choices = <T extends string>(name: string) =>
		toTexts(label(name), raw(name), zone()).map(
			(one) => toChoice(label(name), one, valuesOf(form.fields, name)) as T,
		);
	const filled = (name: string) => notEmpty(label(name), text(name).trim());
	const idIfAny = (name: string) => toId(label(name), content(name));
	const id = (name: string) => notEmpty(label(name), idIfAny(name));
	const ids = (name: string) => toUsableIds(raw(name), label(name));
	const person = (name: string) => toPersonRef(label(name), raw(name));
	const { group, rows, part } = partsOf(form, label, given);
	const filledIn = (name: string) => ({
		definition: definition(name),
		label: label(name),
		value: given(name),
		rows: (key: string) => rows(name, key),
	});

	return {
		label,
		has,
		text,
		textIfAny: (name) => (has(name) ? text(name) : undefined),
		filled,
		exactText: (name) => (isRounded(raw(name)) ? idIfAny(name) : text(name)),
		texts: (name) => toTexts(label(name), raw(name), zone()),
		textOrList: (name) => {
			const value = raw(name);
			if (!Array.isArray(value)) return text(name);
			return value.map((entry: unknown) => toText(label(name), entry, zone()));
		},
		flag,
		flagIfAny: (name) => (isAdded(name) ? flag(name) : undefined),
		number,
		numberIfAny: (name, rule) => (isAdded(name) ? number(name, rule) : undefined),
		time,
		timeIfAny: (name, timeZone) => (isBlank(given(name)) ? undefined : time(name, timeZone)),
		date: raw,
		choice,
		choiceIfAny: <T extends string | number>(name: string) =>
			isBlank(given(name)) ? undefined : choice<T>(name),
		choices,
		choicesIfAny: <T extends string>(name: string) => (has(name) ? choices<T>(name) : undefined),
		id,
		idIfAny,
		ids,
		idsOfAnybody: (name) => toIds(raw(name), label(name)),
		idList: (name, max) => bounded(label(name), ids(name), max),
		locator: (name) => ({ mode: openLocator(raw(name)).mode, value: id(name) }),
		person,
		personIfAny: (name) => (isBlank(content(name)) ? undefined : person(name)),
		people: (name) => readPeople(filledIn(name)),
		anybody: (name) => readAnybody(filledIn(name)),
		several: (name) => readSeveral(filledIn(name)),
		json: (name) => toExactJson(label(name), raw(name)),
		payload: (name) => toJsonValue(label(name), raw(name)),
		group,
		rows,
		part,
		limit: () =>
			flag('returnAll') ? Number.POSITIVE_INFINITY : number('limit', { whole: true, min: 1 }),
	};
}

/** Labels, and the values behind them. */
function accessTo({ fields, get, label: around }: Form) {
	// Of several definitions, for different states of the form, the last one.
	const definition = (name: string) => fields.filter((field) => field.name === name).at(-1);
	const label = (name: string) => {
		const displayName = definition(name)?.displayName ?? name;
		return around?.(displayName) ?? displayName;
	};
	const given = (name: string) => {
		const value = get(name);
		return value === NOT_GIVEN ? undefined : value;
	};
	const raw = (name: string) =>
		get(name) === NOT_GIVEN ? plainDefault(definition(name)) : given(name);
	const content = (name: string) =>
		definition(name)?.type === 'resourceLocator' ? openLocator(raw(name)).content : raw(name);
	return { definition, label, given, raw, content };
}

/** The default of a field, unless only n8n could tell what it comes to. */
const plainDefault = (field: INodeProperties | undefined): unknown =>
	typeof field?.default === 'string' && field.default.startsWith('=') ? undefined : field?.default;

/** Readers of the parts of a form: collections, rows, and collections without rows. */
function partsOf(form: Form, label: FormReader['label'], given: Form['get']) {
	const at = (fields: INodeProperties[], values: IDataObject, around?: Form['label']) =>
		formReader({
			fields,
			timeZone: form.timeZone,
			label: around,
			get: (name) => (Object.hasOwn(values, name) ? values[name] : NOT_GIVEN),
		});
	const optionsOf = (name: string) =>
		form.fields.filter((field) => field.name === name).flatMap(({ options = [] }) => options);
	const valuesIn = (name: string, key: string) =>
		(optionsOf(name) as INodePropertyCollection[])
			.filter((option) => option.name === key)
			.flatMap(({ values }) => values);

	const group = (name: string) =>
		at(optionsOf(name) as INodeProperties[], toObject(label(name), given(name)));
	const rows = (name: string, key: string) => {
		const fields = valuesIn(name, key);
		const keys = optionsOf(name).map((option) => option.name);
		return toRows(label(name), given(name), key, keys).map((row, index) =>
			at(fields, row, (displayName) => `${label(name)} > ${displayName} ${index + 1}`),
		);
	};
	const part = (name: string, key: string) => {
		const keys = optionsOf(name).map((option) => option.name);
		const [values] = toRows(label(name), given(name), key, keys);
		return values && at(valuesIn(name, key), values);
	};
	return { group, rows, part };
}

/** IDs that a call takes: DingTalk's own IDs of people are none. */
function toUsableIds(value: unknown, field: string): string[] {
	const ids = toIds(value, field);
	refuseDingtalkIds(field, ids);
	return ids;
}

/** What a dropdown offers; it may have a definition of its own for each form that it is part of. */
const valuesOf = (fields: readonly INodeProperties[], name: string): Array<string | number> =>
	fields
		.filter((field) => field.name === name && /^(multiO|o)ptions$/.test(field.type))
		.flatMap((field) => (field.options ?? []) as INodePropertyOptions[])
		.map(({ value }) => value as string | number);

function notEmpty(field: string, text: string): string {
	if (text !== '') return text;
	throw new InputError(field, 'is empty', `Fill in '${field}'`);
}

function bounded(field: string, ids: string[], max = Number.POSITIVE_INFINITY): string[] {
	if (ids.length === 0) {
		throw new InputError(field, 'is empty', 'Give at least one ID, several separated by commas');
	}
	if (ids.length <= max) return ids;
	throw new InputError(
		field,
		`has ${ids.length} entries; the limit is ${max}`,
		`Give at most ${max}`,
	);
}
