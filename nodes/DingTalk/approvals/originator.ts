import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import {
	ROOT_DEPARTMENT,
	readDepartmentId,
	toWireDepartmentId,
} from '../../shared/contacts/departmentId';
import { departmentLocator, personOrOperatorLocator } from '../../shared/fields/locators';
import type { FormReader } from '../../shared/params/params';
import type { PersonRef } from '../../shared/params/personRef';
import { readPersonOrOperator } from '../../shared/contacts/operator';
import type { ItemContext } from '../operation/operation';

export const originatorField: INodeProperties = {
	...personOrOperatorLocator,
	displayName: 'Originator',
	name: 'originator',
	description:
		"Who starts the approval: chosen from the list, or named by userId, mobile number or unionId. Empty for the credential's Operator.",
};

/** For a collection. */
export const departmentOption: INodeProperties = {
	...departmentLocator,
	displayName: 'Department',
	name: 'departmentId',
	required: false,
	description:
		'The department in which the originator starts it; it has to be one of theirs. Not needed: the first that DingTalk lists for them is taken.',
};

/** Who starts an approval, and where; the department is '' where none is named. */
export interface OriginatorForm {
	person: PersonRef;
	departmentId: string;
}

/** @throws InputError when it is nobody, or the department is no whole number */
export function readOriginator(context: ItemContext, more: FormReader): OriginatorForm {
	const person = readPersonOrOperator(context, 'originator');
	const hasDepartment = more.idIfAny('departmentId') !== '';
	return { person, departmentId: hasDepartment ? readDepartmentId(more, 'departmentId') : '' };
}

/** The department as calls for approvals take it: the root is -1 there. */
export const wireDepartment = (departmentId: string): number | bigint =>
	departmentId === ROOT_DEPARTMENT ? -1 : toWireDepartmentId(departmentId);

/**
 * The department that was named, or the first of the person's.
 *
 * @throws InputError when the person is in none; NodeApiError when DingTalk refuses to tell
 */
export async function departmentOf(
	{ api, directory }: Pick<ItemContext, 'api' | 'directory'>,
	{ departmentId, person }: OriginatorForm,
	userId: string,
): Promise<string> {
	if (departmentId !== '') return departmentId;
	const found = await directory.user(userId);
	if (!found.ok) throw api.toError(found.failure);
	const [first] = found.value.dept_id_list ?? [];
	if (first !== undefined) return String(first);
	throw new InputError(
		person.field ?? 'Originator',
		'is in no department that the app can see, and the flow depends on it',
		"Name the 'Department' in the options, or put it into the app's visible range",
	);
}
