import type { IDataObject } from 'n8n-workflow';

import type { PersonIdKind } from '../../../shared/params/personRef';
import { idTypeOption } from '../../../shared/fields/people';
import type { Operation } from '../../operation/operation';

/** Turns any IDs of people into all of them; looks each person up once per run. */
export const resolveIds: Operation = {
	value: 'resolveIds',
	name: 'Resolve IDs',
	action: 'Resolve IDs of users',
	description:
		'Turn userIds, mobile numbers and unionIds into each other; IDs that belong to nobody are listed apart',
	endpoints: [
		'POST /topapi/v2/user/get',
		'POST /topapi/v2/user/getbymobile',
		'POST /topapi/user/getbyunionid',
	],
	fields: [
		{
			displayName: 'IDs',
			name: 'ids',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. manager4220, 13800000000',
			description:
				'UserIds, mobile numbers or unionIds, in any mix: separated by commas, or an array by an expression',
		},
		{ ...idTypeOption, default: 'any', description: 'What the IDs are' },
	],
	async run({ read, directory }) {
		const ids = read.idList('ids');
		const resolved = await directory.resolve(ids, read.choice<PersonIdKind>('idType'));
		return { ...resolved } satisfies IDataObject;
	},
};
