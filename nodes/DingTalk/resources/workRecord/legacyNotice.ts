import type { INodeProperties } from 'n8n-workflow';

/** Shown in every work record form. */
export const legacyNotice: INodeProperties = {
	displayName:
		'Work records (待办 1.0) work only for apps that have had the permission since before October 2021. All other apps use the resource Todo, which can do more. Work records have no delete: Complete takes one off the list.',
	name: 'legacyNotice',
	type: 'notice',
	default: '',
};
