import type { INodeProperties } from 'n8n-workflow';

/** Shown in every work record form. */
export const legacyNotice: INodeProperties = {
	displayName:
		'Work records (待办 1.0) work only for apps that have had the permission since before October 2021. DingTalk has no delete for them: Complete takes a record off the list.',
	name: 'legacyNotice',
	type: 'notice',
	default: '',
};
