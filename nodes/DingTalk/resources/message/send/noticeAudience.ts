import type { INodeProperties } from 'n8n-workflow';

import type { PersonRef } from '../../../../shared/params/personRef';
import { InputError } from '../../../../shared/errors/inputError';
import { departmentLocator } from '../../../../shared/fields/locators';
import type { ItemContext } from '../../../operation/operation';
import type { ItemReader } from '../../../../shared/params/params';
import { peopleFields, readPeople, resolvePeople } from './recipients';

const shownFor = (...recipientsBy: string[]) => ({
	target: ['workNotification'],
	recipientsBy,
});

/** Whom a work notification goes to, and whether to wait for what becomes of it. */
export const noticeFields: INodeProperties[] = [
	{
		displayName: 'Recipients',
		name: 'recipientsBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Departments',
				value: 'departments',
				description: 'Everybody in these departments and those below them',
			},
			{
				name: 'Everyone',
				value: 'everyone',
				description: 'Everybody who may use the app; DingTalk allows it 3 times a day',
			},
			{ name: 'People', value: 'people', description: 'The people named here' },
		],
		default: 'people',
		displayOptions: { show: { target: ['workNotification'] } },
		description: 'Who gets the notification',
	},
	...peopleFields(shownFor('people')),
	{
		displayName: 'Departments By',
		name: 'departmentsBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'IDs',
				value: 'ids',
				description: 'Any number of IDs, separated by commas or as an array',
			},
			{ name: 'List', value: 'list', description: 'One row for each department, with a picker' },
		],
		default: 'list',
		displayOptions: { show: shownFor('departments') },
		description: 'How the departments are named',
	},
	{
		displayName: 'Departments',
		name: 'departments',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Department',
		required: true,
		default: { row: [{ department: { mode: 'list', value: '' } }] },
		displayOptions: { show: { ...shownFor('departments'), departmentsBy: ['list'] } },
		description: 'Whose members get the notification, those of sub-departments included',
		options: [
			{
				displayName: 'Department',
				name: 'row',
				values: [{ ...departmentLocator, name: 'department' }],
			},
		],
	},
	{
		displayName: 'Department IDs',
		name: 'departmentIds',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 900363352, 900363353',
		displayOptions: { show: { ...shownFor('departments'), departmentsBy: ['ids'] } },
		description:
			'The IDs of the departments, separated by commas, or an array by an expression. Sub-departments are included; the root department is 1.',
	},
	{
		displayName: 'Wait for Result',
		name: 'waitForResult',
		type: 'boolean',
		default: false,
		displayOptions: { show: shownFor('people', 'departments') },
		description:
			'Whether to wait until DingTalk has sent it, and to put out who read it, who did not, and whom DingTalk left out for which reason. Without it, what DingTalk drops for being over a limit stays unseen. DingTalk tells the result for up to 100 people per call.',
	},
];

/** Who is meant by the form, as given. */
export type Audience =
	| { by: 'people'; people: PersonRef[] }
	| { by: 'departments'; departmentIds: string[] }
	| { by: 'everyone' };

/** Who is meant, in the IDs that DingTalk wants. */
export interface ResolvedAudience {
	by: Audience['by'];
	userIds: string[];
	departmentIds: string[];
	unknown: string[];
}

/** @throws InputError when nobody is named */
export function readAudience(context: ItemContext): Audience {
	const by = context.read.choice<Audience['by']>('recipientsBy');
	if (by === 'people') return { by, people: readPeople(context) };
	return by === 'departments' ? { by, departmentIds: readDepartments(context.read) } : { by };
}

export async function resolveAudience(
	context: ItemContext,
	audience: Audience,
): Promise<ResolvedAudience> {
	const nobody = { by: audience.by, userIds: [], departmentIds: [], unknown: [] };
	if (audience.by === 'people') {
		return { ...nobody, ...(await resolvePeople(context, audience.people)) };
	}
	return audience.by === 'departments'
		? { ...nobody, departmentIds: audience.departmentIds }
		: nobody;
}

function readDepartments(read: ItemReader): string[] {
	const isByIds = read.choice('departmentsBy') === 'ids';
	const field = read.label(isByIds ? 'departmentIds' : 'departments');
	const ids = isByIds
		? read.idList('departmentIds')
		: read.rows('departments', 'row').map((row) => row.idIfAny('department'));
	if (ids.length === 0) {
		throw new InputError(field, 'is empty', 'Add at least one department');
	}
	const wrong = ids.find((id) => !/^\d{1,19}$/.test(id));
	if (wrong === undefined) return [...new Set(ids)];
	throw new InputError(
		field,
		wrong === '' ? 'has an empty row' : `holds what is no department ID: ${wrong.slice(0, 60)}`,
		'Choose the department from the list, or give its number; the root department is 1',
	);
}
