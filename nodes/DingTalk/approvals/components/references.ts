import { InputError } from '../../../shared/errors/inputError';
import { departmentIdsIn, idsIn, peopleIn } from '../../../shared/contacts/named';
import type { Draft, Reading } from './component';
import { text } from './component';

/** InnerContactField: people by any ID, or values of a person picker. @throws InputError for what is no ID */
export function readContacts(value: unknown, reading: Reading): Draft {
	const people = peopleIn(reading.field, value);
	assertOne(reading, people.length, 'person');
	return { kind: 'people', people };
}

/** DepartmentField: department IDs by commas. @throws InputError for what is none */
export function readDepartments(value: unknown, reading: Reading): Draft {
	const ids = departmentIdsIn(reading.field, value);
	assertOne(reading, ids.length, 'department');
	return text(ids.join(','));
}

/** RelateField: IDs of approvals. @throws InputError for what is no ID */
export const readRelated = (value: unknown, { field }: Reading): Draft =>
	text(JSON.stringify(idsIn(field, value, ['processInstanceId'])));

function assertOne({ field, component }: Reading, count: number, what: string): void {
	if (!component.isSingle || count <= 1) return;
	throw new InputError(
		field,
		`names ${count}, and the form takes one ${what} here`,
		'Give one, or let the field take several in the settings of the process',
	);
}
