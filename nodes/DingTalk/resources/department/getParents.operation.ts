import type { IDataObject } from 'n8n-workflow';

import { readContacts } from '../../../shared/contacts/call';
import { readDepartmentId, toWireDepartmentId } from '../../../shared/contacts/departmentId';
import { isAbsent } from '../../../shared/contacts/resolve';
import { departmentLocator, userLocator } from '../../../shared/fields/locators';
import type { ItemContext, Operation } from '../../operation/operation';

type WireId = number | string;

/**
 * @see DingTalk docs "获取指定部门的所有父部门列表": POST /topapi/v2/department/listparentbydept
 * @see DingTalk docs "获取指定用户的所有父部门列表": POST /topapi/v2/department/listparentbyuser
 */
export const getParents: Operation = {
	value: 'getParents',
	name: 'Get Parents',
	action: 'Get parents of a department or user',
	description: 'Get the departments above a department, or above a person, up to the root',
	endpoints: [
		'POST /topapi/v2/department/listparentbydept',
		'POST /topapi/v2/department/listparentbyuser',
		'POST /topapi/v2/department/get',
	],
	fields: [
		{
			displayName: 'Start From',
			name: 'of',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Department', value: 'department' },
				{ name: 'User', value: 'user' },
			],
			default: 'department',
			description: 'What to start from',
		},
		{ ...departmentLocator, displayOptions: { show: { of: ['department'] } } },
		{ ...userLocator, displayOptions: { show: { of: ['user'] } } },
	],
	run: async (context) =>
		context.read.choice('of') === 'user' ? await ofUser(context) : await ofDepartment(context),
};

async function ofDepartment(context: ItemContext): Promise<IDataObject> {
	const { api, read } = context;
	const departmentId = readDepartmentId(read, 'departmentId');
	const outcome = await readContacts<{ parent_id_list?: WireId[] }>(
		api,
		'/topapi/v2/department/listparentbydept',
		{ dept_id: toWireDepartmentId(departmentId) },
		{ 'result.parent_id_list': 'list', 'result.parent_id_list[]': 'digits' },
	);
	if (!outcome.ok) throw api.toError(outcome.failure);
	// DingTalk begins the list with the department itself.
	const above = (outcome.value.parent_id_list ?? []).map(String);
	return {
		departmentId,
		parents: await named(
			context,
			above.filter((id) => id !== departmentId),
		),
	};
}

async function ofUser(context: ItemContext): Promise<IDataObject> {
	const { api, read, directory } = context;
	const userId = await directory.userIdOf(read.person('userId'));
	const outcome = await readContacts<{ parent_list?: Array<{ parent_dept_id_list?: WireId[] }> }>(
		api,
		'/topapi/v2/department/listparentbyuser',
		{ userid: userId },
		{
			'result.parent_list': 'objects',
			'result.parent_list[].parent_dept_id_list': 'list?',
			'result.parent_list[].parent_dept_id_list[]': 'digits',
		},
	);
	if (!outcome.ok) throw api.toError(outcome.failure);
	const lines = (outcome.value.parent_list ?? []).map((line) => line.parent_dept_id_list ?? []);
	const departments = lines.map(async (line) => {
		// The first of a line is a department of the person.
		const [own, ...parents] = await named(context, line.map(String));
		return { ...own, parents };
	});
	return { userId, departments: await Promise.all(departments) };
}

/** Each department with its name, asked for once per run. */
const named = async ({ api, directory }: ItemContext, departmentIds: string[]) =>
	await Promise.all(
		departmentIds.map(async (departmentId): Promise<IDataObject> => {
			const outcome = await directory.department(departmentId);
			if (outcome.ok) return { departmentId, name: outcome.value.name };
			// Departments above the visible range have no name for us.
			if (isAbsent(outcome.failure)) return { departmentId };
			throw api.toError(outcome.failure);
		}),
	);
