import type { INodeProperties } from 'n8n-workflow';

/** Documents and people tell differently what DingTalk takes; belongs into `options`. */
export const anyFormatOption: INodeProperties = {
	displayName: 'Allow Other Formats',
	name: 'anyFormat',
	type: 'boolean',
	default: false,
	description:
		"Whether to upload files of formats that DingTalk's documentation does not list, such as txt, and to leave it to DingTalk to take or refuse them",
};
