import type { INodeProperties } from 'n8n-workflow';

const shown = { show: { messageType: ['oa'] } };

const detail = (
	displayName: string,
	name: string,
	description: string,
	placeholder?: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
	...(placeholder ? { placeholder } : {}),
});

const color = (displayName: string, name: string, value: string, description: string) =>
	({ displayName, name, type: 'color', default: value, description }) satisfies INodeProperties;

/** An OA message: header, rows, and what is rarely needed. */
export const oaFields: INodeProperties[] = [
	{
		displayName: 'Header Text',
		name: 'headText',
		type: 'string',
		required: true,
		default: '',
		displayOptions: shown,
		placeholder: 'e.g. Daily report',
		description: 'The colored line on top of the message; most clients show the name of the app',
	},
	{
		displayName: 'Rows',
		name: 'oaForm',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Row',
		default: {},
		displayOptions: shown,
		description: 'Up to 6 names with their values',
		options: [
			{
				displayName: 'Row',
				name: 'row',
				values: [
					detail('Key', 'key', 'The name of the row', 'e.g. Orders'),
					detail('Value', 'value', 'What stands beside it', 'e.g. 1,204'),
				],
			},
		],
	},
	{
		displayName: 'OA Details',
		name: 'oaDetails',
		type: 'collection',
		placeholder: 'Add Detail',
		default: {},
		displayOptions: shown,
		options: [
			detail('Author', 'author', 'Who wrote it; shown at the bottom'),
			{
				...detail('Content', 'content', 'Text below the rows'),
				typeOptions: { rows: 3 },
			},
			detail('File Count', 'fileCount', 'How many attachments the message says there are'),
			color('Header Color', 'headColor', '#1E90FF', 'Background of the header'),
			detail(
				'Image Media ID',
				'imageMediaId',
				'Picture below the text: what Media > Upload returned',
				'e.g. @lADPabc123',
			),
			detail('Large Number', 'richNumber', 'A number in large letters', 'e.g. 15.6'),
			detail('Large Number Unit', 'richUnit', 'What stands behind the large number', 'e.g. %'),
			detail('PC Message URL', 'pcMessageUrl', 'The page that a click opens on a computer'),
			color('Status Color', 'statusColor', '#78C06E', 'Background of the status'),
			detail(
				'Status Text',
				'statusText',
				'A status in the corner, which Work Notification > Update Status Bar can change. DingTalk shows it when at most 5 people are named.',
				'e.g. Open',
			),
		],
	},
];
