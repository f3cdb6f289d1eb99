import type { IDataObject } from 'n8n-workflow';

import type { WireManagedProcess, WireProcess } from '../../../shared/approvals/processes';
import {
	attemptManaged,
	fetchVisible,
	PROCESSES_PER_PAGE,
} from '../../../shared/approvals/processes';
import { personOrOperatorLocator } from '../../../shared/fields/locators';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';
import { readPersonOrOperator } from '../../../shared/contacts/operator';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';

/**
 * @see DingTalk docs "获取指定用户可见的审批表单列表": GET /v1.0/workflow/processes/userVisibilities/templates
 * @see DingTalk docs "获取当前企业所有可管理的表单": GET /v1.0/workflow/processes/managements/templates
 */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many approval processes',
	description: 'List the approval processes (审批模板) that a person may start, or manages',
	endpoints: [
		'GET /v1.0/workflow/processes/userVisibilities/templates',
		'GET /v1.0/workflow/processes/managements/templates',
	],
	fields: [
		{
			displayName: 'Processes',
			name: 'scope',
			type: 'options',
			options: [
				{
					name: 'That a Person Manages',
					value: 'managed',
					description: 'Those that are switched off too; only for who manages approvals',
				},
				{ name: 'That a Person May Start', value: 'startable' },
			],
			default: 'startable',
			description: 'Which processes are listed',
		},
		{
			...personOrOperatorLocator,
			description:
				"Whose processes are listed: chosen from the list, or named by userId, mobile number or unionId. Empty for the credential's Operator.",
		},
		...pagingFields,
	],
	async run(context) {
		const { api, read, directory } = context;
		const scope = read.choice('scope');
		const person = readPersonOrOperator(context, 'userId');
		const limit = read.limit();
		const userId = await directory.userIdOf(person);
		if (scope === 'managed') {
			const managed = await attemptManaged(api, userId);
			if (!managed.ok) throw api.toError(managed.failure);
			return managed.value.slice(0, limit).map(toManaged);
		}
		const found = await pages<WireProcess>(
			tokenPages('nextToken', 0, { maxResults: Math.min(PROCESSES_PER_PAGE, limit) }),
			async (paging) => await fetchVisible(api, userId, paging),
			limit,
		);
		return found.map(toProcess);
	},
};

const toProcess = ({
	processCode,
	name,
	dirId,
	dirName,
	url,
	iconUrl,
}: WireProcess): IDataObject => ({
	processCode,
	name,
	groupId: dirId,
	groupName: dirName,
	url,
	iconUrl,
});

const toManaged = ({
	processCode,
	flowTitle,
	gmtModified,
	attendanceType,
	iconUrl,
}: WireManagedProcess): IDataObject => ({
	processCode,
	name: flowTitle,
	changedAt: gmtModified,
	attendanceType,
	iconUrl,
});
