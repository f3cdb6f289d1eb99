import type { INodeProperties } from 'n8n-workflow';

import type { Named } from './several';
import { several } from './several';

/** The form that approvals are started with; read with `read.id`. */
export const approvalProcessLocator: INodeProperties = {
	displayName: 'Process',
	name: 'processCode',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The approval process (审批模板): chosen from the list, or named by its code',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a process…',
			typeOptions: { searchListMethod: 'searchApprovalProcesses', searchable: true },
		},
		{
			displayName: 'By Process Code',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. PROC-17428B8C-6C60-470E-A0C3-64F1037AE067',
			hint: 'In the address of the form in the admin console of approvals, as processCode',
		},
	],
};

/** Processes in a filter of what DingTalk pushes; read with `read.several`. */
export const approvalProcessesFilter = (field: Named): INodeProperties =>
	several(
		{
			one: 'Process',
			many: 'Processes',
			key: 'process',
			picker: { ...approvalProcessLocator, name: 'process' },
			ids: {
				placeholder: 'e.g. PROC-1A2B3C4D-5E6F, PROC-7A8B9C0D-1E2F',
				description:
					'Any number of process codes, separated by commas, or an array by an expression',
			},
		},
		field,
	);
