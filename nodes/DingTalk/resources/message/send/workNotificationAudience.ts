import type { INodeProperties } from 'n8n-workflow';

import { readDepartmentIds } from '../../../../shared/contacts/departmentId';
import type { PersonRef } from '../../../../shared/params/personRef';
import { departmentsField } from '../../../../shared/fields/places';
import type { ItemContext } from '../../../operation/operation';
import { readRecipients, recipientsField, resolvePeople } from './recipients';

const shownFor = (...recipientsBy: string[]) => ({
	target: ['workNotification'],
	recipientsBy,
});

/** Whom a work notification goes to, and whether to wait for what becomes of it. */
export const audienceFields: INodeProperties[] = [
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
	recipientsField({ show: shownFor('people') }),
	departmentsField({
		displayName: 'Departments',
		name: 'departments',
		required: true,
		displayOptions: { show: shownFor('departments') },
		description: 'Whose members get the notification, those of sub-departments included',
	}),
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
	if (by === 'people') return { by, people: readRecipients(context) };
	if (by === 'everyone') return { by };
	return { by, departmentIds: readDepartmentIds(context.read, 'departments') };
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
