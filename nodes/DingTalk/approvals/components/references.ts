import { InputError } from '../../../shared/errors/inputError';
import type { PersonRef } from '../../../shared/params/personRef';
import { kindOfMode, openLocator, refuseDingtalkIds } from '../../../shared/params/personRef';
import { arrayIn, toIds } from '../../../shared/values/list';
import type { Draft, Reading } from './component';
import { text } from './component';

const WHOLE_NUMBER = /^-?\d{1,19}$/;

/** InnerContactField: people by any ID, or values of a person picker. @throws InputError for what is no ID */
export function readContacts(value: unknown, reading: Reading): Draft {
	const { field } = reading;
	const people = entriesOf(value).flatMap((entry): PersonRef[] => {
		const { mode, content } = openEntry(entry, 'userId');
		const by = mode === '' ? 'any' : kindOfMode(mode);
		return toIds(content, field).map((id) => ({ by, value: id, field }));
	});
	refuseDingtalkIds(
		field,
		people.map(({ value: id }) => id),
	);
	assertOne(reading, people.length, 'person');
	return { kind: 'people', people };
}

/** DepartmentField: department IDs by commas. @throws InputError for what is none */
export function readDepartments(value: unknown, reading: Reading): Draft {
	const { field } = reading;
	const ids = idsIn(value, field, 'departmentId');
	const wrong = ids.find((id) => !WHOLE_NUMBER.test(id));
	if (wrong !== undefined) {
		throw new InputError(
			field,
			`is not a department ID: ${wrong.slice(0, 60)}`,
			'Give the number of the department, which Department > Search finds by its name; the root department is 1',
		);
	}
	assertOne(reading, ids.length, 'department');
	return text(ids.join(','));
}

/** RelateField: IDs of approvals. @throws InputError for what is no ID */
export const readRelated = (value: unknown, { field }: Reading): Draft =>
	text(JSON.stringify(idsIn(value, field, 'processInstanceId')));

/** @param name of the ID, in entries as Approval > Get gives them */
const idsIn = (value: unknown, field: string, name: string): string[] => [
	...new Set(entriesOf(value).flatMap((entry) => toIds(openEntry(entry, name).content, field))),
];

/** An ID, a picker's value, or an object with the ID in it. */
function openEntry(entry: unknown, name: string): ReturnType<typeof openLocator> {
	const isNamed = typeof entry === 'object' && entry !== null && Object.hasOwn(entry, name);
	if (!isNamed) return openLocator(entry);
	return { mode: 'id', content: (entry as Record<string, unknown>)[name] };
}

const entriesOf = (value: unknown): unknown[] =>
	Array.isArray(value) ? value : (typeof value === 'string' && arrayIn(value)) || [value];

function assertOne({ field, component }: Reading, count: number, what: string): void {
	if (!component.isSingle || count <= 1) return;
	throw new InputError(
		field,
		`names ${count}, and the form takes one ${what} here`,
		'Give one, or let the field take several in the settings of the process',
	);
}
