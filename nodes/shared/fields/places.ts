import type { INodeProperties } from 'n8n-workflow';

import { departmentLocator, groupLocator } from './locators';
import type { Named } from './several';
import { several } from './several';

/** Any number of departments; read with `readDepartmentIds`. */
export const departmentsField = (field: Named): INodeProperties =>
	several(
		{
			one: 'Department',
			many: 'Departments',
			key: 'department',
			picker: { ...departmentLocator, name: 'department' },
			ids: {
				placeholder: 'e.g. 900363352, 900363353',
				description:
					'Any number of department IDs, separated by commas, or an array by an expression; the root department is 1',
			},
		},
		field,
	);

/** Groups in a filter of what DingTalk pushes, which names them by open conversation IDs; read with `read.several`. */
export const groupsFilter = (field: Named): INodeProperties =>
	several(
		{
			one: 'Group',
			many: 'Groups',
			key: 'group',
			picker: {
				...groupLocator,
				name: 'group',
				description: 'The group: chosen from the list, or named by its open conversation ID',
				modes: groupLocator.modes?.filter(({ name }) => name !== 'chatId'),
			},
			ids: {
				placeholder: 'e.g. cidAbc123==, cidDef456==',
				description:
					'Any number of open conversation IDs, separated by commas, or an array by an expression',
			},
		},
		field,
	);
