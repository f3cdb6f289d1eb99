import { InputError } from '../errors/inputError';
import type { ItemReader } from '../params/params';

/** The root department; its members are in no other. */
export const ROOT_DEPARTMENT = '1';

const WHOLE_NUMBER = /^-?\d{1,19}$/;

/** The ID as the number that DingTalk wants, exact beyond 2^53. */
export function toWireDepartmentId(departmentId: string): number | bigint {
	const number = Number(departmentId);
	return Number.isSafeInteger(number) ? number : BigInt(departmentId);
}

/**
 * The ID of a department picker, as text.
 *
 * @throws InputError when it is empty or no whole number
 */
export const readDepartmentId = (read: ItemReader, name: string): string =>
	checked(read.label(name), read.id(name));

/**
 * The IDs of a `departmentsField`, each once.
 *
 * @throws InputError when there is none, or one is no whole number
 */
export function readDepartmentIds(read: ItemReader, name: string): string[] {
	const field = read.label(name);
	const departmentIds = read.several(name);
	if (departmentIds.length === 0) {
		throw new InputError(field, 'is empty', 'Add at least one department');
	}
	return departmentIds.map((departmentId) => checked(field, departmentId));
}

function checked(field: string, departmentId: string): string {
	if (WHOLE_NUMBER.test(departmentId)) return departmentId;
	throw new InputError(
		field,
		`is not a department ID: ${departmentId.slice(0, 60)}`,
		'Choose the department from the list, or give its number; the root department is 1',
	);
}
