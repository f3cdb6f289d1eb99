import type { INodeProperties } from 'n8n-workflow';

import type { PersonIdKind, PersonRef } from '../../../shared/contacts/personRef';
import { toPersonRef } from '../../../shared/contacts/personRef';
import { toUser } from '../../../shared/contacts/users';
import { userLocator } from '../../../shared/fields/locators';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation';
import type { ItemReader } from '../../../shared/params';

type By = Exclude<PersonIdKind, 'any'>;

const fields: INodeProperties[] = [
	{
		displayName: 'Get By',
		name: 'by',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Mobile Number', value: 'mobile' },
			{ name: 'Union ID', value: 'unionId' },
			{ name: 'User ID', value: 'userId' },
		],
		default: 'userId',
		description: 'What you know of the person',
	},
	{
		...userLocator,
		description: 'The person: chosen from the list, or named by an ID',
		displayOptions: { show: { by: ['userId'] } },
	},
	{
		displayName: 'Mobile Number',
		name: 'mobile',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 13800000000',
		displayOptions: { show: { by: ['mobile'] } },
		description:
			"The person's mobile number; outside China with the country code, such as +852-51234567",
	},
	{
		displayName: 'Union ID',
		name: 'unionId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. zOiSPdBlaAVQ5YaPSqQiPiiEiE',
		displayOptions: { show: { by: ['unionId'] } },
		description: "The person's ID across all organisations",
	},
	simplifyField,
];

/** @see DingTalk docs "查询用户详情": POST /topapi/v2/user/get */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Get a person of the organisation by userId, mobile number or unionId',
	endpoints: [
		'POST /topapi/v2/user/get',
		'POST /topapi/v2/user/getbymobile',
		'POST /topapi/user/getbyunionid',
	],
	fields,
	async run({ api, read, directory }) {
		const userId = await directory.userIdOf(readPerson(read));
		const outcome = await directory.user(userId);
		if (!outcome.ok) throw api.toError(outcome.failure);
		return read.flag('simplify') ? toUser(outcome.value) : { ...outcome.value };
	},
};

function readPerson(read: ItemReader): PersonRef {
	const by = read.choice<By>('by');
	if (by === 'userId') return read.person('userId');
	return { ...toPersonRef(read.label(by), read.id(by)), by };
}
