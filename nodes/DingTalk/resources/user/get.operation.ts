import { toUser } from '../../../shared/contacts/users';
import { userLocator } from '../../../shared/fields/locators';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../operation/operation';

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
	fields: [
		{ ...userLocator, description: 'The person: chosen from the list, or named by an ID' },
		simplifyField,
	],
	async run({ api, read, directory }) {
		const isSimple = read.flag('simplify');
		const userId = await directory.userIdOf(read.person('userId'));
		const outcome = await directory.user(userId);
		if (!outcome.ok) throw api.toError(outcome.failure);
		return isSimple ? toUser(outcome.value) : { ...outcome.value };
	},
};
